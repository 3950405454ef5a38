// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/report/report.hpp"

namespace flopledger {

// The report as Markdown with tables as GitHub knows them. Pictures are not drawn: their figures
// stand in the tables.
std::string report_markdown(const Report& report);

}  // namespace flopledger
