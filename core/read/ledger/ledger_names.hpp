// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults in what a ledger means.
namespace flopledger::name {

inline constexpr Name no_method{"no-method", NameKind::error,
                                "An activity says nothing from which FLOP follow."};
inline constexpr Name method_not_stated{"method-not-stated", NameKind::error,
                                        "`use` names a method that the activity lacks."};
inline constexpr Name unknown_chip{"unknown-chip", NameKind::error, "No chip has this name."};
inline constexpr Name ambiguous_chip{"ambiguous-chip", NameKind::error,
                                     "Several chips go by this name."};
inline constexpr Name precision_missing{"precision-missing", NameKind::error,
                                        "The peak of a chip depends on a precision not stated."};
inline constexpr Name no_peak{"no-peak", NameKind::error,
                              "No cited dense peak of this chip at this precision is known."};
inline constexpr Name sparse_peak{"sparse-peak", NameKind::error,
                                  "The stated peak is the chip's sparse one."};
inline constexpr Name no_energy_calibration{"no-energy-calibration", NameKind::error,
                                            "The chip has no cited measured FLOP per joule."};
inline constexpr Name unknown_part{"unknown-part", NameKind::error,
                                   "No part of the model goes by this name."};
inline constexpr Name chip_differs{"chip-differs", NameKind::error,
                                   "The logs name another chip than the ledger does."};
inline constexpr Name logs_without_evidence{"logs-without-evidence", NameKind::error,
                                            "No FLOP follow from anything in the logs."};
inline constexpr Name too_many_rejected{"too-many-rejected", NameKind::error,
                                        "More rows than --max-rejected allows cannot be used."};
inline constexpr Name lineage_cycle{"lineage-cycle", NameKind::error,
                                    "A model is built on itself."};
inline constexpr Name lineage_too_deep{"lineage-too-deep", NameKind::error,
                                       "More than 64 ledgers are built on one another."};
inline constexpr Name lineage_differs{"lineage-differs", NameKind::error,
                                      "A lineage states one model in two ways."};
inline constexpr Name bad_fingerprint{"bad-fingerprint", NameKind::error,
                                      "A SHA-256 is not 64 hexadecimal digits."};
inline constexpr Name fingerprint_differs{"fingerprint-differs", NameKind::error,
                                          "A file's SHA-256 is not the one that is stated."};
inline constexpr Name evidence_missing{"evidence-missing", NameKind::warning,
                                       "A file named as evidence is not there."};

}  // namespace flopledger::name
