// SPDX-License-Identifier: Apache-2.0
#include "core/meter/files/log_look.hpp"

#include <algorithm>
#include <cstddef>

#include "core/base/ascii.hpp"
#include "core/meter/words/log_time.hpp"

namespace flopledger {

namespace {

// How many lines are looked at, and how many of them must look like those of a log: one alone may
// be an example in a text.
constexpr int most_lines = 200;
constexpr int enough_lines = 2;

bool is_number(std::string_view text) {
    const bool parts = std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    });
    return parts && std::any_of(text.begin(), text.end(), is_digit);
}

std::string_view unquoted(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') {
        text = text.substr(1, text.size() - 2);
    }
    return text;
}

// A moment as logs write it, or seconds to nanoseconds since 1970 in this century.
bool is_time(std::string_view text) {
    if (text.size() >= 8 && parse_log_time(text)) return true;
    const std::string_view whole = text.substr(0, text.find('.'));
    return is_all_digits(whole) && whole.size() >= 10 && whole.size() <= 19 && whole[0] == '1' &&
           (whole.size() == 10 || whole.size() == 13 || whole.size() == 16 || whole.size() == 19);
}

// A row of a table under one delimiter: a time, and a number in another field.
bool is_row(std::string_view line, char delimiter) {
    bool time = false;
    bool number = false;
    std::size_t fields = 0;
    while (true) {
        const std::size_t end = line.find(delimiter);
        const std::string_view field = unquoted(line.substr(0, end));
        ++fields;
        if (!time && is_time(field)) {
            time = true;
        } else if (!field.empty()) {
            number = number || is_number(field.substr(0, field.find(' ')));
        }
        if (end == std::string_view::npos) break;
        line.remove_prefix(end + 1);
    }
    return fields > 1 && time && number;
}

// `name{labels} 12 1700000000` or `name 12`.
bool is_sample(std::string_view line) {
    const auto is_name = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == ':'; };
    std::size_t at = 0;
    while (at < line.size() && is_name(line[at])) ++at;
    if (at == 0 || is_digit(line[0])) return false;
    if (at < line.size() && line[at] == '{') {
        const std::size_t closed = line.rfind('}');
        if (closed == std::string_view::npos) return false;
        at = closed + 1;
    }
    if (at == line.size() || !is_blank(line[at])) return false;
    const std::string_view rest = trimmed(line.substr(at));
    const std::size_t blank = std::min(rest.find_first_of(" \t"), rest.size());
    return is_number(rest.substr(0, blank)) &&
           (blank == rest.size() || is_number(trimmed(rest.substr(blank))));
}

// An object of its own in a line, with a number among its values.
bool is_json_line(std::string_view line) {
    if (line.size() < 2 || line.front() != '{' || line.back() != '}') return false;
    for (std::size_t at = line.find(':'); at != std::string_view::npos;
         at = line.find(':', at + 1)) {
        const std::string_view value = trimmed(line.substr(at + 1));
        if (line[at - 1] == '"' && !value.empty() && (is_digit(value[0]) || value[0] == '-')) {
            return true;
        }
    }
    return false;
}

// A line that begins with its time, in brackets or not, and says a number behind it.
bool is_timed_line(std::string_view line) {
    if (line.starts_with('[')) line.remove_prefix(1);
    for (const std::size_t size : {std::size_t{19}, std::size_t{23}, std::size_t{20}}) {
        if (line.size() <= size || !parse_log_time(line.substr(0, size))) continue;
        const std::string_view rest = line.substr(size);
        return std::any_of(rest.begin(), rest.end(), is_digit);
    }
    return false;
}

// Whether a document names a moment and holds numbers: `"time": "2026-03-01T00:00:00Z"`.
bool has_times(std::string_view document) {
    for (std::size_t at = document.find('"'); at != std::string_view::npos;
         at = document.find('"', at + 1)) {
        const std::size_t end = document.find('"', at + 1);
        if (end == std::string_view::npos) return false;
        if (end - at > 10 && is_time(document.substr(at + 1, end - at - 1))) return true;
    }
    return false;
}

}  // namespace

bool looks_like_log(std::string_view beginning) {
    const std::string_view text = trimmed(beginning);
    const bool document = text.starts_with('{') || text.starts_with('[');
    if (document && has_times(text)) return true;
    int like = 0;
    for (int lines = 0; lines < most_lines && !beginning.empty(); ++lines) {
        const std::size_t end = beginning.find('\n');
        const std::string_view line = trimmed(beginning.substr(0, end));
        beginning = end == std::string_view::npos ? std::string_view() : beginning.substr(end + 1);
        if (line.empty() || line.starts_with('#')) continue;
        const bool row =
            is_row(line, ',') || is_row(line, ';') || is_row(line, '\t') || is_row(line, '|');
        if (row || is_sample(line) || is_json_line(line) || is_timed_line(line)) ++like;
        if (like == enough_lines) return true;
    }
    return false;
}

}  // namespace flopledger
