// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_json.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/judge/results/law_day.hpp"
#include "core/report/json/document_description.hpp"

namespace flopledger {

namespace {

// A value that is a figure, in full with what unfolds it.
struct FigureValue {
    const PageValue* value = nullptr;
};

using ToldValue = std::variant<std::string_view, FigureValue>;

// The blocks that are told: pictures are drawn from tables and are not told again.
template <typename Block>
using Told = std::reference_wrapper<const Block>;
using ToldBlock =
    std::variant<Told<PageParagraph>, Told<PageNotes>, Told<PageOutline>, Told<PageFields>,
                 Told<PageEntries>, Told<PageTable>, Told<PageFigures>>;

struct WrittenReport {
    const Page* page = nullptr;
    const ReportRequest* request = nullptr;
};

struct ReportDocument {
    std::optional<WrittenReport> report;  // nothing where the ledger has errors
    const Diagnostics* diagnostics = nullptr;
};

std::vector<FigureValue> values(const PageField& field) {
    std::vector<FigureValue> list;
    for (const PageValue& value : field.values) list.push_back({&value});
    return list;
}

// The cells of each row, by column: texts, and figures in full.
std::vector<ByKey<ToldValue>> rows(const PageTable& table) {
    std::vector<ByKey<ToldValue>> list;
    for (const PageRow& row : table.rows) {
        ByKey<ToldValue> cells;
        for (std::size_t index = 0; index < table.columns.size(); ++index) {
            const PageColumn& column = table.columns[index];
            const PageValue& value = cell(row, index);
            const bool is_text = !column.is_figure && !value.behind().exact;
            cells.values.emplace_back(
                column.id, is_text ? ToldValue(value.text) : ToldValue(FigureValue{&value}));
        }
        list.push_back(std::move(cells));
    }
    return list;
}

std::vector<ToldBlock> blocks(const PageSection& section) {
    std::vector<ToldBlock> list;
    for (const PageBlock& block : section.blocks) {
        std::visit(
            [&list](const auto& one) {
                using Block = Told<std::remove_cvref_t<decltype(one)>>;
                if constexpr (std::is_constructible_v<ToldBlock, Block>) list.push_back(Block(one));
            },
            block);
    }
    return list;
}

// Folders are left out with the sources, and so is the ledger.
bool tells_sources(const ReportRequest& request) {
    const auto& left_out = request.left_out;
    return std::find(left_out.begin(), left_out.end(), SecretField::sources) == left_out.end();
}

template <std::vector<std::string> ReportRequest::*folders>
std::vector<std::string> told_folders(const ReportRequest& request) {
    return tells_sources(request) ? request.*folders : std::vector<std::string>();
}

const PageSubject& subject(const WrittenReport& report) { return report.page->subjects.front(); }

// The fingerprint of the ledger, which the head always says.
std::string_view sha256(const WrittenReport& report) {
    for (const PageField& fact : report.page->head.facts) {
        if (fact.id == "sha256") return fact.values.front().text;
    }
    return "";
}

// A figure in full, as numbers and as text, where there is one.
template <typename Written>
std::optional<Written> range_of(const std::optional<KnownRange>& range) {
    return range ? std::optional(Written{*range}) : std::nullopt;
}

}  // namespace

template <>
struct Description<FigureValue> {
    static constexpr std::string_view name = "value";
    static constexpr auto keys = std::tuple{
        DescribedKey{"text", "As people read it.", path(&FigureValue::value, &PageValue::text)},
        DescribedKey{"unit", "Its unit.",
                     [](const FigureValue& one) { return TextOrNull{one.value->behind().unit}; }},
        DescribedKey{"value", "The figure, in its unit; null where it is none.",
                     [](const FigureValue& one) {
                         return range_of<NumberRange>(one.value->behind().exact);
                     }},
        DescribedKey{
            "exact", "The same in full.",
            [](const FigureValue& one) { return range_of<ExactRange>(one.value->behind().exact); }},
        DescribedKey{
            "derivation", "The id of the figure that unfolds it.",
            [](const FigureValue& one) { return TextOrNull{one.value->behind().derivation}; }}};
};

template <>
struct Description<PageField> {
    static constexpr std::string_view name = "field";
    static constexpr auto keys =
        std::tuple{DescribedKey{"id", "A fixed word.", &PageField::id},
                   DescribedKey{"title", "What it says.", &PageField::title},
                   DescribedKey{"values", "What is said, one line each.", values}};
};

template <>
struct Description<PageStep> {
    static constexpr std::string_view name = "step";
    static constexpr auto keys = std::tuple{
        DescribedKey{"label", "What the figure is.", &PageStep::label},
        DescribedKey{"formula", "By which formula; null for what is stated.",
                     as<TextOrNull>(&PageStep::formula)},
        DescribedKey{"value", "The figure; null where it is left out.",
                     [](const PageStep& step) { return range_of<NumberRange>(step.value); }},
        DescribedKey{"exact", "The same in full.",
                     [](const PageStep& step) { return range_of<ExactRange>(step.value); }},
        DescribedKey{"unit", "Its unit; null for a ratio.", as<TextOrNull>(&PageStep::unit)},
        DescribedKey{"source", "Where it comes from.", as<TextOrNull>(&PageStep::source)},
        DescribedKey{"place", "The line that states it.", as<TextOrNull>(&PageStep::place)},
        DescribedKey{"see", "The id of the figure that unfolds it further.",
                     as<TextOrNull>(&PageStep::see)},
        DescribedKey{"left_out", "Fields that inputs were left out for.", &PageStep::left_out},
        DescribedKey{"inputs", "What it was reached from.", &PageStep::inputs}};
};

template <>
struct Description<PageBranch> {
    static constexpr std::string_view name = "branch";
    static constexpr auto keys =
        std::tuple{DescribedKey{"text", "The thing.", &PageBranch::text},
                   DescribedKey{"lines", "What is said of it.", &PageBranch::lines},
                   DescribedKey{"branches", "What it hangs on.", &PageBranch::branches}};
};

template <>
struct Description<PageNote> {
    static constexpr std::string_view name = "note";
    static constexpr auto keys =
        std::tuple{DescribedKey{"label", "What it is about.", as<TextOrNull>(&PageNote::label)},
                   DescribedKey{"text", "The note.", &PageNote::text}};
};

template <>
struct Description<PageEntry> {
    static constexpr std::string_view name = "entry";
    static constexpr auto keys = std::tuple{
        DescribedKey{"id", "A fixed word, or the id of what it is about.", &PageEntry::id},
        DescribedKey{"title", "What it is called.", &PageEntry::title},
        DescribedKey{"status", "Its verdict.", as<TextOrNull>(&PageEntry::badge, &PageValue::text)},
        DescribedKey{"fields", "What is said of it.", &PageEntry::fields}};
};

template <>
struct Description<PageFigure> {
    static constexpr std::string_view name = "figure";
    static constexpr auto keys =
        std::tuple{DescribedKey{"id", "Its id, by which others refer to it.", &PageFigure::id},
                   DescribedPart{&PageFigure::step}};
};

template <>
struct Description<PageParagraph> {
    static constexpr std::string_view name = "paragraph";
    static constexpr auto keys =
        std::tuple{DescribedKey{"kind", "A paragraph.",
                                [](const PageParagraph&) { return Always<"paragraph">(); }},
                   DescribedKey{"text", "The paragraph.", &PageParagraph::text}};
};

template <>
struct Description<PageNotes> {
    static constexpr std::string_view name = "notes";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "A list.", [](const PageNotes&) { return Always<"notes">(); }},
        DescribedKey{"notes", "Its items.", &PageNotes::notes}};
};

