// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/ledger/survey.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

// Counts what cells and rows of a survey are like, each with its first place and an example.
class SurveyCounts {
  public:
    explicit SurveyCounts(Survey& into) : into_(into) {}

    // Counts one more; the message of the first is kept.
    void add(Name name, const Place& place, const std::string& message);

  private:
    Survey& into_;
};

// A number of a cell: `1.2e24`, `3,000`, `1600000000000.0`; or per cent, `38%`. Nothing where the
// cell is empty or says that there is none (`nan`, `n/a`, `-`); what else is no number, or lies
// outside what can be, is counted.
std::optional<Exact> cell_number(std::string_view cell, const Place& place, SurveyCounts& counts);

// A positive number of at most so much, else counted as out of bounds.
std::optional<Exact> cell_number_up_to(const Exact& most, std::string_view cell, const Place& place,
                                       SurveyCounts& counts);

// The parts of a cell that holds a list, split at commas, without blanks around them.
std::vector<std::string> cell_list(std::string_view cell);

// The precision that a cell names; of several the one with the highest peaks, so that a row is
// judged leniently. Nothing where it names none that is known.
std::optional<Precision> cell_precision(std::string_view cell);

// Looks at a text that will be shown: bytes that are not UTF-8, and what a terminal, a browser or
// a spreadsheet might act upon, are counted. The text stays as it is.
void look_at_text(std::string_view cell, const Place& place, SurveyCounts& counts);

}  // namespace flopledger
