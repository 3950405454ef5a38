// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/exact.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/judge/totals/settlement.hpp"
#include "core/read/data/catalog.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// Which thresholds a check holds totals against.
struct ThresholdSelection {
    std::vector<std::string> ids;            // these alone, whatever their status
    std::vector<std::string> jurisdictions;  // a prefix: `us` takes `us-ca` too
    bool all = false;                        // any subject and any status
    bool none = false;                       // no thresholds: totals are wanted, not verdicts
    bool coming = false;                     // those, too, that will stand on a later day
};

// What to check.
struct CheckRequest {
    std::vector<std::string> ledgers;
    Date as_of;
    ThresholdSelection selection;
    std::vector<std::string> standards;  // totals asked for besides those verdicts need
    bool every_standard = false;         // `estimate`: a total under each standard there is
    std::optional<Exact> margin;
    bool so_far = false;  // logged activities end with their logs: see schedule.hpp
    std::vector<Settlement> settlements = {};  // answers to what standards leave open
    bool hashes = false;                    // whether the result needs the SHA-256 of the ledgers
    std::vector<std::string> allowed = {};  // folders that ledgers may name files of
};

// The road itself: read, resolve, count, judge.
CheckResult check(const CheckRequest& request, FileReader& files, Catalog& catalog);

// The exit status of a check: 2 an error, 1 a threshold reached, 3 one undetermined, else 0.
int exit_status(const CheckResult& result);

}  // namespace flopledger
