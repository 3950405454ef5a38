// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of YAML and JSON as such, whatever they say.
namespace flopledger::name {

inline constexpr Name not_utf8{"not-utf8", NameKind::error, "A text file is not UTF-8."};
inline constexpr Name yaml_syntax{"yaml-syntax", NameKind::error, "The text is not YAML."};
inline constexpr Name json_syntax{"json-syntax", NameKind::error, "The text is not JSON."};
inline constexpr Name duplicate_key{"duplicate-key", NameKind::error,
                                    "A mapping has the same key twice."};
inline constexpr Name yaml_feature{"yaml-feature", NameKind::error,
                                   "Anchors, aliases, tags and merge keys are not read."};
inline constexpr Name nesting_too_deep{"nesting-too-deep", NameKind::error,
                                       "Values are nested deeper than any ledger needs."};
inline constexpr Name several_documents{"several-documents", NameKind::error,
                                        "The file holds more than one YAML document."};

}  // namespace flopledger::name
