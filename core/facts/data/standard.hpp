// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/data_origin.hpp"
#include "core/base/date.hpp"
#include "core/facts/ledger/ledger.hpp"

namespace flopledger {

// What a standard does with a thing.
enum class Rule { count, leave_out, unsettled };

// What a rule rests on. Rows of a standard have the first four: the text says so, we read it so, it
// is silent, or the cell is from memory. The others arise for one ledger: the facts that the rows
// ask for are not stated, or the caller settled what the standard leaves open.
enum class Basis { text, reading, silent, memory, undetermined, settled };

// A rule with where it comes from.
struct SourcedRule {
    Rule rule = Rule::unsettled;
    Basis basis = Basis::silent;
    std::string source;
};

// The rule that decided on one thing. One that was made for that thing lives with its pointer, a
// row's as long as the standard.
using RulePointer = std::shared_ptr<const SourcedRule>;

// A row for activities: the first that fits decides. An empty condition fits everything.
struct ActivityRow {
    ActivityKind kind = ActivityKind::pre_training;
    std::optional<bool> is_public;
    std::optional<Outcome> outcome;
    SourcedRule rule;
    std::optional<int> released_within_months = {};  // published no longer before it was used
};

// A row for models built on: the first that fits decides.
struct BaseRow {
    std::optional<Relation> relation;
    std::optional<Provider> provider;
    SourcedRule rule;
    std::optional<bool> is_public = {};
    std::optional<int> released_within_months = {};  // released no longer before it was used
};

// A question that a standard may leave open: on activities of a kind, on models built on, or (with
// neither) on recomputation.
struct Question {
    std::optional<ActivityKind> kind;
    std::optional<Outcome> outcome;  // of the kind; without it, what no row on outcomes decides
    std::optional<Relation> relation;
    std::optional<Provider> provider;  // of the relation; without it, both
};

// An answer of the caller to a question that the standard leaves open.
struct SettledQuestion {
    Question question;
    SourcedRule answer;
};

// A text with where to read it.
struct Citation {
    std::string text;
    std::string article;
    std::string link;
};

// A citation in words, the article behind the text.
std::string citation_text(const Citation& citation);

// What counts as training compute to one legal or scholarly text.
struct Standard {
    std::string id;
    std::string title;
    std::string jurisdiction;
    std::string version;
    std::optional<Date> date;
    Citation citation;
    std::optional<Exact> error_margin;  // the error a provider may make; never widens a total
    std::string error_margin_source;
    SourcedRule recomputation;
    std::vector<ActivityRow> activities;
    std::vector<BaseRow> base_models;
    std::vector<SettledQuestion> settled;  // by the caller; the first that fits answers
    std::string notes;
    std::string file;
    std::optional<DataOrigin> origin;  // nothing for ours; the title says it too
};

// What decides on an activity of a ledger: the first row that fits; every kind has one. Where a
// ledger does not state what a row asks, all rows it may be must agree, else it is unsettled. What
// is unsettled is answered by the caller, if the caller settled it.
RulePointer rule_for(const Standard& standard, const Activity& activity, const Ledger& ledger);

// What decides on a model that a ledger is built on, likewise.
RulePointer rule_for(const Standard& standard, const BaseModel& base, const Ledger& ledger);

// `text: Annex A.1`: how well a rule is founded, and where.
std::string rule_source(const SourcedRule& rule);

// What a row of a standard file may rest on.
std::vector<std::string_view> row_bases();

// The words of the formats, in the order of the enumerators.
std::string_view word(Rule rule);
std::string_view word(Basis basis);

}  // namespace flopledger
