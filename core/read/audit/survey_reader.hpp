// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/facts/ledger/survey.hpp"
#include "core/read/data/catalog.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// The largest survey read; Epoch AI's largest has 7 MB.
inline constexpr std::size_t largest_survey_bytes = 64 * 1024 * 1024;

// More rows than this are the error `file-too-large`.
inline constexpr std::size_t most_survey_rows = 100000;

// Reads a table of models, Epoch AI's or one's own. A table that cannot be read as a whole is an
// error: a quote that never ends (`csv-syntax`), a column that is needed and not there. What a row
// or a cell is like is counted and named, never an error: a row of another length than the header
// is left out, a cell that is no number is taken as empty. `with_hash` asks for the SHA-256.
std::optional<Survey> read_survey(const std::shared_ptr<const Source>& source, Catalog& catalog,
                                  bool with_hash, Diagnostics& diagnostics);

}  // namespace flopledger
