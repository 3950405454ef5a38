// SPDX-License-Identifier: Apache-2.0
// What must hold of the verdicts on any ledger, tried on ledgers by chance.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/report/check/check_json.hpp"
#include "tests/support/made_ledgers.hpp"
#include "tests/support/made_variants.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// Raise it for a longer search.
constexpr int depth = 1;

constexpr Date today{2026, 11, 30};

// How often an exception that a property makes was needed, and what was looked at.
std::map<std::string, int> tally;

// What a check is to give.
enum class Asked { every_verdict, verdicts, verdicts_of_eu, totals };

// Checks lineages in one call; the result of one with errors has no count.
std::vector<LedgerResult> checked(const std::vector<MadeLineage>& lineages, Asked asked) {
    static Catalog catalog;
    MemoryFiles files;
    CheckRequest request;
    for (std::size_t index = 0; index < lineages.size(); ++index) {
        for (const auto& [file, ledger] : lineages[index].ledgers) {
            files.files[fmt::format("{}/{}", index, file)] = text_of(ledger, file);
        }
        request.ledgers.push_back(fmt::format("{}/{}", index, made_root));
    }
    request.as_of = today;
    request.selection.none = asked == Asked::totals;
    request.every_standard = asked == Asked::totals;
    if (asked == Asked::verdicts_of_eu) request.selection.jurisdictions = {"eu"};
    // One of the states whose definitions are the same stands for all.
    if (asked == Asked::verdicts) request.selection.jurisdictions = {"eu", "kr", "us-il"};
    tally["ledgers"] += static_cast<int>(lineages.size());
    CheckResult result = check(request, files, catalog);
    if (result.ledgers[0].count == nullptr) ++tally["with errors"];
    return std::move(result.ledgers);
}

std::vector<const Verdict*> verdicts_of(const LedgerResult& result) {
    std::vector<const Verdict*> all;
    for (const auto* list : {&result.judgement.verdicts, &result.judgement.also}) {
        for (const Verdict& verdict : *list) all.push_back(&verdict);
    }
    return all;
}

std::string name_of(const Verdict& verdict) {
    return verdict.threshold->id + (verdict.base.empty() ? "" : " of " + verdict.base);
}

// The verdict on the same matter, or nullptr.
const Verdict* same_in(const LedgerResult& result, const Verdict& verdict) {
    for (const Verdict* other : verdicts_of(result)) {
        if (name_of(*other) == name_of(verdict)) return other;
    }
    return nullptr;
}

bool has_reason(const Verdict& verdict, const std::function<bool(const Finding&)>& fits) {
    return std::any_of(verdict.reasons.begin(), verdict.reasons.end(), fits);
}

bool says(const Verdict& verdict, std::string_view words) {
    return has_reason(verdict, [words](const Finding& reason) {
        return reason.message.find(words) != std::string::npos;
    });
}

std::string told(const Verdict& verdict) {
    std::string text = fmt::format("{} is {} ({})\n", name_of(verdict), word(verdict.status),
                                   word(verdict.applies_to));
    for (const Finding& reason : verdict.reasons) {
        text += fmt::format("    {}: {}\n", reason.name.text, reason.message);
    }
    return text;
}

std::string change(const std::string& what, const Verdict& before, const Verdict& after) {
    return fmt::format("{}\nbefore: {}after: {}", what, told(before), told(after));
}

// Holds a property, which says what is wrong or nothing, on so many lineages.
void hold(int rounds, std::uint64_t seed,
          const std::function<std::string(const MadeLineage&)>& property) {
    tally.clear();
    for (int round = 0; round < rounds * depth; ++round) {
        Random random(seed * 1'000'000 + static_cast<std::uint64_t>(round));
        const MadeLineage lineage = made_lineage(random);
        if (property(lineage).empty()) continue;
        const MadeLineage small = smallest(
            lineage, [&](const MadeLineage& smaller) { return !property(smaller).empty(); });
        FAIL_CHECK("round ", round, ":\n", text_of(small), property(small));
        return;
    }
    // Ledgers with errors show nothing: where they become many, the making of ledgers lags behind.
    CHECK(tally["with errors"] * 5 < rounds * depth);
    std::string counts;
    for (const auto& [what, count] : tally) counts += fmt::format("{} {}; ", what, count);
    MESSAGE(counts);
}

// Whether a verdict may be cleared where an amount is taken away: by a fallback that the text
// itself sets in the place of one third, and that the verdict names; or where another method of the
// activity stands then, and what the chips could do bounds it from above.
bool may_clear(const LesserLineage& lesser, const Verdict& now) {
    const bool by_fallback = lesser.taken == Taken::base && says(now, "stands for one third of") &&
                             now.threshold->id != "eu-gpai-systemic-1e25";
    const bool by_method = lesser.taken == Taken::utilization && lesser.other_method;
    if (by_fallback) ++tally["by a fallback, " + now.threshold->id];
    if (by_method) ++tally["by another method"];
    return by_fallback || by_method;
}

