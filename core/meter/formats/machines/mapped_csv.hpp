// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// CSV with a header, its columns by the user's mapping, whose names may be patterns (`{index}`,
// `{host}`) where a row holds several devices, or by ours for a few that are known: those
// of MIT Supercloud and of hl-smi. The delimiter is the comma, semicolon, tab or bar under which
// the header has the mapped columns. A comma within a number is a decimal comma where the file is
// not delimited by commas and the number cannot be one with grouped digits; else it is refused.
extern const LogFormat mapped_csv_format;

// Whether an input that begins so has all columns of a mapping: then it is the mapping's, whatever
// else would recognise it.
bool has_mapped_columns(std::string_view beginning, const std::vector<ColumnMeaning>& mapping);

}  // namespace flopledger
