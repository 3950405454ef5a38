// SPDX-License-Identifier: Apache-2.0
#include "core/facts/models/model.hpp"

#include "core/base/enum_words.hpp"
#include "core/base/joined.hpp"

namespace flopledger {

std::string_view word(TowerRole role) {
    constexpr auto table =
        std::to_array<std::string_view>({"decoder", "encoder", "vision-tower", "audio-tower",
                                         "projector", "multi-token-prediction"});
    return word_at(table, role);
}

std::string described(const Model& model) {
    std::string text = "configuration " + model.file + " as " + model.class_name;
    if (!model.ignored_keys.empty()) text += ", without " + joined(model.ignored_keys);
    return text;
}

}  // namespace flopledger
