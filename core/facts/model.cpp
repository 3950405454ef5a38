// SPDX-License-Identifier: Apache-2.0
#include "core/facts/model.hpp"

#include "core/facts/enum_words.hpp"

namespace flopledger {

std::string_view word(TowerRole role) {
    constexpr auto table =
        std::to_array<std::string_view>({"decoder", "encoder", "vision-tower", "audio-tower",
                                         "projector", "multi-token-prediction"});
    return word_at(table, role);
}

}  // namespace flopledger
