// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage_json.hpp"

#include <array>

#include "core/base/utc_time.hpp"
#include "core/facts/fleet_findings.hpp"
#include "core/facts/usage_sums.hpp"
#include "core/report/usage_days.hpp"
#include "core/report/usage_state_json.hpp"

namespace flopledger {

namespace {

// What an integral is called, in the order of Metric.
constexpr std::array<std::string_view, metric_count> integral_names{
    "gpu_utilization_percent_ms", "power_centiwatt_ms", "tensor_active_ppm_ms",
    "tensor_clock_ppm_mhz_ms",    "sm_active_ppm_ms",   "energy_millijoules"};

using Metrics = std::array<std::optional<MetricSums>, metric_count>;

// Utilization is kept in 1/100 per cent and told in per cent: a fraction only where there is one.
std::string percent_text(const Exact& hundredths) {
    const Exact percent = hundredths / 100;
    std::string text = percent.is_whole() ? percent.text() : percent.fixed(2);
    if (!percent.is_whole() && text.ends_with('0')) text.pop_back();
    return text;
}

void write_metrics(JsonStream& json, const Metrics& metrics) {
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
    json.end('}');
}

// A day with everything in it, and its interior, from which adding goes on.
void write_day(JsonStream& json, const DayUsage& day, const DayUsage* interior,
               const HoldRule& rule) {
    const DaySums sums = sums_of(day, rule);
    const ShapeMetrics shape = metrics_of(day.shape);
    Metrics metrics;
    const auto take = [&](Metric metric, const MetricSums& from) {
        if (from.present_milliseconds == 0 && from.integral.is_zero()) return;
        metrics[static_cast<std::size_t>(metric)] = from;
    };
    take(shape.first, sums.metrics[0]);
    if (shape.has_second) take(shape.second, sums.metrics[1]);
    json.begin('{');
    json.key("chip");
    json.text_or_null(day.chip);
    json.key("day");
    json.text(to_text(day_of_number(day.day)));
    json.key("series");
    json.text(word(day.shape));
    json.key("covered_ms");
    json.quoted(sums.covered_milliseconds);
    write_metrics(json, metrics);
    json.key("interior");
    write_intervals(json, interior == nullptr ? std::vector<Interval>{} : interior->interior);
    json.end('}');
}

void write_days(JsonStream& json, const Usage& usage, const EdgeDays& edges, const HoldRule& rule) {
    json.new_line(1);
    json.key("days");
    json.begin('[');
    auto interior = usage.days.begin();  // in the same order, and all of them among the others
    const std::vector<DayUsage> days = edges.with(usage.days);
    for (const DayUsage& day : days) {
        const bool same = interior != usage.days.end() && interior->chip == day.chip &&
                          interior->day == day.day && interior->shape == day.shape;
        json.new_line(2);
        write_day(json, day, same ? &*interior : nullptr, rule);
        if (same) ++interior;
    }
    if (!days.empty()) json.new_line(1);
    json.end(']');
}

void write_head(JsonStream& json, const Usage& usage, const HoldRule& rule,
                std::string_view version) {
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
    if (rule.longest_hold) {
        json.quoted(Exact(*rule.longest_hold));
    } else {
        json.null();
    }
    json.new_line(1);
    json.key("gap_ms");
    json.quoted(Exact(usage.gap_milliseconds));
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
void write_fleet_findings(JsonStream& json, const Usage& usage) {
    json.new_line(1);
    json.key("fleet_findings");
    json.begin('[');
    for (const Finding& finding : fleet_findings(usage)) {
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

void write_usage_json(const Usage& usage, std::optional<std::int64_t> longest_hold,
                      std::string_view version, const TextSink& sink) {
    const HoldRule rule{longest_hold, usage.gap_milliseconds};
    JsonStream json(sink);
    write_head(json, usage, rule, version);
    json.new_line(1);
    json.key("devices");
    json.begin('[');
    FleetSums fleet;
    EdgeDays edges;
    for (const DeviceUsage& device : usage.devices) {
        const DeviceSums sums = sums_of(device, rule);
        add(fleet, sums);
        edges.add(device);
        json.new_line(2);
        write_device(json, device, sums);
    }
    if (!usage.devices.empty()) json.new_line(1);
    json.end(']');
    write_totals(json, fleet);
    write_days(json, usage, edges, rule);
    write_training(json, usage);
    write_jobs(json, usage);
    write_inputs(json, usage);
    write_row_counts(json, "rejected", usage.rejected, usage);
    write_row_counts(json, "findings", usage.findings, usage);
    write_fleet_findings(json, usage);
    json.new_line(0);
    json.end('}');
    json.finish();
}

std::string usage_json(const Usage& usage, std::optional<std::int64_t> longest_hold,
                       std::string_view version) {
    std::string text;
    write_usage_json(usage, longest_hold, version, [&](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace flopledger
