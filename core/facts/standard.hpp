// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/facts/ledger.hpp"

namespace flopledger {

// What a standard does with a thing.
enum class Rule { count, leave_out, unsettled };

// Whether the text says so, we read it so, it is silent, or the cell is from memory.
enum class Basis { text, reading, silent, memory };

// A rule with where it comes from.
struct SourcedRule {
    Rule rule = Rule::unsettled;
    Basis basis = Basis::silent;
    std::string source;
};

// A row for activities: the first that fits decides. An empty condition fits everything.
struct ActivityRow {
    ActivityKind kind = ActivityKind::pre_training;
    std::optional<bool> is_public;
    std::optional<Outcome> outcome;
    SourcedRule rule;
};

// A row for models built on: the first that fits decides.
struct BaseRow {
    std::optional<Relation> relation;
    std::optional<Provider> provider;
    SourcedRule rule;
};

// A text with where to read it.
struct Citation {
    std::string text;
    std::string article;
    std::string link;
};

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
    std::string notes;
    std::string file;
};

// The row that decides on an activity; every kind has one.
const SourcedRule& rule_for(const Standard& standard, const Activity& activity);

// The row that decides on a model built on.
const SourcedRule& rule_for(const Standard& standard, const BaseModel& base);

// The words of the formats, in the order of the enumerators.
std::string_view word(Rule rule);
std::string_view word(Basis basis);

}  // namespace flopledger
