// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/survey_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"
#include "core/base/number_text.hpp"
#include "core/read/audit/catalogue_names.hpp"
#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// The beginning of a cell, as a message shows it.
std::string example(std::string_view cell) {
    constexpr std::size_t most = 40;
    std::string text(cell.substr(0, most));
    while (cell.size() > most && !text.empty() && (text.back() & 0x80) != 0) text.pop_back();
    return safe_text(text) + (cell.size() > most ? "..." : "");
}

bool says_none(std::string_view lower) {
    constexpr std::array<std::string_view, 8> words{"nan", "na",   "n/a",     "none",
                                                    "-",   "null", "unknown", "?"};
    return std::find(words.begin(), words.end(), lower) != words.end();
}

// Whether commas divide the digits before the decimal point into groups of three, and only those.
bool has_good_groups(std::string_view text) {
    const std::size_t end = text.find_first_of(".eE%");
    const std::string_view whole = text.substr(0, end);
    if (end != std::string_view::npos && text.find(',', end) != std::string_view::npos) {
        return false;
    }
    std::size_t comma = whole.find(',');
    if (comma == 0 || comma > 4) return false;
    while (comma != std::string_view::npos) {
        const std::size_t next = whole.find(',', comma + 1);
        const std::size_t length = (next == std::string_view::npos ? whole.size() : next) - comma;
        if (length != 4) return false;
        comma = next;
    }
    return true;
}

}  // namespace

void SurveyCounts::add(Name name, const Place& place, const std::string& message) {
    for (SurveyFinding& present : into_.findings) {
        if (present.finding.name == name) {
            ++present.count;
            return;
        }
    }
    into_.findings.push_back({{name, message}, 1, place});
}

std::optional<Exact> cell_number(std::string_view cell, const Place& place, SurveyCounts& counts) {
    if (cell.empty()) return std::nullopt;
    const std::string lower = lower_case(cell);
    if (says_none(lower)) {
        counts.add(name::cell_says_none, place, fmt::format("the first is '{}'", example(cell)));
        return std::nullopt;
    }
    std::string digits(cell);
    const bool percent = digits.back() == '%';
    if (percent) digits.pop_back();
    const bool grouped = digits.find(',') != std::string::npos;
    const bool readable = !grouped || has_good_groups(digits);
    if (grouped) std::erase(digits, ',');
    const auto parsed = parse_exact(digits);
    const Exact* value = std::get_if<Exact>(&parsed);
    if (value == nullptr || !readable) {
        const auto* fault = std::get_if<NumberFault>(&parsed);
        const bool huge = fault != nullptr && *fault == NumberFault::exponent_out_of_bounds;
        counts.add(huge ? name::cell_out_of_bounds : name::cell_not_a_number, place,
                   fmt::format("the first is '{}'", example(cell)));
        return std::nullopt;
    }
    return percent ? *value / 100 : *value;
}

std::optional<Exact> cell_number_up_to(const Exact& most, std::string_view cell, const Place& place,
                                       SurveyCounts& counts) {
    const auto value = cell_number(cell, place, counts);
    if (!value) return std::nullopt;
    if (!value->is_zero() && !value->is_negative() && *value <= most) return value;
    counts.add(name::cell_out_of_bounds, place, fmt::format("the first is '{}'", example(cell)));
    return std::nullopt;
}

std::vector<std::string> cell_list(std::string_view cell) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
        const std::size_t comma = std::min(cell.find(','), cell.size());
        std::string_view part = cell.substr(0, comma);
        while (!part.empty() && (part.front() == ' ' || part.front() == '\n')) {
            part.remove_prefix(1);
        }
        while (!part.empty() && (part.back() == ' ' || part.back() == '\n')) part.remove_suffix(1);
        const bool known = std::find(parts.begin(), parts.end(), part) != parts.end();
        if (!part.empty() && !known && parts.size() < 16) parts.emplace_back(part);
        cell.remove_prefix(std::min(comma + 1, cell.size()));
    }
    return parts;
}

std::optional<Precision> cell_precision(std::string_view cell) {
    const std::string lower = lower_case(cell);
    constexpr std::array<std::pair<std::string_view, Precision>, 9> order{
        {{"fp4", Precision::fp4},
         {"fp8", Precision::fp8},
         {"int8", Precision::int8},
         {"bf16", Precision::bf16},
         {"bfloat16", Precision::bf16},
         {"fp16", Precision::fp16},
         {"float16", Precision::fp16},
         {"tf32", Precision::tf32},
         {"fp32", Precision::fp32}}};
    for (const auto& [word, precision] : order) {
        if (lower.find(word) != std::string::npos) return precision;
    }
    return std::nullopt;
}

void look_at_text(std::string_view cell, const Place& place, SurveyCounts& counts) {
    if (cell.empty()) return;
    if (!is_ascii(cell) && first_byte_not_utf8(cell)) {
        counts.add(
            name::cell_not_utf8, place,
            fmt::format("such bytes are shown escaped; the first cell is '{}'", example(cell)));
    }
    const char first = cell.front();
    const bool formula = first == '=' || first == '+' || first == '-' || first == '@';
    const bool markup = cell.find('<') != std::string_view::npos;
    const bool control = std::any_of(cell.begin(), cell.end(), [](char letter) {
        const auto code = static_cast<unsigned char>(letter);
        return (code < 0x20 && letter != '\n' && letter != '\r' && letter != '\t') || code == 0x7f;
    });
    if (formula || markup || control) {
        counts.add(name::unsafe_text, place,
                   fmt::format("they are shown harmless; the first is '{}'", example(cell)));
    }
}

}  // namespace flopledger
