// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/meter/log_format.hpp"

namespace flopledger {

// CSV with a header, its columns by the user's mapping, or by ours for a few that are known: those
// of MIT Supercloud and of hl-smi. The delimiter is the comma, semicolon, tab or bar under which
// the header has the mapped columns. A comma within a number is a decimal comma where the file is
// not delimited by commas and the number cannot be one with grouped digits; else it is refused.
extern const LogFormat mapped_csv_format;

// Reads `COLUMN=MEANING[:UNIT]`; the column's own name may have signs of equality in it. Nothing
// for what is no such text; whether the meaning is known is for mapping_fault to say.
std::optional<ColumnMeaning> parse_column_meaning(std::string_view text);

// What is wrong with a mapping, in words for its author; nothing if it can be used.
std::optional<std::string> mapping_fault(const std::vector<ColumnMeaning>& mapping);

// Whether an input that begins so has all columns of a mapping: then it is the mapping's, whatever
// else would recognise it.
bool has_mapped_columns(std::string_view beginning, const std::vector<ColumnMeaning>& mapping);

}  // namespace flopledger
