// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/judge/results/audit_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// An audit for people: the contradictions, the gravest first and at most so many rows, the rows
// over or near each threshold, what the surveys are like, and the counts. With `every_row` the
// rows without contradictions too.
Page audit_page(const AuditResult& result, std::size_t most_rows, bool every_row);

}  // namespace flopledger
