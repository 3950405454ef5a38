// SPDX-License-Identifier: Apache-2.0
#include "core/report/tools/answers.hpp"

#include <fmt/core.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/tools/answer_description.hpp"
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

// A document with nothing but figures.
template <typename Command>
struct AnswersDocument {
    const std::vector<AnswerGroup>* groups = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

// What names such a document.
struct SamplingCommand {
    static constexpr std::string_view name = "sampling";
    static constexpr std::string_view sentence = "How many inspections catch what is hidden.";
};
struct TrendCommand {
    static constexpr std::string_view name = "trend";
    static constexpr std::string_view sentence = "When compute on a trend reaches amounts.";
};

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
    return plain_page(std::move(title), answer_sections(groups, explain));
}

template <typename Command>
struct Description<AnswersDocument<Command>> {
    static constexpr std::string_view name = Command::name;
    static constexpr std::string_view sentence = Command::sentence;
    static constexpr auto keys = std::tuple{
        DescribedKey{"figures", "Every figure by its key.",
                     [](const AnswersDocument<Command>& one) { return by_key(*one.groups); }},
        DescribedPart{
            [](const AnswersDocument<Command>& one) { return DocumentFoot{one.diagnostics}; }}};
};

constinit const DocumentSchema sampling_document =
    document_schema<AnswersDocument<SamplingCommand>>();
constinit const DocumentSchema trend_document = document_schema<AnswersDocument<TrendCommand>>();

std::string sampling_json(const std::vector<AnswerGroup>& groups, const Diagnostics& diagnostics,
                          std::string_view version) {
    return document_text(AnswersDocument<SamplingCommand>{&groups, &diagnostics}, version);
}

std::string trend_json(const std::vector<AnswerGroup>& groups, const Diagnostics& diagnostics,
                       std::string_view version) {
    return document_text(AnswersDocument<TrendCommand>{&groups, &diagnostics}, version);
}

ByKey<const Answer*> by_key(const std::vector<AnswerGroup>& groups) {
    ByKey<const Answer*> figures;
    for (const AnswerGroup& group : groups) {
        for (const Answer& answer : group.answers) figures.values.emplace_back(answer.key, &answer);
    }
    return figures;
}

}  // namespace flopledger
