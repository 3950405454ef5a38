// SPDX-License-Identifier: Apache-2.0
#include "core/report/report.hpp"

#include "core/facts/enum_words.hpp"

namespace flopledger {

std::string_view word(Tone tone) {
    constexpr auto table = std::to_array<std::string_view>(
        {"plain", "strong", "faint", "reached", "undetermined", "not-reached", "missing"});
    return word_at(table, tone);
}

}  // namespace flopledger
