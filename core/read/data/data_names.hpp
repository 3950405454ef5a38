// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Faults of our own data, or of those given instead.
namespace flopledger::name {

inline constexpr Name bad_data_file{"bad-data-file", NameKind::error,
                                    "A chip, threshold or standard file contradicts itself."};

}  // namespace flopledger::name
