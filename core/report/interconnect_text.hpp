// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/judge/interconnect_result.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// The page: inputs, figures, strategies, methods and amounts; or every figure unfolded.
std::string interconnect_text(const InterconnectResult& result, bool explain, const Style& style);

}  // namespace flopledger
