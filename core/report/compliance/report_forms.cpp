// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/compliance/report_sections.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

// Forms ask about the training that the cumulative measure counts.
constexpr std::string_view training = form_standard;

constexpr int form_digits = 2;

// A figure at two significant digits without an exponent where it is small: `0.12`, `54`, `1.2e7`.
std::string two_digits(const Exact& value) {
    if (value.is_zero()) return "0";
    const int power = value.rounded(form_digits).exponent10();
    if (power < -3 || power > 4) return value.scientific(form_digits);
    return value.fixed(std::max(0, form_digits - 1 - power));
}

std::string two_digits(const Range& range) {
    const std::string best = two_digits(range.best);
    const std::string low = two_digits(range.low);
    const std::string high = two_digits(range.high);
    return low == high ? best : fmt::format("{} ({} .. {})", best, low, high);
}

std::string flop_digits(const Range& range, int digits) {
    const auto text = [digits](const Exact& value) { return value.scientific(digits); };
    const std::string best = text(range.best);
    const bool alike = text(range.low) == best && text(range.high) == best;
    return alike ? best : fmt::format("{} ({} .. {})", best, text(range.low), text(range.high));
}

// Names what of the counted activities does not state a key, below what others state.
void add_missing(const ReportContext& context, PageField& field, std::string_view key,
                 const std::vector<const Activity*>& silent) {
    for (const Activity* activity : silent) {
        field.values.push_back(
            not_stated(fmt::format("{} of {}", key, context.secrets.text(activity->name))));
    }
}

// Compute is counted over the whole lineage, time and energy over this ledger alone.
void add_scope(const ReportContext& context, PageField& field) {
    const Total* total = total_of(context, training);
    if (total == nullptr) return;
    for (const Contribution& contribution : total->contributions) {
        const bool of_base = contribution.base != nullptr || contribution.is_base;
        if (!of_base || contribution.applied == Rule::leave_out) continue;
        field.values.push_back(
            said("This ledger's own activities; those of the models it was "
                 "built on stand in their own ledgers.",
                 Tone::faint));
        return;
    }
}

// Where readings do not cover all time, what they show is the least and no best figure.
std::string energy_text(const Range& energy, bool is_least) {
    const std::string low = two_digits(energy.low);
    if (is_least) return fmt::format("at least {} MWh", low);
    if (energy.low == energy.best && energy.best < energy.high) {
        return fmt::format("{} to {} MWh", low, two_digits(energy.high));
    }
    return two_digits(energy) + " MWh";
}

std::string energy_source(const EnergyUse& energy) {
    const std::string_view scope = energy.scope == EnergyScope::chip ? "chips" : word(energy.scope);
    if (!energy.measured) return fmt::format("energy of the {}, as the ledger states it.", scope);
    std::string text = "draw of the chips by utilization logs";
    if (energy.covered < 1) {
        text +=
            fmt::format(", which tell of it for {} of the chip-time; {}", percent(energy.covered),
                        energy.is_least ? "the rest is not known"
                                        : "the rest is bounded by the power of the board");
    }
    return text + ".";
}

PageField hidden_field(std::string id, std::string title) {
    return {std::move(id), std::move(title), {hidden_value()}};
}

}  // namespace

PageField compute_field(ReportContext& context, std::string id, std::string title,
                        std::string_view standard, int digits) {
    PageField field{std::move(id), std::move(title), {}};
    const Total* total = total_of(context, standard);
    if (total == nullptr) {
        field.values.push_back(
            said(fmt::format("no total under {} was asked for", standard), Tone::missing));
        return field;
    }
    const Range& flop = total->flop.value;
    // What is open, or bounded alone, has no estimate to write into a form.
    if (total->is_open() || !total->best_known) {
        const std::string bound =
            total->is_open()
                ? "at least " + flop_digits(point(rounded_down(flop.low, digits)), digits)
                : "at most " + flop_digits(point(rounded_up(flop.high, digits)), digits);
        field.values.push_back(derived(bound + " FLOP", how_total(context, *total)));
        return field;
    }
    field.values.push_back(figure_value(flop_digits(flop, digits) + " FLOP", flop, "FLOP",
                                        how_total(context, *total)));
    return field;
}

