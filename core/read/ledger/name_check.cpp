// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/name_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/value_names.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

// More models than that no model is made of; and what compares them takes time by their square.
constexpr std::size_t most_entries = 128;

// The rows of a list of the ledger, which stand in the order of what was read of them.
const Node& row_of(const Node& root, std::string_view list, std::size_t index) {
    return root.find(list)->items[index];
}

// The value of a key in a row, or the row where it is not there.
const Node& key_of(const Node& row, std::string_view key) {
    const Node* node = row.find(key);
    return node == nullptr ? row : *node;
}

const BaseModel* entry_of(const Ledger& ledger, std::string_view name) {
    for (const BaseModel& base : ledger.built_on) {
        if (base.name == name) return &base;
    }
    return nullptr;
}

void tell_no_entry(const Reading& reading, const Node& node, const Ledger& ledger,
                   const std::string& name) {
    std::vector<std::string_view> known;
    for (const BaseModel& base : ledger.built_on) known.emplace_back(base.name);
    reading.report(name::unknown_word, node,
                   fmt::format("no entry of 'built_on' is called '{}'", shown(name)),
                   known.empty() ? std::string("name that model under `built_on`")
                                 : suggestion(name, known, "there are"));
}

// Whether a way along `ancestors` leads from an entry to one of a name.
bool lies_within(const Ledger& ledger, const BaseModel& entry, const std::string& name,
                 std::set<const BaseModel*>& seen) {
    if (!seen.insert(&entry).second) return false;
    return std::any_of(
        entry.ancestors.begin(), entry.ancestors.end(), [&](const std::string& ancestor) {
            const BaseModel* next = entry_of(ledger, ancestor);
            return ancestor == name || (next != nullptr && lies_within(ledger, *next, name, seen));
        });
}

void check_ancestors(const Reading& reading, const Node& node, const Ledger& ledger,
                     const BaseModel& base) {
    for (const std::string& ancestor : base.ancestors) {
        const BaseModel* part = entry_of(ledger, ancestor);
        if (part == nullptr) {
            tell_no_entry(reading, node, ledger, ancestor);
            return;
        }
        const bool gave =
            part->relation == Relation::initialised_from || part->relation == Relation::merged;
        if (!gave) {
            reading.report(name::conflicting_keys, node,
                           fmt::format("'{}' is {} here, so it gave '{}' no weights that this "
                                       "model has",
                                       shown(ancestor), word(part->relation), shown(base.name)),
                           "an ancestor's relation is initialised-from or merged");
            return;
        }
        if (base.flop && part->flop && part->flop->value.value.low > base.flop->value.value.high) {
            reading.report(name::conflicting_keys, node,
                           fmt::format("'{}' alone is more FLOP than '{}' that holds it",
                                       shown(ancestor), shown(base.name)),
                           "an entry's `flop` is its whole compute, its ancestors' included");
            return;
        }
    }
    std::set<const BaseModel*> seen;
    if (lies_within(ledger, base, base.name, seen)) {
        reading.report(name::lineage_cycle, node,
                       fmt::format("'{}' is built on itself", shown(base.name)),
                       "an entry names those that its `flop` holds, not those that hold it");
    }
}

// Two entries of one name without a ledger may be one model or two: nobody can tell.
void check_twins(const Reading& reading, const Node& root, const Ledger& ledger) {
    std::set<std::string_view> bare;
    for (std::size_t index = 0; index < ledger.built_on.size(); ++index) {
        const BaseModel& base = ledger.built_on[index];
        const Node& row = row_of(root, "built_on", index);
        if (base.name.empty() || row.find("ledger") != nullptr) continue;
        if (bare.insert(base.name).second) continue;
        reading.report(name::duplicate_name, key_of(row, "name"),
                       fmt::format("another entry is called '{}'", shown(base.name)),
                       "give two models two names; where it is one model, keep one entry, or give "
                       "each its `ledger`");
    }
}

// Only what runs a model forward and keeps what comes out makes its outputs.
void check_from(const Reading& reading, const Node& node, const Activity& activity) {
    if (makes_outputs(activity.kind) && activity.outcome != Outcome::discarded) return;
    reading.report(
        name::conflicting_keys, node,
        fmt::format("an activity of kind {}{} makes no outputs of another model that are "
                    "used",
                    word(activity.kind),
                    activity.outcome == Outcome::discarded ? ", discarded," : ""),
        "`from` goes with what generates, judges or filters: teacher-inference, "
        "synthetic-data-generation, rollout-generation, reward-model-inference, data-processing");
}

// What a teacher's outputs say must fit what the entry and the activities say.
void check_outputs(const Reading& reading, const Node& row, const Ledger& ledger,
                   const BaseModel& base) {
    if (!base.outputs) return;
    const Node& node = key_of(row, "outputs");
    const bool is_teacher =
        base.relation == Relation::distilled_from || base.relation == Relation::data_from;
    if (!is_teacher) {
        reading.report(name::conflicting_keys, node,
                       fmt::format("a model that this one is {} gave weights, not outputs",
                                   word(base.relation)),
                       "`outputs` goes with distilled-from and data-from");
        return;
    }
    const bool made = std::any_of(ledger.activities.begin(), ledger.activities.end(),
                                  [&](const Activity& one) { return one.from == base.name; });
    if (base.outputs == Outputs::in_activities && !made) {
        reading.report(name::missing_key, node,
                       fmt::format("no activity says `from: {}`", shown(base.name)),
                       "name the model in the activity that made its outputs");
    } else if (base.outputs != Outputs::in_activities && made) {
        reading.report(name::conflicting_keys, node,
                       fmt::format("an activity made outputs `from: {}`", shown(base.name)),
                       "write `outputs: in-activities`, or leave `outputs` out");
    }
}

}  // namespace

void check_names(const Reading& reading, const Node& root, const Ledger& ledger) {
    if (ledger.built_on.size() > most_entries) {
        reading.report(name::lineage_too_deep, *root.find("built_on"),
                       fmt::format("more than {} models are named here", most_entries),
                       "give some of them as one entry, or in a ledger of their own");
        return;
    }
    check_twins(reading, root, ledger);
    for (std::size_t index = 0; index < ledger.built_on.size(); ++index) {
        const BaseModel& base = ledger.built_on[index];
        const Node& row = row_of(root, "built_on", index);
        check_ancestors(reading, key_of(row, "built_on"), ledger, base);
        check_outputs(reading, row, ledger, base);
    }
    for (std::size_t index = 0; index < ledger.activities.size(); ++index) {
        const Activity& activity = ledger.activities[index];
        const std::string& from = activity.from;
        if (from.empty()) continue;
        check_from(reading, key_of(row_of(root, "activities", index), "from"), activity);
        if (entry_of(ledger, from) != nullptr) continue;
        tell_no_entry(reading, key_of(row_of(root, "activities", index), "from"), ledger, from);
    }
}

}  // namespace flopledger
