// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/metric_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/meter/words/decimal.hpp"
#include "core/meter/words/plain_number.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

using enum Measurand;

// Scales from what sources print to the units of Metric.
constexpr int percent_busy = 2;    // 1/100 of a per cent
constexpr int ratio_busy = 4;      // the same of a ratio
constexpr int ratio_active = 6;    // 1/1,000,000
constexpr int percent_active = 4;  // the same of per cents
constexpr int watts = 2;           // 1/100 W
constexpr int milliwatts = -1;
constexpr int joules = 3;  // mJ
constexpr int millijoules = 0;
constexpr int microjoules = -3;
constexpr int megahertz = 0;
constexpr int hertz = -6;

// The draw at an instant (DCGM's field 157, AMD's gpu_power_usage) is left out where sources give
// the draw over a time as well: both under one metric would contradict each other.
constexpr auto sources = std::to_array<MetricSource>({
    // DCGM: the names of dcgm-exporter, those of DCGM 4.6, and the numbers that all versions share.
    {"DCGM_FI_DEV_GPU_UTIL", gpu_utilization, percent_busy},
    {"DCGM_FI_DEV_GPU_UTIL_RATIO", gpu_utilization, ratio_busy, true},
    {"203", gpu_utilization, percent_busy},
    {"DCGM_FI_PROF_GR_ENGINE_ACTIVE", engine_active, ratio_busy, true},
    {"DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", engine_active, ratio_busy, true},
    {"1001", engine_active, ratio_busy, true},
    {"DCGM_FI_DEV_POWER_USAGE", power, watts},
    {"DCGM_FI_DEV_BOARD_POWER_WATTS", power, watts},
    {"155", power, watts},
    {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", energy, millijoules},
    {"156", energy, millijoules},
    {"DCGM_FI_DEV_SM_CLOCK", sm_clock, megahertz},
    {"100", sm_clock, megahertz},
    {"DCGM_FI_PROF_SM_ACTIVE", sm_active, ratio_active, true},
    {"DCGM_FI_PROF_SM_UTIL_RATIO", sm_active, ratio_active, true},
    {"1002", sm_active, ratio_active, true},
    {"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", tensor_active, ratio_active, true},
    {"DCGM_FI_PROF_TENSOR_UTIL_RATIO", tensor_active, ratio_active, true},
    {"1004", tensor_active, ratio_active, true},
    // Its predecessor's names.
    {"dcgm_gpu_utilization", gpu_utilization, percent_busy},
    {"dcgm_power_usage", power, watts},
    {"dcgm_total_energy_consumption", energy, millijoules},
    {"dcgm_sm_clock", sm_clock, megahertz},
    // AMD's device-metrics-exporter; an `amd_` before them is taken off.
    {"gpu_gfx_activity", gpu_utilization, percent_busy},
    {"gpu_package_power", power, watts},
    {"gpu_average_package_power", power, watts},
    {"gpu_energy_consumed", energy, microjoules},
    {"gpu_prof_tensor_active_percent", tensor_active, percent_active},
    // Exporters around nvidia-smi and NVML.
    {"nvidia_smi_utilization_gpu_ratio", gpu_utilization, ratio_busy, true},
    {"nvidia_smi_power_draw_watts", power, watts},
    {"nvidia_smi_energy_joules_total", energy, joules},
    {"nvidia_smi_clocks_current_sm_clock_hz", sm_clock, hertz},
    {"nvidia_gpu_duty_cycle", gpu_utilization, percent_busy},
    {"nvidia_gpu_power_usage_milliwatts", power, milliwatts},
    // Telegraf's plugin for nvidia-smi.
    {"nvidia_smi_utilization_gpu", gpu_utilization, percent_busy},
    {"nvidia_smi_power_draw", power, watts},
    // slurm-job-exporter: what it takes from DCGM, it turns into NVML's units. Its utilization is
    // then the activity of SMs, which bounds no less well.
    {"slurm_job_utilization_gpu", gpu_utilization, percent_busy},
    {"slurm_job_power_gpu", power, milliwatts},
    {"slurm_job_tensor_gpu", tensor_active, percent_active},
    // Ray.
    {"ray_node_gpus_utilization", gpu_utilization, percent_busy},
    // Kepler from 0.11 on, whose series are those of whole boards; before, there was one a mode.
    {"kepler_node_gpu_joules_total", energy, joules, false, "mode", "", true},
    {"kepler_node_gpu_watts", power, watts},
    // Device plugins of Google Kubernetes Engine, for GPU and TPU.
    {"duty_cycle", gpu_utilization, percent_busy},
    {"duty_cycle_node", gpu_utilization, percent_busy},
    {"tensorcore_utilization", tensor_active, percent_active},
    {"tensorcore_utilization_node", tensor_active, percent_active},
    // Habana's exporter, and Huawei's of NPU.
    {"habanalabs_utilization", gpu_utilization, percent_busy},
    {"habanalabs_power_mW", power, milliwatts},
    {"npu_chip_info_utilization", gpu_utilization, percent_busy},
    {"npu_chip_info_power", power, watts},
    // OpenTelemetry's receiver for DCGM, as it is and as Prometheus spells it.
    {"gpu.dcgm.utilization", engine_active, ratio_busy, true},
    {"gpu_dcgm_utilization", engine_active, ratio_busy, true},
    {"gpu_dcgm_utilization_ratio", engine_active, ratio_busy, true},
    {"gpu.dcgm.sm.utilization", sm_active, ratio_active, true},
    {"gpu_dcgm_sm_utilization", sm_active, ratio_active, true},
    {"gpu_dcgm_sm_utilization_ratio", sm_active, ratio_active, true},
    {"gpu.dcgm.pipe.utilization", tensor_active, ratio_active, true, "gpu.pipe", "tensor"},
    {"gpu_dcgm_pipe_utilization", tensor_active, ratio_active, true, "gpu_pipe", "tensor"},
    {"gpu_dcgm_pipe_utilization_ratio", tensor_active, ratio_active, true, "gpu_pipe", "tensor"},
    // OpenTelemetry, as it is and as Prometheus spells it.
    {"hw.gpu.utilization", gpu_utilization, ratio_busy, true, "hw.gpu.task", "general", true},
    {"hw_gpu_utilization", gpu_utilization, ratio_busy, true, "hw_gpu_task", "general", true},
    {"hw_gpu_utilization_ratio", gpu_utilization, ratio_busy, true, "hw_gpu_task", "general", true},
    {"hw.power", power, watts, false, "hw.type", "gpu"},
    {"hw_power", power, watts, false, "hw_type", "gpu"},
    {"hw_power_watts", power, watts, false, "hw_type", "gpu"},
    {"hw.energy", energy, joules, false, "hw.type", "gpu"},
    {"hw_energy", energy, joules, false, "hw_type", "gpu"},
    {"hw_energy_joules_total", energy, joules, false, "hw_type", "gpu"},
});

// DCGM's signs for no value: the least of each type, of which four stand in a row.
constexpr std::uint64_t no_int32 = 2'147'483'632;
constexpr std::uint64_t no_double = 140'737'488'355'328;
constexpr std::uint64_t no_int64 = 9'223'372'036'800'000'000;  // less what a double loses

// Whether a number is such a sign. Counters of energy may well pass those of smaller types, so that
// of them only the exact number of the type they have counts.
bool is_sentinel(const MetricSource& source, std::uint64_t whole) {
    if (source.measurand != energy) return whole >= no_int32;
    return whole >= no_int64 || (whole >= no_double && whole < no_double + 4);
}

bool is_infinite(std::string_view text) {
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    return text == "Inf" || text == "inf" || text == "Infinity";
}

// Whether a text is a number in its form, however large.
bool is_number(std::string_view text) {
    const auto take_sign = [&] {
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    };
    const auto take_digits = [&] {
        const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(length);
        return length > 0;
    };
    take_sign();
    bool digits = take_digits();
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        digits = take_digits() || digits;
    }
    if (digits && (text.starts_with('e') || text.starts_with('E'))) {
        text.remove_prefix(1);
        take_sign();
        digits = take_digits();
    }
    return digits && text.empty();
}

