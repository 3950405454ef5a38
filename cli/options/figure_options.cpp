// SPDX-License-Identifier: Apache-2.0
#include "cli/options/figure_options.hpp"

#include <fmt/core.h>

#include "cli/options/option_kinds.hpp"
#include "core/base/measure.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

namespace {

Range figure_of(const std::string& name, const std::string& given, Dimension dimension,
                const std::string& default_unit) {
    const auto parsed = parse_measure(given, dimension, default_unit);
    if (const auto* fault = std::get_if<MeasureFault>(&parsed)) {
        throw UsageFault{fmt::format("{}: {}", name, shown(fault->message)), fault->hint};
    }
    const Range range = std::get<Range>(parsed);
    if (range.low.is_zero()) {
        throw UsageFault{fmt::format("{} must be above zero, not '{}'", name, shown(given)), ""};
    }
    return range;
}

Exact number_of(const std::string& name, const std::string& given, Dimension dimension,
                const std::string& default_unit) {
    const Range range = figure_of(name, given, dimension, default_unit);
    if (range.is_point()) return range.best;
    throw UsageFault{fmt::format("{} takes one number, not the range '{}'", name, shown(given)),
                     "write one of its ends"};
}

}  // namespace

void add_range(Command& command, const std::string& name, const std::string& value,
               std::optional<Range>& into, Dimension dimension, const std::string& default_unit,
               const std::string& sentence) {
    const auto take = [&into, name, dimension, default_unit](const std::string& given) {
        into = figure_of(name, given, dimension, default_unit);
    };
    command.add_text(name, value, sentence, take);
}

void add_number(Command& command, const std::string& name, const std::string& value,
                std::optional<Exact>& into, Dimension dimension, const std::string& default_unit,
                const std::string& sentence) {
    const auto take = [&into, name, dimension, default_unit](const std::string& given) {
        into = number_of(name, given, dimension, default_unit);
    };
    command.add_text(name, value, sentence, take);
}

void add_probability(Command& command, const std::string& name, std::optional<Exact>& into,
                     const std::string& sentence) {
    const auto take = [&into, name](const std::string& given) {
        into = number_of(name, given, Dimension::ratio, "");
        if (*into < 1) return;
        throw UsageFault{
            fmt::format("{} lies above 0 and below 1, not at '{}'", name, shown(given)),
            "write 0.95 or 95%; no sample makes anything certain"};
    };
    command.add_text(name, "P", sentence, take);
}

void add_whole(Command& command, const std::string& name, std::optional<std::int64_t>& into,
               std::int64_t highest, const std::string& sentence) {
    const auto take = [&into, name, highest](const std::string& given) {
        const Exact number = number_of(name, given, Dimension::ratio, "");
        if (!number.is_whole() || number > highest) {
            throw UsageFault{fmt::format("{} takes a whole number, not '{}'", name, shown(given)),
                             fmt::format("from 1 to {}", highest)};
        }
        into = number.to_int64();
    };
    command.add_text(name, "N", sentence, take);
}

}  // namespace flopledger
