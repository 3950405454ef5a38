// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/text/trees/tree.hpp"

namespace flopledger {

// What differs between two reports.
enum class DifferenceKind {
    input,   // the SHA-256 of a file
    figure,  // a figure
    other,   // a text, or something that only one of them has
};

// One thing that differs. A path is jq's: `.sections[1].blocks[0].rows[2].flop`, seen from the
// recorded report.
struct ReportDifference {
    DifferenceKind kind = DifferenceKind::other;
    std::string path;
    std::string what;  // in words: `eu-cumulative`, or the file
    std::string was;   // in the recorded report; empty where it has nothing there
    std::string is;    // in the other
};

// What came of a comparison.
struct ReportComparison {
    std::vector<ReportDifference> differences;  // in the order of the recorded report
    std::size_t figures = 0;                    // compared
};

// Compares a recorded report with one that was made again, by their values: numbers as numbers,
// texts as they read, keys in any order, lists in theirs. What only one of them has is a
// difference.
ReportComparison compare_reports(const Node& recorded, const Node& remade);

// What a value says, in short.
std::string said_of(const Node& node);

// The word of a kind.
std::string_view word(DifferenceKind kind);

}  // namespace flopledger
