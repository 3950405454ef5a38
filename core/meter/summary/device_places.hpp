// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// Gives devices that were read apart, because their series say different things of their place, the
// name that they have in common. A pod, or an address that changes, is the same device's at another
// time; what is there at the same time under labels that contradict each other is of several (of
// one metric under two addresses, of any under two regions), which is the error
// `devices-not-told-apart`.
void unite_places(Usage& usage, Diagnostics& diagnostics);

}  // namespace flopledger
