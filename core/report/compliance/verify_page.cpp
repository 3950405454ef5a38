// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/verify_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/page/style.hpp"
#include "core/report/compliance/changed_answers.hpp"
#include "core/report/json/document_description.hpp"

namespace flopledger {

namespace {

constexpr std::size_t most_told = 10;  // of each kind; JSON has all

std::string name_of(const std::string& file) { return file == "-" ? "standard input" : file; }

void add_rest(std::size_t count, PageNotes& notes) {
    if (count <= most_told) return;
    notes.notes.push_back(
        {"", fmt::format("and {} more (--format json has all)", count - most_told)});
}

std::vector<const ReportDifference*> of_kind(const ReportComparison& comparison,
                                             DifferenceKind kind) {
    std::vector<const ReportDifference*> list;
    for (const ReportDifference& difference : comparison.differences) {
        if (difference.kind == kind) list.push_back(&difference);
    }
    return list;
}

std::string change_text(const std::string& was, const std::string& is) {
    const auto said = [](const std::string& text) { return text.empty() ? "nothing" : text; };
    return fmt::format("was {}, is {}", said(was), said(is));
}

// What differs in words, and where: `EU AI Act, total: .sections[0].blocks[1].rows[1].total`.
std::string head_of(const ReportDifference& difference) {
    if (difference.kind == DifferenceKind::input) return difference.what;
    if (difference.what.empty()) return difference.path;
    const std::string last = difference.path.substr(difference.path.rfind('.') + 1);
    const bool is_key = last.find('[') == std::string::npos;
    return fmt::format("{}{}: {}", difference.what, is_key ? ", " + last : "", difference.path);
}

// Changes in the words of the ledger, the first of them.
void add_changes(const std::vector<WordedChange>& changes, const std::string& id,
                 const std::string& title, bool with_what, std::vector<PageSection>& sections) {
    if (changes.empty()) return;
    PageNotes notes;
    for (std::size_t index = 0; index < std::min(changes.size(), most_told); ++index) {
        const WordedChange& change = changes[index];
        std::string head = change.about;
        if (with_what) head += (head.empty() ? "" : ", ") + change.what;
        if (!change.place.empty()) head += fmt::format(" [{}]", change.place);
        notes.notes.push_back({"", head});
        notes.notes.push_back({"", change_text(change.was, change.is), Tone::plain, 1});
    }
    add_rest(changes.size(), notes);
    sections.push_back({id, title, {std::move(notes)}});
}

// One kind of differences under a title, the first few of them.
void add_differences(const ReportComparison& comparison, DifferenceKind kind,
                     const std::string& title, std::vector<PageSection>& sections) {
    const std::vector<const ReportDifference*> list = of_kind(comparison, kind);
    if (list.empty()) return;
    PageNotes notes;
    for (std::size_t index = 0; index < std::min(list.size(), most_told); ++index) {
        const ReportDifference& difference = *list[index];
        notes.notes.push_back({"", head_of(difference)});
        notes.notes.push_back({"", change_text(difference.was, difference.is), Tone::plain, 1});
    }
    add_rest(list.size(), notes);
    sections.push_back({std::string(word(kind)), title, {std::move(notes)}});
}

// Files that the report rests on and nobody read now, such as logs whose sums a summary holds.
std::string not_looked_at(const std::vector<ReportInput>& inputs) {
    std::string names;
    for (std::size_t index = 0; index < std::min(inputs.size(), most_told); ++index) {
        names +=
            fmt::format("{}{} {}", index == 0 ? "" : ", ", inputs[index].kind, inputs[index].file);
    }
    if (inputs.size() > most_told) names += fmt::format(" and {} more", inputs.size() - most_told);
    return "not looked at: " + names;
}

struct VerifyDocument {
    const VerifyResult* result = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

}  // namespace

Page verify_page(const VerifyResult& result, std::string_view version) {
    const ReportComparison& comparison = result.comparison;
    const bool same = comparison.differences.empty();
    const std::string from = "recomputed from " + name_of(result.ledger);
    PageNotes head{{}, 0};
    head.notes.push_back(
        {"", fmt::format("{}: {}", name_of(result.report), same ? "the same" : "not the same")});
    head.notes.push_back(
        {"",
         same ? fmt::format("{} and {}, {}", counted(comparison.figures, "figure", "figures"),
                            counted(result.read.size(), "input file", "input files"), from)
              : from,
         Tone::plain, 1});
    if (!same && result.verdicts.empty()) {
        head.notes.push_back({"", "no verdict changed", Tone::plain, 1});
    }
    if (!result.not_looked_at.empty()) {
        head.notes.push_back({"", not_looked_at(result.not_looked_at), Tone::plain, 1});
    }
    Page page;
    page.head.title = "A report recomputed";
    PageSubject subject;
    subject.sections.push_back({"result", "", {std::move(head)}});
    add_changes(result.verdicts, "verdicts", "Verdicts that changed", false, subject.sections);
    add_changes(result.stated, "stated", "What the ledger states otherwise", true,
                subject.sections);
    add_differences(comparison, DifferenceKind::input, "Inputs that changed", subject.sections);
    add_differences(comparison, DifferenceKind::figure, "Figures that differ", subject.sections);
    add_differences(comparison, DifferenceKind::other, "Other differences", subject.sections);
    PageNotes notes{{}, 0};
    if (result.version != version) {
        notes.notes.push_back(
            {"note", fmt::format("the report was written by flopledger {}, this is {}",
                                 result.version, version)});
    }
    for (const ChangedAnswer& change : answers_changed_after(result.version)) {
        notes.notes.push_back({"note", fmt::format("since {} {}", change.since, change.what)});
    }
    subject.sections.back().blocks.emplace_back(std::move(notes));
    page.subjects.push_back(std::move(subject));
    return page;
}

template <>
struct Description<ReportDifference> {
    static constexpr std::string_view name = "difference";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "What differs.", &ReportDifference::kind},
        DescribedKey{"path", "Where, as jq writes it.", &ReportDifference::path},
        DescribedKey{"what", "The same in words.", as<TextOrNull>(&ReportDifference::what)},
        DescribedKey{"was", "What the report has there.", as<TextOrNull>(&ReportDifference::was)},
        DescribedKey{"is", "What was recomputed.", as<TextOrNull>(&ReportDifference::is)}};
};