std::string amounts_never_clear(const MadeLineage& lineage) {
    const std::vector<LesserLineage> lesser = without_amounts(lineage);
    std::vector<MadeLineage> lineages{lineage};
    for (const LesserLineage& one : lesser) lineages.push_back(one.lineage);
    const std::vector<LedgerResult> results = checked(lineages, Asked::verdicts);
    for (std::size_t index = 0; index < lesser.size(); ++index) {
        for (const Verdict* before : verdicts_of(results[0])) {
            if (before->status == VerdictStatus::not_reached) continue;
            const Verdict* now = same_in(results[index + 1], *before);
            if (now == nullptr || now->status != VerdictStatus::not_reached) continue;
            if (!may_clear(lesser[index], *now)) {
                return change("without " + lesser[index].what, *before, *now);
            }
        }
    }
    return "";
}

// What becomes of the totals of all standards.
std::string lowered(const LedgerResult& before, const LedgerResult& after) {
    for (std::size_t index = 0; index < before.judgement.totals.size(); ++index) {
        const Total& then = before.judgement.totals[index];
        const Total& now = after.judgement.totals.at(index);
        if (then.is_open() && !now.is_open()) return "closes " + then.standard->id;
        if (now.flop.value.high < then.flop.value.high) return "lowers " + then.standard->id;
    }
    return "";
}

// Whether a model with a ledger of its own lies within the figure of another: what is added to it
// then leaves less for the rest of that figure.
bool has_ledger_within(const MadeLineage& lineage) {
    for (const auto& [file, ledger] : lineage.ledgers) {
        for (const MadeBase& base : ledger.bases) {
            for (const MadeBase& part : ledger.bases) {
                const auto& names = base.ancestors;
                const bool is_within =
                    std::find(names.begin(), names.end(), part.name) != names.end();
                if (is_within && !part.file.empty()) return true;
            }
        }
    }
    return false;
}

