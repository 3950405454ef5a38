// SPDX-License-Identifier: Apache-2.0
#include "core/base/figure_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace flopledger {

namespace {

constexpr int digits = 3;

// "0.500" to "0.5", "4.000" to "4".
std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

// "1.00e25" to "1e25"; "3.50e25" keeps its digits, because it may have been rounded to them.
std::string short_scientific(const Exact& value) {
    std::string text = value.scientific(digits);
    const std::size_t exponent = text.find('e');
    if (exponent == std::string::npos) return text;
    const std::string mantissa = without_trailing_zeros(text.substr(0, exponent));
    return value.rounded(digits) == value ? mantissa + text.substr(exponent) : text;
}

// Joins what stands for low and high, or gives one text where they are alike.
template <typename Writer>
std::string joined(const Range& range, Writer writer) {
    const std::string low = writer(range.low);
    const std::string high = writer(range.high);
    return low == high ? low : low + " .. " + high;
}

std::string input_number(const Exact& value) {
    if (value.is_whole() && value < 10'000'000) return value.text();
    if ((value * 1'000'000).is_whole() && value < 10'000) {
        return without_trailing_zeros(value.fixed(6));
    }
    return value < Exact::ratio(1, 1000) || value >= 10'000 ? figure(value) : plain_figure(value);
}

}  // namespace

Exact rounded_down(const Exact& value, int significant_digits) {
    const Exact near = value.rounded(significant_digits);
    if (!(value < near)) return near;
    return near - Exact::power_of_ten(near.exponent10() - significant_digits + 1);
}

Exact rounded_up(const Exact& value, int significant_digits) {
    const Exact near = value.rounded(significant_digits);
    if (!(near < value)) return near;
    return near + Exact::power_of_ten(near.exponent10() - significant_digits + 1);
}

std::string figure(const Exact& value) { return short_scientific(value); }

std::string span_text(const Range& range) {
    return joined(range, [](const Exact& value) { return figure(value); });
}

std::string figure(const Range& range) { return figure(KnownRange{range}); }

std::string best_figure(const KnownRange& known) {
    if (!known.has_high) {
        return known.range.low.is_zero() ? "unknown"
                                         : ">= " + figure(rounded_down(known.range.low, digits));
    }
    return known.has_best ? figure(known.range.best)
                          : "at most " + figure(rounded_up(known.range.high, digits));
}

std::string range_beside(const KnownRange& known) {
    if (!known.has_high || (!known.has_best && known.range.low.is_zero())) return "";
    const std::string span = span_text(known.range);
    return known.has_best && span == figure(known.range.best) ? "" : span;
}

std::string figure(const KnownRange& known) {
    const std::string beside = range_beside(known);
    return beside.empty() ? best_figure(known) : fmt::format("{} ({})", best_figure(known), beside);
}

std::string plain_figure(const Exact& value) {
    if (value.is_zero()) return "0";
    if (value < Exact::ratio(1, 1000) || value >= 1'000'000) return figure(value);
    int places = 0;
    if (value < 100) places = 1;
    if (value < 10) places = 2;
    if (value < 1) places = 3;
    if (value < Exact::ratio(1, 10)) places = 4;
    if (value < Exact::ratio(1, 100)) places = 5;
    return value.fixed(places);
}

std::string plain_figure(const Range& range) {
    return joined(range, [](const Exact& value) { return plain_figure(value); });
}

std::string best_plain_figure(const KnownRange& known) {
    return known.has_best ? plain_figure(known.range.best)
                          : "<= " + plain_figure(rounded_up(known.range.high, digits));
}

std::string percent(const Exact& value) {
    const std::string rounded = without_trailing_zeros((value * 100).fixed(1));
    if (rounded == "0" && 0 < value) return "<0.1%";
    if (rounded == "100" && value < 1) return ">99.9%";
    return rounded + "%";
}

std::string input_figure(const Exact& value) { return input_number(value); }

std::string input_figure(const Range& range) {
    const std::string best = input_number(range.best);
    const std::string span = joined(range, input_number);
    return span == best ? best : fmt::format("{} ({})", best, span);
}

std::string prefixed(const Exact& value, std::string_view unit) {
    constexpr std::string_view letters = " kMGTPEZY";
    std::size_t step = 0;
    Exact scaled = value;
    // What rounds up to 1000 of one prefix is 1 of the next.
    while (scaled * 10 >= 9995 && step + 1 < letters.size()) {
        scaled = scaled / 1000;
        ++step;
    }
    const bool beyond = scaled * 10 >= 9995;
    const std::string number = without_trailing_zeros(plain_figure(beyond ? value : scaled));
    const std::string prefix = step == 0 || beyond ? "" : std::string(1, letters[step]);
    return fmt::format("{} {}{}", number, prefix, unit);
}

std::string prefixed(const Range& range, std::string_view unit) {
    const std::string best = prefixed(range.best, unit);
    const std::string low = prefixed(range.low, unit);
    const std::string high = prefixed(range.high, unit);
    return low == best && best == high ? best : fmt::format("{} ({} .. {})", best, low, high);
}

std::string grouped(const Exact& value) {
    std::string text = value.is_whole() ? value.text() : value.fixed(1);
    std::size_t at = std::min(text.find('.'), text.size());
    const std::size_t first = value.is_negative() ? 1 : 0;
    while (at > first + 3) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

}  // namespace flopledger
