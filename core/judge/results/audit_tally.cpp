// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/audit_tally.hpp"

namespace flopledger {

AuditTally tally_of(const std::deque<Survey>& catalogues, const std::vector<RecomputedRow>& rows) {
    AuditTally summary;
    for (const Survey& catalogue : catalogues) summary.read += catalogue.row_count;
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