std::string activities_only_add(const MadeLineage& lineage) {
    Random random(text_of(lineage).size());
    std::vector<MadeLineage> lineages{lineage};
    for (const auto& [file, ledger] : lineage.ledgers) {
        if (file != made_root && has_ledger_within(lineage)) continue;
        MadeActivity added = made_activity(random, "added");
        // Where the outputs of a model are stated already, more of them close nothing.
        for (const MadeActivity& one : ledger.activities) {
            if (one.from.empty() || random.chance(500'000)) continue;
            added.from = one.from;
            added.kind = one.kind;
            added.outcome.clear();
        }
        lineages.push_back(lineage);
        lineages.back().ledgers[file].activities.push_back(added);
    }
    const std::vector<LedgerResult> results = checked(lineages, Asked::totals);
    for (std::size_t index = 1; index < results.size(); ++index) {
        if (results[0].count == nullptr || results[index].count == nullptr) continue;
        const std::string fault = lowered(results[0], results[index]);
        if (!fault.empty()) return fault + "\n" + text_of(lineages[index]);
    }
    return "";
}

bool is_same(const Verdict& left, const Verdict& right) {
    const bool same_trigger = left.trigger.has_value() == right.trigger.has_value() &&
                              (!left.trigger || (left.trigger->what == right.trigger->what &&
                                                 left.trigger->base == right.trigger->base &&
                                                 left.trigger->amount == right.trigger->amount));
    return left.status == right.status && left.applies_to == right.applies_to &&
           left.measured == right.measured && left.measured_known == right.measured_known &&
           left.amount == right.amount && left.amount_known == right.amount_known && same_trigger;
}

// Whether two lineages that say the same have the same verdicts.
std::string differs(const LedgerResult& before, const LedgerResult& after) {
    if (before.count == nullptr || after.count == nullptr) {
        return before.count == after.count ? "" : "an error comes or goes";
    }
    const auto all = verdicts_of(before);
    if (all.size() != verdicts_of(after).size()) return "there are not as many verdicts";
    for (const Verdict* verdict : all) {
        ++tally["verdicts"];
        const Verdict* other = same_in(after, *verdict);
        if (other == nullptr) return "no longer there: " + name_of(*verdict);
        if (!is_same(*verdict, *other)) return change("another verdict", *verdict, *other);
    }
    return "";
}

std::string spelling_is_nothing(const MadeLineage& lineage) {
    const auto results = checked({lineage, respelt(lineage)}, Asked::verdicts_of_eu);
    return differs(results[0], results[1]);
}

std::string stages_are_flattened(const MadeLineage& lineage) {
    std::vector<MadeLineage> lineages{lineage};
    for (const bool with_bases : {false, true}) {
        const char* relation = with_bases ? "merged" : "initialised-from";
        if (auto parts = split(lineage, with_bases, relation)) lineages.push_back(*parts);
    }
    const std::vector<LedgerResult> results = checked(lineages, Asked::verdicts_of_eu);
    for (std::size_t index = 1; index < results.size(); ++index) {
        const std::string fault = differs(results[0], results[index]);
        if (!fault.empty()) return fault + "\n" + text_of(lineages[index]);
    }
    return "";
}

std::string bounds_suffice(const MadeLineage& lineage) {
    const std::vector<LedgerResult> before = checked({lineage}, Asked::verdicts);
    for (const Verdict* verdict : verdicts_of(before[0])) {
        for (const Finding& reason : verdict->reasons) {
            if (reason.message.find("suffices") == std::string::npos) continue;
            const auto bounded = with_bound(lineage, reason);
            if (!bounded) continue;
            const std::vector<LedgerResult> after = checked({*bounded}, Asked::verdicts);
            const Verdict* now = same_in(after[0], *verdict);
            if (now == nullptr) continue;
            ++tally["bounds of " + std::string(reason.name.text)];
            if (now->status == VerdictStatus::not_reached) continue;
            // The bound settles the compute, a reading of the text is open besides.
            if (has_reason(*now, [](const Finding& one) {
                    return one.name.text == "base-reading-open";
                })) {
                ++tally["a reading open besides"];
                continue;
            }
            return change("with the bound\n" + text_of(*bounded), *verdict, *now);
        }
    }
    return "";
}

// Looks for a figure whose high is null without its being open, or the other way round.
void find_wrongly_open(const nlohmann::json& node, std::string& fault) {
    if (node.is_object() && node.contains("open") && node.contains("high")) {
        if (node["open"].get<bool>() != node["high"].is_null()) fault = node.dump();
    }
    if (node.is_object() && node.contains("open_parts")) {
        if (node["open_parts"].empty() == node["flop"]["open"].get<bool>()) fault = node.dump();
    }
    if (!node.is_structured()) return;
    for (const auto& child : node) find_wrongly_open(child, fault);
}

std::string verdicts_have_reasons(const MadeLineage& lineage) {
    CheckResult result;
    result.ledgers = checked({lineage}, Asked::every_verdict);
    for (const Verdict* verdict : verdicts_of(result.ledgers[0])) {
        ++tally[std::string(word(verdict->status))];
        const bool names = has_reason(*verdict, [](const Finding& reason) {
            return reason.name.text != "above" && reason.name.text != "below";
        });
        const bool is_open = verdict->status == VerdictStatus::undetermined;
        if (verdict->reasons.empty() || (is_open && !names)) return told(*verdict);
    }
    std::string fault;
    find_wrongly_open(nlohmann::json::parse(check_json(result, "0", today)), fault);
    return fault;
}

std::string order_is_nothing_to_totals(const MadeLineage& lineage) {
    const auto results = checked({lineage, reversed(lineage)}, Asked::totals);
    for (std::size_t index = 0; index < results[0].judgement.totals.size(); ++index) {
        const Total& total = results[0].judgement.totals[index];
        const Total& other = results[1].judgement.totals.at(index);
        if (total.flop.value == other.flop.value && total.is_open() == other.is_open()) continue;
        return fmt::format("{}: to {} or to {}", total.standard->id,
                           total.flop.value.high.scientific(4),
                           other.flop.value.high.scientific(4));
    }
    return "";
}

std::string order_is_nothing_to_verdicts(const MadeLineage& lineage) {
    const auto results = checked({lineage, reversed(lineage)}, Asked::verdicts);
    return differs(results[0], results[1]);
}

}  // namespace

TEST_CASE("an amount that is taken away clears no model") { hold(80, 1, amounts_never_clear); }

TEST_CASE("an activity that is added lowers no total and closes none") {
    hold(200, 2, activities_only_add);
}

TEST_CASE("whether a third party's model was merged or initialised from is nothing to the EU") {
    hold(70, 3, spelling_is_nothing);
}

TEST_CASE("in which ledgers own stages stand is nothing to the EU") {
    hold(60, 4, stages_are_flattened);
}

TEST_CASE("a bound that a verdict says suffices does") { hold(80, 5, bounds_suffice); }

TEST_CASE("every verdict has a reason, and an open one names what is open") {
    hold(60, 6, verdicts_have_reasons);
}

TEST_CASE("the order of bases and activities is nothing to totals and verdicts") {
    hold(200, 7, order_is_nothing_to_totals);
    hold(50, 8, order_is_nothing_to_verdicts);
}

}  // namespace flopledger
