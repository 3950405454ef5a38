// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/facts/ledger/activity.hpp"
#include "core/facts/ledger/licence.hpp"

namespace flopledger {

// How a model came out of another one.
enum class Relation { initialised_from, merged, distilled_from, data_from };

// Who made the model built on.
enum class Provider { own, third_party };

// Where the forward passes stand that made what a model was distilled from or got as data.
enum class Outputs {
    in_activities,  // activities of this ledger made them, and say so by `from`
    none,           // nothing was computed with that model for this one
    public_data,    // what was taken from it are data that anyone may have
};

// The fact that states what the training cost, in US dollars.
inline constexpr std::string_view cost_fact = "training_cost_usd";

struct Ledger;

// A model this one was built on: an entry's own ledger, or a figure, or neither where unknown.
struct BaseModel {
    Place place;
    std::string name;
    Relation relation = Relation::initialised_from;
    Provider provider = Provider::own;
    std::shared_ptr<const Ledger> ledger;
    std::optional<Stated<Flop>> flop;  // holds under every standard
    std::optional<bool> systemic_risk;
    std::optional<bool> general_purpose;  // whether it is a general-purpose model by itself
    std::optional<Outputs> outputs;       // of what was distilled from or gave data
    std::vector<std::string> ancestors;   // entries whose compute lies within this one's `flop`
    std::optional<bool> is_public;        // of an entry without a ledger; else the ledger says it
    std::optional<Date> released;         // likewise

    // Whether anyone may have the model's weights; nothing where neither entry nor ledger says it.
    std::optional<bool> available() const;

    // The day the model was released, as its ledger or the entry says.
    std::optional<Date> release_day() const;
};

// A fact that thresholds ask besides compute: a truth value, an amount, or words.
struct Fact {
    std::string name;
    Place place;
    std::variant<bool, Range, std::vector<std::string>> value;
};

// Somebody's answer to a question that a standard leaves to readers, kept with the ledger.
struct LegalReading {
    Place place;
    std::string what;    // as --settle takes it: `eu-cumulative:teacher-inference`
    bool counts = true;  // else it is left out
    std::string by;      // who reads it so
    Date date;           // and since when
};

// What was done to make one model, as its author states it, with everything it names resolved.
struct Ledger {
    std::string file;
    std::string canonical_file;  // one name for each file: shared ancestors count once
    std::string sha256;          // of the file's bytes; empty unless asked for
    std::string model_name;
    std::string developer;
    std::optional<Date> released;
    std::optional<Date> union_release;  // the day it was placed on the market of the Union
    std::optional<Licence> licence;
    std::vector<Fact> facts;
    std::vector<LegalReading> readings;
    std::vector<BaseModel> built_on;
    std::vector<Activity> activities;

    // The fact of a name, or nullptr.
    const Fact* fact(std::string_view name) const;

    // A fact that is true or false; nothing where it is not stated.
    std::optional<bool> truth(std::string_view name) const;

    // Whether the model is released under a free and open licence with its weights published, of
    // which exemptions speak; nothing where licence or weights are not stated or not known.
    std::optional<bool> free_and_open() const;
};

// The days between which the work on a model was done, as far as its ledger says.
struct WorkDays {
    std::optional<Date> first;  // known if every activity but published ones states its period
    std::optional<Date> last;   // the release, else the last day of all periods if all state one
};

// When the work on a ledger's model was done. Activities whose results are published are resources
// that the work may use, and do not begin it.
WorkDays work_days(const Ledger& ledger);

// What kind of value a fact has.
enum class FactKind { truth, amount, words };

// What a ledger may state under `facts`, with the kind of its value and a sentence on its meaning.
struct FactDescription {
    std::string_view name;
    FactKind kind = FactKind::truth;
    std::string_view sentence;
    std::vector<std::string_view> words = {};  // allowed, of kind words
    bool several = false;                      // a list of words
    bool derived = false;  // follows from other keys: rules may ask it, ledgers do not state it
};

// All facts there are, in the order of the manual.
const std::vector<FactDescription>& known_facts();

// The words of the ledger format, in the order of the enumerators.
std::string_view word(Relation relation);
std::string_view word(Provider provider);
std::string_view word(Outputs outputs);

}  // namespace flopledger
