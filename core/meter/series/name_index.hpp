// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace flopledger {

// Finds numbered things by their names, which stay with the things: a hash table of numbers. Most
// names that are not sought are passed over by their hashes, without a look at them.
class NameIndex {
  public:
    // Stands for no number.
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    // The number of a name, or none; `name_of` gives the name of a number.
    template <typename NameOf>
    std::uint32_t find(std::string_view name, const NameOf& name_of) const {
        const std::uint32_t hash = hash_of(name);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = hash & mask; slots_[at].number != none; at = (at + 1) & mask) {
            const Slot& slot = slots_[at];
            if (slot.hash == hash && name_of(slot.number) == name) return slot.number;
        }
        return none;
    }

    // A name that is not there yet, and its number.
    void add(std::string_view name, std::uint32_t number) {
        if (4 * (used_ + 1) > 3 * slots_.size()) {
            const std::vector<Slot> old =
                std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
            for (const Slot& slot : old) {
                if (slot.number != none) place(slot);
            }
        }
        place({number, hash_of(name)});
        ++used_;
    }

    // How many names there are.
    std::size_t size() const { return used_; }

  private:
    struct Slot {
        std::uint32_t number = none;  // free
        std::uint32_t hash = 0;       // of the name
    };

    static std::uint32_t hash_of(std::string_view name) {
        return static_cast<std::uint32_t>(std::hash<std::string_view>()(name));
    }

    void place(const Slot& slot) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = slot.hash & mask;
        while (slots_[at].number != none) at = (at + 1) & mask;
        slots_[at] = slot;
    }

    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::size_t used_ = 0;
};

}  // namespace flopledger
