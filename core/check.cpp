// SPDX-License-Identifier: Apache-2.0
#include "core/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "core/base/call_names.hpp"
#include "core/count/ledger/ledger_count.hpp"
#include "core/count/tools/schedule.hpp"
#include "core/read/keys/values.hpp"
#include "core/read/ledger/ledger_reader.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

// What the rules on modifiers and the lines for a model go by, whichever thresholds a call names.
constexpr std::string_view systemic_line = "eu-gpai-systemic-1e25";
constexpr std::string_view general_purpose_line = "eu-gpai-indicative-1e23";
constexpr std::array<std::string_view, 3> modifier_rules{
    "eu-modifier-one-third", "eu-modifier-fallback-systemic", "eu-modifier-fallback-gpai"};

using Thresholds = std::vector<std::shared_ptr<const Threshold>>;
using Standards = std::vector<std::shared_ptr<const Standard>>;

// An error of the command line: a name that nothing has, with those that look like it.
void tell_unknown(Diagnostics& diagnostics, Name name, std::string_view what,
                  const std::string& given, const std::vector<std::string_view>& known) {
    diagnostics.add({.name = name,
                     .place = {},
                     .excerpt = "",
                     .message = fmt::format("there is no {} '{}'", what, shown(given)),
                     .hint = suggestion(given, known, "there are")});
}

// Whether a jurisdiction is the one asked for, whatever its case, or lies within it.
bool lies_in(std::string_view jurisdiction, std::string_view asked) {
    const std::string_view behind =
        jurisdiction.substr(std::min(jurisdiction.size(), asked.size()));
    if (!behind.empty() && !behind.starts_with('-')) return false;
    jurisdiction.remove_suffix(behind.size());
    return edit_distance(jurisdiction, asked) == 0;
}

// Whether a threshold stands on some later day that is known.
bool stands_later(const Threshold& threshold, const Date& day) {
    const auto later = [&day](const StatusPeriod& period) {
        return day < period.from && is_standing(period.status);
    };
    return std::any_of(threshold.status.begin(), threshold.status.end(), later);
}

bool in_selection(const Threshold& threshold, const CheckRequest& request) {
    const ThresholdSelection& selection = request.selection;
    const auto& places = selection.jurisdictions;
    const auto holds = [&threshold](const std::string& asked) {
        return lies_in(threshold.jurisdiction, asked);
    };
    if (!places.empty() && !std::any_of(places.begin(), places.end(), holds)) return false;
    const StatusPeriod* period = threshold.status_on(request.as_of);
    if (period == nullptr && !selection.coming) return false;
    if (selection.all) return true;
    const bool subject = threshold.subject == Subject::developer ||
                         threshold.subject == Subject::modifier || !threshold.tells_of.empty();
    const bool enacted = period != nullptr && period->status == LegalStatus::enacted;
    const bool standing = (period != nullptr && is_standing(period->status)) ||
                          ((enacted || selection.coming) && stands_later(threshold, request.as_of));
    return subject && standing;
}

// Whether the text of a built-in threshold leaves open that a check without further wishes takes it
// on some day. More than half are ruled out so, which is a quarter of the time of a check.
bool may_be_selected(std::string_view text) {
    const auto has = [text](std::string_view words) {
        return text.find(words) != std::string_view::npos;
    };
    return (has("subject: developer") || has("subject: modifier") || has("tells_of:")) &&
           (has("status: in-force") || has("status: guidance"));
}

// The thresholds named one by one.
Thresholds named_thresholds(const CheckRequest& request, Catalog& catalog,
                            Diagnostics& diagnostics) {
    Thresholds chosen;
    for (const std::string& id : request.selection.ids) {
        const std::size_t before = diagnostics.list.size();
        if (std::shared_ptr<const Threshold> threshold = catalog.threshold(id, diagnostics)) {
            chosen.push_back(std::move(threshold));
            continue;
        }
        if (diagnostics.list.size() > before) continue;  // it is there, with errors
        std::vector<std::string_view> known;
        const Thresholds all = catalog.thresholds(diagnostics);
        for (const std::shared_ptr<const Threshold>& threshold : all) {
            known.emplace_back(threshold->id);
        }
        tell_unknown(diagnostics, name::unknown_threshold, "threshold", id, known);
    }
    return chosen;
}

// Every jurisdiction asked for must be one that some threshold has.
void check_jurisdictions(const CheckRequest& request, const Thresholds& all,
                         Diagnostics& diagnostics) {
    std::set<std::string_view> known;
    for (const std::shared_ptr<const Threshold>& threshold : all) {
        known.insert(threshold->jurisdiction);
    }
    for (const std::string& asked : request.selection.jurisdictions) {
        const bool found =
            std::any_of(known.begin(), known.end(),
                        [&asked](std::string_view place) { return lies_in(place, asked); });
        if (found) continue;
        // All are named, since the nearest in spelling is another country.
        diagnostics.add({.name = name::usage,
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("there is no jurisdiction '{}'", shown(asked)),
                         .hint = fmt::format("there are: {}", fmt::join(known, ", "))});
    }
}

