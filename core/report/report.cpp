// SPDX-License-Identifier: Apache-2.0
#include "core/report/report.hpp"

#include <fmt/format.h>

#include "core/facts/enum_words.hpp"

namespace flopledger {

std::string_view word(Tone tone) {
    constexpr auto table = std::to_array<std::string_view>(
        {"plain", "strong", "faint", "reached", "undetermined", "not-reached", "missing"});
    return word_at(table, tone);
}

bool UnfoldedSteps::seen(const ReportStep& step) {
    if (step.inputs.empty()) return false;
    const std::string key =
        fmt::format("{}|{}|{}|{}|{}", step.label, step.formula, step.text, step.source, step.place);
    return !keys_.insert(key).second;
}

}  // namespace flopledger
