// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <vector>

#include "core/meter/log_format.hpp"
// The formats, one include a line.
#include "core/meter/nvidia_smi_csv.hpp"
#include "core/meter/prometheus_answer.hpp"
#include "core/meter/prometheus_text.hpp"
#include "core/meter/tsdb_dump.hpp"
#include "core/meter/victoria_export.hpp"

namespace flopledger {

namespace {

// One line a format. Where two formats may take each other's text, the one that asks for more
// stands first.
std::span<const LogFormat> all_formats() {
    static const std::vector<LogFormat> formats{
        nvidia_smi_csv_format,    tsdb_dump_format,       victoria_export_format,
        prometheus_answer_format, prometheus_text_format,
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
