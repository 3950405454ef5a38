// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "core/base/name.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// Why a row was not used. A value that is missing is no reason; a row that holds no reading at all
// (a header, a comment, a blank line) is no row.
enum class Rejection {
    torn,             // cut short: fewer fields than the header, or the end of a file within a row
    no_time,          // its time cannot be read, or the row needs one and has none
    no_device,        // nothing says which device it is about
    bad_number,       // a value is not a number
    unknown_unit,     // a value has a unit its column cannot have
    out_of_range,     // a value its measurand cannot have: 140 % utilization, a negative power
    sentinel,         // the source's own sign for "no value" where the row has nothing else
    out_of_window,    // before --from or after --to
    not_this_format,  // a line that is nothing this format knows
    not_selected      // of a job, user or host that was not selected
};

// How many reasons there are.
inline constexpr int rejection_count = 10;

// The word of a reason in summaries, in the order of the enumerators.
std::string_view word(Rejection reason);

// Counts rows by reason, and findings by name, for one stretch of one input. Lines are counted from
// the start of the stretch; who joins stretches adds the lines before.
class RowLog {
  public:
    // One row that was not used; the line is counted from 1.
    void reject(Rejection reason, std::uint64_t line);

    // Something odd in a row that was used.
    void find(Name finding, std::uint64_t line);

    // The same of a row that holds some word of its own, such as the name of a column; line 0 is of
    // no row.
    void find(Name finding, std::uint64_t line, std::string_view word);

    // Puts what was counted into a usage: under an input, behind so many lines.
    void move_to(Usage& usage, std::uint32_t input, std::uint64_t lines_before) const;

    // How many rows were rejected for a reason, so far.
    std::uint64_t rejected(Rejection reason) const;

    // How many rows were rejected for any reason.
    std::uint64_t rejected() const;

  private:
    struct Count {
        std::uint64_t rows = 0;
        std::uint64_t last = 0;  // line
        std::array<std::uint64_t, most_places> lines{};
    };
    struct NamedCount {
        std::string_view name;
        Count count;
        std::set<std::string, std::less<>> words{};
    };
    NamedCount& named(Name finding);
    static void add(Count& count, std::uint64_t line);

    std::array<Count, rejection_count> rejected_{};
    std::vector<NamedCount> findings_;
};

}  // namespace flopledger
