// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/measurement.hpp"

#include <fmt/format.h>

#include <map>

#include "core/base/figure_text.hpp"
#include "core/base/lists.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/judge/verdicts/phrases.hpp"
#include "core/judge/verdicts/reason_names.hpp"

namespace flopledger {

namespace {

// A share of a sum; mostly the whole, and exact products are dear.
Range shared(const Range& sum, const Exact& share) {
    return share == Exact(1) ? sum : (share * Flop{sum}).value;
}

// A side with another sum in the place of its own, widened by the margin. Only sums are widened.
Figure ready(const Measurement& measurement, const Side& side, const Range* other_sum) {
    if (side.total == nullptr) {
        return side.figure;
    }
    Figure figure = side.figure;
    if (other_sum != nullptr) {
        figure.value = shared(*other_sum, side.share);
    }
    return measurement.margin ? widened(figure, *measurement.margin) : figure;
}

// Whether the amount is reached with other sums than the sides' own; nullptr keeps a side's.
Truth holds_with(const Measurement& measurement, const Range* measured_sum,
                 const Range* amount_sum) {
    return reaches(ready(measurement, measurement.measured, measured_sum), measurement.comparison,
                   ready(measurement, measurement.amount, amount_sum));
}

// How the measure stands to the amount: "is greater than".
std::string_view relation(Comparison comparison, Truth truth) {
    if (comparison == Comparison::greater) {
        if (!truth) return "may or may not be greater than";
        return *truth ? "is greater than" : "is not greater than";
    }
    if (!truth) return "may or may not be as much as";
    return *truth ? "is at least" : "is less than";
}

// The measured figure: `>= X` where it is open upwards, and no best where none is known.
std::string measured_text(const Measurement& measurement, const Range& measured, int digits) {
    if (!measurement.measured.figure.high_known) {
        return fmt::format(">= {}", measured.low.scientific(digits));
    }
    const Total* total = measurement.measured.total;
    if (total == nullptr || total->best_known) return figure_text(measured, digits);
    return measured.low.is_zero() ? fmt::format("at most {}", measured.high.scientific(digits))
                                  : range_text(measured, digits);
}

// What is unsettled about one thing: an activity, or all that came through one base model.
struct OpenQuestion {
    Finding reason;
    Range if_left_out;  // the whole sum, with this thing settled one way
    Range if_counted;   // and the other way
};

// A sum with one addend replaced; mostly the two are equal, and exact sums are dear.
Exact replaced(const Exact& sum, const Exact& addend, const Exact& by) {
    return addend == by ? sum : sum - addend + by;
}

// The bounds of a sum with one addend replaced. Its best figure stays: no comparison asks it.
Range replaced(const Range& sum, const Flop& addend, const Flop& by) {
    return {replaced(sum.low, addend.value.low, by.value.low), sum.best,
            replaced(sum.high, addend.value.high, by.value.high)};
}

// Whether a rule hangs on facts that no ledger states, rather than on what a text leaves open.
bool is_undetermined(const RulePointer& rule) {
    return rule != nullptr && rule->basis == Basis::undetermined;
}

Finding question_reason(const Contribution& contribution) {
    if (is_undetermined(contribution.base_rule)) {
        return {name::unsettled_base,
                fmt::format("Whether the base model `{}` counts hangs on facts that are not "
                            "stated (`explain` names them), and that decides.",
                            short_name(contribution.base->name))};
    }
    if (contribution.base_rule != nullptr && contribution.base_rule->rule == Rule::unsettled) {
        return {name::unsettled_base,
                fmt::format("The standard does not settle whether the base model `{}` counts, "
                            "and that decides.",
                            short_name(contribution.base->name))};
    }
    if (contribution.applied == Rule::unsettled && is_undetermined(contribution.rule)) {
        return {name::unsettled_activity,
                fmt::format("Whether `{}` of {} counts hangs on facts that are not stated "
                            "(`explain` names them), and that decides.",
                            short_name(contribution.name), short_name(contribution.ledger))};
    }
    const bool is_recomputation = contribution.applied == Rule::count;
    return {name::unsettled_activity,
            fmt::format("The standard does not settle whether {}`{}` of {} counts, and that "
                        "decides.",
                        is_recomputation ? "the recomputation in " : "",
                        short_name(contribution.name), short_name(contribution.ledger))};
}

// The open questions of a sum, those of one base model taken together.
std::vector<OpenQuestion> questions(const Total& total) {
    std::vector<OpenQuestion> found;
    std::map<const BaseModel*, std::size_t> of_base;
    for (const Contribution& contribution : total.contributions) {
        if (contribution.if_left_out == contribution.if_counted) {
            continue;
        }
        const Finding reason = question_reason(contribution);
        const bool is_base = reason.name == name::unsettled_base;
        const auto known = is_base ? of_base.find(contribution.base) : of_base.end();
        if (known == of_base.end()) {
            if (is_base) {
                of_base.emplace(contribution.base, found.size());
            }
            found.push_back({reason, total.flop.value, total.flop.value});
        }
        OpenQuestion& question = known == of_base.end() ? found.back() : found[known->second];
        question.if_left_out =
            replaced(question.if_left_out, contribution.counted, contribution.if_left_out);
        question.if_counted =
            replaced(question.if_counted, contribution.counted, contribution.if_counted);
    }
    return found;
}

// Both ways to settle all questions of a sum at once; one of nothing for a figure that is no sum.
std::vector<Range> settled_sums(const Side& side) {
    if (side.total == nullptr) {
        return {Range{}};
    }
    Flop all_left_out;
    Flop all_counted;
    for (const Contribution& contribution : side.total->contributions) {
        all_left_out = all_left_out + contribution.if_left_out;
        all_counted = all_counted + contribution.if_counted;
    }
    return {all_left_out.value, all_counted.value};
}

// Whether settling all questions, of both sides at once where both are sums, ends the doubt.
bool decides_together(const Measurement& measurement) {
    const std::vector<Range> amount_sums = settled_sums(measurement.amount);
    for (const Range& measured : settled_sums(measurement.measured)) {
        for (const Range& amount : amount_sums) {
            if (holds_with(measurement, &measured, &amount)) {
                return true;
            }
        }
    }
    return false;
}

// The unsettled things that decide an open measure: each that decides alone; if none does, all of
// them where they decide together; else none, for the figures leave it open anyway.
std::vector<Finding> deciding_questions(const Measurement& measurement) {
    std::vector<Finding> alone;
    std::vector<Finding> all;
    for (const Side* side : {&measurement.measured, &measurement.amount}) {
        if (side->total == nullptr) {
            continue;
        }
        const bool is_measured = side == &measurement.measured;
        for (const OpenQuestion& question : questions(*side->total)) {
            const auto settles = [&](const Range& sum) {
                return holds_with(measurement, is_measured ? &sum : nullptr,
                                  is_measured ? nullptr : &sum)
                    .has_value();
            };
            all.push_back(question.reason);
            if (settles(question.if_left_out) || settles(question.if_counted)) {
                alone.push_back(question.reason);
            }
        }
    }
    if (alone.empty() && !all.empty() && decides_together(measurement)) {
        return all;
    }
    return alone;
}

// What is missing of an open part, and how much it may be where a bound settles the verdict.
Finding open_reason(const OpenPart& part, const std::string& bound) {
    const std::string name = short_name(part.name);
    const auto suffices = [&](std::string_view what, std::string_view words) {
        return bound.empty() ? std::string()
                             : fmt::format("; {} of at most {} suffices: {}", what, bound, words);
    };
    const std::string reported = fmt::format("`reported: {{flop: 0..{}, source: ...}}`", bound);
    switch (part.what) {
        case OpenPart::What::activity:
            if (part.lacks == OpenPart::Lacks::passes) {
                return {name::amount_unknown,
                        fmt::format("How often `{}` of {} passed over its data is not known; write "
                                    "`epochs`.",
                                    name, short_name(part.ledger))};
            }
            if (part.lacks == OpenPart::Lacks::parameters) {
                return {name::amount_unknown,
                        fmt::format("The trainer of `{}` of {} counted a part of the parameters; "
                                    "write `tokens` or `tokens_per_iteration`.",
                                    name, short_name(part.ledger))};
            }
            return {name::amount_unknown,
                    fmt::format("`{}` of {} states no amount; say how much it was{}.", name,
                                short_name(part.ledger), suffices("one", "write " + reported))};
        case OpenPart::What::outputs: {
            const std::string_view kind = part.base->relation == Relation::distilled_from
                                              ? "teacher-inference"
                                              : "synthetic-data-generation";
            return {name::outputs_unknown,
                    fmt::format("Nothing says how much compute made the outputs of `{}`; write "
                                "`outputs: none` or `public-data` if so, or an activity of kind {} "
                                "with `from: {}`{}.",
                                name, kind, name, suffices("one", "give it " + reported))};
        }
        case OpenPart::What::base:
            break;
    }
    return {name::base_unknown,
            fmt::format("The compute of the model `{}` is not known; give its `ledger` or its "
                        "`flop`{}.",
                        name, suffices("a base", fmt::format("write `flop: 0..{}`", bound)))};
}

// What is unknown above a side's figure; `room` is what may still come on top.
std::vector<Finding> unknown_reasons(const Side& side, const std::optional<Exact>& room) {
    std::vector<Finding> reasons;
    if (side.figure.high_known) {
        return reasons;
    }
    if (side.total == nullptr) {
        reasons.push_back({name::fact_missing,
                           "Some activities state no chip-time and so no price; write "
                           "`training_cost_usd` under `facts`."});
        return reasons;
    }
    // Several open parts share the room, so a bound for each would be too much.
    const bool alone = side.total->open_parts.size() == 1;
    const bool bounds = alone && room && Exact(0) < *room;
    for (const OpenPart& part : side.total->open_parts) {
        reasons.push_back(open_reason(part, bounds ? bound_text(*room) : ""));
    }
    return reasons;
}

// Whether the figures known would leave it open even if nothing unknown came on top.
bool straddles(const Measurement& measurement) {
    Figure measured = ready(measurement, measurement.measured, nullptr);
    Figure amount = ready(measurement, measurement.amount, nullptr);
    measured.high_known = true;
    amount.high_known = true;
    return !reaches(measured, measurement.comparison, amount);
}

Finding conflict_reason(const Contribution& contribution, const MethodComparison& conflict) {
    return {
        name::methods_disagree,
        fmt::format("`{}` of {}: {} and {} differ by a factor of {}, and which is right "
                    "decides; settle it with `use`.",
                    short_name(contribution.name), short_name(contribution.ledger),
                    name_of(conflict.first), name_of(conflict.second), conflict.ratio.fixed(2))};
}

}  // namespace

Side share_of(const Total& total, const Exact& share) {
    return {{shared(total.flop.value, share), !total.is_open()}, &total, share, &total.how};
}

Finding figures_reason(const Measurement& measurement) {
    const Truth truth = holds(measurement, Methods::standing);
    const Range measured = ready(measurement, measurement.measured, nullptr).value;
    const Range amount = ready(measurement, measurement.amount, nullptr).value;
    const int digits = telling_digits(measured, amount);
    const std::string_view unit = unit_text(measurement.measures);
    const bool is_widened = measurement.margin && measurement.measured.total != nullptr;
    const std::string margin =
        is_widened ? fmt::format(" (margin {})", percent(*measurement.margin)) : "";
    const std::string message =
        fmt::format("{}, {} {}{}, {} {} {}{}.", measurement.subject,
                    measured_text(measurement, measured, digits), unit, margin,
                    relation(measurement.comparison, truth), range_text(amount, digits), unit,
                    measurement.amount_note);
    if (!truth) {
        return {name::range_straddles, message};
    }
    return *truth ? Finding{name::above, message} : Finding{name::below, message};
}

std::vector<Finding> open_reasons(const Measurement& measurement) {
    // Below the amount there is room for what is not known, unless a margin widens all of it.
    std::optional<Exact> room;
    const Side& measured = measurement.measured;
    const Side& amount = measurement.amount;
    const bool is_whole = measured.share == Exact(1) && amount.figure.high_known;
    if (is_whole && measurement.decides_alone && !measurement.margin) {
        // What is to settle the verdict does so whichever of methods in conflict is right.
        const Exact& high = measured.total == nullptr
                                ? measured.figure.value.high
                                : measured.total->highest_by_any_method.value.high;
        const Exact least = amount.total == nullptr
                                ? amount.figure.value.low
                                : amount.total->lowest_by_any_method.value.low * amount.share;
        room = least - high;
        // What must stay below the amount keeps a thousandth of it away.
        if (measurement.comparison == Comparison::at_least) room = *room - least / 1000;
    }
    std::vector<Finding> reasons = unknown_reasons(measured, room);
    append(reasons, unknown_reasons(measurement.amount, std::nullopt));
    return reasons;
}

Side plain(const Figure& figure, const Derivation* how) { return {figure, nullptr, 1, how}; }

Truth holds(const Measurement& measurement, Methods methods) {
    const auto sum = [&](const Side& side, bool least) -> const Range* {
        if (methods == Methods::standing || side.total == nullptr) {
            return nullptr;
        }
        return least ? &side.total->lowest_by_any_method.value
                     : &side.total->highest_by_any_method.value;
    };
    const bool least = methods == Methods::least;
    return holds_with(measurement, sum(measurement.measured, least),
                      sum(measurement.amount, !least));
}

std::vector<Finding> measure_reasons(const Measurement& measurement) {
    if (holds(measurement, Methods::standing)) {
        return {figures_reason(measurement)};
    }
    std::vector<Finding> reasons;
    if (straddles(measurement)) {
        reasons.push_back(figures_reason(measurement));
    }
    append(reasons, open_reasons(measurement));
    append(reasons, deciding_questions(measurement));
    return reasons;
}

std::vector<Finding> conflict_reasons(const Measurement& measurement, Methods direction) {
    std::vector<Finding> reasons;
    for (const Side* side : {&measurement.measured, &measurement.amount}) {
        if (side->total == nullptr) {
            continue;
        }
        const bool least = (direction == Methods::least) == (side == &measurement.measured);
        for (const Contribution& contribution : side->total->contributions) {
            const Flop& other =
                least ? contribution.lowest_by_any_method : contribution.highest_by_any_method;
            if (contribution.activity == nullptr || other == contribution.counted) {
                continue;
            }
            for (const MethodComparison* conflict : conflicts(*contribution.activity)) {
                reasons.push_back(conflict_reason(contribution, *conflict));
            }
        }
    }
    return reasons;
}

}  // namespace flopledger
