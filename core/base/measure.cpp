// SPDX-License-Identifier: Apache-2.0
#include "core/base/measure.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <optional>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/number_text.hpp"
#include "core/base/unit.hpp"

namespace flopledger {

namespace {

// Within a figure a blank is a blank: a tabulator or an end of line belongs to none.
std::string_view without_blanks(std::string_view text) {
    return trimmed(text, [](char byte) { return byte == ' '; });
}

// A figure cut into its number and its unit: `30.84M chip-hours` is `30.84`, 1e6, `chip-hours`.
struct Parts {
    std::string_view number;
    Exact magnitude = 1;
    std::string_view unit;
    std::string_view whole;
};

// Letters of magnitude that people write right behind a number.
std::optional<Exact> magnitude_of(char letter) {
    switch (letter) {
        case 'k':
        case 'K':
            return Exact::power_of_ten(3);
        case 'M':
            return Exact::power_of_ten(6);
        case 'B':
        case 'G':
            return Exact::power_of_ten(9);
        case 'T':
            return Exact::power_of_ten(12);
        case 'P':
            return Exact::power_of_ten(15);
        default:
            return std::nullopt;
    }
}

bool belongs_to_number(std::string_view text, std::size_t index) {
    constexpr std::string_view characters = "0123456789._/";
    const char character = text[index];
    if (characters.find(character) != std::string_view::npos) {
        return true;
    }
    const bool is_sign = character == '+' || character == '-';
    const bool after_exponent = index > 0 && (text[index - 1] == 'e' || text[index - 1] == 'E');
    if (is_sign) {
        return index == 0 || after_exponent;
    }
    // An `e` is an exponent only where a digit or a sign follows.
    return (character == 'e' || character == 'E') && index > 0 && index + 1 < text.size() &&
           std::string_view("0123456789+-").find(text[index + 1]) != std::string_view::npos;
}

Parts split(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && belongs_to_number(text, end)) {
        ++end;
    }
    Parts parts{text.substr(0, end), 1, without_blanks(text.substr(end)), text};
    const bool letter_ends = end < text.size() && (end + 1 == text.size() || text[end + 1] == ' ');
    if (letter_ends) {
        if (const auto magnitude = magnitude_of(text[end])) {
            parts.magnitude = *magnitude;
            parts.unit = without_blanks(text.substr(end + 1));
        }
    }
    return parts;
}

MeasureFault number_fault(NumberFault fault, const Parts& parts) {
    const auto kind = fault == NumberFault::too_many_digits ? MeasureFault::Kind::too_long
                      : fault == NumberFault::exponent_out_of_bounds
                          ? MeasureFault::Kind::out_of_bounds
                          : MeasureFault::Kind::not_a_number;
    // What is no number at all may have been taken for one and a unit.
    const bool is_whole = fault == NumberFault::not_a_number;
    const std::string_view found = is_whole ? parts.whole : parts.number;
    return {kind,
            found.empty() ? "a number is missing" : fmt::format("{}: {}", describe(fault), found),
            "write it as 15.6e12, 1_000, 2/3, 30.84M or a range 0.38..0.43"};
}

// The scale of a unit, or what is wrong with it.
std::variant<Exact, MeasureFault> scale_of(std::string_view unit, Dimension dimension) {
    const auto known = find_unit(unit);
    const std::string hint = fmt::format("write it in {}", unit_examples(dimension));
    if (!known) {
        return MeasureFault{MeasureFault::Kind::unknown_unit,
                            fmt::format("unknown unit '{}'", unit), hint};
    }
    if (known->dimension != dimension) {
        return MeasureFault{MeasureFault::Kind::wrong_unit,
                            fmt::format("'{}' measures {}, not {}", unit,
                                        unit_name(known->dimension), unit_name(dimension)),
                            hint};
    }
    return known->scale;
}

// The number of a figure without its unit.
std::variant<Exact, MeasureFault> number_of(const Parts& parts) {
    const auto number = parse_exact(parts.number);
    if (const auto* fault = std::get_if<NumberFault>(&number)) {
        return number_fault(*fault, parts);
    }
    const Exact value = std::get<Exact>(number) * parts.magnitude;
    if (value.is_negative()) {
        return MeasureFault{MeasureFault::Kind::negative,
                            fmt::format("{} is negative", parts.number),
                            "no figure of a ledger can be below zero"};
    }
    return value;
}

// One figure with its unit; an empty unit is the default one.
std::variant<Exact, MeasureFault> parse_single(std::string_view text, Dimension dimension,
                                               std::string_view default_unit) {
    const Parts parts = split(without_blanks(text));
    auto number = number_of(parts);
    if (std::holds_alternative<MeasureFault>(number)) {
        return number;
    }
    const std::string_view unit = parts.unit.empty() ? default_unit : parts.unit;
    if (unit.empty()) {
        return number;
    }
    auto scale = scale_of(unit, dimension);
    if (std::holds_alternative<MeasureFault>(scale)) {
        return scale;
    }
    return std::get<Exact>(number) * std::get<Exact>(scale);
}

std::variant<Range, MeasureFault> parse_two_bounds(std::string_view low_text,
                                                   std::string_view high_text, Dimension dimension,
                                                   std::string_view default_unit) {
    // `10..20 kWh` says its unit once, for both.
    const std::string_view high_unit = split(without_blanks(high_text)).unit;
    const auto low =
        parse_single(low_text, dimension, high_unit.empty() ? default_unit : high_unit);
    const auto high = parse_single(high_text, dimension, default_unit);
    for (const auto* bound : {&low, &high}) {
        if (const auto* fault = std::get_if<MeasureFault>(bound)) {
            return *fault;
        }
    }
    if (std::get<Exact>(high) < std::get<Exact>(low)) {
        return MeasureFault{MeasureFault::Kind::upside_down, "this range is upside down",
                            "write the lower bound first"};
    }
    return between(std::get<Exact>(low), std::get<Exact>(high));
}

std::variant<Range, MeasureFault> parse_plus_minus(std::string_view middle_text,
                                                   std::string_view margin_text,
                                                   Dimension dimension,
                                                   std::string_view default_unit) {
    const bool relative = without_blanks(margin_text).ends_with('%');
    const auto middle = parse_single(middle_text, dimension, default_unit);
    const auto margin = relative ? parse_single(margin_text, Dimension::ratio, "")
                                 : parse_single(margin_text, dimension, default_unit);
    for (const auto* part : {&middle, &margin}) {
        if (const auto* fault = std::get_if<MeasureFault>(part)) {
            return *fault;
        }
    }
    const Exact& best = std::get<Exact>(middle);
    const Exact spread = relative ? best * std::get<Exact>(margin) : std::get<Exact>(margin);
    if (best < spread) {
        return MeasureFault{MeasureFault::Kind::negative, "this range reaches below zero",
                            "write the two bounds, low..high"};
    }
    return Range{best - spread, best, best + spread};
}

}  // namespace

std::variant<Range, MeasureFault> parse_measure(std::string_view text, Dimension dimension,
                                                std::string_view default_unit) {
    assert(default_unit.empty() || find_unit(default_unit));
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
        return parse_two_bounds(text.substr(0, dots), text.substr(dots + 2), dimension,
                                default_unit);
    }
    const std::size_t margin = text.find("+-");
    if (margin != std::string_view::npos) {
        return parse_plus_minus(text.substr(0, margin), text.substr(margin + 2), dimension,
                                default_unit);
    }
    const auto single = parse_single(text, dimension, default_unit);
    if (const auto* fault = std::get_if<MeasureFault>(&single)) {
        return *fault;
    }
    return point(std::get<Exact>(single));
}

}  // namespace flopledger
