// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/ledger/activity.hpp"
#include "core/facts/ledger/survey.hpp"

namespace flopledger {

// Where the figures of an operation count come from, the firmest first.
enum class OperationsSource {
    columns,   // columns of parameters and tokens trained on
    equation,  // a calculation in the notes
    derived,   // a column of parameters, tokens that a calculation in the notes makes
    quoted,    // a column of parameters, tokens that the makers say were trained on
    notes,     // a column of parameters, tokens named in the notes on the data
    data,      // a column of parameters, the size of the data, passes where stated
    hearsay,   // a column of parameters, tokens named beside the compute, of whatever model
};

// Parameters and tokens of one row.
struct RowOperations {
    OperationsSource source = OperationsSource::columns;
    Exact parameters;
    Exact tokens;
    Place place;
    std::string how;
};

// What a row's operation count may rest on: of the firmest source there is, the one whose product
// is nearest to the stated compute. Nothing where the row does not say enough; `left_out` then says
// why.
std::optional<RowOperations> row_operations(const SurveyRow& row, std::string& left_out);

// Whether the stated compute is that of all parameters of a mixture whose running ones are known.
bool counts_all_experts(const SurveyRow& row, const RowOperations& operations);

// How far chips x hours and the chip-hours of a row lie apart, where they are more than 1.4 times
// apart: chips that come and go make less of a difference.
std::optional<Exact> chip_hours_differ(const SurveyRow& row);

// Chip-seconds of a row: of a column, of chips and hours, or the only amount its notes name. Of two
// that contradict one another the larger.
std::optional<Exact> row_chip_seconds(const SurveyRow& row);

// The energy of a row: a column's, or power over the hours.
std::optional<Exact> row_joules(const SurveyRow& row);

// Whether the notes of a row name a precision, as that of the run or of a peak.
bool is_named(const SurveyRow& row, Precision precision);

// Whether a calculation in the notes of a row has a rate, within 1 %.
bool is_calculated_with(const SurveyRow& row, const Exact& rate);

// The precision a row is judged at on a chip: the stated one, else bf16 or fp16; nothing where the
// chip has no such peak.
std::optional<Precision> row_precision(const SurveyRow& row, const Chip& chip);

// The chips that a row may have run on, one for each peak they differ in, the fastest first. Empty
// where the row names none, or one that nobody knows.
std::vector<std::shared_ptr<const Chip>> row_chips(const SurveyRow& row);

// A row as one activity of a ledger, on one of its chips or on none. The stated compute stands, so
// that every other method is held against it.
Activity row_activity(const SurveyRow& row, const std::optional<RowOperations>& operations,
                      const std::shared_ptr<const Chip>& chip);

}  // namespace flopledger
