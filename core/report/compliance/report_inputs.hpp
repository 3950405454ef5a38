// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/judge/results/ledger_result.hpp"

namespace flopledger {

// A file that a result rests on.
struct ReportInput {
    std::string kind;    // ledger, base ledger, configuration, log, summary of logs, evidence
    std::string file;    // as it was read
    std::string sha256;  // empty where it was not read: a link, a file that is not there
};

// Every file that a ledger and its lineage were read from, each once, the ledger first.
std::vector<ReportInput> inputs_of(const LedgerResult& result);

// Every chip that a ledger and its lineage name, each once, by id.
std::vector<const Chip*> chips_of(const LedgerResult& result);

}  // namespace flopledger