// Without any rule that stood on the day, "none applies" would only look like a verdict. Of rules
// that are named, any status counts; else what the call would take.
void tell_before_law(CheckRequest request, const Thresholds& rules, Diagnostics& diagnostics) {
    const Date asked = request.as_of;
    ThresholdSelection& selection = request.selection;
    const bool narrowed = !selection.ids.empty() || !selection.jurisdictions.empty();
    selection.coming = false;
    if (!selection.ids.empty()) selection = {.all = true};
    std::optional<Date> first;
    for (const std::shared_ptr<const Threshold>& rule : rules) {
        for (const StatusPeriod& period : rule->status) {
            request.as_of = period.from;
            if (in_selection(*rule, request) && (!first || period.from < *first)) {
                first = period.from;
            }
        }
    }
    if (!first || *first <= asked) return;
    diagnostics.add({.name = name::as_of_before_law,
                     .severity = Severity::warning,
                     .place = {},
                     .excerpt = "",
                     .message = fmt::format("no rule of the register{} stood on {}; the first is "
                                            "of {}",
                                            narrowed ? " that the call selects" : "",
                                            to_text(asked), to_text(*first)),
                     .hint = selection.all
                                 ? "--as-of takes the day to judge on"
                                 : "--as-of takes another day, --all rules of any status"});
}

Thresholds selected_thresholds(const CheckRequest& request, Catalog& catalog,
                               Diagnostics& diagnostics) {
    if (request.selection.none) return {};
    Thresholds chosen;
    if (!request.selection.ids.empty()) {
        chosen = named_thresholds(request, catalog, diagnostics);
        tell_before_law(request, chosen, diagnostics);
        return chosen;
    }
    const bool every = request.selection.all || !request.selection.jurisdictions.empty();
    const Thresholds all =
        every ? catalog.thresholds(diagnostics) : catalog.thresholds(diagnostics, may_be_selected);
    check_jurisdictions(request, all, diagnostics);
    for (const std::shared_ptr<const Threshold>& threshold : all) {
        if (in_selection(*threshold, request)) chosen.push_back(threshold);
    }
    tell_before_law(request, all, diagnostics);
    return chosen;
}

// The lines and rules on modifiers, where a threshold asks them.
ModifierRules modifiers(const Thresholds& thresholds, Catalog& catalog, Diagnostics& diagnostics) {
    ModifierRules found;
    const bool asked = std::any_of(thresholds.begin(), thresholds.end(), [](const auto& threshold) {
        return threshold->subject == Subject::modifier ||
               threshold->third_party_base == ThirdPartyBase::systemic_line ||
               threshold->third_party_base == ThirdPartyBase::general_purpose_line;
    });
    if (!asked) return found;
    // The same object as among the thresholds, where it is there: verdicts name it.
    const auto take = [&](std::string_view id) -> std::shared_ptr<const Threshold> {
        for (const auto& threshold : thresholds) {
            if (threshold->id == id) return threshold;
        }
        return catalog.threshold(std::string(id), diagnostics);
    };
    found.systemic_line = take(systemic_line);
    found.general_purpose_line = take(general_purpose_line);
    for (const std::string_view id : modifier_rules) {
        if (auto rule = take(id)) found.rules.push_back(std::move(rule));
    }
    return found;
}

// The standards that thresholds and the call name, each once. A threshold whose standard is not
// there is dropped with an error.
Standards needed_standards(const CheckRequest& request, Thresholds& thresholds,
                           ModifierRules& modifiers, Catalog& catalog, Diagnostics& diagnostics) {
    Standards standards;
    std::set<std::string> taken;
    const auto take = [&](const std::string& id) {
        if (taken.contains(id)) return true;
        std::shared_ptr<const Standard> standard = catalog.standard(id, diagnostics);
        if (standard == nullptr) return false;
        taken.insert(id);
        standards.push_back(std::move(standard));
        return true;
    };
    const auto missing = [&](const std::shared_ptr<const Threshold>& threshold) {
        const auto& other = threshold->standard_if_base_systemic;
        const bool is_there = threshold->standard.empty() || take(threshold->standard);
        if (is_there && (other.empty() || take(other))) return false;
        diagnostics.add({.name = name::unknown_standard,
                         .place = {.file = threshold->file},
                         .excerpt = "",
                         .message = fmt::format("the threshold '{}' counts by '{}', which is not "
                                                "there or has errors",
                                                threshold->id, threshold->standard),
                         .hint = "`flopledger standards` lists those there are"});
        return true;
    };
    thresholds.erase(std::remove_if(thresholds.begin(), thresholds.end(), missing),
                     thresholds.end());
    // What lacks its standard cannot be asked; the standard's own faults are told above.
    for (auto* line : {&modifiers.systemic_line, &modifiers.general_purpose_line}) {
        if (*line != nullptr && !take((*line)->standard)) line->reset();
    }
    auto& rules = modifiers.rules;
    rules.erase(std::remove_if(rules.begin(), rules.end(), missing), rules.end());
    if (request.every_standard) {
        for (const auto& standard : catalog.standards(diagnostics)) {
            if (taken.insert(standard->id).second) standards.push_back(standard);
        }
    }
    for (const std::string& id : request.standards) {
        const std::size_t before = diagnostics.list.size();
        if (take(id) || diagnostics.list.size() > before) continue;
        std::vector<std::string_view> known;
        const Standards all = catalog.standards(diagnostics);
        for (const std::shared_ptr<const Standard>& standard : all)
            known.emplace_back(standard->id);
        tell_unknown(diagnostics, name::unknown_standard, "standard", id, known);
    }
    return standards;
}

