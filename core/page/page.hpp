// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/known_range.hpp"

namespace flopledger {

// What a command says, as plain data. It is built once of its result, and the writers (text,
// Markdown, HTML, CSV of its tables) know no law: they set down what stands here, in this order.

// How something stands out. Writers add words or shapes to a color, never color alone.
enum class Tone { plain, strong, faint, reached, undetermined, not_reached, missing };

// The word of a tone: `not-reached`.
std::string_view word(Tone tone);

// What stands behind a value: the figure in full, what unfolds it, where to read of it.
struct PageDetail {
    std::optional<KnownRange> exact;  // in `unit`
    std::string unit;
    std::string derivation;  // id of the figure that unfolds it; empty where it is no figure
    std::string link;        // where to read a citation; empty for none
    std::optional<Exact> share = std::nullopt;  // from 0 to 1: a bar stands before the text
};

// One thing said, as people read it: rounded where it is a figure.
struct PageValue {
    PageValue() = default;
    PageValue(std::string said, Tone tone = Tone::plain)  // NOLINT(google-explicit-constructor)
        : text(std::move(said)), tone(tone) {}
    PageValue(std::string said, PageDetail more, Tone tone = Tone::plain)
        : text(std::move(said)),
          tone(tone),
          detail(std::make_shared<const PageDetail>(std::move(more))) {}

    // What stands behind it; an empty one where nothing does.
    const PageDetail& behind() const;

    std::string text;
    Tone tone = Tone::plain;
    std::shared_ptr<const PageDetail> detail;  // shared, since most values of long tables have none
};

// A paragraph.
struct PageParagraph {
    std::string text;
    Tone tone = Tone::plain;
    int depth = 0;  // columns it is indented as text
};

// A line with what it is about: `why: ...`; without a label an item of a list.
struct PageNote {
    std::string label;
    std::string text;
    Tone tone = Tone::plain;
    int level = 0;  // below the note before it
};

// A list of them.
struct PageNotes {
    std::vector<PageNote> notes;
    int depth = 2;  // columns it is indented as text
};

// A thing with what it hangs on below it.
struct PageBranch {
    std::string text;
    std::vector<std::string> lines;  // what is said of it
    std::vector<PageBranch> branches;
};

// A tree of things, drawn with lines.
struct PageOutline {
    PageBranch root;
};

// One line of a list of fields: `Training time` with what is stated.
struct PageField {
    std::string id;
    std::string title;
    std::vector<PageValue> values;  // one line each; at least one
};

// A list of fields.
struct PageFields {
    std::string id;
    std::vector<PageField> fields;
};

// Something with a title and a verdict, and fields below it.
struct PageEntry {
    std::string id;
    std::string title;
    PageValue badge;  // its word; text empty for none
    std::vector<PageField> fields;
};

// A list of entries.
struct PageEntries {
    std::string id;
    std::vector<PageEntry> entries;
};

// A column of a table. As text a column that wraps gives way where the page is too narrow; where
// none is said to, all texts do. Cells that begin with blanks stand below what comes before.
struct PageColumn {
    std::string id;
    std::string title;
    bool is_figure = false;  // stands at the right
    bool wraps = false;
    bool is_range = false;  // CSV has its ends in two more columns
};

// A row; its first cell names it, and the notes stand below it across the page.
struct PageRow {
    PageRow() = default;
    PageRow(std::initializer_list<PageValue> list)  // NOLINT(google-explicit-constructor)
        : cells(list) {}
    explicit PageRow(std::vector<PageValue> list) : cells(std::move(list)) {}