template <>
struct Description<ChangedAnswer> {
    static constexpr std::string_view name = "changed_answer";
    static constexpr auto keys = std::tuple{
        DescribedKey{"since", "The first version with it.", &ChangedAnswer::since},
        DescribedKey{"what", "What changed; goes on from `since VERSION`.", &ChangedAnswer::what}};
};

template <>
struct Description<WordedChange> {
    static constexpr std::string_view name = "changed_statement";
    static constexpr auto keys = std::tuple{
        DescribedKey{"about", "The threshold, activity or base; null for the ledger.",
                     as<TextOrNull>(&WordedChange::about)},
        DescribedKey{"what", "What is said of it; of a verdict the threshold's id.",
                     &WordedChange::what},
        DescribedKey{"was", "What the report says.", as<TextOrNull>(&WordedChange::was)},
        DescribedKey{"is", "What was recomputed.", as<TextOrNull>(&WordedChange::is)},
        DescribedKey{"place", "The line that states it.", as<TextOrNull>(&WordedChange::place)}};
};

template <>
struct Description<ReportInput> {
    static constexpr std::string_view name = "verified_input";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "What it is: ledger, log, evidence and so on.", &ReportInput::kind},
        DescribedKey{"file", "Its name.", &ReportInput::file},
        DescribedKey{"sha256", "Its fingerprint; null where the report has none.",
                     as<TextOrNull>(&ReportInput::sha256)}};
};

template <>
struct Description<VerifyDocument> {
    static constexpr std::string_view name = "verify";
    static constexpr std::string_view sentence = "What differs where a report is recomputed.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"report", "The report.", path(&VerifyDocument::result, &VerifyResult::report)},
        DescribedKey{"ledger", "The ledger it was recomputed from.",
                     as<TextOrNull>(&VerifyDocument::result, &VerifyResult::ledger)},
        DescribedKey{"written_by", "The version that wrote it.",
                     as<TextOrNull>(&VerifyDocument::result, &VerifyResult::version)},
        DescribedKey{"same", "Whether nothing differs; null where it could not be recomputed.",
                     [](const VerifyDocument& one) {
                         return one.diagnostics->has_errors()
                                    ? std::nullopt
                                    : std::optional(one.result->comparison.differences.empty());
                     }},
        DescribedKey{
            "figures", "Figures that were compared.",
            path(&VerifyDocument::result, &VerifyResult::comparison, &ReportComparison::figures)},
        DescribedKey{"inputs", "Input files that were read again.",
                     [](const VerifyDocument& one) { return one.result->read.size(); }},
        DescribedKey{"not_looked_at",
                     "Input files that were not, such as logs whose sums a summary holds.",
                     path(&VerifyDocument::result, &VerifyResult::not_looked_at)},
        DescribedKey{"missing", "Input files that are needed and were not found.",
                     path(&VerifyDocument::result, &VerifyResult::missing)},
        DescribedKey{"changed_verdicts", "Verdicts that differ.",
                     path(&VerifyDocument::result, &VerifyResult::verdicts)},
        DescribedKey{"changed_statements", "What the ledger states otherwise.",
                     path(&VerifyDocument::result, &VerifyResult::stated)},
        DescribedKey{"differences", "Everything that differs.",
                     path(&VerifyDocument::result, &VerifyResult::comparison,
                          &ReportComparison::differences)},
        DescribedKey{
            "changed_answers", "What changed since that version.",
            [](const VerifyDocument& one) { return answers_changed_after(one.result->version); }},
        DescribedPart{as<DocumentFoot>(&VerifyDocument::diagnostics)}};
};

constinit const DocumentSchema verify_document = document_schema<VerifyDocument>();

std::string verify_json(const VerifyResult& result, const Diagnostics& diagnostics,
                        std::string_view version) {
    return document_text(VerifyDocument{&result, &diagnostics}, version);
}

}  // namespace flopledger
