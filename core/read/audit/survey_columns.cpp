// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/survey_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/base/ascii.hpp"
#include "core/base/value_names.hpp"
#include "core/read/audit/catalogue_names.hpp"
#include "core/text/words/near_words.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

using Column = SurveyColumn;

// Epoch AI's names as of 2026-08-22 (large-scale and notable models), 2025-12-02 (frontier models)
// and 2025-04-23 (all models).
constexpr auto words = std::to_array<ColumnWord>({
    {Column::model, "model", "the model's name; needed"},
    {Column::training_flop, "training_flop", "training compute in FLOP; needed, may be empty"},
    {Column::organization, "organization", "who made it"},
    {Column::published, "published", "a day, 2026-08-02"},
    {Column::domain, "domain", "what it works on, such as Language"},
    {Column::parameters, "parameters", "numbers the model stores"},
    {Column::active_parameters, "active_parameters", "those that run for a token"},
    {Column::tokens, "tokens", "tokens trained on; beside epochs those of one pass or of all"},
    {Column::dataset_size, "dataset_size", "tokens or other data, one pass"},
    {Column::epochs, "epochs", "passes over the data"},
    {Column::chip, "chip", "a chip's id or name; several by comma"},
    {Column::chips, "chips", "how many ran"},
    {Column::hours, "hours", "for how long"},
    {Column::chip_hours, "chip_hours", "or both multiplied"},
    {Column::precision, "precision", "such as bf16 or fp8"},
    {Column::mfu, "mfu", "model FLOP over the dense peak, a share"},
    {Column::hfu, "hfu", "the same with recomputation"},
    {Column::energy_kwh, "energy_kwh", "energy drawn at the nodes"},
    {Column::power_watts, "power_watts", "power drawn, for hours"},
    {Column::base_model, "base_model", "what it was trained from; several by comma"},
    {Column::base_flop, "base_flop", "the base model's training compute"},
    {Column::fine_tune_flop, "fine_tune_flop", "the part that came after the base model"},
    {Column::confidence, "confidence", "how sure the figure is"},
    {Column::notes, "notes", "how the figure was reached; calculations are read"},

    {Column::model, "system", ""},
    {Column::training_flop, "training compute (flop)", ""},
    {Column::published, "publication date", ""},
    {Column::dataset_size, "(deprecated) training dataset size (datapoints)", ""},
    {Column::dataset_size, "training dataset size (datapoints)", ""},
    {Column::dataset_size, "training dataset size (total)", ""},
    {Column::dataset_size, "training dataset size (gradients)", ""},
    {Column::chip, "training hardware", ""},
    {Column::chips, "hardware quantity", ""},
    {Column::hours, "training time (hours)", ""},
    {Column::chip_hours, "training chip-hours", ""},
    {Column::precision, "numerical format", ""},
    {Column::precision, "assumed precision", ""},
    {Column::mfu, "hardware utilization (mfu)", ""},
    {Column::mfu, "hardware utilization", ""},
    {Column::hfu, "hardware utilization (hfu)", ""},
    {Column::power_watts, "training power draw (w)", ""},
    {Column::base_model, "base model", ""},
    {Column::base_flop, "base model compute", ""},
    {Column::fine_tune_flop, "finetune compute (flop)", ""},
    {Column::fine_tune_flop, "finetune compute", ""},
    {Column::notes, "training compute notes", ""},
    {Column::fine_tune_notes, "finetune compute notes", ""},
    {Column::other_notes, "parameters notes", ""},
    {Column::other_notes, "dataset size notes", ""},
    {Column::other_notes, "training dataset notes", ""},
    {Column::other_notes, "training time notes", ""},
    {Column::other_notes, "utilization notes", ""},
    {Column::other_notes, "batch size notes", ""},
});

std::optional<Column> column_of(std::string_view name) {
    const std::string lower = lower_case(name);
    for (const ColumnWord& word : words) {
        if (word.name == lower) return word.column;
    }
    return std::nullopt;
}

// The error that a column is not there, with the column that may have been meant.
void tell_missing(const CsvRow& header, const std::string& file, std::string_view names,
                  std::string_view wanted, Diagnostics& diagnostics) {
    std::vector<std::string_view> given;
    for (const std::string_view cell : header.cells) given.push_back(cell.substr(0, 100));
    const auto near = near_words(std::string(wanted), given, 1);
    diagnostics.add({.name = name::column_missing,
                     .place = {.file = file, .line = header.line, .column = 1},
                     .excerpt = "",
                     .message = fmt::format("the table has no column {}", names),
                     .hint = near.empty()
                                 ? "flopledger-audit(1) lists the columns that are read"
                                 : fmt::format("is '{}' that column?", safe_text(near.front()))});
}

}  // namespace

std::span<const ColumnWord> column_words() { return words; }

std::optional<std::vector<std::optional<SurveyColumn>>> read_header(const CsvRow& header,
                                                                    const std::string& file,
                                                                    Diagnostics& diagnostics) {
    std::vector<std::optional<Column>> columns;
    std::set<std::string_view> names;
    bool faulty = false;
    for (const std::string_view cell : header.cells) {
        columns.push_back(column_of(cell));
        if (!columns.back() || names.insert(cell).second) continue;
        faulty = true;
        diagnostics.add({.name = name::duplicate_name,
                         .place = {.file = file, .line = header.line, .column = 1},
                         .excerpt = "",
                         .message = fmt::format("the column '{}' is there twice", safe_text(cell)),
                         .hint = "rename or remove one of them"});
    }
    const auto has = [&columns](Column wanted) {
        return std::find(columns.begin(), columns.end(), wanted) != columns.end();
    };
    if (!has(Column::model)) {
        tell_missing(header, file, "'Model' or 'model'", "model", diagnostics);
        faulty = true;
    }
    if (!has(Column::training_flop)) {
        tell_missing(header, file, "'Training compute (FLOP)' or 'training_flop'", "training_flop",
                     diagnostics);
        faulty = true;
    }
    if (faulty) return std::nullopt;
    return columns;
}

}  // namespace flopledger
