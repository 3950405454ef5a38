// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of the keys of a mapping.
namespace flopledger::name {

inline constexpr Name format_version{"format-version", NameKind::error,
                                     "The format version is missing or not supported."};
inline constexpr Name unknown_key{"unknown-key", NameKind::error,
                                  "The key is not part of the format."};
inline constexpr Name missing_key{"missing-key", NameKind::error,
                                  "A key that is needed is not there."};
inline constexpr Name conflicting_keys{"conflicting-keys", NameKind::error,
                                       "Keys that exclude one another stand together."};

}  // namespace flopledger::name
