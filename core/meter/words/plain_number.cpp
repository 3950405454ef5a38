// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/plain_number.hpp"

namespace flopledger {

std::optional<std::int64_t> plain_epoch_time(std::string_view text) {
    constexpr std::uint64_t least = 1'000'000'000'000;  // 2001, in milliseconds
    constexpr std::uint64_t end = 5 * least;            // 2128
    PlainNumber number;
    const char* stop = text.data() + text.size();
    if (text.empty() || read_plain_number(text.data(), stop, number) != stop) return std::nullopt;
    std::uint64_t milliseconds = number.digits;
    if (number.places == 0) {
        if (text.size() == 10) milliseconds *= 1000;
    } else if (number.places != 3 || text.size() != 14) {
        return std::nullopt;
    }
    if (milliseconds < least || milliseconds >= end) return std::nullopt;
    return static_cast<std::int64_t>(milliseconds);
}

}  // namespace flopledger
