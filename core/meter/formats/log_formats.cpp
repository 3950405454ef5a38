// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <vector>

#include "core/meter/readings/log_format.hpp"
// The formats, one include a line.
#include "core/meter/formats/jobs/sacct_json.hpp"
#include "core/meter/formats/jobs/sacct_text.hpp"
#include "core/meter/formats/machines/amd_smi.hpp"
#include "core/meter/formats/machines/dcgmi_monitor.hpp"
#include "core/meter/formats/machines/device_monitor.hpp"
#include "core/meter/formats/machines/mapped_csv.hpp"
#include "core/meter/formats/machines/neuron_monitor.hpp"
#include "core/meter/formats/machines/nvidia_smi_csv.hpp"
#include "core/meter/formats/machines/rocm_smi.hpp"
#include "core/meter/formats/machines/tpu_monitoring.hpp"
#include "core/meter/formats/metrics/fleet_csv.hpp"
#include "core/meter/formats/metrics/otlp_json.hpp"
#include "core/meter/formats/metrics/prometheus_answer.hpp"
#include "core/meter/formats/metrics/prometheus_text.hpp"
#include "core/meter/formats/metrics/tsdb_dump.hpp"
#include "core/meter/formats/metrics/victoria_export.hpp"
#include "core/meter/formats/trainers/deepspeed_log.hpp"
#include "core/meter/formats/trainers/llmc_log.hpp"
#include "core/meter/formats/trainers/maxtext_log.hpp"
#include "core/meter/formats/trainers/megatron_log.hpp"
#include "core/meter/formats/trainers/mlperf_log.hpp"
#include "core/meter/formats/trainers/nemo_log.hpp"
#include "core/meter/formats/trainers/torchtitan_log.hpp"
#include "core/meter/formats/trainers/trainer_state.hpp"

namespace flopledger {

namespace {

// One line a format. Where two formats may take each other's text, the one that asks for more
// stands first.
std::span<const LogFormat> all_formats() {
    static const std::vector<LogFormat> formats{
        mlperf_log_format,        megatron_log_format,    deepspeed_log_format,
        torchtitan_log_format,    maxtext_log_format,     nemo_log_format,
        llmc_log_format,          trainer_state_format,
        mapped_csv_format,      // hl-smi's header looks like nvidia-smi's
        fleet_csv_format,       // a header of its own
        device_monitor_format,  // its two lines of header
        dcgmi_monitor_format,   // `#Entity`
        amd_smi_csv_format,     // its header
        rocm_smi_csv_format,    // its header
        amd_smi_json_format,    // keys that only it has
        rocm_smi_json_format,   // keys that only it has
        neuron_monitor_format,  // a key that only it has
        tpu_monitoring_format,  // names of metrics that only it has
        otlp_json_format,       // a key that only it has
        nvidia_smi_csv_format,    tsdb_dump_format,       victoria_export_format,
        prometheus_answer_format, prometheus_text_format, sacct_json_format,
        sacct_text_format,
    };
    return formats;
}

}  // namespace

std::span<const LogFormat> log_formats() { return all_formats(); }

const LogFormat* recognise_format(std::string_view beginning, const std::string& given_name) {
    const LogFormat* likely = nullptr;
    for (const LogFormat& format : log_formats()) {
        if (!given_name.empty()) {
            if (format.name == given_name) return &format;
            continue;
        }
        const Recognition recognition = format.recognise(beginning);
        if (recognition == Recognition::yes) return &format;
        if (recognition == Recognition::perhaps && likely == nullptr) likely = &format;
    }
    return likely;
}

}  // namespace flopledger
