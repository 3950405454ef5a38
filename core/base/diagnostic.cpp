// SPDX-License-Identifier: Apache-2.0
#include "core/base/diagnostic.hpp"

#include <algorithm>
#include <utility>

namespace flopledger {

void Diagnostics::add(Diagnostic diagnostic) { list.push_back(std::move(diagnostic)); }

bool Diagnostics::has_errors() const {
    return std::any_of(list.begin(), list.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::error;
    });
}

}  // namespace flopledger