    std::vector<PageValue> cells;  // one for every column, or fewer: the others are empty
    std::vector<PageNote> notes;
    bool set_off = false;  // a blank line stands below it as text
};

// Which writers set down a table, where others have the same in another form.
enum class ShownIn { all, all_but_text, csv };

// A table. Pages for people leave out columns with nothing in them.
struct PageTable {
    std::string id;
    std::string caption;  // empty where the section's title says it
    std::vector<PageColumn> columns;
    std::vector<PageRow> rows;
    int depth = 2;           // columns it is indented as text
    bool is_answer = false;  // what `--format csv` prints
    ShownIn shown = ShownIn::all;
    // Its columns but the first are alike, and their titles break behind hyphens: as text they
    // stand in as many rows of columns as the page asks for.
    bool splits = false;
};

// Whether pages for people have a table: one with rows that is not for programs alone.
bool is_shown(const PageTable& table);

// The cell of a row in a column: an empty one where the row ends before it.
const PageValue& cell(const PageRow& row, std::size_t column);

// A title as a page sets it: with a capital first letter where it is a lower-case word; `6N` and
// `us-ca-sb53` stay as they are.
std::string capital(const std::string& title);

// Whether any row has something in a column.
bool is_filled(const PageTable& table, std::size_t column);

// A figure unfolded: what it is, by which formula, from which inputs.
struct PageStep {
    std::string label;
    std::string formula;              // empty for a stated input
    std::optional<KnownRange> value;  // nothing where it is left out
    std::string text;                 // the value with its unit, rounded
    std::string unit;
    std::string source;  // a citation, or empty
    std::string place;   // `ledger.yaml:12`, or empty
    std::string see;     // id of the figure that unfolds it further, or empty
    std::vector<PageStep> inputs;
    std::vector<std::string> left_out;  // fields that inputs were left out for
    std::vector<PageNote> findings;
};

// Figures that others refer to by their id.
struct PageFigure {
    std::string id;
    PageStep step;
};

// The steps of a figure that a page has unfolded already; it need not do so twice.
class UnfoldedSteps {
  public:
    // Whether the step was unfolded before; from now on it is.
    bool seen(const PageStep& step);

  private:
    std::set<std::string> keys_;
};

// Figures, unfolded.
struct PageFigures {
    std::vector<PageFigure> figures;
    bool each_in_full = false;  // else what the page unfolded above is not unfolded again
    int level = 0;              // levels they are indented as text
};

// A row of a picture. Which of the values are used depends on the picture.
struct PictureRow {
    std::string label;
    std::string figure;  // said at the right
    Tone tone = Tone::plain;
    std::optional<KnownRange> span;  // what the bar reaches over, with its best
    std::optional<Range> mark;       // the amount that it is held against
    std::string mark_text;
};

// A drawing of figures that stand in a table too. Its numbers are rounded for drawing only.
struct PagePicture {
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

// A thing with a share from 0 to 1 for each day; nothing where it is not known.
struct HeatRow {
    std::string label;
    std::vector<std::optional<Exact>> shares;
};

// Shares of things over days, drawn as a map: the darker, the larger. Only pages that can be looked
// at have it; its figures stand in a table too.
struct PageHeatMap {
    std::string id;
    std::string title;
    std::vector<std::string> days;  // above the columns
    std::vector<HeatRow> rows;
};

// A part of a section.
using PageBlock = std::variant<PageParagraph, PageNotes, PageOutline, PageFields, PageEntries,
                               PageTable, PageFigures, PagePicture, PageHeatMap>;

// A section. Ids are fixed words, so that scripts and links can rely on them. As text a blank line
// parts sections.
struct PageSection {
    std::string id;
    std::string title;  // empty where it needs none
    std::vector<PageBlock> blocks;
    PageValue badge = {};  // behind the title; text empty for none
};

// What a page is about, or one of several: a model, a chip.
struct PageSubject {
    std::string title;   // empty where the page has no subject but its head
    std::string byline;  // whose it is
    std::string under;   // the file or the id
    std::vector<PageSection> sections;
    std::vector<PageField> facts = {};  // told besides where there is room: not as text
};

// The head of a page. As text only a page with facts has one.
struct PageHead {
    std::string title;             // "Training compute report"
    std::vector<PageField> facts;  // the day of the law, the ledger
    std::string note;              // what the page is not
};

// A whole page.
struct Page {
    PageHead head;
    std::vector<PageSubject> subjects;
};

// A page about nothing but what its title says.
Page plain_page(std::string title, std::vector<PageSection> sections);

// A figure in full behind its text.
PageValue exact_value(std::string text, const KnownRange& exact, std::string unit,
                      Tone tone = Tone::plain);

// Findings by their names, so many columns deep.
PageNotes notes_of(const std::vector<Finding>& findings, int depth = 2);

}  // namespace flopledger
