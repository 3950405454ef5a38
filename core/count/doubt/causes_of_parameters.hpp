// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/count/doubt/cause_search.hpp"

namespace flopledger {

// Causes in what is counted as a parameter: experts that do not run, embeddings.
void consider_parameters(CauseSearch& search);

}  // namespace flopledger
