// SPDX-License-Identifier: Apache-2.0
#include "cli/session/capacity_request.hpp"

#include <fmt/core.h>

#include <set>
#include <utility>

#include "cli/session/chip_lookup.hpp"
#include "cli/session/request.hpp"
#include "core/base/file_names.hpp"
#include "core/count/logs/log_holdings.hpp"
#include "core/meter/summary/summarize.hpp"
#include "core/meter/summary/summary_reader.hpp"
#include "core/read/keys/source_reader.hpp"
#include "core/read/ledger/inventory_reader.hpp"
#include "core/read/ledger/ledger_names.hpp"

namespace flopledger {

namespace {

constexpr std::size_t largest_summary_bytes = std::size_t{1} << 30;

// The preset that says what is usual where nobody states a utilization.
constexpr const char* usual_shares = "accounting";

class PlanBuilder {
  public:
    PlanBuilder(Session& session, const std::vector<std::shared_ptr<const Preset>>& presets,
                Diagnostics& diagnostics)
        : session_(session),
          options_(session.line.capacity),
          presets_(presets),
          diagnostics_(diagnostics) {}

    std::optional<CapacityPlan> build() && {
        take_inventory();
        take_ledgers();
        take_options();
        if (diagnostics_.has_errors()) return std::nullopt;
        plan_.utilization = share_of("utilization of training", options_.utilization,
                                     inventory_.utilization, PodInput::utilization);
        plan_.inference_utilization =
            share_of("utilization of inference", options_.inference_utilization,
                     inventory_.inference_utilization, PodInput::serving_utilization);
        take_highest();
        return std::move(plan_);
    }

  private:
    void take_inventory() {
        auto source = read_source(session_.files, options_.inventory, largest_summary_bytes,
                                  std::nullopt, diagnostics_);
        if (source == nullptr) return;
        if (is_summary(source->text)) return take_summary(*source);
        if (source->text.size() > largest_inventory_bytes) {
            diagnostics_.add({.name = name::file_too_large,
                              .place = {source->name},
                              .excerpt = "",
                              .message = "no inventory is larger than 16 MiB",
                              .hint = "say chips of one kind in one row"});
            return;
        }
        auto inventory = read_inventory(std::move(source), session_.catalog, diagnostics_);
        if (!inventory) return;
        inventory_ = std::move(*inventory);
        plan_.holdings = inventory_.holdings;
        plan_.work = inventory_.work;
    }

    void take_summary(const Source& source) {
        auto usage = read_summary(source.text, source.name, diagnostics_);
        if (!usage || !check_told_apart(*usage, diagnostics_)) return;
        Activity logged;
        logged.logs.emplace();
        LogsStatement& logs = *logged.logs;
        logs.hold.gap_milliseconds = usage->gap_milliseconds;
        logs.precision = options_.precision.value_or(Precision::bf16);
        std::set<std::string> names;
        for (const DeviceUsage& device : usage->devices) names.insert(device.chip);
        for (const JobUsage& job : usage->jobs) {
            if (job.chips != 0) names.insert(job.chip_type);
        }
        logs.usage = std::make_shared<const Usage>(std::move(*usage));
        find_chips(names, logs);
        if (diagnostics_.has_errors()) return;
        plan_.holdings = holdings_of(logged);
        if (plan_.holdings.empty()) {
            diagnostics_.add({.name = name::logs_without_evidence,
                              .place = {source.name},
                              .excerpt = "",
                              .message = "the logs say of no chip for how long it was there",
                              .hint = "summarize logs of machines or of a scheduler"});
        }
    }

    // The chips that the logs name, each with a peak at the precision; the call names the chip of
    // devices of which the logs do not.
    void find_chips(const std::set<std::string>& names, LogsStatement& logs) {
        for (const std::string& name : names) {
            const std::string written = name.substr(0, name.find(" MIG "));
            const std::string& product = written.empty() ? options_.chip : written;
            if (product.empty()) {
                tell_usage(diagnostics_, "the logs do not name the chip of every device",
                           "add --chip NAME; `flopledger chips` lists them");
                continue;
            }
            auto chip = find_chip(session_, product, diagnostics_);
            if (chip == nullptr) continue;
            find_peak(session_, {chip->id, *logs.precision}, diagnostics_);
            logs.chips.emplace(name, std::move(chip));
        }
    }

