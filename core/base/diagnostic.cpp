// SPDX-License-Identifier: Apache-2.0
#include "core/base/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(Severity severity) {
    constexpr auto table = std::to_array<std::string_view>({"error", "warning"});
    return word_at(table, severity);
}

void Diagnostics::add(Diagnostic diagnostic) { list.push_back(std::move(diagnostic)); }

bool Diagnostics::has_errors() const {
    return std::any_of(list.begin(), list.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::error;
    });
}

}  // namespace flopledger
