// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/input_yield.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/facts/machines/job_names.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/files/input_names.hpp"
#include "core/meter/readings/rejected_rows.hpp"
#include "core/meter/words/metric_names.hpp"

namespace flopledger {

namespace {

// Findings that say of an input why nothing of it counts.
constexpr auto explaining = std::to_array<std::string_view>(
    {name::run_unfinished.text, name::no_chips_accounted.text, name::job_row_missing.text,
     name::document_too_large.text, name::answer_failed.text, name::damaged_archive.text});

// What helps where rows were left out for a reason, or hold something odd.
struct Remedy {
    std::string_view reason;
    const char* hint;
};
constexpr auto remedies = std::to_array<Remedy>({
    {"no-device", "the rows must tell devices apart: by a UUID, or by a host and an index or bus"},
    {name::no_value.text,
     "its source measures nothing under these names: log another metric of the same devices"},
    {"unknown-unit", "say with --map which unit a column has, as in 'Power=power:W'"},
});

InputFault unnamed(std::uint64_t rows) {
    return {name::series_without_name,
            fmt::format("{} series or rows have no metric name, as what sum, avg, max, rate and "
                        "other functions of a query give",
                        rows),
            "ask for the metric itself, device by device, as in "
            "query=DCGM_FI_DEV_GPU_UTIL[1d]"};
}

InputFault unknown(const UnreadNames& names) {
    const std::string first = names.first();
    // What stands in braces is why a known metric is not read.
    if (first.find('{') != first.npos) {
        return {name::no_known_metric,
                fmt::format("no metric in it is read as it stands; it has {}", names.listed()),
                "what stands in braces makes these another metric than the one that is read: give "
                "series of whole devices, as gauges or sums, or another metric of them"};
    }
    const std::string known = near_metrics(first);
    return {
        name::no_known_metric, fmt::format("no metric in it is known; it has {}", names.listed()),
        known.empty()
            ? "give metrics as an exporter prints them, such as DCGM_FI_PROF_PIPE_TENSOR_ACTIVE, "
              "DCGM_FI_DEV_GPU_UTIL or DCGM_FI_DEV_POWER_USAGE; flopledger-method(7) says of "
              "which exporters; names with a colon are made by recording rules"
            : fmt::format("the nearest known: {}", known)};
}

}  // namespace

void InputYield::add(const StretchResult& result, std::uint64_t lines_before) {
    const Meter& meter = *result.meter;
    const auto& devices = result.devices->devices();
    took_ = took_ || !meter.training.empty() || !meter.jobs.empty() ||
            std::any_of(devices.begin(), devices.end(),
                        [](const Device& device) { return device.has_series(); });
    asked_ = asked_ || meter.columns_needed || !meter.mapping_fault.empty();
    rows_ += meter.row_count;
    not_wanted_ += meter.rows.rejected(Rejection::out_of_window) +
                   meter.rows.rejected(Rejection::not_selected);
    format_ = result.file.format;
    meter.rows.move_to(left_out_, 0, lines_before);
    unread_.add(meter.unread, lines_before);
}

std::optional<InputFault> InputYield::fault() const {
    if (unread_.nameless() > 0) return unnamed(unread_.nameless());
    const bool told = std::any_of(explaining.begin(), explaining.end(), [&](std::string_view name) {
        return left_out_.findings.contains(name);
    });
    if (took_ || asked_ || told || not_wanted_ > 0 || format_.empty()) return std::nullopt;
    if (!unread_.listed().empty() && rows_ == 0) return unknown(unread_);
    std::string why = rows_ == 0 ? "it has no rows"
                                 : fmt::format("it has {} row{}", rows_, rows_ == 1 ? "" : "s");
    for (const auto* counts : {&left_out_.rejected, &left_out_.findings}) {
        for (const auto& [name, count] : *counts) why += fmt::format(", {} {}", count.rows, name);
    }
    const auto remedy = std::find_if(remedies.begin(), remedies.end(), [&](const Remedy& one) {
        return left_out_.rejected.contains(one.reason) || left_out_.findings.contains(one.reason);
    });
    return InputFault{
        name::nothing_read,
        fmt::format("no reading, iteration or job was found in it, read as {}; {}", format_, why),
        remedy_for_rejected(left_out_, remedy != remedies.end()
                                           ? remedy->hint
                                           : "name its format with --input-format if it is another "
                                             "one, or leave the file out")};
}

}  // namespace flopledger
