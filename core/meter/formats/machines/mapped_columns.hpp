// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/meter/readings/device_reading.hpp"
#include "core/meter/words/column_words.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

// What a column of a table can hold, as words of --map say it.
enum class ColumnKind : std::uint8_t { time, uuid, instance, host, bus, index, chip, measurand };

// A field of a header that a column's name in a mapping is about, and what a pattern finds there.
struct FoundColumn {
    std::size_t field = 0;
    std::vector<ColumnWords> words;  // more than one where the pattern fits in several ways
};

// The fields that a name or pattern is about: whole, or without a unit in brackets behind it.
std::vector<FoundColumn> find_columns(const RowSplitter& header, std::string_view column);

// How the fields of one column are read.
struct MappedColumn {
    std::size_t field = 0;
    std::optional<std::size_t> device;  // of the row, which its name says; nothing: of all of them
    ColumnKind kind = ColumnKind::measurand;
    Measurand measurand = Measurand::gpu_utilization;
    MeasureUnit unit = MeasureUnit::percent;
    bool unknown_unit = false;
    std::optional<int> time_scale;  // the power of ten from a count to milliseconds
};

// How a field of a header is read, by what its column means; the unit is the mapping's, else the
// header's.
MappedColumn column_of(const ColumnMeaning& from, std::size_t field, std::string_view header_field);

// What a line is the header of: its delimiter, 0 where it is no header, and what columns mean.
struct MappedHeader {
    char delimiter = 0;
    const std::vector<ColumnMeaning>* mapping = nullptr;
};

// The header of a user's mapping or, where that is empty, one of ours.
MappedHeader find_header(std::string_view line, const std::vector<ColumnMeaning>& mapping);

// Reads `COLUMN=MEANING[:UNIT]`; the column's own name may have signs of equality in it. Nothing
// for what is no such text; whether the meaning is known is for mapping_fault to say.
std::optional<ColumnMeaning> parse_column_meaning(std::string_view text);

// What is wrong with a mapping, in words for its author; nothing if it can be used.
std::optional<std::string> mapping_fault(const std::vector<ColumnMeaning>& mapping);

}  // namespace flopledger
