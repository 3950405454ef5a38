// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/data_origin.hpp"
#include "core/base/date.hpp"
#include "core/base/exact.hpp"
#include "core/facts/data/standard.hpp"

namespace flopledger {

// Whom a threshold binds.
enum class Subject { developer, modifier, investor, exporter, cluster_operator };

// What a threshold measures.
enum class Measure { compute, fraction_of_base, cluster_rate, cost };

// `greater`: reached above the amount. `at-least`: reached from the amount on.
enum class Comparison { greater, at_least };

// Where a law stands at a time.
enum class LegalStatus {
    proposed,
    enacted,
    in_force,
    guidance,
    not_enforced,
    vetoed,
    repealed,
    rescinded,
    lapsed,
};

// Whether a date was read in the text, in a secondary source, or is from memory.
enum class Verification { verified, secondary, unverified };

// A status from a day on, up to the next one.
struct StatusPeriod {
    Date from;
    LegalStatus status = LegalStatus::proposed;
    Verification confidence = Verification::unverified;
};

// The period that a day lies in, of periods ordered by date; nothing before the first.
const StatusPeriod* status_on(const std::vector<StatusPeriod>& periods, const Date& day);

// How a threshold is judged where the model is built on a third party's: not at all, only there,
// or as without; or, for the EU's two lines for a model, by the tables in
// judge/verdicts/model_lines.hpp.
enum class ThirdPartyBase { never, only, either, systemic_line, general_purpose_line };

// What kind of model a rule is about, beside its amount; see judge/verdicts/model_kind.hpp.
enum class ModelKind { general_purpose_indicative, general_purpose, foundation_model };

// A test of one fact; of a group, any one suffices.
struct Condition {
    std::string fact;
    std::optional<bool> is_true;            // the truth value asked for
    std::optional<std::string> is_word;     // the word asked for
    std::vector<std::string> includes_any;  // of these words one must be listed
    std::optional<Exact> greater;
    std::optional<Exact> at_least;
    std::vector<Condition> any;  // a group; then everything above is empty
};

// For rules on modifiers: what must be known of the base for this one to be the rule evaluated.
struct BaseCondition {
    bool total_known = true;
    std::optional<bool> systemic_risk;
};

// What a rule asks of those whom it reaches, or of some of them.
struct Duty {
    std::string text;
    std::string who;                     // of whom, in words; empty for everybody
    std::optional<Condition> condition;  // by which one is among them
    std::optional<Date> from;            // the first day, where later than the rule's
};

// The longer time that a rule leaves to models placed on the market before a day.
struct Transition {
    Date placed_before;
    Date until;
    std::string source;
};

// One line that a law or a guidance draws.
struct Threshold {
    std::string id;
    std::string title;
    std::string jurisdiction;
    Subject subject = Subject::developer;
    Measure measure = Measure::compute;
    Exact amount;  // FLOP, FLOP/s, US dollars or a fraction
    Comparison comparison = Comparison::greater;
    std::string unit;
    std::string standard;                   // empty for cost and cluster rate
    std::string standard_if_base_systemic;  // of the one-third rule
    ThirdPartyBase third_party_base = ThirdPartyBase::either;
    std::optional<BaseCondition> base;
    std::optional<ModelKind> model_kind;
    std::optional<Condition> open_base_reading;  // where it holds, a verdict that hangs on the
                                                 // reading of a third party's base is open
    std::vector<std::string> tells_of;           // facts that make a rule for others worth telling
    std::vector<Condition> conditions;           // all must hold besides the measure
    std::vector<Condition> alternatives;         // any suffices instead of the measure
    std::vector<StatusPeriod> status;            // ordered by date
    Citation citation;
    std::string consequence;
    std::vector<Duty> duties;
    std::string deadline;
    std::optional<int> notice_days;  // from the day it is met or known that it will be met
    std::optional<int> notice_days_if_base_systemic;  // likewise, of a base with systemic risk
    std::optional<Transition> transition;
    Verification confidence = Verification::secondary;
    std::vector<Citation> sources;
    std::string notes;
    std::string file;
    std::optional<DataOrigin> origin;  // nothing for ours; the title says it too

    // The status on a day; nothing before the first.
    const StatusPeriod* status_on(const Date& day) const;

    // The first day from which it is in force, or guidance that stands; nothing where no such day
    // is known.
    std::optional<Date> in_force_from() const;
};

// The words of the formats, in the order of the enumerators.
std::string_view word(Subject subject);
std::string_view word(Measure measure);
std::string_view word(Comparison comparison);
std::string_view word(LegalStatus status);
std::string_view word(Verification verification);
std::string_view word(ThirdPartyBase third_party_base);
std::string_view word(ModelKind model_kind);

// Whether a rule of this status holds.
bool is_standing(LegalStatus status);

}  // namespace flopledger
