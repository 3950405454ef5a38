// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"
#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/model_class.hpp"

namespace flopledger {

// How many classes a classifier tells apart: the labels written in id2label, else num_labels (both
// absent: 2).
Exact label_count(Config& config);

// Puts the head of a class in the place of the one over the vocabulary. What is no language model
// then has no modules for further tokens either.
void put_head(Config& config, Model& model, ModelHead head);

}  // namespace flopledger
