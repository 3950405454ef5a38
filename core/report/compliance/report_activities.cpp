// SPDX-License-Identifier: Apache-2.0
// What was done: activities by figure, method and resources, with the steps to a total and the
// periods as pictures.
#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/judge/totals/total_how.hpp"
#include "core/report/compliance/report_sections.hpp"
#include "core/report/words/explanation.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

PageTable activities_table(ReportContext& context) {
    PageTable table{"activities",
                    "Activities with their figures",
                    {{"name", "Activity", false},
                     {"kind", "Kind", false},
                     {"flop", "FLOP", true},
                     {"range", "Range", true},
                     {"method", "Method that stands", false}},
                    {}};
    for (const ActivityCount& activity : context.result.count->activities) {
        const std::string id = how_activity(context, activity, true);
        table.rows.push_back({said(context.secrets.text(activity.activity->name)),
                              said(std::string(word(activity.activity->kind))),
                              flop_value(activity.flop.value, id),
                              span_value(activity.flop.value, id),
                              said(activity.used ? name_of(*activity.used) : "")});
    }
    return table;
}

// Every method beside the one that stands; nothing where no activity has a second one.
std::optional<PageTable> methods_table(ReportContext& context) {
    PageTable table{"methods",
                    "Methods held against one another",
                    {{"name", "Activity", false},
                     {"method", "Method", false},
                     {"flop", "Model FLOP", true},
                     {"range", "Range", true},
                     {"role", "Role", false}},
                    {}};
    for (const ActivityCount& activity : context.result.count->activities) {
        if (activity.methods.size() < 2) continue;
        const std::string id = how_activity(context, activity, true);
        for (const MethodCount& method : activity.methods) {
            const bool stands = activity.used && *activity.used == method.method;
            const bool hidden = !stands && context.secrets.hides(method);
            const std::string role = stands         ? "stands"
                                     : method.bound ? "bounds from above"
                                                    : "held against it";
            table.rows.push_back(
                {said(context.secrets.text(activity.activity->name)), said(name_of(method.method)),
                 hidden ? hidden_value() : flop_value(method.model_flop.value, id),
                 hidden ? said("") : span_value(method.model_flop.value, id), said(role)});
        }
    }
    if (table.rows.empty()) return std::nullopt;
    return table;
}

// What each activity and base brings to the total a template is about.
PageTable steps_table(ReportContext& context, const Total& total) {
    PageTable table{"steps",
                    fmt::format("Steps to the total under {}", total.standard->id),
                    {{"name", "Activity or base model", false},
                     {"rule", "Rule", false},
                     {"flop", "FLOP taken", true},
                     {"range", "Range", true},
                     {"source", "By", false}},
                    {}};
    for (const Contribution& contribution : total.contributions) {
        const bool is_own = contribution.base == nullptr;
        const std::string id = contribution.activity == nullptr
                                   ? how_total(context, total)
                                   : how_activity(context, *contribution.activity, is_own);
        const std::string how = how_total(context, total);
        const Range& counted = contribution.counted.value;
        PageValue flop =
            contribution.applied == Rule::leave_out ? derived("0", how) : flop_value(counted, how);
        table.rows.push_back(
            {said(name_of(context, contribution)),
             said(std::string(word(contribution.applied)),
                  contribution.applied == Rule::count ? Tone::plain : Tone::faint),
             std::move(flop), span_value(counted, how),
             said(contribution.rule == nullptr ? "" : rule_source(*contribution.rule))});
    }
    table.rows.push_back({said("Total", Tone::strong), said(""),
                          flop_value(total.known(), how_total(context, total)),
                          span_value(total.known(), how_total(context, total)), said("")});
    return table;
}

PagePicture steps_picture(const ReportContext& context, const Total& total) {
    PagePicture picture;
    picture.kind = PagePicture::Kind::steps;
    picture.id = "steps-to-the-total";
    picture.title = fmt::format("Steps to the total under {}", total.standard->id);
    // Where of a part nothing but a bound is known, there is no best figure to stack.
    const auto taken = [&total](const Range& range) {
        return total.best_known ? range.best : range.high;
    };
    picture.description = fmt::format(
        "Each bar begins where the one above it ends, by {}. Hatched bars are unsettled: they are "
        "in best and high, not in low. What is left out adds nothing.",
        total.best_known ? "best figures" : "high ends");
    picture.table = "steps";
    Exact reached;
    for (const Contribution& contribution : total.contributions) {
        PictureRow row;
        row.label = name_of(context, contribution);
        const Exact next = reached + taken(contribution.counted.value);
        row.span = Range{reached, next, next};
        row.tone = contribution.applied == Rule::unsettled ? Tone::undetermined : Tone::plain;
        row.figure = "+ " + best_figure({contribution.counted.value});
        if (contribution.applied == Rule::leave_out) {
            row.tone = Tone::faint;
            row.figure = "left out";
        }
        picture.rows.push_back(std::move(row));
        reached = next;
    }
    PictureRow sum;
    sum.label = "Total";
    sum.tone = Tone::strong;
    sum.figure = best_figure(total.known());
    sum.span = Range{0, taken(total.flop.value), taken(total.flop.value)};
    picture.rows.push_back(std::move(sum));
    return picture;
}

