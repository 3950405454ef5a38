// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// One entry of a safetensors header. A shape without dimensions is a single number.
struct TensorHeader {
    std::string name;  // as written, escapes not resolved
    std::string type;
    std::vector<std::uint64_t> shape;
    std::uint64_t begin = 0;  // bytes behind the header
    std::uint64_t end = 0;
};

// A header or why it is none; `offset` is the byte where reading stopped.
struct TensorHeaders {
    std::vector<TensorHeader> tensors;
    std::string fault;  // empty where all is well
    std::size_t offset = 0;
};

// Reads the JSON text of a safetensors header as it comes, without a tree of it: such headers have
// millions of bytes. What is no tensor (`__metadata__`) is passed over.
TensorHeaders parse_tensor_headers(std::string_view text);

// The parts of a model.safetensors.index.json that a count can use.
struct TensorIndex {
    std::vector<std::string> files;  // those of weight_map, each once, sorted
    std::size_t tensors = 0;
    std::string total_size;        // digits, or empty
    std::string total_parameters;  // digits, or empty
    std::string fault;             // empty where all is well
    std::size_t offset = 0;
};

// Reads an index in the same way.
TensorIndex parse_tensor_index(std::string_view text);

// How many bits one element of a type takes; nothing for a type not known.
std::optional<int> bits_of_type(std::string_view type);

}  // namespace flopledger
