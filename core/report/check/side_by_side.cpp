// SPDX-License-Identifier: Apache-2.0
#include "core/report/check/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/base/joined.hpp"
#include "core/report/words/totals_page.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

// What stands in a cell: the figure that a standard takes, and how sure it is of that.
std::string cell_text(const Contribution& contribution) {
    if (contribution.applied == Rule::leave_out) return "-";
    const std::string mark = contribution.applied == Rule::unsettled ? "?" : "";
    const Range& flop = contribution.counted.value;
    return (flop.is_bound() ? "<= " + figure(rounded_up(flop.high, 3)) : figure(flop.best)) + mark;
}

// The line above the things of one kind: nothing above the ledger's own activities.
std::string head_of(const Contribution& contribution, const std::string& model) {
    if (contribution.is_base) return "models without ledger:";
    return contribution.ledger == model ? "" : fmt::format("of {}:", contribution.ledger);
}

std::string label_text(const Contribution& contribution) {
    if (contribution.activity == nullptr) {
        return fmt::format("{}, {}", contribution.name, word(contribution.bare->relation));
    }
    const Activity& activity = *contribution.activity->activity;
    std::string label = activity.name;
    if (activity.name != word(activity.kind)) label += fmt::format(", {}", word(activity.kind));
    if (activity.outcome) label += fmt::format(", {}", word(*activity.outcome));
    if (activity.is_public == true) label += ", public";
    return label;
}

constexpr std::string_view unknown_text = "unknown";

bool has_unknown(const Total& total, const std::string& name) {
    const auto& parts = total.open_parts;
    return std::any_of(parts.begin(), parts.end(),
                       [&name](const OpenPart& part) { return part.name == name; });
}

// The models of unknown compute that some total would have, in the order met.
std::vector<std::string> unknown_names(const std::vector<Total>& totals) {
    std::vector<std::string> names;
    for (const Total& total : totals) {
        for (const OpenPart& part : total.open_parts) {
            if (std::find(names.begin(), names.end(), part.name) == names.end()) {
                names.push_back(part.name);
            }
        }
    }
    return names;
}

// What stands in a cell of a total, in full where it counts.
PageValue contribution_cell(const Contribution& contribution) {
    if (contribution.applied == Rule::leave_out) return {cell_text(contribution)};
    return exact_value(cell_text(contribution), contribution.counted.value, "FLOP");
}

PageValue exact_figure(const Exact& flop, Tone tone) {
    return exact_value(figure(flop), Range{flop, flop, flop}, "FLOP", tone);
}

// The foot: each total and its ends. What is open has no upper end, and no best.
void add_foot(PageTable& table, const std::vector<Total>& totals) {
    PageRow best{{"total", Tone::strong}};
    PageRow low{{"at least"}};
    PageRow high{{"at most"}};
    for (const Total& total : totals) {
        const Range& flop = total.flop.value;
        best.cells.push_back(
            exact_value(best_figure(total.known()), total.known(), "FLOP", Tone::strong));
        low.cells.push_back(exact_figure(flop.low, Tone::plain));
        high.cells.push_back(total.is_open() ? PageValue("open")
                                             : exact_figure(flop.high, Tone::plain));
    }
    for (PageRow* row : {&best, &low, &high}) table.rows.push_back(std::move(*row));
}

// Activities down, standards across, totals at the foot.
PageTable totals_side_by_side(const std::vector<Total>& totals,
                              const std::vector<std::string>& unknown, const std::string& model) {
    PageTable table{"side-by-side", "", {{"name", "FLOP (best)", false, true}}, {}};
    table.splits = true;
    table.is_answer = true;
    for (const Total& total : totals) {
        table.columns.push_back({total.standard->id, total.standard->id, true, false, true});
    }
    std::string head;
    const std::vector<Contribution>& things = totals.front().contributions;
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (std::string next = head_of(things[i], model); next != head) {
            head = std::move(next);
            table.rows.push_back({{head, Tone::faint}});
        }
        PageRow row{{label_text(things[i])}};
        for (const Total& total : totals) {
            row.cells.push_back(contribution_cell(total.contributions[i]));
        }
        table.rows.push_back(std::move(row));
    }
    for (const std::string& name : unknown) {
        PageRow row{{name}};
        for (const Total& total : totals) {
            row.cells.push_back({has_unknown(total, name) ? std::string(unknown_text) : "-"});
        }
        table.rows.push_back(std::move(row));
    }
    add_foot(table, totals);
    return table;
}

// The totals as bars above one another; the table has the figures.
PagePicture totals_picture(const std::vector<Total>& totals) {
    PagePicture picture;
    picture.kind = PagePicture::Kind::ranges;
    picture.id = "standards";
    picture.title = "One run by every standard";
    picture.description =
        "One row a standard, on a logarithmic axis of FLOP. The bar reaches from the low to the "
        "high end of the total, or to the edge where it is open upwards; the dot is its best "
        "figure, where there is one.";
    picture.table = "side-by-side";
    for (const Total& total : totals) {
        const KnownRange flop = total.known();
        if (flop.range.high.is_zero() || (!flop.has_high && flop.range.low.is_zero())) continue;
        PictureRow row;
        row.label = total.standard->id;
        row.figure = best_figure(flop) + " FLOP";
        row.span = flop;
        row.mark_text = total.standard->title;
        picture.rows.push_back(std::move(row));
    }
    return picture;
}

