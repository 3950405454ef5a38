// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of values other than numbers.
namespace flopledger::name {

inline constexpr Name ambiguous_scalar{"ambiguous-scalar", NameKind::error,
                                       "YAML versions read this unquoted word differently."};
inline constexpr Name wrong_type{"wrong-type", NameKind::error,
                                 "A value is of another kind than its key takes."};
inline constexpr Name unknown_word{"unknown-word", NameKind::error,
                                   "The value is not one of the words its key takes."};
inline constexpr Name empty_text{"empty-text", NameKind::error, "A text that is needed is empty."};
inline constexpr Name text_too_long{"text-too-long", NameKind::error,
                                    "A text has more bytes than a name or a note needs."};
inline constexpr Name bad_date{"bad-date", NameKind::error,
                               "The value is not a day of the calendar."};
inline constexpr Name bad_period{"bad-period", NameKind::error,
                                 "The value is not a stretch of days."};
inline constexpr Name duplicate_name{"duplicate-name", NameKind::error,
                                     "Two things that must differ have the same name."};

}  // namespace flopledger::name
