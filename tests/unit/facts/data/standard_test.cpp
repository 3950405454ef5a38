// SPDX-License-Identifier: Apache-2.0
#include "core/facts/data/standard.hpp"

#include <doctest/doctest.h>

#include "core/facts/ledger/ledger.hpp"

using namespace flopledger;

namespace {

SourcedRule rule(Rule says) { return {says, Basis::text, "test"}; }

// What is public is left out, unless its maker released it within the last six months.
Standard six_months() {
    Standard made;
    const ActivityKind kind = ActivityKind::synthetic_data_generation;
    made.activities = {{kind, {}, {}, rule(Rule::count), 6},
                       {kind, true, {}, rule(Rule::leave_out), {}},
                       {kind, {}, {}, rule(Rule::count), {}}};
    made.base_models = {{{}, Provider::own, rule(Rule::count), false, {}},
                        {{}, Provider::own, rule(Rule::count), {}, 6},
                        {{}, Provider::own, rule(Rule::leave_out), {}, {}},
                        {{}, {}, rule(Rule::leave_out), true, {}},
                        {{}, {}, rule(Rule::count), {}, {}}};
    return made;
}

// A ledger whose work went from one day to another, both included.
Ledger worked(const char* from, const char* to) {
    Ledger ledger;
    ledger.model_name = "M";
    Activity activity;
    activity.period = parse_period(std::string(from) + ".." + to, LastDay::included);
    ledger.activities.push_back(activity);
    return ledger;
}

BaseModel base(Provider provider, std::optional<bool> is_public, const char* released = nullptr) {
    BaseModel made;
    made.provider = provider;
    made.is_public = is_public;
    if (released != nullptr) made.released = parse_date(released);
    return made;
}

Rule of(const BaseModel& base, const Ledger& ledger) {
    return rule_for(six_months(), base, ledger)->rule;
}

}  // namespace

TEST_CASE("a release counts as recent on every day of the work, on none, or it is open") {
    const Ledger ledger = worked("2025-01-01", "2025-03-31");
    CHECK(of(base(Provider::own, true, "2024-09-30"), ledger) == Rule::unsettled);
    const auto until = [](const char* last) { return worked("2025-01-01", last); };
    CHECK(of(base(Provider::own, true, "2024-09-30"), until("2025-03-30")) == Rule::unsettled);
    CHECK(of(base(Provider::own, true, "2024-09-30"), until("2025-03-29")) == Rule::count);
    CHECK(of(base(Provider::own, true, "2024-10-01"), ledger) == Rule::count);
    CHECK(of(base(Provider::own, true, "2024-07-01"), ledger) == Rule::leave_out);
    CHECK(of(base(Provider::own, true, "2024-07-02"), ledger) == Rule::unsettled);
    CHECK(of(base(Provider::own, true), ledger) == Rule::unsettled);
    CHECK(of(base(Provider::own, true, "2024-11-01"), Ledger{}) == Rule::unsettled);
    CHECK(of(base(Provider::own, false, "2020-01-01"), ledger) == Rule::count);
    CHECK(of(base(Provider::own, {}, "2024-11-01"), ledger) == Rule::count);
    CHECK(of(base(Provider::third_party, true), ledger) == Rule::leave_out);
    CHECK(of(base(Provider::third_party, false), ledger) == Rule::count);
    CHECK(of(base(Provider::third_party, {}), ledger) == Rule::unsettled);
}

TEST_CASE("what is missing is named, and makes the rule undetermined") {
    const Standard standard = six_months();
    const RulePointer open =
        rule_for(standard, base(Provider::own, true), worked("2025-01-01", "2025-03-31"));
    CHECK(open->basis == Basis::undetermined);
    CHECK(open->source == "no ledger says when it was released");
    const RulePointer within = rule_for(standard, base(Provider::own, true, "2024-08-15"),
                                        worked("2025-01-01", "2025-03-31"));
    CHECK(within->source == "6 months from its release end on 2025-02-15, within the work on M");
}

TEST_CASE("published data count while they are young") {
    const Standard standard = six_months();
    const Ledger ledger = worked("2025-01-01", "2025-03-31");
    Activity data;
    data.kind = ActivityKind::synthetic_data_generation;
    CHECK(rule_for(standard, data, ledger)->rule == Rule::count);
    data.is_public = true;
    CHECK(rule_for(standard, data, ledger)->rule == Rule::unsettled);
    data.public_since = parse_date("2024-12-24");
    CHECK(rule_for(standard, data, ledger)->rule == Rule::count);
    data.public_since = parse_date("2023-12-24");
    CHECK(rule_for(standard, data, ledger)->rule == Rule::leave_out);
}

TEST_CASE("the caller answers what is open, and nothing else") {
    Standard standard = six_months();
    Question question;
    question.relation = Relation::initialised_from;
    standard.settled = {{question, {Rule::leave_out, Basis::settled, "said"}}};
    const Ledger ledger = worked("2025-01-01", "2025-03-31");
    const auto basis = [&](const BaseModel& base) {
        return rule_for(standard, base, ledger)->basis;
    };
    CHECK(basis(base(Provider::third_party, {})) == Basis::settled);
    CHECK(basis(base(Provider::third_party, true)) == Basis::text);
    BaseModel merged = base(Provider::third_party, {});
    merged.relation = Relation::merged;
    CHECK(basis(merged) == Basis::undetermined);
}

TEST_CASE("six months later, also where a month is shorter") {
    CHECK(to_text(months_later(*parse_date("2024-08-31"), 6)) == "2025-02-28");
    CHECK(to_text(months_later(*parse_date("2023-08-31"), 6)) == "2024-02-29");
    CHECK(to_text(months_later(*parse_date("2024-12-01"), 12)) == "2025-12-01");
    CHECK(to_text(months_later(*parse_date("2024-12-01"), 0)) == "2024-12-01");
}
