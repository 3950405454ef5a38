// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/models/model.hpp"
#include "core/facts/models/training.hpp"

namespace flopledger {

// The sequence length that is taken where none is stated.
inline constexpr std::int64_t default_sequence_length = 4096;

// What one example of a configuration is asked to consist of. What is not stated has a default.
struct LengthRequest {
    std::optional<Exact> sequence_length;
    std::optional<Exact> source_length;
    std::optional<Exact> images;
    std::optional<Exact> patches;  // of one image, where a model takes images of any size
};

// The lengths of an example, and a sentence for each that tells what was taken and why.
struct PlannedLengths {
    Lengths lengths;
    std::vector<std::string> sentences;
};

// Whether anything in the model is run for such positions.
bool runs_at(const Model& model, Positions positions);

// Fills in the lengths that the model's towers need. Text: what is asked for, else 4096 tokens or
// as many as learned positions are made for. Source: as long as the text. Images: none where there
// is a decoder, else one. Errors say what a model with images of any size lacks.
PlannedLengths plan_lengths(const Model& model, const LengthRequest& request,
                            Diagnostics& diagnostics);

}  // namespace flopledger
