// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/status_reader.hpp"

#include "core/read/data/data_names.hpp"

namespace flopledger {

std::vector<StatusPeriod> read_status(Mapping& mapping) {
    std::vector<StatusPeriod> periods;
    for (const Node* node : mapping.list("status", Presence::required)) {
        Mapping row(mapping.reading(), *node, "a row of 'status'");
        const auto from = row.date("from", Presence::required);
        const auto status = row.word<LegalStatus>("status", Presence::required);
        const auto confidence = row.word<Verification>("confidence", Presence::required);
        row.finish();
        if (!from || !status || !confidence) {
            continue;
        }
        if (!periods.empty() && *from <= periods.back().from) {
            row.report(name::bad_data_file, "from", "this day is not after the one before",
                       "order the rows by date");
        }
        periods.push_back({*from, *status, *confidence});
    }
    if (mapping.has("status") && periods.empty()) {
        mapping.report(name::bad_data_file, "status", "a threshold or rule needs a status");
    }
    return periods;
}

}  // namespace flopledger
