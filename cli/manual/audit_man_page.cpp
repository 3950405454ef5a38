// SPDX-License-Identifier: Apache-2.0
#include "cli/manual/audit_man_page.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/manual/man_page.hpp"
#include "core/read/audit/survey_columns.hpp"

namespace flopledger {

namespace {

constexpr std::string_view head =
    R"(.\" Written by `flopledger generate audit-page`; SPDX-License-Identifier: Apache-2.0
.Dd November 26, 2026
.Dt FLOPLEDGER-AUDIT 1
.Os
.Sh NAME
.Nm flopledger-audit
.Nd claims of many published models, held against each other
.Sh SYNOPSIS
.Nm flopledger
.Cm audit
.Op Ar option ...
.Ar CATALOGUE ...
.Sh DESCRIPTION
A catalogue is a table (CSV) with a model a row: one of Epoch AI's files as published, or one's own.
Every row is recomputed by each method its columns and notes allow, and held against what it states;
rows are held against one another.
What cannot both be true is told with its likeliest cause, the most certain first.
A contradiction says that something is wrong, not what: the cause is a question to ask.
.Pp
.Xr flopledger 1
lists the options.
)";

constexpr std::string_view between = R"(.Ss Notes
The columns of notes are read for calculations, such as
.Ql 6 * 37e9 * 14.8e12 = 3.29e24 ,
for amounts of FLOP, tokens, active parameters, chip-hours and days, for a utilization that somebody
claims, and for figures taken over from other models.
What is not understood to the last word is not read.
.Sh METHODS
.Bl -tag -width "chip_time"
.It operations
6 times parameters times tokens.
Of the two that columns, calculations or notes give, the firmest count; a mixture of experts counts
with its active parameters only.
.It chip_time
Chips times hours times the dense 16-bit peak times the utilization; without a utilization a bound,
by the most ever measured.
Another stated precision takes its own peak; a faster one that the notes name bounds the row.
Where a name may be several chips, only what holds for each of them is a contradiction.
.It energy
A bound, where a measurement of the chip is cited; see
.Xr flopledger-method 7 .
.El
.Pp
Two figures agree within 10 %.
Where the notes say that a figure is the mean or the sum of others, the parts are not held against
it.
.Sh CONTRADICTIONS
By certainty, which ranks them; then by factor.
.Bl -tag -width "implausible"
.It impossible
More FLOP than the chips make at 100 % of their dense peak, or than the energy can have bought.
.It implausible
More than the highest utilization ever measured on the chip.
.It arithmetic
A calculation that the stated figure rests on does not make it.
.It conflict
Two figures of the row exclude one another.
.It slip
Something beside the stated figure is off, which does not rest on it.
.It unsupported
The notes reach figures, but not the one stated.
.It assumption
Two figures differ, and one of them rests on an assumption.
.El
.Sh THRESHOLDS
Each threshold that is a plain amount of FLOP for a model's developer, in force or guidance on the
day, is told with the rows over it by every firm method, over it by some, and not over it but at
70 % of it or more.
Compute alone decides; what a law asks besides, and what its standard counts, a catalogue does not
say.
.Sh BAD INPUT
A table without a needed column
.Pq Ql column-missing
or with a quote that never ends
.Pq Ql csv-syntax
is an error.
Whatever else a row or a cell is like is counted and named, with its first place: a row of another
length is left out, a cell that is no number, or no possible one, is empty.
Bytes that are not UTF-8 and control characters are shown escaped everywhere; in CSV a cell that a
spreadsheet would calculate begins with an apostrophe.
.Sh OUTPUT
As text the 20 gravest rows; as JSON
.Pq Ql flopledger/audit/1
and CSV all contradicted ones.
.Fl \-limit
sets how many, and
.Fl \-all
adds the rows without contradictions.
CSV has a line a contradiction; what the catalogues are like it tells as warnings.
.Sh EXIT STATUS
0, with or without contradictions; 2 for an error in the call or the input.
)";

constexpr std::string_view tail = R"(.Sh EXAMPLES
The rows of one model, with every method:
.Bd -literal -offset indent
flopledger audit models.csv --model whisper --all
.Ed
.Pp
What is impossible, for a program:
.Bd -literal -offset indent
flopledger audit models.csv --format json |
    jq -r '.rows[] | select(.contradictions[0].certainty == "impossible").model'
.Ed
.Sh SEE ALSO
.Xr flopledger 1 ,
.Xr flopledger-method 7
)";

// The further names that Epoch AI's files have for a column.
std::string other_names(SurveyColumn column) {
    std::string names;
    for (const ColumnWord& word : column_words()) {
        if (word.column != column || !word.sentence.empty()) continue;
        names += (names.empty() ? "" : "; ") + std::string(word.name);
    }
    return names;
}

// Columns that Epoch AI's files alone have.
std::string other_columns() {
    std::string names;
    for (const ColumnWord& word : column_words()) {
        const bool alone = word.column == SurveyColumn::fine_tune_notes ||
                           word.column == SurveyColumn::other_notes;
        if (alone) names += (names.empty() ? "" : "; ") + std::string(word.name);
    }
    return names;
}

std::string columns_section() {
    std::string text =
        ".Sh COLUMNS\n"
        "The first row names the columns, in any order and case; others are not read.\n"
        "Comma, semicolon or tab divides them.\n"
        "A number may be written 1.2e24, 3,000 or 38%.\n"
        "In brackets stands what Epoch AI's files call the column.\n"
        ".Bl -tag -width \"active_parameters\"\n";
    for (const ColumnWord& word : column_words()) {
        if (word.sentence.empty()) continue;
        text += fmt::format(".It Cm {}\n", word.name) + roff_text(std::string(word.sentence) + ".");
        if (const std::string names = other_names(word.column); !names.empty()) {
            text += roff_text("[" + names + "]");
        }
    }
    text += ".El\n.Pp\nNotes of Epoch AI's files besides:\n";
    return text + roff_text(other_columns() + ".");
}

}  // namespace

std::string audit_page() {
    return std::string(head) + columns_section() + std::string(between) + std::string(tail);
}

}  // namespace flopledger
