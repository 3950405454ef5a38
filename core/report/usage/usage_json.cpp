// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage/usage_json.hpp"

#include <array>
#include <utility>

#include "core/base/utc_time.hpp"
#include "core/report/json/document_description.hpp"
#include "core/report/usage/usage_state_json.hpp"

namespace flopledger {

namespace {

// What an integral is called, in the order of Metric.
constexpr std::array<std::string_view, metric_count> integral_names{
    "gpu_utilization_percent_ms", "power_centiwatt_ms", "tensor_active_ppm_ms",
    "tensor_clock_ppm_mhz_ms",    "sm_active_ppm_ms",   "energy_millijoules"};

// Utilization is kept in 1/100 per cent and told in per cent: a fraction only where there is one.
std::string percent_text(const Exact& hundredths) {
    const Exact percent = hundredths / 100;
    std::string text = percent.is_whole() ? percent.text() : percent.fixed(2);
    if (!percent.is_whole() && text.ends_with('0')) text.pop_back();
    return text;
}

void write_metrics(JsonStream& json, const MetricTable& metrics) {
    json.key("integrals");
    json.begin('{');
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (!metrics[i]) continue;
        json.key(integral_names[i]);
        if (static_cast<Metric>(i) == Metric::gpu_utilization) {
            json.text(percent_text(metrics[i]->integral));
        } else {
            json.quoted(metrics[i]->integral);
        }
    }
    json.end('}');
    json.key("present_ms");
    json.begin('{');
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (!metrics[i]) continue;
        json.key(word(static_cast<Metric>(i)));
        json.quoted(metrics[i]->present_milliseconds);
    }
    json.end('}');
    const auto& energy = metrics[static_cast<std::size_t>(Metric::energy)];
    if (!energy) return;
    json.key("energy_resets");
    json.number(energy->resets);
}

void write_period(JsonStream& json, std::uint64_t samples, std::int64_t first, std::int64_t last) {
    json.key("first");
    if (samples == 0) {
        json.null();
    } else {
        json.moment(first);
    }
    json.key("last");
    if (samples == 0) {
        json.null();
    } else {
        json.moment(last);
    }
}

template <typename Sums>
void write_counts(JsonStream& json, const Sums& sums) {
    json.key("samples");
    json.number(sums.samples);
    json.key("duplicates");
    json.number(sums.duplicates);
    json.key("conflicts");
    json.number(sums.conflicts);
    write_period(json, sums.samples, sums.first, sums.last);
    json.key("covered_ms");
    json.quoted(sums.covered_milliseconds);
    json.key("gaps");
    json.number(sums.gaps);
}

void write_device(JsonStream& json, const DeviceUsage& device, const DeviceSums& sums) {
    json.begin('{');
    json.key("device");
    json.text(device.device);
    json.key("identity");
    json.text(word(device.identity));
    json.key("chip");
    json.text_or_null(device.chip);
    json.key("slot");
    json.text_or_null(device.slot);
    write_counts(json, sums.principal);
    json.key("median_ms");
    json.quoted(sums.principal.median_milliseconds);
    json.key("hold_ms");
    json.quoted(sums.principal.hold_milliseconds);
    write_metrics(json, sums.metrics);
    json.key("longest_gaps");
    json.begin('[');
    for (const Gap& gap : sums.principal.longest_gaps) {
        json.begin('{');
        json.key("from");
        json.moment(gap.from);
        json.key("to");
        json.moment(gap.to);
        json.end('}');
    }
    json.end(']');
    write_tracks(json, device.tracks);
    if (device.seen.known()) {
        json.key("seen");
        json.begin('{');
        json.key("from");
        json.moment(device.seen.from);
        json.key("to");
        json.moment(device.seen.to);
        json.end('}');
    }
    json.end('}');
}

// A day with everything in it, and its interior, from which adding goes on.
void write_day(JsonStream& json, const SeriesDay& day) {
    json.begin('{');
    json.key("chip");
    json.text_or_null(day.chip);
    json.key("day");
    json.text(to_text(day_of_number(day.day)));
    json.key("series");
    json.text(word(day.shape));
    json.key("covered_ms");
    json.quoted(day.sums.covered_milliseconds);
    write_metrics(json, day.sums.metrics);
    write_intervals(json,
                    day.interior == nullptr ? std::vector<Interval>{} : day.interior->interior);
    json.end('}');
}

void write_days(JsonStream& json, const std::vector<SeriesDay>& days) {
    json.new_line(1);
    json.key("days");
    json.begin('[');
    for (const SeriesDay& day : days) {
        json.new_line(2);
        write_day(json, day);
    }
    if (!days.empty()) json.new_line(1);
    json.end(']');
}

void write_head(JsonStream& json, const HoldRule& hold, std::string_view version) {
    json.begin('{');
    json.new_line(1);
    json.key("schema");
    json.text("flopledger/usage/1");
    json.new_line(1);
    json.key("tool");
    json.begin('{');
    json.key("name");
    json.text("flopledger");
    json.key("version");
    json.text(version);
    json.end('}');
    json.new_line(1);
    json.key("max_hold_ms");
    if (hold.longest_hold) {
        json.quoted(Exact(*hold.longest_hold));
    } else {
        json.null();
    }
    json.new_line(1);
    json.key("gap_ms");
    json.quoted(Exact(hold.gap_milliseconds));
}

void write_totals(JsonStream& json, const FleetSums& fleet) {
    json.new_line(1);
    json.key("totals");
    json.begin('{');
    json.key("devices");
    json.number(fleet.devices);
    write_counts(json, fleet);
    write_metrics(json, fleet.metrics);
    json.end('}');
}

// What the whole of a fleet shows. It follows from the devices, so it is not read back.
void write_fleet_findings(JsonStream& json, const std::vector<Finding>& findings) {
    json.new_line(1);
    json.key("fleet_findings");
    json.begin('[');
    for (const Finding& finding : findings) {
        json.begin('{');
        json.key("name");
        json.text(finding.name.text);
        json.key("message");
        json.text(finding.message);
        json.end('}');
    }
    json.end(']');
}

}  // namespace

UsageJson::UsageJson(TextSink sink, const Usage& usage, std::optional<std::int64_t> longest_hold,
                     std::string_view version)
    : json_(std::move(sink)) {
    write_head(json_, {longest_hold, usage.gap_milliseconds}, version);
    json_.new_line(1);
    json_.key("devices");
    json_.begin('[');
}

void UsageJson::add(const DeviceUsage& device, const DeviceSums& sums) {
    has_devices_ = true;
    json_.new_line(2);
    write_device(json_, device, sums);
}

void UsageJson::finish(const UsageResult& result) {
    const Usage& usage = *result.usage;
    if (has_devices_) json_.new_line(1);
    json_.end(']');
    write_totals(json_, result.fleet);
    write_days(json_, result.days);
    write_training(json_, usage);
    write_jobs(json_, usage);
    write_inputs(json_, usage);
    write_selected(json_, usage);
    write_row_counts(json_, "rejected", usage.rejected, usage);
    write_row_counts(json_, "findings", usage.findings, usage);
    write_row_counts(json_, "unread_metrics", usage.unread, usage);
    write_fleet_findings(json_, result.findings);
    json_.new_line(0);
    json_.end('}');
    json_.finish();
}

std::string usage_errors_json(const Diagnostics& diagnostics, std::string_view version) {
    Json::Object document = document_head("usage", version);
    document.emplace_back("diagnostics", json_of(diagnostics.list));
    return json_text(document);
}

}  // namespace flopledger
