// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/judge/results/interconnect_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// The page: inputs, figures, strategies, methods and amounts; or every figure unfolded.
Page interconnect_page(const InterconnectResult& result, bool explain);

}  // namespace flopledger