PageField magnitude_field(ReportContext& context, std::string_view standard) {
    PageField field{"order_of_magnitude", "Order of magnitude (national authorities)", {}};
    const Total* total = total_of(context, standard);
    if (total != nullptr && (total->is_open() || !total->best_known)) {
        field.values.push_back(
            said("not known: the total is open, or only bounded", Tone::missing));
        return field;
    }
    if (total == nullptr || total->flop.value.best.is_zero()) {
        field.values.push_back(said("none", Tone::missing));
        return field;
    }
    // Of the number itself: rounding must not lift 9.99e24 to the next power.
    const int power = total->flop.value.best.exponent10();
    field.values.push_back(derived(fmt::format("1e{} FLOP", power), how_total(context, *total)));
    return field;
}

PageField parameters_field(ReportContext& context) {
    PageField field{"parameters", "Total parameters", {}};
    if (context.secrets.hides(SecretField::parameters)) {
        return hidden_field(field.id, field.title);
    }
    std::vector<Range> told;
    const auto& counted = resources_under(context, "eu-parameter-updates").activities;
    for (std::size_t index = 0; index < counted.size(); ++index) {
        if (!counted[index]->parameters) continue;
        const Derivation& parameters = *counted[index]->parameters;
        if (std::find(told.begin(), told.end(), parameters.value) != told.end()) continue;
        told.push_back(parameters.value);
        field.values.push_back(
            figure_value(two_digits(parameters.value), parameters.value, "parameters",
                         how(context, fmt::format("parameters {}", index), parameters)));
    }
    if (told.empty()) field.values.push_back(not_stated("operations with a model or parameters"));
    if (told.size() > 1) {
        field.values.push_back(said(
            "The activities name models of several sizes; the form asks for one.", Tone::faint));
    }
    return field;
}

PageField wall_clock_field(ReportContext& context) {
    PageField field{"training_time_wall_clock", "Training time, wall clock", {}};
    if (context.secrets.hides(SecretField::periods)) return hidden_field(field.id, field.title);
    const CountedResources& counted = resources_under(context, training);
    if (const auto& days = counted.days) {
        field.values.push_back(figure_value(input_figure(days->value) + " days", days->value,
                                            "days", how(context, "wall clock", *days)));
    }
    std::vector<const Activity*> silent;
    for (const Resources* resources : counted.activities) {
        if (!resources->wall_clock) silent.push_back(resources->activity);
    }
    add_missing(context, field, "period", silent);
    if (field.values.empty()) field.values.push_back(not_stated("period"));
    add_scope(context, field);
    return field;
}

PageField months_field(ReportContext& context) {
    PageField field{"training_time_range", "Range of months (national authorities)", {}};
    if (context.secrets.hides(SecretField::periods)) return hidden_field(field.id, field.title);
    const auto& days = resources_under(context, training).days;
    if (!days) {
        field.values.push_back(not_stated("period"));
        return field;
    }
    // A month is a twelfth of 365.25 days here.
    const Exact months = days->value.best / Exact::ratio(36'525, 1'200);
    const char* word = months < 1    ? "less than 1 month"
                       : months <= 3 ? "1 to 3 months"
                       : months <= 6 ? "3 to 6 months"
                                     : "more than 6 months";
    field.values.push_back(derived(word, how(context, "wall clock", *days)));
    return field;
}

