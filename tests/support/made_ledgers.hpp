// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/random.hpp"

namespace flopledger {

// An entry of `built_on`, each value as a ledger writes it; empty is not stated.
struct MadeBase {
    std::string name;
    std::string relation;
    std::string provider;
    std::string flop;
    std::string file;  // of its own ledger
    std::string systemic_risk;
    std::string general_purpose;
    std::string outputs;
    std::vector<std::string> ancestors;
};

// An activity, likewise.
struct MadeActivity {
    std::string name;
    std::string kind;
    std::string from;
    std::string outcome;
    std::string is_public;
    std::string recomputation;
    std::string tokens;       // fed to a model of 1e11 parameters
    std::string chip_hours;   // of an H100
    std::string utilization;  // of those
    std::string reported;
};

// One ledger as a test makes it up.
struct MadeLedger {
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<std::string> readings;  // `eu-cumulative:teacher-inference=count`
    std::vector<MadeBase> bases;
    std::vector<MadeActivity> activities;
};

// A ledger with those it is built on, by their files.
struct MadeLineage {
    std::map<std::string, MadeLedger> ledgers;  // the root is m.yaml
};

// The file of a lineage's root.
inline constexpr const char* made_root = "m.yaml";

// A ledger as a user would write it; its model goes by the file's name.
std::string text_of(const MadeLedger& ledger, const std::string& file);

// All files of a lineage as one text, for messages.
std::string text_of(const MadeLineage& lineage);

// A lineage by chance: amounts from 1e22 to 3e26, all kinds and relations, ledgers of bases up to
// two deep. It is mostly, but not always, free of errors.
MadeLineage made_lineage(Random& random);

// An activity by chance, without `from`.
MadeActivity made_activity(Random& random, const std::string& name);

}  // namespace flopledger
