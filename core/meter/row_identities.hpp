// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "core/meter/track_builder.hpp"

namespace flopledger {

// The fields that name a device, as they stand in rows, and where its readings go.
struct RowIdentity {
    std::string_view text;        // of the fields and the commas between them
    RowIdentity* next = nullptr;  // the one that followed last time
    TrackBuilder* track = nullptr;
    DayTotals* days = nullptr;

    // Brings near what the rows of the next devices need, as far as each step of the way there is
    // near by now: of the third its identity, of the second its series, of the first what its
    // series points to.
    void bring_near() const {
        if (next == nullptr) return;
        next->track->expect();
        const RowIdentity* const second = next->next;
        if (second == nullptr) return;
        second->track->expect_soon();
        __builtin_prefetch(second->next);
    }
};

// The identities met so far, found by their text.
class RowIdentities {
  public:
    RowIdentities() : slots_(64) {}

    // The identity of a text, or nullptr.
    RowIdentity* find(std::string_view text) const;

    // A new identity; its text must outlive it.
    RowIdentity* add(std::string_view text);

  private:
    void place(RowIdentity* identity);

    std::deque<RowIdentity> all_;
    std::vector<RowIdentity*> slots_;
};

}  // namespace flopledger
