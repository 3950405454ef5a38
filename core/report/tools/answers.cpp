// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/answers.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/words/derivation_page.hpp"

namespace flopledger {

namespace {

bool has_best(const Answer& answer) {
    return answer.ends == KnownEnds::all || answer.ends == KnownEnds::without_high;
}

// `8.01 (7.5 .. 9.2) years`; an end that is not there is `never`.
std::string figure_of(const Answer& answer) {
    const Derivation& tree = answer.figure;
    if (answer.ends == KnownEnds::all) return value_text(tree);
    if (answer.ends == KnownEnds::none) return "never";
    const std::string best = has_best(answer) ? plain_figure(tree.value.best) : "never";
    return fmt::format("{} ({} .. never) {}", best, plain_figure(tree.value.low), tree.unit());
}

std::string days_text(const Answer& answer) {
    if (!answer.days || answer.ends == KnownEnds::none) return "";
    const auto text = [](const std::optional<Date>& day, bool is_there) -> std::string {
        if (!is_there) return "never";
        return day ? to_text(*day) : "after 9999";
    };
    const std::string low = text(answer.days->low, true);
    const std::string best = text(answer.days->best, has_best(answer));
    const std::string high = text(answer.days->high, answer.ends == KnownEnds::all);
    return low == best && best == high ? best : fmt::format("{} ({} .. {})", best, low, high);
}

// When, and what to know of it.
void add_remarks(const Answer& answer, int level, PageNotes& notes) {
    if (const std::string days = days_text(answer); !days.empty()) {
        notes.notes.push_back({"on", days, Tone::plain, level});
    }
    if (!answer.note.empty()) notes.notes.push_back({"note", answer.note, Tone::plain, level});
}

// One figure a line, under the title of its group.
PageSection group_section(const AnswerGroup& group) {
    PageNotes notes;
    for (const Answer& answer : group.answers) {
        notes.notes.push_back({"", fmt::format("{}: {}", answer.figure.label, figure_of(answer))});
        add_remarks(answer, 2, notes);
    }
    return {"figures", group.title, {std::move(notes)}};
}

PageSection unfolded(const Answer& answer) {
    PageNotes notes;
    if (answer.ends != KnownEnds::all) notes.notes.push_back({"that is", figure_of(answer)});
    add_remarks(answer, 0, notes);
    return {answer.key, "", {figures_of({answer.figure}), std::move(notes)}};
}

// A range with null for each end that is not there.
Json value_json(const Answer& answer, bool exact) {
    const Range& value = answer.figure.value;
    const auto end = [exact](const Exact& figure, bool is_there) -> Json {
        if (!is_there) return {};
        return exact ? Json(figure.text()) : Json(figure.nearest_double());
    };
    return Json::Object{{"low", end(value.low, answer.ends != KnownEnds::none)},
                        {"best", end(value.best, has_best(answer))},
                        {"high", end(value.high, answer.ends == KnownEnds::all)}};
}

Json days_json(const Answer& answer) {
    if (!answer.days) return {};
    const auto day = [](const std::optional<Date>& date) {
        return date ? Json(to_text(*date)) : Json();
    };
    return Json::Object{{"low", day(answer.days->low)},
                        {"best", day(answer.days->best)},
                        {"high", day(answer.days->high)}};
}

Json answer_json(const Answer& answer) {
    return Json::Object{{"label", answer.figure.label},
                        {"value", value_json(answer, false)},
                        {"exact", value_json(answer, true)},
                        {"unit", text_or_null(answer.figure.unit())},
                        {"days", days_json(answer)},
                        {"note", text_or_null(answer.note)},
                        {"derivation", derivation_json(answer.figure)}};
}

}  // namespace

std::vector<PageSection> answer_sections(const std::vector<AnswerGroup>& groups, bool explain) {
    std::vector<PageSection> sections;
    for (const AnswerGroup& group : groups) {
        if (!explain) {
            sections.push_back(group_section(group));
            continue;
        }
        for (const Answer& answer : group.answers) sections.push_back(unfolded(answer));
    }
    return sections;
}

Page answers_page(std::string title, const std::vector<AnswerGroup>& groups, bool explain) {
    Page page;
    page.head.title = std::move(title);
    page.subjects.push_back({"", "", "", answer_sections(groups, explain)});
    return page;
}

std::string answers_json(std::string_view schema, const std::vector<AnswerGroup>& groups,
                         const Diagnostics& diagnostics, std::string_view version,
                         Json::Object more) {
    Json::Object figures;
    for (const AnswerGroup& group : groups) {
        for (const Answer& answer : group.answers) {
            figures.emplace_back(answer.key, answer_json(answer));
        }
    }
    Json::Object document = document_head(schema, version);
    document.emplace_back("figures", std::move(figures));
    for (JsonField& field : more) document.push_back(std::move(field));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace flopledger
