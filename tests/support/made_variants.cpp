// SPDX-License-Identifier: Apache-2.0
#include "tests/support/made_variants.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace flopledger {

namespace {

using Change = std::function<void(MadeLedger&)>;

template <typename Thing>
void erase_at(std::vector<Thing>& list, std::size_t index) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool may_lack_amount(std::string_view kind) {
    return kind.starts_with("teacher-") || kind.starts_with("reward-model-");
}

void clear_amount(MadeActivity& activity) {
    activity.tokens.clear();
    activity.chip_hours.clear();
    activity.utilization.clear();
    activity.reported.clear();
}

// Collects lineages that differ from one in one ledger.
class Changes {
  public:
    explicit Changes(const MadeLineage& lineage) : lineage_(lineage) {}

    void add(const std::string& file, const Change& change) {
        list.push_back(lineage_);
        change(list.back().ledgers[file]);
    }

    std::vector<MadeLineage> list;

  private:
    const MadeLineage& lineage_;
};

void add_smaller_bases(Changes& changes, const std::string& file, const MadeLedger& ledger) {
    for (std::size_t index = 0; index < ledger.bases.size(); ++index) {
        changes.add(file, [index](MadeLedger& one) {
            const std::string name = one.bases[index].name;
            erase_at(one.bases, index);
            for (MadeBase& base : one.bases) std::erase(base.ancestors, name);
        });
        for (const auto member : {&MadeBase::systemic_risk, &MadeBase::general_purpose}) {
            changes.add(file, [=](MadeLedger& one) { (one.bases[index].*member).clear(); });
        }
        changes.add(file, [index](MadeLedger& one) { one.bases[index].ancestors.clear(); });
        changes.add(file, [index](MadeLedger& one) {
            if (one.bases[index].file.empty()) return;
            one.bases[index].file.clear();
            one.bases[index].flop = "1e24";
        });
        const std::string& flop = ledger.bases[index].flop;
        const std::size_t dots = flop.find("..");
        if (dots == std::string::npos) continue;
        const std::string high = flop.substr(dots + 2);
        changes.add(file, [=](MadeLedger& one) { one.bases[index].flop = high; });
    }
}

void add_smaller_activities(Changes& changes, const std::string& file, const MadeLedger& ledger) {
    for (std::size_t index = 0; index < ledger.activities.size(); ++index) {
        if (ledger.activities.size() > 1) {
            changes.add(file, [index](MadeLedger& one) { erase_at(one.activities, index); });
        }
        for (const auto member :
             {&MadeActivity::outcome, &MadeActivity::is_public, &MadeActivity::recomputation,
              &MadeActivity::tokens, &MadeActivity::chip_hours, &MadeActivity::utilization,
              &MadeActivity::reported}) {
            changes.add(file, [=](MadeLedger& one) { (one.activities[index].*member).clear(); });
        }
        if (!ledger.activities[index].from.empty()) continue;
        changes.add(file, [index](MadeLedger& one) { one.activities[index].kind = "fine-tuning"; });
    }
}

// All lineages that lack one thing of this one, or state it more simply.
std::vector<MadeLineage> smaller_ones(const MadeLineage& lineage) {
    Changes changes(lineage);
    for (const auto& [file, ledger] : lineage.ledgers) {
        add_smaller_bases(changes, file, ledger);
        add_smaller_activities(changes, file, ledger);
        for (std::size_t index = 0; index < ledger.facts.size(); ++index) {
            changes.add(file, [index](MadeLedger& one) { erase_at(one.facts, index); });
        }
        changes.add(file, [](MadeLedger& one) { one.readings.clear(); });
    }
    for (const auto& [file, ledger] : lineage.ledgers) {
        const bool is_named =
            file == made_root || text_of(lineage).find("ledger: " + file) != std::string::npos;
        if (is_named) continue;
        changes.list.push_back(lineage);
        changes.list.back().ledgers.erase(file);
    }
    return std::move(changes.list);
}

// The text between two others, or nothing.
std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const std::size_t start = text.find(before);
    if (start == std::string::npos) return "";
    const std::size_t from = start + before.size();
    const std::size_t end = text.find(after, from);
    return end == std::string::npos ? "" : text.substr(from, end - from);
}

// Writes a bound where a reason asks for it; how many places there were.
int write_bound(MadeLedger& ledger, const std::string& file, const Finding& reason) {
    const std::string& text = reason.message;
    const std::string of_base = between(text, "write `flop: 0..", "`");
    const std::string of_activity = between(text, "{flop: 0..", ",");
    int places = 0;
    for (MadeBase& base : ledger.bases) {
        const bool is_bare = base.flop.empty() && base.file.empty();
        if (!of_base.empty() && is_bare && base.name == between(text, "model `", "`")) {
            base.flop = "0.." + of_base;
            ++places;
        } else if (reason.name.text == "outputs-unknown" && base.outputs.empty() &&
                   !of_activity.empty() && base.name == between(text, "outputs of `", "`")) {
            MadeActivity told;
            told.name = "told";
            told.kind = between(text, "of kind ", " with");
            told.from = base.name;
            told.reported = "0.." + of_activity;
            ledger.activities.push_back(told);
            ++places;
        }
    }
    if (reason.name.text != "amount-unknown" || of_activity.empty()) return places;
    if (between(text, "` of ", " states") != file) return places;
    for (MadeActivity& activity : ledger.activities) {
        if (activity.name != between(text, "`", "`")) continue;
        activity.reported = "0.." + of_activity;
        activity.recomputation.clear();  // which some standards would put on top
        ++places;
    }
    return places;
}

}  // namespace

