// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/base/range.hpp"

namespace flopledger {

// A compliance report as plain data. It is built once, and its writers (JSON, Markdown, HTML) know
// no law: they set down what stands here, in this order.

// How something stands out. Writers add words or shapes to a color, never color alone.
enum class Tone { plain, strong, faint, reached, undetermined, not_reached, missing };

// The word of a tone as the JSON prints it: `not-reached`.
std::string_view word(Tone tone);

// One thing said: a text, and where it is a figure the figure in full and what unfolds it.
struct ReportValue {
    std::string text;            // as people read it, rounded
    std::optional<Range> exact;  // in `unit`
    std::string unit;
    std::string derivation;  // id of the figure that unfolds it; empty where it is no figure
    Tone tone = Tone::plain;
    std::string link;  // where to read a citation; empty for none
};

// A paragraph.
struct ReportParagraph {
    std::string text;
    Tone tone = Tone::plain;
};

// One line of a list of fields: `Training time` with what is stated.
struct ReportField {
    std::string id;
    std::string title;
    std::vector<ReportValue> values;  // one line each; at least one
};

// A list of fields.
struct ReportFields {
    std::string id;
    std::vector<ReportField> fields;
};

// Something with a title and a verdict, and fields below it.
struct ReportEntry {
    std::string id;
    std::string title;
    ReportValue badge;  // its word; text empty for none
    std::vector<ReportField> fields;
};

// A list of entries.
struct ReportEntries {
    std::string id;
    std::vector<ReportEntry> entries;
};

// A column of a table.
struct ReportColumn {
    std::string id;
    std::string title;
    bool is_figure = false;  // stands at the right
};

// A table; each row has a cell for every column, and its first cell names it.
struct ReportTable {
    std::string id;
    std::string caption;
    std::vector<ReportColumn> columns;
    std::vector<std::vector<ReportValue>> rows;
};

// A figure unfolded: what it is, by which formula, from which inputs.
struct ReportStep {
    std::string label;
    std::string formula;         // empty for a stated input
    std::optional<Range> value;  // nothing where it is left out
    std::string text;            // the value with its unit, rounded
    std::string unit;
    std::string source;  // a citation, or empty
    std::string place;   // `ledger.yaml:12`, or empty
    std::string see;     // id of the figure that unfolds it further, or empty
    std::vector<ReportStep> inputs;
    std::vector<std::string> left_out;  // fields that inputs were left out for
};

// Figures that others refer to by their id.
struct ReportFigure {
    std::string id;
    ReportStep step;
};

// The steps of a figure that a page has unfolded already; it need not do so twice.
class UnfoldedSteps {
  public:
    // Whether the step was unfolded before; from now on it is.
    bool seen(const ReportStep& step);

  private:
    std::set<std::string> keys_;
};

// All figures, unfolded.
struct ReportFigures {
    std::vector<ReportFigure> figures;
};

// A row of a picture. Which of the values are used depends on the picture.
struct PictureRow {
    std::string label;
    std::string figure;  // said at the right
    Tone tone = Tone::plain;
    std::optional<Range> span;  // what the bar reaches over, with its best
    std::optional<Range> mark;  // the amount that it is held against
    std::string mark_text;
};

// A drawing of figures that stand in a table too. Its numbers are rounded for drawing only.
struct ReportPicture {
    // Ranges stand on a logarithmic axis of FLOP, steps on one from zero, periods on one of days
    // since 1970-01-01.
    enum class Kind { ranges, steps, periods };
    Kind kind = Kind::ranges;
    std::string id;
    std::string title;
    std::string description;  // what there is to see, in a sentence or two
    std::string table;        // id of the block with the same figures
    std::vector<PictureRow> rows;
    std::optional<Exact> today;  // on an axis of days
};

// A part of a section.
using ReportBlock = std::variant<ReportParagraph, ReportFields, ReportEntries, ReportTable,
                                 ReportFigures, ReportPicture>;

// A section. Ids are fixed words, so that scripts and links can rely on them.
struct ReportSection {
    std::string id;
    std::string title;
    std::vector<ReportBlock> blocks;
};

// The head of a report, as every format tells it.
struct ReportHead {
    std::string title;  // "Training compute report"
    std::string model;
    std::string developer;
    std::string ledger;  // as given; empty where it is left out
    std::string sha256;  // of the ledger
    std::string as_of;
    std::string law_data;  // the day of the tool's law data
    std::string note;      // what the report is not
};

// A whole report.
struct Report {
    ReportHead head;
    std::vector<ReportSection> sections;
};

}  // namespace flopledger
