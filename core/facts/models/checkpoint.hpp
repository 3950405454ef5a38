// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/exact.hpp"

namespace flopledger {

// A tensor as a checkpoint stores it.
struct Tensor {
    std::string name;
    std::string type;  // "BF16"
    Exact elements;
};

// What lies beside a configuration: shapes out of headers, or an index that tells of them only in
// sum. The weights themselves are not read.
struct Checkpoint {
    std::string file;  // the one file, or the index
    std::size_t files = 0;
    std::vector<Tensor> tensors;            // empty where the headers are not there
    std::optional<Exact> total_bytes;       // as an index states them
    std::optional<Exact> total_parameters;  // as an index states them; few do
};

}  // namespace flopledger
