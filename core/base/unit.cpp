// SPDX-License-Identifier: Apache-2.0
#include "core/base/unit.hpp"

#include <array>
#include <utility>

namespace flopledger {

namespace {

struct NamedScale {
    std::string_view name;
    std::int64_t scale;
};

// Seconds in the spans of time that stand alone or behind `chip-` and `FLOP/s-`.
constexpr std::array<NamedScale, 13> time_spans{{{"s", 1},
                                                 {"second", 1},
                                                 {"seconds", 1},
                                                 {"min", 60},
                                                 {"minute", 60},
                                                 {"minutes", 60},
                                                 {"h", 3600},
                                                 {"hour", 3600},
                                                 {"hours", 3600},
                                                 {"day", 86400},
                                                 {"days", 86400},
                                                 {"week", 604800},
                                                 {"weeks", 604800}}};

// Words for one chip. Cores, dies and devices are left out: they are not always a whole chip.
constexpr std::array<std::string_view, 5> chip_words{"chip", "GPU", "TPU", "NPU", "accelerator"};

constexpr std::array<NamedScale, 3> energies{{{"J", 1}, {"joules", 1}, {"Wh", 3600}}};

constexpr std::array<std::string_view, 8> flop_words{"FLOP",       "FLOPs", "flop", "flops",
                                                     "operations", "OP",    "ops",  "op"};

constexpr std::array<std::string_view, 7> rate_words{"FLOP/s", "flop/s", "FLOPS",  "F",
                                                     "OP/s",   "op/s",   "FLOPs/s"};

std::optional<Exact> span_seconds(std::string_view name) {
    for (const NamedScale& span : time_spans) {
        if (span.name == name) return Exact(span.scale);
    }
    return std::nullopt;
}

// The power of ten of an SI prefix.
std::optional<int> prefix_exponent(char letter) {
    constexpr std::string_view letters = "kMGTPEZY";
    if (letter == 'K') return 3;
    const std::size_t index = letters.find(letter);
    if (index == std::string_view::npos) return std::nullopt;
    return 3 * (static_cast<int>(index) + 1);
}

// A name with its prefix taken off, once as it stands and once without a first letter that may be
// a prefix; the caller takes the first that fits.
struct Prefixed {
    std::string_view name;
    Exact scale = 1;
};

std::array<std::optional<Prefixed>, 2> readings(std::string_view name) {
    std::array<std::optional<Prefixed>, 2> result;
    result[0] = Prefixed{name, 1};
    if (name.size() > 1) {
        if (const auto exponent = prefix_exponent(name[0])) {
            result[1] = Prefixed{name.substr(1), Exact::power_of_ten(*exponent)};
        }
    }
    return result;
}

template <typename Words>
bool contains(const Words& words, std::string_view name) {
    for (const std::string_view word : words) {
        if (word == name) return true;
    }
    return false;
}

std::optional<Unit> find_rate(std::string_view name) {
    for (const auto& reading : readings(name)) {
        // A bare `F` is a farad to everyone else: only `PF-days` uses it, with a prefix.
        if (reading && contains(rate_words, reading->name) && name != "F") {
            return Unit{Dimension::flop_per_second, reading->scale};
        }
    }
    return std::nullopt;
}

// `GPU-hours`, `GPU hours`, `PFLOP/s-days`: a rate or a chip for a span of time.
std::optional<Unit> find_product(std::string_view name) {
    const std::size_t cut = name.find_last_of("- ");
    if (cut == std::string_view::npos) return std::nullopt;
    const auto seconds = span_seconds(name.substr(cut + 1));
    if (!seconds) return std::nullopt;
    const std::string_view first = name.substr(0, cut);
    if (contains(chip_words, first)) return Unit{Dimension::chip_seconds, *seconds};
    if (const auto rate = find_rate(first)) return Unit{Dimension::flop, rate->scale * *seconds};
    return std::nullopt;
}

std::optional<Unit> find_counted(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Dimension>, 6> names{
        {{"token", Dimension::tokens},
         {"tokens", Dimension::tokens},
         {"parameter", Dimension::parameters},
         {"parameters", Dimension::parameters},
         {"USD", Dimension::dollars},
         {"dollars", Dimension::dollars}}};
    for (const auto& [word, dimension] : names) {
        if (word == name) return Unit{dimension, 1};
    }
    const std::string_view singular = name.ends_with('s') ? name.substr(0, name.size() - 1) : name;
    if (contains(chip_words, singular)) return Unit{Dimension::chips, 1};
    if (name == "%") return Unit{Dimension::ratio, Exact::ratio(1, 100)};
    return std::nullopt;
}

// `100 kB/s`, `25 Gbit/s`: decimal prefixes; a byte has eight bits.
std::optional<Unit> find_link_rate(std::string_view name) {
    for (const auto& reading : readings(name)) {
        if (!reading) continue;
        if (reading->name == "B/s") return Unit{Dimension::bytes_per_second, reading->scale};
        if (reading->name == "bit/s") return Unit{Dimension::bytes_per_second, reading->scale / 8};
    }
    if (name == "tokens/s") return Unit{Dimension::tokens_per_second, 1};
    return std::nullopt;
}

std::optional<Unit> find_prefixed(std::string_view name) {
    for (const auto& reading : readings(name)) {
        if (!reading) continue;
        for (const NamedScale& energy : energies) {
            if (energy.name == reading->name) {
                return Unit{Dimension::joules, reading->scale * energy.scale};
            }
        }
        if (contains(flop_words, reading->name)) return Unit{Dimension::flop, reading->scale};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Unit> find_unit(std::string_view name) {
    if (const auto seconds = span_seconds(name)) return Unit{Dimension::seconds, *seconds};
    if (auto unit = find_counted(name)) return unit;
    if (auto unit = find_prefixed(name)) return unit;
    if (auto unit = find_rate(name)) return unit;
    if (auto unit = find_link_rate(name)) return unit;
    return find_product(name);
}

}  // namespace flopledger
