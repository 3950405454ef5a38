// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/tsdb_dump.hpp"

#include "core/meter/formats/metrics/label_text.hpp"
#include "core/meter/formats/metrics/series_lines.hpp"

namespace flopledger {

namespace {

Recognition recognise(std::string_view beginning) {
    const std::string_view line = beginning.substr(0, beginning.find('\n'));
    if (!line.starts_with('{')) return Recognition::no;
    const char* end = end_of_labels(line.data(), line.data() + line.size());
    if (end == nullptr) return Recognition::no;
    LabelText labels;
    const auto length = static_cast<std::size_t>(end - line.data());
    const bool parsed = parse_labels(line.substr(0, length), labels);
    return parsed && labels.has_metric ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<SeriesLines>(meter, false);
}

std::unique_ptr<LogParser> make_parser_within(Meter& meter, std::string_view beginning) {
    return std::make_unique<SeriesLines>(meter, false, beginning);
}

}  // namespace

const LogFormat tsdb_dump_format{
    "tsdb-dump", "What `promtool tsdb dump` prints: a reading a line, series by series.",
    recognise,   make_parser,
    true,        make_parser_within,
};

}  // namespace flopledger
