// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/trainer_text.hpp"

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

namespace {

// Whether a text begins like its pattern, where 0 stands for any digit, - for the sign between the
// parts of a date and T for the sign before a time.
bool looks_like(std::string_view text, std::string_view pattern) {
    if (text.size() < pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char letter = text[i];
        const bool fits = pattern[i] == '0'   ? is_digit(letter)
                          : pattern[i] == '-' ? letter == '-' || letter == '/'
                          : pattern[i] == 'T' ? letter == ' ' || letter == 'T'
                                              : letter == pattern[i];
        if (!fits) return false;
    }
    return true;
}

// Behind an escape sequence that begins at a place.
std::size_t behind_escape(std::string_view text, std::size_t at) {
    std::size_t next = at + 1;
    if (next >= text.size() || text[next] != '[') return std::min(next + 1, text.size());
    ++next;
    while (next < text.size() && (text[next] < '@' || text[next] > '~')) ++next;
    return std::min(next + 1, text.size());
}

// A line without the times that collectors and trainers print in front of it.
std::string_view without_times(std::string_view line) {
    while (true) {
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        std::string_view text = line;
        const bool bracket = text.starts_with('[');
        if (bracket) text.remove_prefix(1);
        const bool timed = looks_like(text, "0000-00-00T00:00:00") ||
                           looks_like(text, "00000000T00:00:00") || looks_like(text, "00:00:00");
        if (!timed) return line;
        text.remove_prefix(text.find(':'));
        text.remove_prefix(std::min(text.find_first_not_of("0123456789:.,+-Z"), text.size()));
        if (bracket && text.starts_with(']')) text.remove_prefix(1);
        line = text;
    }
}

int magnitude_of(char suffix) {
    switch (suffix) {
        case 'K':
            return 3;
        case 'M':
            return 6;
        case 'B':
        case 'G':
            return 9;
        case 'T':
            return 12;
        default:
            return 0;
    }
}

// Whether a decimal number without exponent has no digits but zeros behind its point.
bool is_whole(std::string_view text) {
    const std::size_t point = text.find('.');
    return point == text.npos || text.find_first_not_of('0', point + 1) == text.npos;
}

}  // namespace

std::string_view without_escapes(std::string_view text, std::string& scratch) {
    std::size_t escape = text.find('\x1b');
    if (escape == text.npos) return text;
    scratch.clear();
    std::size_t from = 0;
    while (escape != text.npos) {
        scratch.append(text.substr(from, escape - from));
        from = behind_escape(text, escape);
        escape = text.find('\x1b', from);
    }
    scratch.append(text.substr(from));
    return scratch;
}

std::string_view rank_of(std::string_view line) {
    constexpr std::size_t longest_rank = 64;
    constexpr std::size_t longest_number = 7;
    line = without_times(line);
    std::string_view head = line.substr(0, longest_rank);
    const std::size_t end = head.starts_with('[') ? head.find("]:") : head.find(':');
    if (end == head.npos) return {};
    // What else has a colon between digits, such as a time of another kind, changes all the time.
    const bool within = end + 1 < line.size() && is_digit(line[end + 1]);
    if (within && !head.starts_with('[')) return {};
    head = head.substr(0, end);
    const std::size_t other = head.find_first_not_of("[0123456789.,");
    if (other == head.npos && head.size() > longest_number) return {};
    return head.find(' ') == head.npos ? head : std::string_view{};
}

std::optional<std::string_view> behind(std::string_view text, std::string_view label) {
    const std::size_t at = text.find(label);
    if (at == text.npos) return std::nullopt;
    return text.substr(at + label.size());
}

std::string_view first_word(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == text.npos) return {};
    text.remove_prefix(begin);
    std::size_t end = 0;
    while (end < text.size()) {
        const char letter = text[end];
        const bool within = letter == ',' && end > 0 && is_digit(text[end - 1]) &&
                            end + 1 < text.size() && is_digit(text[end + 1]);
        if (!within && std::string_view(" ,;]|)\t").find(letter) != std::string_view::npos) break;
        ++end;
    }
    return text.substr(0, end);
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    text = trimmed(text);
    std::uint64_t value = 0;
    int since_comma = 0;
    bool commas = false;
    if (text.empty() || !is_digit(text.front())) return std::nullopt;
    for (const char letter : text) {
        if (letter == ',') {
            if (commas ? since_comma != 3 : since_comma > 3) return std::nullopt;
            commas = true;
            since_comma = 0;
            continue;
        }
        if (!is_digit(letter)) return std::nullopt;
        const std::optional<std::uint64_t> shifted = product(value, 10);
        if (!shifted) return std::nullopt;
        value = *shifted;
        if (!add_checked(value, static_cast<std::uint64_t>(letter - '0'))) return std::nullopt;
        ++since_comma;
    }
    if (commas && since_comma != 3) return std::nullopt;
    return value;
}

