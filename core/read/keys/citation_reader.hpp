// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/data/standard.hpp"
#include "core/read/keys/mapping.hpp"

namespace flopledger {

// A citation {text, article, link, date}; the text is required.
Citation read_citation(const Reading& reading, const Node& node);

// The rule, the basis and the source of a row, which may hold other keys besides.
SourcedRule read_sourced_rule(Mapping& mapping);

}  // namespace flopledger
