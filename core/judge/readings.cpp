// SPDX-License-Identifier: Apache-2.0
#include "core/judge/readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/facts/words.hpp"
#include "core/judge/bench.hpp"
#include "core/judge/words.hpp"

namespace flopledger {

namespace {

using StandardPointer = std::shared_ptr<const Standard>;

// One row of a standard that decided something of a lineage, with what it decided on.
struct UsedRow {
    const SourcedRule* rule = nullptr;
    std::string on;           // `fine-tuning`, `a third party's base`
    bool is_on_base = false;  // on a third party's model that gave its weights
};

class UsedRows {
  public:
    UsedRows(const Standard& standard, const LedgerCount& root) {
        const Lineage lineage(standard, root);
        for (const ReachedLedger& reached : lineage.ledgers()) {
            const Ledger& ledger = *reached.count->ledger;
            for (const ActivityCount& activity : reached.count->activities) {
                add(rule_for(standard, *activity.activity, ledger),
                    std::string(word(activity.activity->kind)), false);
            }
            for (const BaseCount& base : reached.count->bases) add_base(standard, base, ledger);
        }
        if (standard.recomputation.basis == Basis::reading) {
            rows_.push_back({&standard.recomputation, "recomputation", false});
        }
    }

    const std::vector<UsedRow>& rows() const { return rows_; }

  private:
    void add_base(const Standard& standard, const BaseCount& base, const Ledger& ledger) {
        const BaseModel& model = *base.base;
        const bool others = model.provider == Provider::third_party && gave_weights(model);
        add(rule_for(standard, model, ledger),
            others ? "a third party's base"
                   : fmt::format("a model that it is {}", word(model.relation)),
            others);
    }

    void add(const RulePointer& rule, std::string on, bool is_on_base) {
        if (rule->basis != Basis::reading || rule->rule == Rule::unsettled) return;
        if (!seen_.insert(rule.get()).second) return;
        rows_.push_back({rule.get(), std::move(on), is_on_base});
    }

    std::vector<UsedRow> rows_;
    std::set<const SourcedRule*> seen_;
};

// The standard with one of its rows saying the opposite.
StandardPointer flipped(const Standard& standard, const SourcedRule* row) {
    Standard copy = standard;
    const auto flip = [&](const SourcedRule& original, SourcedRule& rule) {
        if (&original != row) return;
        rule.rule = rule.rule == Rule::count ? Rule::leave_out : Rule::count;
    };
    for (std::size_t index = 0; index < copy.activities.size(); ++index) {
        flip(standard.activities[index].rule, copy.activities[index].rule);
    }
    for (std::size_t index = 0; index < copy.base_models.size(); ++index) {
        flip(standard.base_models[index].rule, copy.base_models[index].rule);
    }
    flip(standard.recomputation, copy.recomputation);
    return std::make_shared<const Standard>(std::move(copy));
}

// The verdict that another bench gives on the same matter, or nothing.
std::optional<VerdictStatus> status_elsewhere(Bench& bench, const Verdict& verdict) {
    if (!bench.why_not_applicable(*verdict.threshold).empty()) return std::nullopt;
    for (const Verdict& other : bench.verdicts(verdict.threshold)) {
        if (other.base == verdict.base) return other.status;
    }
    return std::nullopt;
}

// Whether a verdict asks a standard at all.
bool asks(const Verdict& verdict, const std::string& standard) {
    const Threshold& threshold = *verdict.threshold;
    const bool of_lines = threshold.third_party_base == ThirdPartyBase::systemic_line ||
                          threshold.third_party_base == ThirdPartyBase::general_purpose_line;
    return threshold.standard == standard || threshold.standard_if_base_systemic == standard ||
           of_lines || threshold.subject == Subject::modifier;
}

Finding rests_on(const Verdict& verdict, const Standard& standard, const UsedRow& row,
                 VerdictStatus otherwise) {
    return {
        "rests-on-reading",
        fmt::format("rests on a reading: that {} {} under {} ({}); read otherwise it would be {}",
                    row.on, row.rule->rule == Rule::count ? "counts" : "is left out",
                    verdict.standard == standard.id ? "this standard" : standard.id,
                    row.rule->source, word(otherwise))};
}

// Where who modifies a frontier model may be its developer, the reading of its base is a question.
void open_base_reading(Verdict& verdict, const UsedRow& row, const LedgerCount& count) {
    const auto& condition = verdict.threshold->open_base_reading;
    if (!row.is_on_base || !condition || hold(*condition, count).holds != true) return;
    verdict.status = VerdictStatus::undetermined;
    verdict.reasons.push_back(
        {"base-reading-open",
         fmt::format("{}, so it is open whether its base counts here.", asked(*condition))});
}

void tell_flips(const LedgerCount& count, const JudgeRequest& request,
                const StandardPointer& standard, std::vector<Verdict*>& verdicts) {
    const UsedRows used(*standard, count);
    for (const UsedRow& row : used.rows()) {
        std::vector<StandardPointer> standards = request.standards;
        std::replace(standards.begin(), standards.end(), standard, flipped(*standard, row.rule));
        Bench bench(count, request, standards);
        for (Verdict* verdict : verdicts) {
            if (!asks(*verdict, standard->id)) continue;
            if (verdict->status == VerdictStatus::undetermined) continue;
            const auto otherwise = status_elsewhere(bench, *verdict);
            if (!otherwise || *otherwise == verdict->status) continue;
            verdict->notes.push_back(rests_on(*verdict, *standard, row, *otherwise));
            open_base_reading(*verdict, row, count);
        }
    }
}

// Tells beside a verdict what was settled of its sum.
void tell_settled(const LedgerCount& count, const Standard& standard,
                  std::vector<Verdict*>& verdicts) {
    std::set<std::string> said;
    const Lineage lineage(standard, count);
    const auto add = [&](const SourcedRule& rule) {
        if (rule.basis == Basis::settled) said.insert(rule.source);
    };
    for (const ReachedLedger& reached : lineage.ledgers()) {
        for (const ActivityCount& activity : reached.count->activities) {
            add(*rule_for(standard, *activity.activity, *reached.count->ledger));
        }
        for (const BaseCount& base : reached.count->bases) {
            add(*rule_for(standard, *base.base, *reached.count->ledger));
        }
    }
    add(standard.recomputation);
    for (Verdict* verdict : verdicts) {
        if (verdict->standard != standard.id) continue;
        for (const std::string& source : said) {
            verdict->notes.push_back({"settled-by-reading", source});
        }
    }
}

}  // namespace

void tell_readings(const LedgerCount& count, const JudgeRequest& request, Judgement& judgement) {
    std::vector<Verdict*> verdicts;
    for (auto* list : {&judgement.verdicts, &judgement.also}) {
        for (Verdict& verdict : *list) verdicts.push_back(&verdict);
    }
    for (const StandardPointer& standard : request.standards) {
        const bool asked = std::any_of(verdicts.begin(), verdicts.end(), [&](const Verdict* one) {
            return asks(*one, standard->id);
        });
        if (!asked) continue;
        tell_settled(count, *standard, verdicts);
        tell_flips(count, request, standard, verdicts);
    }
}

}  // namespace flopledger
