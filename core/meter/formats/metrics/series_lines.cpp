// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/series_lines.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/meter/formats/metrics/label_text.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/log_time.hpp"
#include "core/meter/words/plain_number.hpp"

namespace flopledger {

namespace {

// More names than any exporter has are not kept, nor more bytes of labels: the devices stay.
constexpr std::size_t most_names = 4096;
constexpr std::size_t most_label_bytes = std::size_t{64} << 20;
// What a state begins with, and no log does.
constexpr std::string_view state_mark = "\x01scrape ";

const char* skip_blanks(const char* at, const char* end) {
    while (at != end && is_blank(*at)) ++at;
    return at;
}

bool starts_with(const char* at, const char* end, std::string_view text) {
    return static_cast<std::size_t>(end - at) >= text.size() &&
           std::memcmp(at, text.data(), text.size()) == 0;
}

// The text up to the next blank or the end of the line.
std::string_view take_word(const char*& at, const char* end) {
    at = skip_blanks(at, end);
    const char* begin = at;
    while (at != end && !is_blank(*at) && *at != '\n' && *at != '\r') ++at;
    return {begin, static_cast<std::size_t>(at - begin)};
}

}  // namespace

SeriesLines::SeriesLines(Meter& meter, bool paired, std::string_view beginning)
    : reader_(meter, paired), meter_(meter) {
    if (beginning.starts_with(state_mark)) go_on_from(beginning.substr(state_mark.size()));
}

void SeriesLines::take(std::string_view lines) {
    const char* at = lines.data();
    const char* end = at + lines.size();
    while (at != end) at = line(at, end);
}

void SeriesLines::end(std::string_view rest) {
    if (!rest.empty()) {
        const std::string whole = std::string(rest) + '\n';
        torn_ = true;
        line(whole.data(), whole.data() + whole.size());
    }
    reader_.finish();
}

// The number of the scrape, whether it has samples and how it began, the metric that begins one;
// then the series that the scrape had so far: a letter each measurand, and the labels.
std::string SeriesLines::state() const {
    if (!untimed_ && (timed_ || first_announced_.empty())) return "";
    std::string state(state_mark);
    state += std::to_string(scrape_) + ' ';
    state += scrape_has_samples_ ? (repeated_ ? '2' : '1') : '0';
    state += ' ' + first_announced_;
    for (const Labels& labels : labels_) {
        std::string seen;
        for (std::size_t i = 0; i < labels.scrapes.size(); ++i) {
            if (labels.scrapes[i] == scrape_ + 1) seen += static_cast<char>('a' + i);
        }
        if (!seen.empty()) state += '\n' + seen + std::string(labels.text);
    }
    return state;
}

void SeriesLines::go_on_from(std::string_view state) {
    std::string_view line = state.substr(0, state.find('\n'));
    state.remove_prefix(std::min(state.size(), line.size() + 1));
    PlainNumber scrape;
    const char* at = read_plain_number(line.data(), line.data() + line.size(), scrape);
    line.remove_prefix(static_cast<std::size_t>(at - line.data()));
    scrape_ = static_cast<std::uint32_t>(scrape.digits);
    repeated_ = line.starts_with(" 2");
    scrape_has_samples_ = repeated_ || line.starts_with(" 1");
    untimed_ = true;
    if (line.size() > 3) first_announced_ = line.substr(3);
    while (!state.empty()) {
        line = state.substr(0, state.find('\n'));
        state.remove_prefix(std::min(state.size(), line.size() + 1));
        const std::size_t brace = std::min(line.find('{'), line.size());
        Labels* labels = look_up(line.substr(brace));
        for (std::size_t i = 0; labels != nullptr && i < brace; ++i) {
            const auto measurand = static_cast<std::size_t>(line[i] - 'a');
            if (measurand < labels->scrapes.size()) labels->scrapes[measurand] = scrape_ + 1;
        }
    }
}

void SeriesLines::refuse(Rejection reason) {
    ++meter_.row_count;
    meter_.rows.reject(reason, lines_);
}

// Reads one line, and gives where the next one begins.
const char* SeriesLines::line(const char* begin, const char* end) {
    ++lines_;
    begin = skip_blanks(begin, end);
    const auto line_end = [&](const char* from) {
        return static_cast<const char*>(
            std::memchr(from, '\n', static_cast<std::size_t>(end - from)));
    };
    if (*begin == '#') {
        const char* stop = line_end(begin);
        comment({begin, static_cast<std::size_t>(stop - begin)});
        return stop + 1;
    }
    if (const KnownName* name = find_name(begin, end)) {
        begin += name->text.size() - 1;
        if (name->unread != nullptr) return unread_line(*name, begin, end);
        return labelled(*name, begin, end);
    }
    const char* stop = line_end(begin);
    unlabelled({begin, static_cast<std::size_t>(stop - begin)});
    return stop + 1;
}

void SeriesLines::comment(std::string_view text) {
    while (text.ends_with('\r') || text.ends_with(' ')) text.remove_suffix(1);
    if (text == "# EOF") {
        if (scrape_has_samples_) ++scrape_;
        scrape_has_samples_ = false;
        repeated_ = false;
        return;
    }
    if (!text.starts_with("# HELP ") && !text.starts_with("# TYPE ")) return;
    text.remove_prefix(7);
    text = text.substr(0, text.find(' '));
    if (first_announced_.empty()) first_announced_ = text;
    if (text != first_announced_ || !scrape_has_samples_) return;
    // Of a scrape that began with readings of another metric, it is a part.
    if (!std::exchange(repeated_, false)) {
        ++scrape_;
        scrape_has_samples_ = false;
    }
}

// The name at the front of a line, where labels follow it; else nullptr.
const SeriesLines::KnownName* SeriesLines::find_name(const char* begin, const char* end) {
    if (name_ < names_.size()) {
        const KnownName& last = names_[name_];
        if (starts_with(begin, end, last.text)) return &last;
        if (starts_with(begin, end, names_[last.next].text)) {
            name_ = last.next;
            return &names_[name_];
        }
    }
    const char* at = begin;
    while (at != end && is_name_byte(*at)) ++at;
    if (at == end || *at != '{') return nullptr;
    const std::string_view text(begin, static_cast<std::size_t>(at - begin) + 1);
    const auto found = name_places_.find(text);
    std::uint32_t place = 0;
    if (found != name_places_.end()) {
        place = found->second;
    } else {
        if (names_.size() == most_names) {
            name_places_.clear();
            names_.clear();
            name_ = 0;
        }
        place = static_cast<std::uint32_t>(names_.size());
        const std::string_view name = text.substr(0, text.size() - 1);
        const MetricSource* source = metric_source(name);
        const bool is_unread = source == nullptr && !name.empty();
        names_.push_back({std::string(text), source, place,
                          is_unread ? &meter_.unread.of(name, false) : nullptr,
                          is_unread && speaks_of_accelerators(name)});
        name_places_.emplace(names_.back().text, place);
    }
    names_[name_].next = place;
    name_ = place;
    return &names_[place];
}

// Reads a line from its labels on.
const char* SeriesLines::labelled(const KnownName& name, const char* begin, const char* end) {
    Labels* labels = find_labels(begin, end);
    if (labels == nullptr) {
        const void* stop = std::memchr(begin, '\n', static_cast<std::size_t>(end - begin));
        refuse(torn_ ? Rejection::torn : Rejection::not_this_format);
        return static_cast<const char*>(stop) + 1;
    }
    const MetricSource* source = meant(name, *labels);
    Tail tail;
    const char* at = read_tail(begin + labels->text.size(), end, tail);
    if (source != nullptr) {
        sample(*labels, *source, tail);
    } else if (name.text.size() == 1 && labels->unread != nullptr) {
        labels->unread->meet(lines_);
        if (labels->names_device) see(*labels, tail);
    } else if (name.source != nullptr) {
        unread({name.text.data(), name.text.size() - 1}, labels->text)->meet(lines_);
        if (labels->may_name_device) see(*labels, tail);
    }
    return at;
}

// Reads what stands behind the labels, and gives where the next line begins.
const char* SeriesLines::read_tail(const char* at, const char* end, Tail& tail) const {
    at = skip_blanks(at, end);
    const char* stop = read_plain_number(at, end, tail.number);
    tail.is_plain_number = stop != at && is_blank(*stop);
    if (tail.is_plain_number) {
        tail.value = {at, static_cast<std::size_t>(stop - at)};
        at = stop;
    } else {
        tail.value = take_word(at, end);
    }
    at = skip_blanks(at, end);
    // Mostly the time is that of the line before.
    const std::string_view last(last_time_text_.data(), last_time_size_);
    if (last_time_size_ > 0 && starts_with(at, end, last) && at[last.size()] == '\n') {
        tail.time = last;
        tail.ends = true;
        return at + last.size() + 1;
    }
    tail.time = take_word(at, end);
    if (tail.time.starts_with('#')) {  // an exemplar
        tail.time = {};
        tail.ends = true;
    } else {
        at = skip_blanks(at, end);
        tail.ends = *at == '\n' || *at == '\r' || *at == '#';
    }
    if (*at == '\n') return at + 1;
    const void* line_end = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    return static_cast<const char*>(line_end) + 1;
}

// A line without labels: a metric of the exporter itself, or nothing that we know.
void SeriesLines::unlabelled(std::string_view text) {
    const char* at = text.data();
    const char* end = at + text.size();
    const std::string_view name = take_word(at, end);
    if (trimmed(text).empty()) return;
    const std::string_view value = take_word(at, end);
    const std::string_view time = take_word(at, end);
    const bool number = scaled_decimal(value.substr(value.starts_with('-') ? 1 : 0), 0) ||
                        is_missing(value) || value.ends_with("Inf");
    const bool named = !name.empty() && std::all_of(name.begin(), name.end(), is_name_byte);
    const bool ends = skip_blanks(at, end) == end || *at == '\r' || *at == '#';
    if (!named || value.empty() || !number || !ends || !(time.empty() || scaled_decimal(time, 0))) {
        refuse(torn_ ? Rejection::torn : Rejection::not_this_format);
    } else if (metric_source(name) != nullptr) {
        SeriesOwner owner = reader_.owner({});
        reader_.read(owner, *metric_source(name), value, 0, lines_);
    } else {
        meter_.unread.of(name, false).meet(lines_);
    }
}

void SeriesLines::sample(Labels& labels, const MetricSource& source, const Tail& tail) {
    if (torn_) return refuse(Rejection::torn);
    if (tail.value.empty() || !tail.ends) return refuse(Rejection::not_this_format);
    std::int64_t time = 0;
    timed_ = timed_ || !tail.time.empty();
    const bool timed =
        tail.time.empty() ? scrape_time(labels, source.measurand, time) : time_of(tail.time, time);
    if (!timed) return refuse(Rejection::no_time);
    SeriesOwner& owner = owner_of(labels);
    meter_.host_needed = meter_.host_needed || labels.needs_host;
    if (tail.is_plain_number) {
        reader_.read(owner, source, tail.number, tail.value, time, lines_);
    } else {
        reader_.read(owner, source, tail.value, time, lines_);
    }
}

bool SeriesLines::time_of(std::string_view text, std::int64_t& time) {
    if (text.data() == last_time_text_.data()) {
        time = last_time_;
        return true;
    }
    if (text.size() == last_time_size_ &&
        std::memcmp(text.data(), last_time_text_.data(), text.size()) == 0) {
        time = last_time_;
        return true;
    }
    auto read = plain_epoch_time(text);
    if (!read) read = parse_epoch_time(text);
    if (!read) return false;
    time = *read;
    if (text.size() <= last_time_text_.size()) {
        std::copy(text.begin(), text.end(), last_time_text_.begin());
        last_time_size_ = text.size();
        last_time_ = time;
    }
    return true;
}

// The time of a line that says none: that of its scrape. A scrape begins with the announcement of
// the first metric, or with a reading that came in the one before: announcements may be taken out.
bool SeriesLines::scrape_time(Labels& labels, Measurand measurand, std::int64_t& time) {
    untimed_ = true;
    if (!meter_.options.start || !meter_.options.interval) return false;
    std::uint32_t& seen = labels.scrapes[static_cast<std::size_t>(measurand)];
    if (seen == scrape_ + 1) {
        ++scrape_;
        repeated_ = true;
    }
    seen = scrape_ + 1;
    scrape_has_samples_ = true;
    const std::int64_t begin = *meter_.options.start;
    const std::int64_t interval = *meter_.options.interval;
    const bool possible = begin >= 0 && begin <= last_possible_time && interval >= 0 &&
                          interval <= (last_possible_time - begin) / (std::int64_t{scrape_} + 1);
    if (!possible) return false;
    time = begin + interval * scrape_;
    return true;
}

SeriesLines::Labels* SeriesLines::find_labels(const char* begin, const char* end) {
    if (label_ < labels_.size()) {
        Labels& last = labels_[label_];
        if (starts_with(begin, end, last.text)) return &last;
        Labels& next = labels_[last.next];
        if (starts_with(begin, end, next.text)) {
            label_ = last.next;
            return &next;
        }
    }
    const char* stop = end_of_labels(begin, end);
    if (stop == nullptr) return nullptr;
    return look_up({begin, static_cast<std::size_t>(stop - begin)});
}

SeriesLines::Labels* SeriesLines::look_up(std::string_view text) {
    const auto found = label_places_.find(text);
    Labels* labels = found == label_places_.end() ? add_labels(text) : &labels_[found->second];
    if (labels == nullptr) return nullptr;
    labels_[label_].next = labels->place;
    label_ = labels->place;
    return labels;
}

SeriesLines::Labels* SeriesLines::add_labels(std::string_view text) {
    LabelText parsed;
    if (!parse_labels(text, parsed)) return nullptr;
    if (label_bytes_ + text.size() > most_label_bytes) forget_labels();
    label_texts_.emplace_back(text);
    label_bytes_ += text.size() + sizeof(Labels);
    Labels labels;
    labels.text = label_texts_.back();
    labels.place = static_cast<std::uint32_t>(labels_.size());
    labels.next = labels.place;
    const std::string_view metric = parsed.metric.empty() ? parsed.labels.metric() : parsed.metric;
    labels.source = parsed.labels.source(metric);
    if (labels.source == nullptr) {
        labels.unread =
            &meter_.unread.of(parsed.labels.unread_name(metric), parsed.labels.of_accelerator());
    }
    labels.of_accelerator = parsed.labels.of_accelerator();
    labels.may_name_device = parsed.labels.name_device(true);
    labels.names_device = parsed.labels.name_device(speaks_of_accelerators(metric));
    labels_.push_back(labels);
    label_places_.emplace(labels.text, labels.place);
    return &labels_.back();
}

// What a line is of; a name that means different things under different labels is looked at anew.
const MetricSource* SeriesLines::meant(const KnownName& name, const Labels& labels) {
    if (name.text.size() == 1) return labels.source;
    if (name.source->label.empty()) return name.source;
    LabelText parsed;
    parse_labels(labels.text, parsed);
    return parsed.labels.source(std::string_view(name.text).substr(0, name.text.size() - 1));
}

void SeriesLines::forget_labels() {
    label_places_.clear();
    labels_.clear();
    label_texts_.clear();
    label_bytes_ = 0;
    label_ = 0;
}

}  // namespace flopledger