    void take_ledgers() {
        if (options_.ledgers.empty()) return;
        CheckRequest request = check_request(session_, options_.ledgers, {});
        request.selection.none = true;
        request.hashes = false;
        CheckResult result = check_all(session_, request, {});
        for (Diagnostic& diagnostic : result.diagnostics.list) {
            diagnostics_.add(std::move(diagnostic));
        }
        for (const LedgerResult& ledger : result.ledgers) {
            if (ledger.count != nullptr) take(*ledger.count);
        }
    }

    void take(const LedgerCount& count) {
        for (const ActivityCount& activity : count.activities) {
            if (activity.flop.value.high.is_zero()) continue;
            DeclaredWork work;
            work.place = activity.activity->place;
            work.name = fmt::format("{}/{}", count.ledger->model_name, activity.activity->name);
            work.kind = work_kind_of(activity.activity->kind);
            work.flop = activity.flop;
            work.period = activity.activity->period;
            work.source = activity.standing()->derivation.label;
            plan_.work.push_back(std::move(work));
        }
    }

    void take_options() {
        if (options_.inference) {
            DeclaredWork work;
            work.name = "inference";
            work.kind = WorkKind::inference;
            work.flop = Flop{*options_.inference};
            work.source = "the call";
            plan_.work.push_back(std::move(work));
        }
        check_share("--utilization", options_.utilization);
        check_share("--inference-utilization", options_.inference_utilization);
        if (options_.highest_utilization) {
            check_share("--highest-utilization", point(*options_.highest_utilization));
        }
    }

    void check_share(std::string_view option, const std::optional<Range>& share) {
        if (!share || share->high <= 1) return;
        tell_usage(diagnostics_, fmt::format("{} is a share and cannot be above 1", option),
                   "41 percent is 41% or 0.41");
    }

    // A share: as the call says, else the inventory, else what is usual.
    Derived<Ratio> share_of(std::string label, const std::optional<Range>& given,
                            const std::optional<Stated<Ratio>>& stated_share,
                            PodInput input) const {
        constexpr auto utilization = Measures::utilization;
        if (given) return cited(std::move(label), Ratio{*given}, utilization, "the call");
        if (stated_share) {
            return stated(std::move(label), stated_share->value, utilization, stated_share->place);
        }
        for (const std::shared_ptr<const Preset>& preset : presets_) {
            if (preset->id != usual_shares) continue;
            for (const PresetValue& value : preset->values) {
                if (value.input != input) continue;
                return cited(std::move(label), Ratio{value.value}, utilization,
                             fmt::format("preset {} ({}): {}", preset->id, word(preset->mark),
                                         value.source));
            }
        }
        return cited(std::move(label), Ratio{at_most(1)}, utilization,
                     "nobody says: up to the dense peak");
    }

    void take_highest() {
        constexpr const char* label = "highest utilization of a run that is not declared";
        if (options_.highest_utilization) {
            plan_.highest = cited(label, Ratio{point(*options_.highest_utilization)},
                                  Measures::utilization, "the call");
        } else if (inventory_.highest_utilization) {
            plan_.highest = stated(label, inventory_.highest_utilization->value,
                                   Measures::utilization, inventory_.highest_utilization->place);
        }
    }

    Session& session_;
    const CapacityOptions& options_;
    const std::vector<std::shared_ptr<const Preset>>& presets_;
    Diagnostics& diagnostics_;
    Inventory inventory_;
    CapacityPlan plan_;
};

}  // namespace

std::optional<CapacityPlan> capacity_plan(Session& session,
                                          const std::vector<std::shared_ptr<const Preset>>& presets,
                                          Diagnostics& diagnostics) {
    return PlanBuilder(session, presets, diagnostics).build();
}

}  // namespace flopledger
