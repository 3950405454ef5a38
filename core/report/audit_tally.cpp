// SPDX-License-Identifier: Apache-2.0
#include "core/report/audit_tally.hpp"

#include "core/base/figure_text.hpp"

namespace flopledger {

AuditTally tally_of(const AuditResult& result) {
    AuditTally tally;
    for (const Survey& survey : result.surveys) tally.read += survey.row_count;
    for (const RecomputedRow& row : result.rows) {
        if (row.row->training_flop) ++tally.with_compute;
        if (row.recomputed()) ++tally.recomputed;
        for (const std::string& reason : row.left_out) ++tally.left_out[reason];
        if (row.contradictions.empty()) continue;
        ++tally.contradicted;
        ++tally.by_certainty[std::string(word(row.contradictions.front().certainty))];
        for (const Contradiction& one : row.contradictions) {
            ++tally.by_kind[std::string(one.kind.text)];
        }
    }
    return tally;
}

std::string figure_of(const RowMethod& method) {
    if (method.bound) return "at most " + figure(method.flop.high);
    return figure(method.flop);
}

}  // namespace flopledger
