// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of files, whatever they hold.
namespace flopledger::name {

inline constexpr Name file_unreadable{"file-unreadable", NameKind::error, "A file cannot be read."};
inline constexpr Name file_too_large{"file-too-large", NameKind::error,
                                     "A file is larger than its kind can be."};
inline constexpr Name outside_folder{"outside-folder", NameKind::error,
                                     "A file names another one outside its own folder."};
inline constexpr Name output_unwritable{"output-unwritable", NameKind::error,
                                        "An output file cannot be written."};
inline constexpr Name output_in_place{"output-in-place", NameKind::warning,
                                      "A file could not be replaced and was written over."};
inline constexpr Name input_missing{"input-missing", NameKind::error,
                                    "Files that a report was made from are not there."};
inline constexpr Name bad_report{"bad-report", NameKind::error, "A report is not what it must be."};

}  // namespace flopledger::name
