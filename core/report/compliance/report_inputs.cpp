// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_inputs.hpp"

#include <map>
#include <set>
#include <utility>

#include "core/facts/machines/usage.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

namespace {

// Walks a lineage, every ledger once.
class Walk {
  public:
    void enter(const Ledger& ledger, const std::string& kind) {
        if (!seen_.insert(&ledger).second) return;
        add(kind, ledger.file, ledger.sha256);
        for (const Activity& activity : ledger.activities) {
            add_inputs(ledger, activity);
            add_chips(activity);
        }
        for (const BaseModel& base : ledger.built_on) {
            if (base.ledger) enter(*base.ledger, "base ledger");
        }
    }

    std::vector<ReportInput> inputs() && { return std::move(inputs_); }

    std::vector<const Chip*> chips() const {
        std::vector<const Chip*> list;
        for (const auto& [id, chip] : chips_) list.push_back(chip);
        return list;
    }

  private:
    void add(const std::string& kind, const std::string& file, const std::string& sha256) {
        if (known_.insert(kind + " " + file).second) inputs_.push_back({kind, file, sha256});
    }

    void add_inputs(const Ledger& ledger, const Activity& activity) {
        for (const OperationsPhase& phase : activity.operations) {
            if (phase.model && !phase.model->file.empty()) {
                add("configuration", phase.model->file, phase.model->sha256);
            }
        }
        if (activity.logs) {
            for (const InputFile& summary : activity.logs->summaries) {
                add("summary of logs", summary.name, summary.sha256);
            }
            for (const InputFile& input : activity.logs->usage->inputs) {
                add("log", input.name, input.sha256);
            }
        }
        for (const EvidenceFile& evidence : activity.evidence) {
            const bool is_link = evidence.file.find("://") != std::string::npos;
            add("evidence", is_link ? evidence.file : relative_to(ledger.file, evidence.file),
                evidence.sha256);
        }
    }

    void add_chips(const Activity& activity) {
        const auto take = [this](const Chip* chip) {
            if (chip != nullptr) chips_.emplace(chip->id, chip);
        };
        for (const ChipTimePhase& phase : activity.chip_time) take(phase.chip.get());
        if (activity.energy) take(activity.energy->chip.get());
        if (!activity.logs) return;
        take(activity.logs->chip.get());
        for (const auto& [name, chip] : activity.logs->chips) take(chip.get());
    }

    std::set<const Ledger*> seen_;
    std::set<std::string> known_;
    std::vector<ReportInput> inputs_;
    std::map<std::string, const Chip*> chips_;
};

Walk walked(const LedgerResult& result) {
    Walk walk;
    walk.enter(*result.count->ledger, "ledger");
    return walk;
}

}  // namespace

std::vector<ReportInput> inputs_of(const LedgerResult& result) { return walked(result).inputs(); }

std::vector<const Chip*> chips_of(const LedgerResult& result) { return walked(result).chips(); }

}  // namespace flopledger
