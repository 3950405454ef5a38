// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/survey_reader.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "core/base/file_names.hpp"
#include "core/read/audit/catalogue_names.hpp"
#include "core/read/audit/note_claims.hpp"
#include "core/read/audit/survey_cells.hpp"
#include "core/read/audit/survey_columns.hpp"
#include "core/text/files/sha256.hpp"
#include "core/text/trees/csv.hpp"
#include "core/text/trees/text_names.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

using Columns = std::vector<std::optional<SurveyColumn>>;

// Reads rows one by one; names of chips are looked up once.
class Rows {
  public:
    Rows(Survey& into, Columns columns, Catalog& catalog, Diagnostics& diagnostics)
        : into_(into),
          counts_(into),
          columns_(std::move(columns)),
          catalog_(catalog),
          diagnostics_(diagnostics) {}

    void take(const CsvRow& cells) {
        ++into_.row_count;
        const Place place{into_.file, cells.line, 0};
        if (!fits(cells)) {
            counts_.add(name::row_ragged, place,
                        fmt::format("left out; the first has {} cells, the header {}",
                                    cells.cells.size(), columns_.size()));
            return;
        }
        SurveyRow row;
        row.place = place;
        std::set<SurveyColumn> filled;
        for (std::size_t index = 0; index < columns_.size(); ++index) {
            if (!columns_[index] || cells.cells[index].empty()) continue;
            const bool first = filled.insert(*columns_[index]).second;
            if (!first && *columns_[index] != SurveyColumn::other_notes) continue;
            take_cell(*columns_[index], cells.cells[index],
                      Place{into_.file, cells.lines[index], 0}, row);
        }
        if (row.model.empty()) {
            counts_.add(name::row_without_model, place, "left out");
            return;
        }
        if (!names_.insert(row.model).second) {
            counts_.add(name::model_repeated, place,
                        fmt::format("each row is judged by itself; the first is '{}'",
                                    safe_text(row.model)));
        }
        into_.rows.push_back(std::move(row));
    }

  private:
    // Cells beyond the header's last may be there where they are empty.
    bool fits(const CsvRow& cells) const {
        if (cells.cells.size() < columns_.size()) return false;
        for (std::size_t index = columns_.size(); index < cells.cells.size(); ++index) {
            if (!cells.cells[index].empty()) return false;
        }
        return true;
    }

    void take_cell(SurveyColumn column, std::string_view cell, const Place& place, SurveyRow& row) {
        using Column = SurveyColumn;
        switch (column) {
            case Column::model:
                row.model = shown(cell, place);
                return;
            case Column::organization:
                row.organization = shown(cell, place);
                return;
            case Column::domain:
                row.domain = std::string(cell);
                return;
            case Column::confidence:
                row.confidence = std::string(cell);
                return;
            case Column::published:
                row.published = parse_date(cell.substr(0, 10));
                if (!row.published) counts_.add(name::cell_not_a_day, place, "taken as empty");
                return;
            case Column::chip:
                for (const std::string& name : cell_list(cell)) {
                    row.hardware.push_back(hardware(name, place));
                }
                return;
            case Column::precision:
                row.precision = cell_precision(cell);
                return;
            case Column::base_model:
                row.base_models = cell_list(cell);
                return;
            case Column::notes:
                read_note_claims(cell, place, row.training_notes);
                return;
            case Column::fine_tune_notes:
                read_note_claims(cell, place, row.fine_tune_notes);
                return;
            case Column::other_notes:
                read_note_claims(cell, place, row.other_notes);
                return;
            default:
                take_number(column, cell, place, row);
        }
    }

    void take_number(SurveyColumn column, std::string_view cell, const Place& place,
                     SurveyRow& row) {
        using Column = SurveyColumn;
        const auto up_to = [&](const Exact& most) {
            return cell_number_up_to(most, cell, place, counts_);
        };
        const Exact most = Exact::power_of_ten(32);
        switch (column) {
            case Column::training_flop:
                row.training_flop = up_to(most);
                return;
            case Column::fine_tune_flop:
                row.fine_tune_flop = up_to(most);
                return;
            case Column::base_flop:
                row.base_flop = up_to(most);
                return;
            case Column::parameters:
                row.parameters = up_to(Exact::power_of_ten(18));
                return;
            case Column::active_parameters:
                row.active_parameters = up_to(Exact::power_of_ten(18));
                return;
            case Column::tokens:
                row.tokens = up_to(Exact::power_of_ten(20));
                return;
            case Column::dataset_size:
                row.dataset_size = up_to(Exact::power_of_ten(20));
                return;
            case Column::epochs:
                row.epochs = up_to(Exact::power_of_ten(9));
                return;
            case Column::chips:
                row.chips = up_to(Exact::power_of_ten(9));
                return;
            case Column::hours:
                row.hours = up_to(Exact::power_of_ten(6));
                return;
            case Column::chip_hours:
                row.chip_hours = up_to(Exact::power_of_ten(13));
                return;
            case Column::mfu:
                row.mfu = up_to(1);
                return;
            case Column::hfu:
                row.hfu = up_to(1);
                return;
            case Column::power_watts:
                row.power_watts = up_to(Exact::power_of_ten(12));
                return;
            case Column::energy_kwh:
                if (const auto value = up_to(Exact::power_of_ten(12))) {
                    row.energy_joules = *value * 3600000;
                }
                return;
            default:
                return;
        }
    }

