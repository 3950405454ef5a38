// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "core/meter/series/track_builder.hpp"

namespace flopledger {

// The fields that name a device, as they stand in rows, and where its readings go. Each is a line
// of the cache.
struct alignas(64) RowIdentity {
    std::string_view text;        // of the fields and the commas between them
    RowIdentity* next = nullptr;  // the one that followed last time
    TrackBuilder* track = nullptr;
    DayTotals* days = nullptr;
    std::size_t hash = 0;  // of the text

    // Brings near what the rows of the next devices need, as far as each step of the way there is
    // near by now: of the next the readings it replaces and adds to, of the third its series, and
    // the identities that mostly come after those, which lie behind this one.
    void bring_near() const {
        if (next == nullptr) return;
        next->track->expect();
        const RowIdentity* const second = next->next;
        if (second == nullptr || second->next == nullptr) return;
        second->next->track->expect_soon();
        __builtin_prefetch(this + 6);
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

    // In blocks, so that those of devices that are polled one after the other lie so.
    static constexpr std::size_t block_size = 512;
    std::vector<std::unique_ptr<RowIdentity[]>> blocks_;
    std::size_t count_ = 0;
    std::vector<RowIdentity*> slots_;
};

}  // namespace flopledger
