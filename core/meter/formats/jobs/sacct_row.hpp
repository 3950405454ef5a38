// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/readings/job_rows.hpp"
#include "core/meter/readings/meter.hpp"

namespace flopledger {

// The columns of `sacct -P` that tell what a job was given.
enum class SacctColumn {
    job_id,
    job_id_raw,
    job_name,
    state,
    start,
    end,
    elapsed,
    elapsed_raw,
    tres,
    gres,
    nodes,
    energy,
    user,
    node_list,
    cluster
};

// How many of them there are.
inline constexpr std::size_t sacct_column_count = 15;

// A table's columns: where each that is read stands, and which hold free text.
struct SacctHeader {
    std::size_t size = 0;
    std::array<std::optional<std::size_t>, sacct_column_count> places;
    std::vector<std::size_t> free_texts;   // a delimiter may stand inside
    std::vector<std::size_t> other_times;  // moments that are not read, but are moments

    // Whether a column is read, so that half a value would be a wrong one.
    bool reads(std::size_t place) const;

    // Whether that column is read only to select jobs by.
    bool only_selects(std::size_t place) const;
};

// Reads a line as the names of columns; nothing where it is none. Names are compared without regard
// to case.
std::optional<SacctHeader> sacct_header(const std::vector<std::string_view>& names);

// What a row is. A row about a step says nothing that the job's own row does not say; a job that
// never began was given nothing.
struct SacctRow {
    enum class Kind { job, step, never_began, rejected };
    Kind kind = Kind::rejected;
    Rejection reason = Rejection::torn;
    JobUsage job;  // of a step: only which job
    JobPlace place;
    JobResources resources;  // of a step: only whether chips are named
};

// Judges a row with as many fields as its header has. Local times are read by the meter's zone.
SacctRow sacct_row(const SacctHeader& header, const std::vector<std::string_view>& fields,
                   Meter& meter);

// Judges a row with more fields than its header has: a free text holds the delimiter. Every text
// that may be it is tried; where rows that can be read say different things, or none can be, the
// row is torn.
SacctRow sacct_row_of_too_many(const SacctHeader& header,
                               const std::vector<std::string_view>& fields, Meter& meter);

}  // namespace flopledger
