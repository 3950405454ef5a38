// SPDX-License-Identifier: Apache-2.0
#include "core/facts/models/training.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(Passes passes) {
    constexpr auto table = std::to_array<std::string_view>({"forward-and-backward", "forward"});
    return word_at(table, passes);
}

std::string_view word(Recomputation recomputation) {
    constexpr auto table =
        std::to_array<std::string_view>({"none", "selective", "attention", "full"});
    return word_at(table, recomputation);
}

std::string_view word(AttentionConvention convention) {
    constexpr auto table = std::to_array<std::string_view>({"causal", "full"});
    return word_at(table, convention);
}

}  // namespace flopledger
