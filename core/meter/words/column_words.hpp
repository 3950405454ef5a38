// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// What a pattern of --map finds in the name of a column: `gpu.{index}.power` in `gpu.3.power`.
struct ColumnWords {
    std::string index;  // digits
    std::string host;   // letters, digits and `._-`

    friend auto operator<=>(const ColumnWords&, const ColumnWords&) = default;
};

// Whether the name of a column in a mapping is a pattern: whether it has `{index}` or `{host}`.
bool is_column_pattern(std::string_view column);

// All that a pattern may find in a name: nothing where it does not fit, several where it fits in
// more than one way. What stands twice in a pattern must be the same.
std::vector<ColumnWords> words_in_column(std::string_view pattern, std::string_view name);

// Whether a column of somebody's table says nothing of what was computed, by the words of its name:
// temperature, fan, memory, disk, network, processor and the like.
bool is_harmless_column(std::string_view name);

// Whether the name of a column says that something is measured that tells of compute, as far as
// words do: in the tables of one maker all other columns are known.
bool seems_measured(std::string_view name);

// The fields of a line that seems to be the header of a table, under the delimiter that gives the
// most of them; none where it is no such line.
std::vector<std::string> header_fields(std::string_view line);

// The mapping that the columns of a table suggest, as options of the command line; empty where they
// suggest no value that is measured.
std::string suggested_mapping(const std::vector<std::string>& columns);

}  // namespace flopledger
