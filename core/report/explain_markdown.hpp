// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/report/explanation.hpp"

namespace flopledger {

// An explanation as a Markdown document: a heading for each figure and verdict, nested lists below.
// Texts of the ledger cannot become markup.
std::string explain_markdown(const LedgerResult& result, const Explanation& explanation);

}  // namespace flopledger
