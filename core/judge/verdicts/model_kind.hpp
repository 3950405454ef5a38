// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

// Whether a model is of the kind that a rule is about, which must hold besides the measure.
struct KindAnswer {
    Truth holds = true;
    std::vector<Finding> reasons;  // why not, or what is missing to know; empty where it holds
    std::vector<Finding> notes;    // what it was taken for, and why
};

// Holds a rule's `model_kind` against a ledger. The fact `general_purpose` decides wherever it is
// stated. Where it is not, a model that generates text, speech, image or video is taken for one
// (point 17 of C(2025) 5045), and so is one of which nothing says what it generates. One that
// generates only something else is none under a rule of indications (general-purpose-indicative),
// unknown where general-purpose models are presumed to be risky, and left to the amount under a
// rule on foundation models.
KindAnswer kind_of_model(const Threshold& threshold, const Ledger& ledger);

}  // namespace flopledger
