// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/safetensors.hpp"

#include <doctest/doctest.h>

namespace flopledger {

TEST_CASE("a header is read, its metadata and unknown keys passed over") {
    const TensorHeaders read = parse_tensor_headers(
        R"({"__metadata__": {"format": "pt"}, "a": {"dtype": "BF16", "shape": [2, 3],
            "data_offsets": [0, 12], "more": [[{"x": -1}], null]},
            "b": {"dtype": "F32", "shape": [], "data_offsets": [12, 16]}}   )");
    CHECK(read.fault.empty());
    REQUIRE(read.tensors.size() == 2);
    CHECK(read.tensors[0].name == "a");
    CHECK(read.tensors[0].type == "BF16");
    CHECK(read.tensors[0].shape == std::vector<std::uint64_t>{2, 3});
    CHECK(read.tensors[1].shape.empty());
    CHECK(read.tensors[1].end == 16);
}

TEST_CASE("what is no header has a fault") {
    const auto fault = [](const char* text) { return parse_tensor_headers(text).fault; };
    CHECK(fault("") == "'{' is missing");
    CHECK(fault("{} x") == "there is something behind the end");
    CHECK(fault(R"({"a")") == "':' is missing");
    CHECK(fault(R"({"a": 1})") == "'{' is missing");
    CHECK(fault(R"({"a": {}})") == "a tensor lacks its dtype, shape or data_offsets");
    CHECK(fault(R"({"a": {"shape": [-1]}})") == "a whole number is missing");
    CHECK(fault(R"({"a": {"shape": [99999999999999999999]}})") ==
          "the number is larger than a tensor can be");
    CHECK(fault(R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}})") ==
          "a tensor ends before it begins");
    CHECK(fault(R"({"__metadata__": )") == "a value is missing");
    const std::string deep = "{\"__metadata__\": " + std::string(100, '[');
    CHECK(parse_tensor_headers(deep).fault == "values are nested too deep");
}

TEST_CASE("an index names files once each and may state sums") {
    const TensorIndex read = parse_tensor_index(
        R"({"metadata": {"total_size": 16.0, "total_parameters": 8},
            "weight_map": {"a": "2", "b": "1", "c": "2"}})");
    CHECK(read.fault.empty());
    CHECK(read.files == std::vector<std::string>{"1", "2"});
    CHECK(read.tensors == 3);
    CHECK(read.total_size == "16");
    CHECK(read.total_parameters == "8");
    CHECK(parse_tensor_index(R"({"weight_map": []})").fault == "'{' is missing");
}

}  // namespace flopledger
