// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/facts/ledger/ledger.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

// What a ledger states under `facts`; known_facts() says what may stand there.
std::vector<Fact> read_facts(const Reading& reading, const Node& node);

}  // namespace flopledger
