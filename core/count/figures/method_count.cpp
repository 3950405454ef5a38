// SPDX-License-Identifier: Apache-2.0
#include "core/count/figures/method_count.hpp"

#include <fmt/format.h>

#include <array>

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(LogEvidence evidence) {
    constexpr auto table =
        std::to_array<std::string_view>({"tokens", "tensor-active-clock", "tensor-active",
                                         "sm-active", "gpu-busy", "energy", "chip-hours"});
    return word_at(table, evidence);
}

std::string_view word(CauseRank rank) {
    constexpr auto table =
        std::to_array<std::string_view>({"assumption", "exact", "pair", "open", "unknown"});
    return word_at(table, rank);
}

std::string name_of(const MethodName& method) {
    return method.evidence ? fmt::format("{} ({})", word(method.method), word(*method.evidence))
                           : std::string(word(method.method));
}

}  // namespace flopledger
