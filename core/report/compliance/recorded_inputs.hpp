// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/report/compliance/report_inputs.hpp"
#include "core/text/trees/tree.hpp"

namespace flopledger {

// The input files that a recorded report names with their SHA-256, as its appendix lists them:
// seen from the folder of the ledger. What it leaves out or did not read is not among them.
std::vector<ReportInput> recorded_inputs(const Node& report);

// Their names by their fingerprints.
std::multimap<std::string, std::string> names_by_print(const std::vector<ReportInput>& inputs);

// `log logs/a.csv, SHA-256 5fcd...`.
std::string input_text(const ReportInput& input);

}  // namespace flopledger
