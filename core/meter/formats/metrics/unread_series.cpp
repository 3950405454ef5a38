// SPDX-License-Identifier: Apache-2.0
// What lines tell whose metric is not read: its name, and that a device was there.
#include <cstring>
#include <utility>

#include "core/meter/formats/metrics/label_text.hpp"
#include "core/meter/formats/metrics/series_lines.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

// The count of a name that is not read, or not under these labels.
UnreadName* SeriesLines::unread(std::string_view name, std::string_view labels) {
    LabelText parsed;
    const bool of_accelerator = parse_labels(labels, parsed) && parsed.labels.of_accelerator();
    return &meter_.unread.of(parsed.labels.unread_name(name), of_accelerator);
}

// Reads the line of a metric that is not read from its labels on: these say whether it is about an
// accelerator, and that this was there.
const char* SeriesLines::unread_line(const KnownName& name, const char* begin, const char* end) {
    name.unread->meet(lines_);
    Labels* labels = find_labels(begin, end);
    if (labels != nullptr && labels->of_accelerator && !name.unread->of_accelerator) {
        meter_.unread.of({name.text.data(), name.text.size() - 1}, true);
    }
    const bool seen = labels != nullptr && (name.speaks_of_accelerators ? labels->may_name_device
                                                                        : labels->names_device);
    if (!seen) {
        const void* stop = std::memchr(begin, '\n', static_cast<std::size_t>(end - begin));
        return static_cast<const char*>(stop) + 1;
    }
    Tail tail;
    const char* at = read_tail(begin + labels->text.size(), end, tail);
    see(*labels, tail);
    return at;
}

// Notes that the device of a series was there. A database writes NaN where a series ends.
void SeriesLines::see(Labels& labels, const Tail& tail) {
    std::int64_t time = 0;
    if (torn_ || tail.value.empty()) return;
    if (tail.time.empty()) {
        if (!meter_.options.start || !meter_.options.interval) return;
        time = *meter_.options.start + *meter_.options.interval * scrape_;
    } else if (!time_of(tail.time, time)) {
        return;
    }
    if (is_missing(tail.value)) {
        reader_.meet(owner_of(labels), time);
    } else {
        reader_.see(owner_of(labels), time);
    }
}

// Whose readings the series with some labels are, looked for when it is first asked.
SeriesOwner& SeriesLines::owner_of(Labels& labels) {
    if (!std::exchange(labels.owned, true)) {
        LabelText parsed;
        parse_labels(labels.text, parsed);
        const bool before = std::exchange(meter_.host_needed, false);
        labels.owner = reader_.owner(parsed.labels);
        labels.needs_host = std::exchange(meter_.host_needed, before);
    }
    return labels.owner;
}

}  // namespace flopledger
