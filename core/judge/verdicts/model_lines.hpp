// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/judge/verdicts/comparison.hpp"

namespace flopledger {

// What the EU's two lines for a model go by where third parties' weights are in it.
struct LineFacts {
    struct Base {
        Truth above;              // whether its own total lies above the line's amount
        bool total_known = true;  // false where that total is open upwards
        Truth systemic_risk;      // as stated; nothing where it is not
        Truth general_purpose;    // as stated, else by its total
    };
    Truth own_above;  // whether the developer's own compute lies above the amount
    Truth
        sum_above;   // whether own compute and all bases do; an open sum is never known to be below
    Truth modified;  // whether the rules on modifiers say that a new model came out
    std::vector<Base> bases;  // at least one
};

// Which row of the table decided; the report's words hang on it.
enum class LineRow {
    sum_decides,            // nothing but the sum was needed
    own_above,              // a new model, and its own compute lies above the amount
    base_above,             // a new model, and a base lies above the amount or has systemic risk
    own_above_not_a_third,  // own compute above the amount, and no new model by the one third
    points_disagree,        // points 61 to 63 of C(2025) 5045 against its points 118 and 121
    original_provider,      // no new model: the base's own standing is its provider's matter
    follows_modifier,       // what the rules on modifiers say decides
};

// What the table says: a truth value, nothing where it is undetermined, and the row it stands in.
struct LineAnswer {
    Truth reached;
    LineRow row = LineRow::sum_decides;

    friend bool operator==(const LineAnswer&, const LineAnswer&) = default;
};

// The line above which systemic risk is presumed (AI Act Art. 51(2); points 60-64, 118 and 121 of
// C(2025) 5045). The first row that fits decides; a row fits only where its facts are certain.
LineAnswer systemic_line(const LineFacts& facts);

// The line above which a model is indicatively a general-purpose one (points 17 and 60-64).
LineAnswer general_purpose_line(const LineFacts& facts);

}  // namespace flopledger