template <>
struct Description<PageOutline> {
    static constexpr std::string_view name = "outline";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "A tree.", [](const PageOutline&) { return Always<"outline">(); }},
        DescribedKey{"root", "Its root.", &PageOutline::root}};
};

template <>
struct Description<PageFields> {
    static constexpr std::string_view name = "fields";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "Fields.", [](const PageFields&) { return Always<"fields">(); }},
        DescribedKey{"id", "A fixed word.", &PageFields::id},
        DescribedKey{"fields", "The fields.", &PageFields::fields}};
};

template <>
struct Description<PageEntries> {
    static constexpr std::string_view name = "entries";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "Entries.", [](const PageEntries&) { return Always<"entries">(); }},
        DescribedKey{"id", "A fixed word.", &PageEntries::id},
        DescribedKey{"entries", "The entries.", &PageEntries::entries}};
};

template <>
struct Description<PageTable> {
    static constexpr std::string_view name = "table";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "A table.", [](const PageTable&) { return Always<"table">(); }},
        DescribedKey{"id", "A fixed word.", &PageTable::id},
        DescribedKey{"caption", "Its caption; may be empty.", &PageTable::caption},
        DescribedKey{"rows", "Its rows, each with its cells by column.", rows}};
};

template <>
struct Description<PageFigures> {
    static constexpr std::string_view name = "figures";
    static constexpr auto keys =
        std::tuple{DescribedKey{"kind", "Figures, unfolded.",
                                [](const PageFigures&) { return Always<"figures">(); }},
                   DescribedKey{"figures", "The figures.", &PageFigures::figures}};
};

