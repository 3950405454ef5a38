// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/read/ledger/method_readers.hpp"

namespace flopledger {

// One activity of a ledger with all its methods. Its faults are told; what is left of a faulty one
// is of no use, because its ledger gives no result.
Activity read_activity(const Reading& reading, const Node& node, Surroundings& surroundings);

}  // namespace flopledger