std::optional<PrintedCount> printed_count(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    if (const std::optional<std::uint64_t> whole = whole_number(text)) {
        return PrintedCount{*whole, false};
    }
    const int magnitude = magnitude_of(text.back());
    if (magnitude != 0) text.remove_suffix(1);
    const bool exponent = text.find_first_of("eE") != text.npos;
    if (!exponent && magnitude == 0 && !is_whole(text)) return std::nullopt;
    const std::optional<std::uint64_t> value = scaled_decimal(text, magnitude);
    if (!value) return std::nullopt;
    return PrintedCount{*value, exponent || magnitude != 0};
}

std::optional<PrintedArgument> printed_argument(std::string_view line) {
    const std::size_t dots = line.find(" ..");
    if (dots == line.npos) return std::nullopt;
    const std::size_t begin_of_value = line.find_first_not_of(" .", dots);
    if (begin_of_value == line.npos) return std::nullopt;
    std::string_view value = line.substr(begin_of_value);
    // GPT-NeoX fills its values up too, and says behind them where they come from.
    value = trimmed(value.substr(0, value.find("..")));
    const std::size_t before = line.find_last_of(" :]", dots == 0 ? 0 : dots - 1);
    const std::size_t begin = before == line.npos ? 0 : before + 1;
    return PrintedArgument{line.substr(begin, dots - begin), value};
}

std::optional<LocalTime> line_time(std::string_view line) {
    constexpr std::string_view moment = "0000-00-00T00:00:00";
    constexpr std::string_view close = "00000000T00:00:00";  // AMD's Primus
    constexpr std::size_t latest = 100;
    for (std::size_t at = 0; at < latest && at + close.size() <= line.size(); ++at) {
        const std::string_view text = line.substr(at);
        const bool first_digit = at == 0 || !is_digit(line[at - 1]);
        const bool is_close = first_digit && looks_like(text, close);
        if (!is_close && !looks_like(text, moment)) continue;
        std::size_t end = at + (is_close ? close : moment).size();
        while (end < line.size() && (is_digit(line[end]) || line[end] == '.' || line[end] == ',')) {
            ++end;
        }
        if (end < line.size() && line[end] == 'Z') {
            ++end;
        } else if (looks_like(line.substr(std::min(end + 1, line.size())), "00:00") &&
                   (line[end] == '+' || line[end] == '-')) {
            end += 6;
        }
        return parse_log_time(line.substr(at, end - at));
    }
    return std::nullopt;
}

namespace {

// Whether a name in small letters is of tokens over something else: `tokens/s`, `tokens/gpu`. Other
// names in front of and behind a slash are groups: `tokens/total`, `train/total_tokens`.
bool is_rate_of_tokens(std::string_view name) {
    constexpr auto wholes = std::to_array<std::string_view>(
        {"s", "sec", "secs", "gpu", "device", "rank", "day", "hour", "step", "iter", "iteration",
         "batch", "sample", "sequence", "expert", "dp"});
    for (const std::string_view over : {"token/", "tokens/"}) {
        const std::size_t at = name.find(over);
        if (at == name.npos) continue;
        name.remove_prefix(at + over.size());
        const std::size_t end = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
        return std::find(wholes.begin(), wholes.end(), name.substr(0, end)) != wholes.end();
    }
    return false;
}

}  // namespace

bool may_hold_tokens(std::string_view name) {
    constexpr auto harmless = std::to_array<std::string_view>(
        {"accuracy", "mean", "per", "eval", "second", "speed", "throughput", "entropy", "loss",
         "include", "length", "reward", "special", "ratio", "clip", "dropped"});
    const std::string lower = lower_case(name);
    return lower.find("token") != lower.npos && !is_rate_of_tokens(lower) &&
           std::none_of(harmless.begin(), harmless.end(),
                        [&lower](std::string_view word) { return lower.find(word) != lower.npos; });
}

std::string from_tera(std::string_view text) {
    std::string rate(first_word(text));
    std::erase(rate, ',');
    if (rate.find_first_of("eE") != rate.npos || !scaled_decimal(rate, 0)) return "";
    return rate + "e12";
}

std::optional<std::uint64_t> product(std::uint64_t left, std::uint64_t right) {
    std::uint64_t result = 0;
    if (__builtin_mul_overflow(left, right, &result)) return std::nullopt;
    return result;
}

bool add_checked(std::uint64_t& sum, std::uint64_t added) {
    std::uint64_t result = 0;
    if (__builtin_add_overflow(sum, added, &result)) return false;
    sum = result;
    return true;
}

void add_limited(std::uint64_t& sum, std::uint64_t added) {
    if (!add_checked(sum, added)) sum = UINT64_MAX;
}

}  // namespace flopledger
