// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/name.hpp"

// Catalogues of models: what keeps one from being read, and what its rows are like.
namespace flopledger::name {

inline constexpr Name csv_syntax{"csv-syntax", NameKind::error, "A quote in a table never ends."};
inline constexpr Name column_missing{"column-missing", NameKind::error,
                                     "A table lacks a column that is needed."};
inline constexpr Name unknown_model{"unknown-model", NameKind::error,
                                    "No row of the catalogues is about this model."};
inline constexpr Name row_ragged{
    "row-ragged", NameKind::finding,
    "Rows have another number of cells than the header; they are left out."};
inline constexpr Name row_without_model{"row-without-model", NameKind::finding,
                                        "Rows name no model; they are left out."};
inline constexpr Name model_repeated{"model-repeated", NameKind::finding,
                                     "Several rows are about a model of one name."};
inline constexpr Name cell_not_utf8{"cell-not-utf8", NameKind::finding,
                                    "Cells hold bytes that are not UTF-8."};
inline constexpr Name cell_not_a_number{"cell-not-a-number", NameKind::finding,
                                        "Cells hold no number where one is needed."};
inline constexpr Name cell_out_of_bounds{"cell-out-of-bounds", NameKind::finding,
                                         "Cells hold numbers that their column cannot mean."};
inline constexpr Name cell_not_a_day{"cell-not-a-day", NameKind::finding,
                                     "Cells hold no day of the calendar where one is needed."};
inline constexpr Name cell_says_none{"cell-says-none", NameKind::finding,
                                     "Cells say in words that there is no figure."};
inline constexpr Name text_behind_quotes{"text-behind-quotes", NameKind::finding,
                                         "Text stands behind the closing quote of a cell."};
inline constexpr Name unsafe_text{
    "unsafe-text", NameKind::finding,
    "Cells hold control characters, markup or formulas, which are shown harmless."};
inline constexpr Name hardware_unknown{"hardware-unknown", NameKind::finding,
                                       "Rows name hardware that is no chip known here."};
inline constexpr Name hardware_ambiguous{"hardware-ambiguous", NameKind::finding,
                                         "Rows name hardware that several chips go by."};

}  // namespace flopledger::name