PagePicture periods_picture(const ReportContext& context) {
    PagePicture picture;
    picture.kind = PagePicture::Kind::periods;
    picture.id = "when-it-ran";
    picture.title = "When it ran";
    picture.description =
        "One row an activity that states a period, from the beginning of its first day to the end "
        "of "
        "its last.";
    picture.table = "resources";
    picture.today = Exact(day_number(context.request.as_of));
    for (const ActivityCount& activity : context.result.count->activities) {
        const Resources& resources = activity.resources;
        if (!resources.activity->period) continue;
        const Period& period = *resources.activity->period;
        PictureRow row;
        row.label = context.secrets.text(resources.activity->name);
        row.figure = fmt::format("{} {}", period.days(), period.days() == 1 ? "day" : "days");
        row.span = Range{Exact(day_number(period.from)), Exact(day_number(period.to)),
                         Exact(day_number(period.to))};
        row.mark_text = fmt::format("{} to {}", to_text(period.from), to_text(period.last()));
        picture.rows.push_back(std::move(row));
    }
    return picture;
}

// What a cell says where the ledger says nothing.
PageValue unstated() { return said("not stated", Tone::missing); }

// A figure of what an activity took, if it states that and it may be told.
template <typename Figure>
PageValue taken(ReportContext& context, SecretField field, const std::string& key,
                const std::optional<Figure>& figure) {
    if (context.secrets.hides(field)) return hidden_value();
    if (!figure) return unstated();
    return figure_value(input_figure(figure->value), figure->value, std::string(figure->unit()),
                        how(context, key, *figure));
}

// Where readings do not cover all time, what they show is the least and no best figure.
PageValue energy_taken(ReportContext& context, const Resources& resources, const std::string& key) {
    PageValue value = taken(context, SecretField::energy, key, resources.energy_mwh);
    const PageDetail& behind = value.behind();
    if (!behind.exact || !resources.energy->is_least) return value;
    const Range& read = behind.exact->range;
    return figure_value("at least " + input_figure(read.low), known_sum(read, false, true),
                        behind.unit, behind.derivation);
}

PageValue period_taken(const ReportContext& context, const Activity& activity) {
    if (context.secrets.hides(SecretField::periods)) return hidden_value();
    if (!activity.period) return unstated();
    return said(
        fmt::format("{} to {}", to_text(activity.period->from), to_text(activity.period->last())));
}

PageValue chips_taken(const ReportContext& context, const Resources& resources) {
    if (context.secrets.hides(SecretField::chips)) return hidden_value();
    std::string chips;
    for (const ChipTime& time : resources.chip_time) {
        chips += fmt::format("{}{}", chips.empty() ? "" : ", ",
                             time.chip->name + mark_of(time.chip->origin));
    }
    return chips.empty() ? unstated() : said(chips);
}

PageRow resources_row(ReportContext& context, const Resources& resources, std::size_t index) {
    const std::string key = fmt::format("resources {}", index);
    return {said(context.secrets.text(resources.activity->name)),
            period_taken(context, *resources.activity),
            taken(context, SecretField::periods, key + " days", resources.wall_clock_days),
            taken(context, SecretField::chip_hours, key + " chip-days", resources.chip_days),
            chips_taken(context, resources),
            energy_taken(context, resources, key + " energy")};
}

PageTable resources_table(ReportContext& context) {
    PageTable table{"resources",
                    "Time, chips and energy",
                    {{"name", "Activity", false},
                     {"period", "Period", false},
                     {"days", "Wall-clock days", true},
                     {"chip_days", "Chip-days", true},
                     {"chips", "Chips", false},
                     {"energy", "MWh", true}},
                    {}};
    const std::vector<ActivityCount>& activities = context.result.count->activities;
    for (std::size_t index = 0; index < activities.size(); ++index) {
        table.rows.push_back(resources_row(context, activities[index].resources, index));
    }
    return table;
}

}  // namespace

PageSection activities_section(ReportContext& context) {
    PageSection section{"activities", "What was done", {}};
    if (context.secrets.hides(SecretField::activities)) {
        section.blocks.emplace_back(
            PageParagraph{"Single activities are left out of this report.", Tone::missing});
        return section;
    }
    section.blocks.emplace_back(activities_table(context));
    const Total* leading = total_of(context, leading_standard(context.request.form));
    if (leading == nullptr && !context.result.judgement.totals.empty()) {
        leading = &context.result.judgement.totals.front();
    }
    if (leading != nullptr) {
        PageTable steps = steps_table(context, *leading);
        if (!leading->flop.value.best.is_zero()) {
            section.blocks.emplace_back(steps_picture(context, *leading));
        }
        section.blocks.emplace_back(std::move(steps));
    }
    if (auto methods = methods_table(context)) section.blocks.emplace_back(std::move(*methods));
    PagePicture periods = periods_picture(context);
    const bool dated = !periods.rows.empty() && !context.secrets.hides(SecretField::periods);
    if (dated) section.blocks.emplace_back(std::move(periods));
    section.blocks.emplace_back(resources_table(context));
    return section;
}

}  // namespace flopledger