std::string signed_figure(const Exact& number) {
    if (number.is_zero()) return "0";
    return number.is_negative() ? "-" + figure(Exact(0) - number) : "+" + figure(number);
}

// `-1.26e23`, with what the ends of the range move where that is something else.
std::string shift_text(const Shift& shift) {
    const std::string best = signed_figure(shift.best);
    const std::string low = signed_figure(shift.low);
    const std::string high = signed_figure(shift.high);
    if (low == best && high == best) return best;
    return fmt::format("{} (low {}, high {})", best, low, high);
}

std::string rule_text(const SourcedRule& rule) {
    const std::string_view says = rule.rule == Rule::count       ? "counts"
                                  : rule.rule == Rule::leave_out ? "left out"
                                                                 : "unsettled";
    return fmt::format("{} ({})", says, rule_source(rule));
}

std::string names_text(const RuleExchange& found) {
    std::vector<std::string> names;
    for (const Contribution* thing : found.things) names.push_back(thing->name);
    return joined(names);
}

PageNotes difference_notes(const TotalDifference& found) {
    PageNotes notes;
    const std::string head =
        fmt::format("{} instead of {}:", found.to->standard->id, found.from->standard->id);
    if (found.rules.empty() && found.unknown.empty()) {
        notes.notes.push_back({"", head + " no difference"});
        return notes;
    }
    notes.notes.push_back({"", fmt::format("{} {} FLOP", head, shift_text(found.flop))});
    for (const RuleExchange& rule : found.rules) {
        notes.notes.push_back({"",
                               fmt::format("{} by {}: {} -> {}", shift_text(rule.flop), rule.matter,
                                           rule_text(*rule.from), rule_text(*rule.to)),
                               Tone::plain, 1});
        const bool named = rule.things.size() != 1 || rule.things.front()->name != rule.matter;
        if (named) notes.notes.push_back({"", "on " + names_text(rule), Tone::plain, 2});
    }
    for (const std::string& base : found.unknown) {
        notes.notes.push_back({"",
                               fmt::format("unknown by {}, which only one of them counts", base),
                               Tone::plain, 1});
    }
    return notes;
}

const Total& total_against(const std::vector<Total>& totals, const std::string& id) {
    const auto found = std::find_if(totals.begin(), totals.end(),
                                    [&id](const Total& total) { return total.standard->id == id; });
    return found == totals.end() ? totals.front() : *found;
}

PageSubject ledger_part(const LedgerResult& ledger, const std::vector<SettledRule>& settled,
                        const std::string& against) {
    const std::vector<Total>& totals = ledger.judgement.totals;
    const Ledger& stated = *ledger.count->ledger;
    PageSubject subject = ledger_subject(stated);
    const std::vector<std::string> unknown = unknown_names(totals);
    PageSection section{"standards", "Standards side by side", {}};
    PagePicture picture = totals_picture(totals);
    if (picture.rows.size() > 1) section.blocks.emplace_back(std::move(picture));
    section.blocks.emplace_back(totals_side_by_side(totals, unknown, stated.model_name));
    subject.sections.push_back(std::move(section));
    PageNotes legend;
    legend.notes.push_back(
        {"", "-: left out; ?: unsettled, in total and at most, not in at least"});
    if (!unknown.empty()) {
        legend.notes.push_back({"", "unknown: compute that is in no figure"});
    }
    subject.sections.push_back({"legend", "", {std::move(legend), settled_notes(settled, {})}});
    if (totals.size() < 2) return subject;
    const Total& first = total_against(totals, against);
    bool titled = false;
    for (const Total& total : totals) {
        if (&total == &first) continue;
        subject.sections.push_back({titled ? "difference" : "differences",
                                    titled ? "" : "What makes the difference",
                                    {difference_notes(difference(first, total))}});
        titled = true;
    }
    return subject;
}

}  // namespace

Page side_by_side_page(const CheckResult& result, const std::string& against) {
    Page page;
    page.head.title = "Training compute by standards side by side";
    for (const LedgerResult& ledger : result.ledgers) {
        if (ledger.count == nullptr || ledger.judgement.totals.empty()) continue;
        page.subjects.push_back(ledger_part(ledger, result.settled, against));
        tell_call_data(ledger, page.subjects.back());
    }
    tell_left_out(result, page);
    return page;
}

SideBySide side_by_side(const std::vector<Total>& totals) {
    SideBySide shown;
    const std::size_t count = totals.empty() ? 0 : totals.front().contributions.size();
    for (std::size_t i = 0; i < count; ++i) {
        ComparedThing thing{&totals.front().contributions[i], {}};
        for (const Total& total : totals) {
            thing.standards.push_back({total.standard->id, &total.contributions[i]});
        }
        shown.things.push_back(std::move(thing));
    }
    for (auto from = totals.begin(); from != totals.end(); ++from) {
        for (auto to = from + 1; to != totals.end(); ++to) {
            shown.differences.push_back(difference(*from, *to));
        }
    }
    return shown;
}

}  // namespace flopledger
