// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/doubt/cause_search.hpp"

namespace flopledger {

// Causes in what is counted of a model and of what it was fed: recomputed activations, attention
// left out or counted in full, a multiply-add counted once, half of an encoder-decoder, words taken
// for tokens, passes over the data, padding. Where the model is configured, their ratios are
// counted again by the other convention, and so are exact for it.
void consider_models(CauseSearch& search);

// Whether every phase of operation counting has a model that is counted part by part.
bool is_configured(const Activity& activity);

// The ratio that counted attention scores make: all of a count over the count without them; 1 where
// there are none.
Exact attention_ratio(const MethodCount& count);

}  // namespace flopledger
