// SPDX-License-Identifier: Apache-2.0
#include "core/facts/models/layer_words.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(LayerKind kind) {
    constexpr auto table =
        std::to_array<std::string_view>({"dense", "convolution", "attention", "recurrent"});
    return word_at(table, kind);
}

std::string_view word(LayerPattern pattern) {
    constexpr auto table = std::to_array<std::string_view>({"causal", "bidirectional"});
    return word_at(table, pattern);
}

}  // namespace flopledger
