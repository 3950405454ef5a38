// SPDX-License-Identifier: Apache-2.0
#include "core/report/audit_summary.hpp"

#include "core/base/figure_text.hpp"

namespace flopledger {

AuditSummary summary_of(const AuditResult& result) {
    AuditSummary summary;
    for (const Catalogue& catalogue : result.catalogues) summary.read += catalogue.row_count;
    for (const RecomputedRow& row : result.rows) {
        if (row.row->training_flop) ++summary.with_compute;
        if (row.recomputed()) ++summary.recomputed;
        for (const std::string& reason : row.left_out) ++summary.left_out[reason];
        if (row.contradictions.empty()) continue;
        ++summary.contradicted;
        ++summary.by_certainty[std::string(word(row.contradictions.front().certainty))];
        for (const Contradiction& one : row.contradictions) {
            ++summary.by_kind[std::string(one.kind.text)];
        }
    }
    return summary;
}

std::string figure_of(const RowMethod& method) {
    if (method.bound) return "at most " + figure(method.flop.high);
    return figure(method.flop);
}

}  // namespace flopledger
