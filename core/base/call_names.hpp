// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of a call: its words, and what they ask for.
namespace flopledger::name {

inline constexpr Name usage{"usage", NameKind::error, "The words of the call are off."};
inline constexpr Name unknown_threshold{"unknown-threshold", NameKind::error,
                                        "No threshold has this id."};
inline constexpr Name unknown_standard{"unknown-standard", NameKind::error,
                                       "No standard has this id."};
inline constexpr Name not_open{"not-open", NameKind::error,
                               "A standard itself settles what the call would settle."};
inline constexpr Name unknown_activity{"unknown-activity", NameKind::error,
                                       "The ledger has no activity of this name."};
inline constexpr Name unknown_preset{"unknown-preset", NameKind::error, "No preset has this id."};
inline constexpr Name no_schedule{"no-schedule", NameKind::error,
                                  "No activity of the ledger says when it runs."};

// The law that a call judges by.
inline constexpr Name law_data_old{
    "law-data-old", NameKind::warning,
    "The day judged, or today, lies far past the law data; an error past --max-law-age."};
inline constexpr Name clock_off{"clock-off", NameKind::warning,
                                "Today, as the clock has it, is no day to judge by."};
inline constexpr Name as_of_before_law{"as-of-before-law", NameKind::warning,
                                       "No rule that the call selects stood on its day."};

}  // namespace flopledger::name
