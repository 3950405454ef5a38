// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/trainer_parser.hpp"

#include <algorithm>

namespace flopledger {

void TrainerParser::end(std::string_view rest) {
    LineParser::end(rest);
    run_.finish();
}

void TrainerParser::line(std::string_view raw, std::uint64_t number) {
    std::string_view text = without_escapes(raw, scratch_);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\r'), text.size());
        if (end != 0) text_line(text.substr(0, end), number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void TrainerParser::set_time(IterationLine& line, std::string_view text) {
    const std::optional<LocalTime> time = line_time(text);
    if (!time) return;
    line.time = meter_.utc_of_row(*time, last_time_, line.number);
    last_time_ = *line.time;
    line.counted = meter_.in_window(*line.time, line.number);
}

}  // namespace flopledger
