// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// What a column of `nvidia-smi --query-gpu` holds, as far as it is of use.
enum class NvidiaSmiColumn { other, time, host, uuid, bus, index, chip, mig, utilization, power };

// The columns of a table, in order. A header names the unit even where values come without.
struct NvidiaSmiHeader {
    std::string text;  // the line itself, without its end
    std::vector<NvidiaSmiColumn> columns;
    std::vector<std::string> unread;  // names of those that may hold values, but nobody knows which

    // The place of a column, or nothing.
    std::optional<std::size_t> find(NvidiaSmiColumn column) const;

    // Whether rows say which device they are about.
    bool names_device() const;

    // Whether rows have a value that we read, or at least none that we do not know.
    bool is_readable() const;
};

// Reads a header: nothing where the line is none, which is where it has no timestamp or none of the
// names that nvidia-smi alone gives columns, or where a field begins with a digit. Of several kinds
// of power the plain one counts, then the average. A unit that a column cannot have makes it
// another column.
std::optional<NvidiaSmiHeader> read_nvidia_smi_header(std::string_view line);

// The same from names given by hand, for tables without a header.
NvidiaSmiHeader nvidia_smi_header(const std::vector<std::string>& names);

// Splits a row at its commas into fields without blanks around them.
void split_fields(std::string_view line, std::vector<std::string_view>& fields);

}  // namespace flopledger
