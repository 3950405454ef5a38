// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/facts/machines/usage.hpp"

namespace flopledger {

// How often a metric that is not read was met.
struct UnreadName {
    std::uint64_t rows = 0;
    std::uint64_t line = 0;       // of the first, counted from the start of the stretch
    bool of_accelerator = false;  // labels of one of its series name one
    bool may_compute = false;     // it may tell what an accelerator did

    // One more row.
    void meet(std::uint64_t at) {
        if (rows++ == 0) line = at;
    }
};

// The names of metrics that are not read, of one stretch of an input or of all of it. A name is
// judged when it is first met, and again with the first labels that name an accelerator; from then
// on each row costs one addition.
class UnreadNames {
  public:
    // The count of a name, which stays where it is; `of_accelerator` says that its labels name one.
    // The empty name is that of series which have none.
    UnreadName& of(std::string_view name, bool of_accelerator);

    // Adds those of a later stretch, which begins behind so many lines.
    void add(const UnreadNames& later, std::uint64_t lines_before);

    // The one that stands first in that list; empty where no name was met.
    std::string first() const;

    // How many rows have no name at all.
    std::uint64_t nameless() const;

    // `a (12 rows), b (3)`: those that may tell of accelerators first, the most frequent first, ten
    // at the most; empty where no name was met.
    std::string listed() const;

    // Puts those that may tell what an accelerator did into a usage, under an input.
    void move_to(Usage& usage, std::uint32_t input) const;

  private:
    // No exporter has as many, nor names as long; the rows of all others are counted as one name's.
    static constexpr std::size_t most_names = 4096;
    static constexpr std::size_t longest_name = 256;
    static constexpr std::string_view others = "all other names";

    UnreadName& place_of(std::string_view name);

    std::map<std::string, UnreadName, std::less<>> names_;
};

// Whether the name of a metric speaks of accelerators.
bool speaks_of_accelerators(std::string_view name);

// Whether a metric may tell what an accelerator did: its name, or the labels of its series, speak
// of one, and it is not known to tell something else (temperature, memory, clocks, errors).
bool may_tell_of_compute(std::string_view name, bool of_accelerator);

}  // namespace flopledger