std::vector<LesserLineage> without_amounts(const MadeLineage& lineage) {
    std::vector<LesserLineage> found;
    for (const auto& [file, ledger] : lineage.ledgers) {
        const auto add = [&, file = file](Taken taken, const std::string& what) -> MadeLedger& {
            found.push_back({lineage, taken, file + ": " + what});
            return found.back().lineage.ledgers[file];
        };
        for (std::size_t index = 0; index < ledger.bases.size(); ++index) {
            const MadeBase& base = ledger.bases[index];
            const bool is_within =
                std::any_of(ledger.bases.begin(), ledger.bases.end(),
                            [&](const MadeBase& one) { return holds(one.ancestors, base.name); });
            if (!base.flop.empty()) add(Taken::base, base.name).bases[index].flop.clear();
            if (!base.file.empty() && !is_within) {
                add(Taken::base, base.name).bases[index].file.clear();
            }
            if (!base.outputs.empty()) {
                add(Taken::outputs, base.name).bases[index].outputs.clear();
            }
        }
        for (std::size_t index = 0; index < ledger.activities.size(); ++index) {
            const MadeActivity& activity = ledger.activities[index];
            if (!activity.from.empty()) {
                MadeLedger& changed = add(Taken::outputs, activity.name);
                changed.activities[index].from.clear();
                for (MadeBase& base : changed.bases) {
                    if (base.name == activity.from) base.outputs.clear();
                }
            }
            if (!activity.utilization.empty()) {
                add(Taken::utilization, activity.name).activities[index].utilization.clear();
                found.back().other_method = !activity.tokens.empty() || !activity.reported.empty();
            }
            if (may_lack_amount(activity.kind)) {
                clear_amount(add(Taken::amount, activity.name).activities[index]);
            }
        }
    }
    return found;
}

std::optional<MadeLineage> with_bound(const MadeLineage& lineage, const Finding& reason) {
    MadeLineage changed = lineage;
    int places = 0;
    for (auto& [file, ledger] : changed.ledgers) places += write_bound(ledger, file, reason);
    return places == 1 ? std::optional(changed) : std::nullopt;
}

std::optional<MadeLineage> split(const MadeLineage& lineage, bool with_bases,
                                 std::string_view relation) {
    MadeLineage parts = lineage;
    MadeLedger& root = parts.ledgers[made_root];
    MadeLedger earlier;
    std::vector<MadeActivity> later;
    for (std::size_t index = 0; index < root.activities.size(); ++index) {
        const MadeActivity& activity = root.activities[index];
        const bool is_early = index < 2 && index + 1 < root.activities.size();
        const bool moves = activity.from.empty() ? is_early : with_bases;
        (moves ? earlier.activities : later).push_back(activity);
    }
    if (earlier.activities.empty() || later.empty()) return std::nullopt;
    if (with_bases) std::swap(earlier.bases, root.bases);
    root.activities = later;
    MadeBase own;
    own.name = "split";
    own.relation = relation;
    own.provider = "own";
    own.file = "split.yaml";
    root.bases.push_back(own);
    parts.ledgers[own.file] = earlier;
    return parts;
}

MadeLineage respelt(MadeLineage lineage) {
    for (auto& [file, ledger] : lineage.ledgers) {
        for (MadeBase& base : ledger.bases) {
            if (base.provider != "third-party") continue;
            if (base.relation == "merged") {
                base.relation = "initialised-from";
            } else if (base.relation == "initialised-from") {
                base.relation = "merged";
            }
        }
    }
    return lineage;
}

MadeLineage reversed(MadeLineage lineage) {
    for (auto& [file, ledger] : lineage.ledgers) {
        std::reverse(ledger.bases.begin(), ledger.bases.end());
        std::reverse(ledger.activities.begin(), ledger.activities.end());
    }
    return lineage;
}

MadeLineage smallest(MadeLineage lineage, const std::function<bool(const MadeLineage&)>& is_same) {
    for (bool again = true; again;) {
        again = false;
        for (MadeLineage& smaller : smaller_ones(lineage)) {
            if (text_of(smaller) == text_of(lineage) || !is_same(smaller)) continue;
            lineage = std::move(smaller);
            again = true;
            break;
        }
    }
    return lineage;
}

}  // namespace flopledger