// Whether the call names a threshold, standard or jurisdiction that is not there.
bool lacks_something_named(const CheckRequest& request, const Diagnostics& diagnostics) {
    const bool names_thresholds = !request.selection.ids.empty();
    const auto names_it = [names_thresholds](const Diagnostic& one) {
        const bool by_call = one.place.file.empty() || names_thresholds;
        return by_call &&
               (one.name == name::unknown_threshold || one.name == name::unknown_standard ||
                one.name == name::usage || one.name == name::not_open);
    };
    return std::any_of(diagnostics.list.begin(), diagnostics.list.end(), names_it);
}

// Puts a ledger's readings, beside the call's answers, into the standards that judge it; whether
// they could be.
bool settle_ledger(const CheckRequest& request, const Ledger& ledger, const Standards& as_written,
                   Catalog& catalog, JudgeRequest& judging, LedgerResult& result,
                   Diagnostics& diagnostics) {
    if (ledger.readings.empty()) return true;
    const std::size_t before = diagnostics.list.size();
    std::vector<Settlement> settlements = request.settlements;
    for (const LegalReading& reading : ledger.readings) {
        auto settlement = settlement_of(reading, diagnostics);
        if (!settlement) continue;
        const std::string& standard = settlement->standard;
        if (!standard.empty() && catalog.standard(standard, diagnostics) == nullptr) {
            std::vector<std::string_view> known;
            const Standards all = catalog.standards(diagnostics);
            for (const auto& one : all) known.emplace_back(one->id);
            diagnostics.add({.name = name::unknown_standard,
                             .place = reading.place,
                             .excerpt = "",
                             .message = fmt::format("there is no standard '{}'", shown(standard)),
                             .hint = suggestion(standard, known, "there are")});
        }
        settlements.push_back(std::move(*settlement));
    }
    if (diagnostics.list.size() > before) return false;
    judging.standards = as_written;
    for (SettledRule& rule : settle(settlements, judging.standards, diagnostics)) {
        if (!rule.by.empty()) result.settled.push_back(std::move(rule));
    }
    return diagnostics.list.size() == before;
}

}  // namespace

CheckResult check(const CheckRequest& request, FileReader& files, Catalog& catalog) {
    CheckResult result;
    catalog.leave_out_sources();
    JudgeRequest judging;
    judging.thresholds = selected_thresholds(request, catalog, result.diagnostics);
    judging.modifiers = modifiers(judging.thresholds, catalog, result.diagnostics);
    judging.standards = needed_standards(request, judging.thresholds, judging.modifiers, catalog,
                                         result.diagnostics);
    judging.every_status = !request.selection.ids.empty();
    judging.every_subject = request.selection.all;
    judging.coming = request.selection.coming;
    const Standards as_written = judging.standards;
    result.settled = settle(request.settlements, judging.standards, result.diagnostics);
    for (const std::shared_ptr<const Standard>& standard : judging.standards) {
        const auto& asked = request.standards;
        if (request.every_standard ||
            std::find(asked.begin(), asked.end(), standard->id) != asked.end()) {
            judging.extra_totals.push_back(standard->id);  // one that is not there was told above
        }
    }
    judging.as_of = request.as_of;
    judging.margin = request.margin;

    // Where something that the call names is not there, any result would leave it out.
    const bool is_complete = !lacks_something_named(request, result.diagnostics);
    LedgerReader reader(files, catalog, request.hashes, request.allowed);
    for (const std::string& file : request.ledgers) {
        LedgerResult& ledger = result.ledgers.emplace_back();
        ledger.file = file;
        const std::shared_ptr<const Ledger> read = reader.read(file, result.diagnostics);
        if (read == nullptr || !is_complete) continue;
        JudgeRequest own = judging;
        const bool settled =
            settle_ledger(request, *read, as_written, catalog, own, ledger, result.diagnostics);
        if (!settled) continue;
        ledger.count = count_ledger(request.so_far ? logged_so_far(read) : read);
        ledger.judgement = judge(*ledger.count, own);
    }
    for (LedgerResult& ledger : result.ledgers) ledger.data = catalog.added();
    return result;
}

int exit_status(const CheckResult& result) {
    if (result.diagnostics.has_errors()) return 2;
    bool undetermined = false;
    for (const LedgerResult& ledger : result.ledgers) {
        for (const Verdict& verdict : ledger.judgement.verdicts) {
            if (verdict.status == VerdictStatus::reached) return 1;
            undetermined = undetermined || verdict.status == VerdictStatus::undetermined;
        }
    }
    return undetermined ? 3 : 0;
}

}  // namespace flopledger
