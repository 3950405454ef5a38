// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/checkpoint_reader.hpp"

#include <doctest/doctest.h>

#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

std::string with_length(const std::string& header) {
    std::string bytes(8, '\0');
    bytes[0] = static_cast<char>(header.size());
    return bytes + header;
}

const std::string two_numbers =
    with_length(R"({"a": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}})");

std::string fault(std::map<std::string, std::string> contents) {
    contents.emplace("m/config.json", "{}");
    MemoryFiles files(std::move(contents));
    Diagnostics diagnostics;
    CHECK(!read_checkpoint(files, "m/config.json", diagnostics));
    REQUIRE(diagnostics.list.size() == 1);
    CHECK(diagnostics.list.front().name.text == "bad-checkpoint");
    return diagnostics.list.front().message;
}

}  // namespace

TEST_CASE("files beside config.json are read, and beside no other name") {
    MemoryFiles files(
        {{"m/config.json", "{}"}, {"m/a.json", "{}"}, {"m/x.safetensors", two_numbers}});
    Diagnostics diagnostics;
    const auto checkpoint = read_checkpoint(files, "m/config.json", diagnostics);
    REQUIRE(checkpoint);
    CHECK(checkpoint->files == 1);
    REQUIRE(checkpoint->tensors.size() == 1);
    CHECK(checkpoint->tensors.front().elements == Exact(2));
    CHECK(!read_checkpoint(files, "m/a.json", diagnostics));
    CHECK(!read_checkpoint(files, "-", diagnostics));
    CHECK(!diagnostics.has_errors());
}

TEST_CASE("an index without its files tells sums, and with them their headers") {
    const std::string index =
        R"({"metadata": {"total_size": 4}, "weight_map": {"a": "1.safetensors"}})";
    MemoryFiles files({{"config.json", "{}"}, {"model.safetensors.index.json", index}});
    Diagnostics diagnostics;
    auto checkpoint = read_checkpoint(files, "config.json", diagnostics);
    REQUIRE(checkpoint);
    CHECK(checkpoint->tensors.empty());
    CHECK(checkpoint->total_bytes == Exact(4));
    files.files["1.safetensors"] = two_numbers;
    checkpoint = read_checkpoint(files, "config.json", diagnostics);
    REQUIRE(checkpoint);
    CHECK(checkpoint->tensors.size() == 1);
}

TEST_CASE("broken checkpoints are told") {
    const char* file = "m/x.safetensors";
    CHECK(fault({{file, "abc"}}) == "the file ends before the length of its header");
    CHECK(fault({{file, std::string(8, '\xff')}}) ==
          "its header would have 18446744073709551615 bytes; 100 MiB is the most");
    CHECK(fault({{file, std::string("\x7f\0\0\0\0\0\0\0{}", 10)}}) ==
          "the file ends inside its header");
    CHECK(fault({{file, with_length("[]")}}) == "its header is off at byte 8: '{' is missing");
    CHECK(fault({{file, with_length(R"({"a": {"dtype": "F32", "shape": [2],
                                       "data_offsets": [0, 4]}})")}}) ==
          "the tensor 'a' has 4 bytes, and its shape says 8");
    CHECK(fault({{"m/model.safetensors.index.json", R"({"weight_map": {"a": "../x"}})"}}) ==
          "'../x' is no file of this folder");
    CHECK(fault({{"m/model.safetensors.index.json", "{"}}) ==
          "it is off at byte 1: a text in quotes is missing");
}

}  // namespace flopledger