MetricValue judge(const MetricSource& source, std::uint64_t value) {
    if (source.measurand == energy || is_possible(source.measurand, value))
        return {ValueKind::number, value};
    const std::uint64_t one = powers_of_ten[static_cast<std::size_t>(std::max(source.scale, 0))];
    if (source.ratio && value * 2 > one * 3 && value <= one * 100) return {ValueKind::percent, 0};
    return {ValueKind::out_of_range, 0};
}

MetricValue read_carefully(const MetricSource& source, std::string_view text) {
    if (is_missing(text)) return {ValueKind::missing, 0};
    if (is_infinite(text)) return {ValueKind::out_of_range, 0};
    if (!is_number(text)) return {ValueKind::not_a_number, 0};
    const auto whole = scaled_decimal(text, 0);
    if (!whole && text.starts_with('-')) return {ValueKind::out_of_range, 0};
    if (!whole || is_sentinel(source, *whole)) return {ValueKind::missing, 0};
    const auto value = scaled_decimal(text, source.scale);
    if (!value) return {ValueKind::out_of_range, 0};
    return judge(source, *value);
}

const std::vector<const MetricSource*>& sorted_sources() {
    static const std::vector<const MetricSource*> table = [] {
        std::vector<const MetricSource*> pointers;
        for (const MetricSource& source : sources) pointers.push_back(&source);
        std::sort(pointers.begin(), pointers.end(),
                  [](const auto* left, const auto* right) { return left->name < right->name; });
        return pointers;
    }();
    return table;
}

}  // namespace

Shape shape_of(Measurand measurand) {
    switch (measurand) {
        case gpu_utilization:
            return Shape::utilization_only;
        case power:
            return Shape::power_only;
        case tensor_active:
            return Shape::tensor_only;
        case sm_active:
            return Shape::sm_only;
        case energy:
            return Shape::energy_only;
        case engine_active:
            return Shape::engine_only;
        case sm_clock:
            break;
    }
    return Shape::clock_only;
}

const MetricSource* metric_source(std::string_view name) {
    if (name.starts_with("amd_gpu_")) name.remove_prefix(4);
    const auto& table = sorted_sources();
    const auto found = std::lower_bound(
        table.begin(), table.end(), name,
        [](const MetricSource* source, std::string_view wanted) { return source->name < wanted; });
    return found != table.end() && (*found)->name == name ? *found : nullptr;
}

std::string near_metrics(std::string_view name) {
    std::vector<std::string_view> known;
    for (const MetricSource& source : sources) known.push_back(source.name);
    std::string text;
    for (const std::string_view near : near_words(name, known, 3)) {
        text += fmt::format("{}{}", text.empty() ? "" : ", ", near);
    }
    return text;
}

MetricValue read_value(const MetricSource& source, std::string_view text) {
    PlainNumber number;
    const char* end = text.data() + text.size();
    if (!text.empty() && read_plain_number(text.data(), end, number) == end) {
        const auto value = number.scaled(source.scale);
        if (value && is_possible(source.measurand, *value)) return {ValueKind::number, *value};
    }
    return read_carefully(source, text);
}

}  // namespace flopledger
