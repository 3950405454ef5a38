// SPDX-License-Identifier: Apache-2.0
#include "core/judge/audit_summary.hpp"

namespace flopledger {

AuditSummary summary_of(const std::deque<Catalogue>& catalogues,
                        const std::vector<RecomputedRow>& rows) {
    AuditSummary summary;
    for (const Catalogue& catalogue : catalogues) summary.read += catalogue.row_count;
    for (const RecomputedRow& row : rows) {
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

}  // namespace flopledger
