// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace flopledger {

// What a layer that a ledger lists computes.
enum class LayerKind { dense, convolution, attention, recurrent };

// Which keys a query of such a layer meets.
enum class LayerPattern { causal, bidirectional };

// The words of the ledger format, in the order of the enumerators.
std::string_view word(LayerKind kind);
std::string_view word(LayerPattern pattern);

}  // namespace flopledger