PageField hardware_field(ReportContext& context) {
    PageField field{"training_time_hardware", "Training time, hardware", {}};
    if (context.secrets.hides(SecretField::chip_hours)) return hidden_field(field.id, field.title);
    const CountedResources& counted = resources_under(context, training);
    std::vector<const Activity*> silent;
    for (const Resources* resources : counted.activities) {
        if (resources->chip_time.empty()) silent.push_back(resources->activity);
    }
    const bool nameless = context.secrets.hides(SecretField::chips);
    for (const auto& [chip, days] : counted.hardware) {
        const std::string name = nameless ? "chip" : chip->name + mark_of(chip->origin);
        field.values.push_back(
            figure_value(fmt::format("{} {} days", input_figure(days.value), name), days.value,
                         "chip-days", how(context, "hardware " + chip->id, days)));
    }
    add_missing(context, field, "chip_time", silent);
    if (field.values.empty()) field.values.push_back(not_stated("chip_time"));
    add_scope(context, field);
    return field;
}

PageField energy_field(ReportContext& context) {
    PageField field{"energy", "Energy used for training", {}};
    if (context.secrets.hides(SecretField::energy)) return hidden_field(field.id, field.title);
    const CountedResources& counted = resources_under(context, training);
    std::vector<const Activity*> silent;
    bool is_least = false;
    for (const Resources* resources : counted.activities) {
        if (!resources->energy) silent.push_back(resources->activity);
        is_least = is_least || (resources->energy && resources->energy->is_least);
    }
    if (const auto& energy = counted.energy) {
        field.values.push_back(figure_value(energy_text(energy->value, is_least),
                                            known_sum(energy->value, !is_least, is_least), "MWh",
                                            how(context, "energy", *energy)));
    }
    add_missing(context, field, "energy", silent);
    if (field.values.empty()) field.values.push_back(not_stated("energy"));
    add_scope(context, field);
    return field;
}

PageField energy_methodology_field(const ReportContext& context) {
    PageField field{"energy_methodology", "Measurement methodology, energy", {}};
    if (context.secrets.hides(SecretField::energy)) return hidden_field(field.id, field.title);
    for (const Resources* resources : resources_under(context, training).activities) {
        if (!resources->energy) continue;
        const EnergyUse& energy = *resources->energy;
        const std::string name = context.secrets.text(resources->activity->name);
        field.values.push_back(said(fmt::format("{}: {}", name, energy_source(energy))));
    }
    if (field.values.empty()) field.values.push_back(not_stated("energy"));
    return field;
}

PageField methodology_field(const ReportContext& context) {
    return {"compute_methodology", "Measurement methodology, compute", methodology(context)};
}

PageField verdict_field(const ReportContext& context, std::string title,
                        std::string_view threshold) {
    PageField field{std::string(threshold), std::move(title), {}};
    const Verdict* verdict = verdict_on(context, threshold);
    if (verdict == nullptr) {
        for (const NotApplicable& entry : context.result.judgement.not_applicable) {
            if (entry.threshold->id != threshold) continue;
            field.values.push_back(
                said(context.secrets.any() ? "does not apply" : "does not apply: " + entry.reason,
                     Tone::faint));
        }
        if (field.values.empty()) {
            field.values.push_back(said("not among the thresholds asked for", Tone::missing));
        }
        return field;
    }
    field.values.push_back(said(std::string(word(verdict->status)) + subject_text(*verdict),
                                tone_of(verdict->status)));
    for (const std::string& reason : messages(context, verdict->reasons)) {
        field.values.push_back(said(reason));
    }
    const StatusPeriod* period = verdict->threshold->status_on(context.request.as_of);
    std::string law = "no status known on that day";
    if (period != nullptr) {
        law = fmt::format("The law is {} since {}", word(period->status), to_text(period->from));
        const auto& from = verdict->in_force_from;
        if (from && context.request.as_of < *from) {
            law += fmt::format(", in force from {}", to_text(*from));
        }
        law += ".";
    }
    field.values.push_back(said(std::move(law), Tone::faint));
    return field;
}

}  // namespace flopledger