    std::string shown(std::string_view cell, const Place& place) {
        look_at_text(cell, place, counts_);
        return std::string(cell);
    }

    // The chips of a name. A name that nobody goes by has none.
    const HardwareName& hardware(const std::string& name, const Place& place) {
        auto found = hardware_.find(name);
        if (found == hardware_.end()) {
            ChipLookup lookup = catalog_.find_chip(name, diagnostics_);
            HardwareName read{name, std::move(lookup.candidates)};
            if (lookup.chip != nullptr) read.chips = {lookup.chip};
            found = hardware_.emplace(name, std::move(read)).first;
        }
        const HardwareName& read = found->second;
        if (read.chips.empty()) {
            counts_.add(name::hardware_unknown, place,
                        fmt::format("what they ran is not held against a peak; the first is '{}'",
                                    safe_text(name)));
        } else if (read.chips.size() > 1) {
            std::string ids;
            for (const auto& chip : read.chips) ids += (ids.empty() ? "" : ", ") + chip->id;
            counts_.add(name::hardware_ambiguous, place,
                        fmt::format("only what holds for every candidate is a contradiction; the "
                                    "first, '{}', can be {}",
                                    safe_text(name), ids));
        }
        return read;
    }

    Survey& into_;
    SurveyCounts counts_;
    Columns columns_;
    Catalog& catalog_;
    Diagnostics& diagnostics_;
    std::map<std::string, HardwareName, std::less<>> hardware_;
    std::set<std::string, std::less<>> names_;
};

void tell(Diagnostics& diagnostics, Name name, const std::string& file, int line,
          std::string message, std::string hint) {
    diagnostics.add({.name = name,
                     .place = {.file = file, .line = line, .column = line == 0 ? 0 : 1},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// A byte order mark of UTF-16, as spreadsheets write it before "Unicode text".
bool is_utf16(std::string_view text) {
    return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
}

}  // namespace

std::optional<Survey> read_survey(const std::shared_ptr<const Source>& source, Catalog& catalog,
                                  bool with_hash, Diagnostics& diagnostics) {
    Survey result;
    result.file = source->name;
    if (with_hash) result.sha256 = sha256(source->text);
    if (is_utf16(source->text)) {
        tell(diagnostics, name::not_utf8, result.file, 1, "the file is in UTF-16",
             "save the file as UTF-8");
        return std::nullopt;
    }
    CsvReader reader(source->text);
    CsvRow cells;
    if (!reader.next(cells) && !reader.open_quote()) {
        tell(diagnostics, name::column_missing, result.file, 0, "the file is empty",
             "the first row of a catalogue names its columns");
        return std::nullopt;
    }
    std::optional<Columns> columns;
    if (!reader.open_quote()) columns = read_header(cells, result.file, diagnostics);
    if (!reader.open_quote() && !columns) return std::nullopt;
    if (columns) {
        Rows rows(result, std::move(*columns), catalog, diagnostics);
        while (reader.next(cells)) {
            rows.take(cells);
            if (result.row_count > most_survey_rows) {
                tell(diagnostics, name::file_too_large, result.file, cells.line,
                     fmt::format("the table has more than {} rows", most_survey_rows),
                     "divide it; `audit` takes several catalogues");
                return std::nullopt;
            }
        }
    }
    if (const auto line = reader.open_quote()) {
        tell(diagnostics, name::csv_syntax, result.file, *line,
             "a quote that begins here never ends",
             "a quote inside a quoted cell is written twice");
        return std::nullopt;
    }
    const CsvOddities::Seen& odd = reader.oddities().text_behind_quotes;
    if (odd.count > 0) {
        result.findings.push_back({{name::text_behind_quotes, "kept as part of the cell"},
                                   odd.count,
                                   Place{result.file, odd.first_line, 0}});
    }
    return result;
}

}  // namespace flopledger
