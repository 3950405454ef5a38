// SPDX-License-Identifier: Apache-2.0
#include "core/judge/verdicts/readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/judge/verdicts/bench.hpp"
#include "core/judge/verdicts/phrases.hpp"
#include "core/judge/verdicts/reason_names.hpp"

namespace flopledger {

namespace {

using StandardPointer = std::shared_ptr<const Standard>;

// One row of a standard that decided something of a lineage, with what it decided on first.
struct UsedRow {
    const SourcedRule* rule = nullptr;
    std::string on;           // "`judging` (reward-model-inference)"
    int more = 0;             // things it decided on besides
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
                    named(activity.activity->name, word(activity.activity->kind)), false);
            }
            for (const BaseCount& base : reached.count->bases) add_base(standard, base, ledger);
        }
        if (standard.recomputation.basis == Basis::reading) {
            rows_.push_back({&standard.recomputation, "recomputation"});
        }
    }

    const std::vector<UsedRow>& rows() const { return rows_; }

  private:
    void add_base(const Standard& standard, const BaseCount& base, const Ledger& ledger) {
        const BaseModel& model = *base.base;
        const bool others = model.provider == Provider::third_party && gave_weights(model);
        add(rule_for(standard, model, ledger), named(model.name, word(model.relation)), others);
        if (const RulePointer outputs = rule_on_outputs(standard, model, ledger)) {
            add(outputs, fmt::format("what made the outputs of `{}`", short_name(model.name)),
                false);
        }
    }

    void add(const RulePointer& rule, std::string on, bool is_on_base) {
        if (rule->basis != Basis::reading || rule->rule == Rule::unsettled) return;
        for (UsedRow& row : rows_) {
            if (row.rule != rule.get()) continue;
            row.more += 1;
            row.is_on_base = row.is_on_base || is_on_base;
            return;
        }
        rows_.push_back({rule.get(), std::move(on), 0, is_on_base});
    }

    static std::string named(const std::string& name, std::string_view kind) {
        return name == kind ? fmt::format("`{}`", short_name(name))
                            : fmt::format("`{}` ({})", short_name(name), kind);
    }

    std::vector<UsedRow> rows_;
};

// The standard with some of its rows saying the opposite.
StandardPointer flipped(const Standard& standard, const std::set<const SourcedRule*>& rows) {
    Standard copy = standard;
    const auto flip = [&](const SourcedRule& original, SourcedRule& rule) {
        if (!rows.contains(&original)) return;
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
    const std::string more = row.more == 0 ? "" : fmt::format(" and {} more", row.more);
    return {
        name::rests_on_reading,
        fmt::format("rests on a reading: that {}{} {} under {} ({}); read otherwise it would be {}",
                    row.on, more, row.rule->rule == Rule::count ? "counts" : "is left out",
                    verdict.standard == standard.id ? "this standard" : standard.id,
                    row.rule->source, word(otherwise))};
}

// That no single reading decides, but those of one direction do together.
Finding rests_on_all(const Standard& standard, Rule rule, VerdictStatus otherwise) {
    return {
        name::rests_on_reading,
        fmt::format("rests on readings of {} together: what it {} by a reading decides; all "
                    "read otherwise it would be {}",
                    standard.id, rule == Rule::count ? "counts" : "leaves out", word(otherwise))};
}

// Where who modifies a frontier model may be its developer, the reading of its base is a question.
void open_base_reading(Verdict& verdict, const UsedRow& row, const LedgerCount& count) {
    const auto& condition = verdict.threshold->open_base_reading;
    if (!row.is_on_base || !condition || hold(*condition, count).holds != true) return;
    verdict.status = VerdictStatus::undetermined;
    verdict.reasons.push_back(
        {name::base_reading_open,
         fmt::format("{}, so it is open whether its base counts here.", asked(*condition))});
}

bool rests_on_reading(const Verdict& verdict) {
    return std::any_of(verdict.notes.begin(), verdict.notes.end(),
                       [](const Finding& note) { return note.name == name::rests_on_reading; });
}

// One standard of a judgement, and what its readings do to the verdicts.
class Readings {
  public:
    Readings(const LedgerCount& count, const JudgeRequest& request, StandardPointer standard)
        : count_(count),
          request_(request),
          standard_(std::move(standard)),
          used_(*standard_, count) {}

    void tell(const std::vector<Verdict*>& verdicts) const {
        for (const UsedRow& row : used_.rows()) {
            compare({row.rule}, verdicts, [&](Verdict& verdict, VerdictStatus otherwise) {
                verdict.notes.push_back(rests_on(verdict, *standard_, row, otherwise));
                open_base_reading(verdict, row, count_);
            });
        }
        tell_together(Rule::leave_out, verdicts);
        tell_together(Rule::count, verdicts);
    }

  private:
    // Calls back for each decided verdict that is another one where some rows say the opposite.
    template <typename Differs>
    void compare(const std::set<const SourcedRule*>& rows, const std::vector<Verdict*>& verdicts,
                 const Differs& differs) const {
        std::vector<StandardPointer> standards = request_.standards;
        std::replace(standards.begin(), standards.end(), standard_, flipped(*standard_, rows));
        Bench bench(count_, request_, standards, false);
        for (Verdict* verdict : verdicts) {
            if (!asks(*verdict, standard_->id)) continue;
            if (verdict->status == VerdictStatus::undetermined) continue;
            const auto otherwise = status_elsewhere(bench, *verdict);
            if (otherwise && *otherwise != verdict->status) differs(*verdict, *otherwise);
        }
    }

    // Readings of one direction may decide together where none does alone.
    void tell_together(Rule rule, const std::vector<Verdict*>& verdicts) const {
        std::set<const SourcedRule*> rows;
        for (const UsedRow& row : used_.rows()) {
            if (row.rule->rule == rule) rows.insert(row.rule);
        }
        if (rows.size() < 2) return;
        compare(rows, verdicts, [&](Verdict& verdict, VerdictStatus otherwise) {
            if (rests_on_reading(verdict)) return;
            verdict.notes.push_back(rests_on_all(*standard_, rule, otherwise));
            for (const UsedRow& row : used_.rows()) {
                if (rows.contains(row.rule) && row.is_on_base) {
                    open_base_reading(verdict, row, count_);
                    return;
                }
            }
        });
    }

    const LedgerCount& count_;
    const JudgeRequest& request_;
    StandardPointer standard_;
    UsedRows used_;
};

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
            const Ledger& ledger = *reached.count->ledger;
            add(*rule_for(standard, *base.base, ledger));
            if (const RulePointer outputs = rule_on_outputs(standard, *base.base, ledger)) {
                add(*outputs);
            }
        }
    }
    add(standard.recomputation);
    for (Verdict* verdict : verdicts) {
        if (verdict->standard != standard.id) continue;
        for (const std::string& source : said) {
            verdict->notes.push_back({name::settled_by_reading, source});
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
        Readings(count, request, standard).tell(verdicts);
    }
}

}  // namespace flopledger
