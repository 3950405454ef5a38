// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/judge/ledger_result.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// The page of estimates: for each ledger its activities with what every method gives, what the
// figures rest on, and the total under each standard.
std::string estimate_text(const CheckResult& result, const Style& style);

}  // namespace flopledger
