// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/judge/results/audit_result.hpp"
#include "core/read/data/catalog.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// What to audit.
struct AuditRequest {
    std::vector<std::string> surveys;
    Date as_of;
    std::vector<std::string> models;  // rows whose model's name holds one of these; empty: all
    bool hashes = false;              // whether the result needs the SHA-256 of the files
};

// The road of an audit: read surveys, recompute each row, compare rows, hold them against
// thresholds. Rows of several surveys are held against one another too.
AuditResult audit(const AuditRequest& request, FileReader& files, Catalog& catalog);

}  // namespace flopledger
