// SPDX-License-Identifier: Apache-2.0
#include "core/facts/ledger/licence.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

// Identifiers of the SPDX licence list, version 3.25. Points 76 to 85 of C(2025) 5045 allow no
// terms but naming the author and passing on under the same terms: so copyleft is free, and what
// forbids commerce, changes or some uses is not.
constexpr auto free_licences = std::to_array<std::string_view>({
    "0BSD",         "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0",    "BSD-2-Clause",
    "BSD-3-Clause", "BSL-1.0",       "CC-BY-4.0",         "CC-BY-SA-4.0",  "CC0-1.0",
    "EUPL-1.2",     "GPL-2.0-only",  "GPL-2.0-or-later",  "GPL-3.0-only",  "GPL-3.0-or-later",
    "ISC",          "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later",
    "MIT",          "MPL-2.0",       "Unlicense",         "Zlib",
});

constexpr auto restricted_licences = std::to_array<std::string_view>({
    "BUSL-1.1",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "SSPL-1.0",
});

template <std::size_t count>
bool has(const std::array<std::string_view, count>& list, std::string_view name) {
    // SPDX matches identifiers without regard to case.
    return std::any_of(list.begin(), list.end(),
                       [name](std::string_view known) { return is_same_word(known, name); });
}

}  // namespace

std::optional<bool> is_free_and_open(const Licence& licence) {
    if (licence.free_and_open) return licence.free_and_open;
    if (has(free_licences, licence.name)) return true;
    if (has(restricted_licences, licence.name)) return false;
    return std::nullopt;
}

}  // namespace flopledger
