// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/text/trees/csv.hpp"

namespace flopledger {

// What a column of a survey holds.
enum class SurveyColumn {
    model,
    organization,
    domain,
    confidence,
    published,
    training_flop,
    fine_tune_flop,
    base_flop,
    parameters,
    active_parameters,
    tokens,
    dataset_size,
    epochs,
    chip,
    chips,
    hours,
    chip_hours,
    mfu,
    hfu,
    precision,
    energy_kwh,
    power_watts,
    base_model,
    notes,
    fine_tune_notes,
    other_notes,
};

// A column of one's own survey, with what the manual says of it.
struct ColumnWord {
    SurveyColumn column;
    std::string_view name;      // in a survey of one's own
    std::string_view sentence;  // empty for further names of the same column
};

// Every name a column may have, in small letters: those of one's own survey with a sentence, and
// those of Epoch AI's files.
std::span<const ColumnWord> column_words();

// What each column of a header holds; nothing for those not asked. A header without the model's
// name or its training compute is the error `column-missing`, two columns of one name
// `duplicate-name`. Of columns that mean the same, the first that is filled in a row counts.
std::optional<std::vector<std::optional<SurveyColumn>>> read_header(const CsvRow& header,
                                                                    const std::string& file,
                                                                    Diagnostics& diagnostics);

}  // namespace flopledger