template <>
struct Description<PageSection> {
    static constexpr std::string_view name = "section";
    static constexpr auto keys =
        std::tuple{DescribedKey{"id", "A fixed word.", &PageSection::id},
                   DescribedKey{"title", "Its title.", &PageSection::title},
                   DescribedKey{"blocks", "What stands in it.", blocks}};
};

template <>
struct Description<ReportRequest> {
    static constexpr std::string_view name = "call";
    static constexpr auto keys = std::tuple{
        DescribedKey{
            "ledger", "The ledger; null where sources are left out.",
            [](const ReportRequest& one) { return tells_sources(one) ? &one.ledger : nullptr; }},
        DescribedKey{"template", "What the report is for.", &ReportRequest::form},
        DescribedKey{"as_of", "The day of the law that was asked for.", &ReportRequest::as_of},
        DescribedKey{"thresholds", "Thresholds asked for.", &ReportRequest::thresholds},
        DescribedKey{"jurisdictions", "Jurisdictions asked for.", &ReportRequest::jurisdictions},
        DescribedKey{"all", "Whether all were asked for.", &ReportRequest::all},
        DescribedKey{"standards", "Standards asked for.", &ReportRequest::standards},
        DescribedKey{"margin", "The margin asked for, in full.",
                     [](const ReportRequest& one) {
                         return one.margin ? std::optional(ExactNumber{*one.margin}) : std::nullopt;
                     }},
        DescribedKey{"left_out", "What the report leaves out.", &ReportRequest::left_out},
        DescribedKey{"chip_folders", "Folders of chips.",
                     told_folders<&ReportRequest::chip_folders>},
        DescribedKey{"threshold_folders", "Folders of thresholds.",
                     told_folders<&ReportRequest::threshold_folders>},
        DescribedKey{"standard_folders", "Folders of standards.",
                     told_folders<&ReportRequest::standard_folders>},
        DescribedKey{"allowed_folders", "Folders that the ledger was allowed to name files of.",
                     told_folders<&ReportRequest::allowed>}};
};

template <>
struct Description<WrittenReport> {
    static constexpr auto keys = std::tuple{
        DescribedKey{"call", "The call, by which `verify` makes it again.",
                     pointed(&WrittenReport::request)},
        DescribedKey{"law_data", "The day of the law data.",
                     [](const WrittenReport&) { return law_data_day; }},
        DescribedKey{"title", "Its title.",
                     path(&WrittenReport::page, &Page::head, &PageHead::title)},
        DescribedKey{
            "model", "The model.",
            [](const WrittenReport& one) -> std::string_view { return subject(one).title; }},
        DescribedKey{"developer", "Whose it is.",
                     [](const WrittenReport& one) { return TextOrNull{subject(one).byline}; }},
        DescribedKey{"sha256", "The fingerprint of the ledger.", sha256},
        DescribedKey{"note", "What the report is not.",
                     path(&WrittenReport::page, &Page::head, &PageHead::note)},
        DescribedKey{"sections", "Its sections.",
                     [](const WrittenReport& one) -> const std::vector<PageSection>& {
                         return subject(one).sections;
                     }}};
};

template <>
struct Description<ReportDocument> {
    static constexpr std::string_view name = "report";
    static constexpr std::string_view sentence =
        "A compliance report; diagnostics alone where the ledger has errors.";
    static constexpr auto keys =
        std::tuple{DescribedPart{&ReportDocument::report},
                   DescribedPart{as<DocumentFoot>(&ReportDocument::diagnostics)}};
};

constinit const DocumentSchema report_document = document_schema<ReportDocument>();

std::string report_json(const Page& report, const ReportRequest& request,
                        std::string_view version) {
    const Diagnostics none;
    return document_text(ReportDocument{WrittenReport{&report, &request}, &none}, version);
}

std::string report_errors_json(const Diagnostics& diagnostics, std::string_view version) {
    return document_text(ReportDocument{std::nullopt, &diagnostics}, version);
}

}  // namespace flopledger
