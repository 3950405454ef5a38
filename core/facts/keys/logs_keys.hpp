// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/keys/format_keys.hpp"

namespace flopledger {

// The keys of `logs` in an activity of a ledger.
FormatMapping logs_keys();

}  // namespace flopledger
