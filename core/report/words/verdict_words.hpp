// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/judge/verdicts/verdict.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// The tone of a status.
Tone tone_of(VerdictStatus status);

// The amount with its comparison: `> 1e26`, `>= 1e26`, `> 1/3 of base`.
std::string amount_text(const Verdict& verdict);

// What of a sum is unknown: `the compute of Base, which this model builds on`.
std::string open_part_text(const OpenPart& part, const std::string& name);

// A line below a verdict: what it is about, and what it says.
struct VerdictLine {
    std::string label;
    std::string text;
};

// Whom a verdict is about, in brackets behind its title; empty where that is the model's maker.
std::string subject_text(const Verdict& verdict);

// Where the law stands on a day and when it comes into force; empty where it is in force.
std::string law_text(const Verdict& verdict, const Date& as_of);

// What follows where a verdict is reached, in the conditional where it is undetermined; nothing
// where it is not reached. In full each duty with for whom it holds, else only who has which
// duties.
std::vector<VerdictLine> consequence_lines(const Verdict& verdict, const Date& as_of, bool in_full);

}  // namespace flopledger
