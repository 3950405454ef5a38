// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/prometheus_text.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/meter/formats/metrics/label_text.hpp"
#include "core/meter/formats/metrics/series_lines.hpp"

namespace flopledger {

namespace {

// Whether a line is a reading with labels: `name{label="value"} 1`.
bool is_reading(std::string_view line) {
    const std::size_t name = static_cast<std::size_t>(
        std::find_if_not(line.begin(), line.end(), is_name_byte) - line.begin());
    if (name == 0 || name == line.size() || line[name] != '{') return false;
    line.remove_prefix(name);
    const char* end = end_of_labels(line.data(), line.data() + line.size());
    LabelText labels;
    if (end == nullptr) return false;
    const auto length = static_cast<std::size_t>(end - line.data());
    return parse_labels(line.substr(0, length), labels) && length < line.size() &&
           line[length] == ' ';
}

bool is_announcement(std::string_view line) {
    return line.starts_with("# HELP ") || line.starts_with("# TYPE ") || line == "# EOF";
}

Recognition recognise(std::string_view beginning) {
    constexpr int lines_looked_at = 100;
    for (int i = 0; i < lines_looked_at && !beginning.empty(); ++i) {
        const std::string_view line = trimmed(beginning.substr(0, beginning.find('\n')));
        if (is_announcement(line) || is_reading(line)) return Recognition::yes;
        beginning.remove_prefix(std::min(beginning.size(), beginning.find('\n')));
        if (!beginning.empty()) beginning.remove_prefix(1);
    }
    return Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<SeriesLines>(meter, true);
}

std::unique_ptr<LogParser> make_parser_within(Meter& meter, std::string_view beginning) {
    return std::make_unique<SeriesLines>(meter, true, beginning);
}

}  // namespace

const LogFormat prometheus_text_format{
    "prometheus-text",
    "What dcgm-exporter and other exporters print (Prometheus text or OpenMetrics), with times, or "
    "scrapes one behind the other with --start and --interval.",
    recognise,
    make_parser,
    true,
    make_parser_within,
};

}  // namespace flopledger
