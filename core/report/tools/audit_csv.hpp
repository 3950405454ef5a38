// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/judge/results/audit_result.hpp"

namespace flopledger {

// One line for each contradiction, those of the gravest rows first and of at most so many rows;
// with `every_row` one for each row without any as well. Lines end with a line feed; texts are
// UTF-8 and such that no spreadsheet takes them for a formula.
std::string audit_csv(const AuditResult& result, std::size_t most_rows, bool every_row);

}  // namespace flopledger
