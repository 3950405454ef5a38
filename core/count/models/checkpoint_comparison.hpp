// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/models/model_count.hpp"
#include "core/facts/models/checkpoint.hpp"

namespace flopledger {

// Numbers in a checkpoint that a configuration does not count, or counts apart.
struct StoredNumbers {
    std::string what;
    Exact numbers;
};

// A checkpoint held against the parameters counted from the configuration beside it.
struct CheckpointComparison {
    std::string file;
    std::size_t files = 0;
    std::size_t tensors = 0;
    Exact stored;                        // numbers in all tensors
    std::vector<StoredNumbers> besides;  // of them, what is known to be no parameter of `total`
    Finding finding;
};

// Told apart by the names of tensors: buffers, scales of quantized blocks, tables stored once more,
// multi-token-prediction modules. What is left must be the parameters of the model, to the last.
CheckpointComparison compare_checkpoint(const Model& model, const ParameterCount& count,
                                        const Checkpoint& checkpoint);

}  // namespace flopledger
