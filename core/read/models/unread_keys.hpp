// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// What became of keys that nobody asked for.
struct UnreadKeys {
    std::vector<std::string> ignored;    // would be errors, and are passed by whoever counts
    std::vector<std::string> unknown;    // neither known to have no effect nor of an architecture
    std::vector<std::string> not_there;  // to be ignored, each with what is near
};

// Judges every key that was not read; to be called when a family is done. What says nothing (null,
// false, 0, empty) and what is known to have no effect is passed over; what is a key of an
// architecture is the error `unread-key`, unless it is among `ignore`, each a key or, in a mapping
// inside, its path: `text_config.key`.
UnreadKeys judge_unread_keys(Config& config, std::string_view type,
                             const std::vector<std::string>& ignore);

}  // namespace flopledger
