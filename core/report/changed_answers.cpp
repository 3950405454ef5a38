// SPDX-License-Identifier: Apache-2.0
#include "core/report/changed_answers.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace flopledger {

namespace {

// Every change that the CHANGELOG has under "Changed answers", the oldest first.
constexpr auto changes = std::to_array<ChangedAnswer>({
    {"0.2.0", "a ledger's period includes its last day"},
});

using Version = std::array<int, 3>;

// The three numbers of `0.2.0`.
std::optional<Version> parse_version(std::string_view text) {
    Version version{};
    for (std::size_t index = 0; index < version.size(); ++index) {
        if (index > 0) {
            if (text.empty() || text.front() != '.') return std::nullopt;
            text.remove_prefix(1);
        }
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, version[index]);
        if (error != std::errc() || version[index] < 0) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    }
    return text.empty() ? std::optional(version) : std::nullopt;
}

}  // namespace

std::vector<ChangedAnswer> answers_changed_after(std::string_view version) {
    std::vector<ChangedAnswer> later;
    const auto written = parse_version(version);
    if (!written) return later;
    for (const ChangedAnswer& change : changes) {
        if (*written < *parse_version(change.since)) later.push_back(change);
    }
    return later;
}

}  // namespace flopledger
