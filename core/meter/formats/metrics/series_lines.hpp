// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/meter/formats/metrics/series.hpp"
#include "core/meter/readings/log_format.hpp"
#include "core/meter/words/plain_number.hpp"

namespace flopledger {

// Reads lines of one reading each, `name{label="value",...} value time`, as exporters, OpenMetrics
// and dumps of databases write them; the name may stand among the labels. What labels mean is
// worked out once and then found again by their bytes: first those of the line before, then those
// that followed them the last time, then by hash.
class SeriesLines : public LogParser {
  public:
    // `paired`: the readings of a scrape stand together.
    // `beginning` is a state to go on from, or anything else.
    SeriesLines(Meter& meter, bool paired, std::string_view beginning = {});

    void take(std::string_view lines) final;
    void end(std::string_view rest) final;
    std::uint64_t lines() const final { return lines_; }
    // Lines without times get theirs by counting scrapes, so that a stretch needs all before it.
    std::string state() const final;

  private:
    // A name before the labels, met before.
    struct KnownName {
        std::string text;  // with the opening brace
        const MetricSource* source = nullptr;
        std::uint32_t next = 0;               // what followed it the last time
        UnreadName* unread = nullptr;         // where it is one that is not read
        bool speaks_of_accelerators = false;  // then
    };
    // Labels met before.
    struct Labels {
        std::string_view text;  // with both braces
        std::uint32_t place = 0;
        std::uint32_t next = 0;
        const MetricSource* source = nullptr;  // where the name is among them
        UnreadName* unread = nullptr;          // likewise, or where there is no name at all
        bool of_accelerator = false;           // they speak of one
        bool names_device = false;             // they name one, whatever the metric is
        bool may_name_device = false;          // likewise, where the metric's name speaks of some
        bool owned = false;                    // the owner was looked for
        bool needs_host = false;               // then: it takes a host, which they do not name
        SeriesOwner owner;
        std::array<std::uint32_t, measurand_count> scrapes{};  // the last one that had it, plus 1
    };
    // The rest of a line behind its labels.
    struct Tail {
        std::string_view value;
        PlainNumber number;
        bool is_plain_number = false;  // the value is the number
        std::string_view time;
        bool ends = false;  // nothing stands behind them that has no place there
    };

    const char* line(const char* begin, const char* end);
    const char* read_tail(const char* at, const char* end, Tail& tail) const;
    void comment(std::string_view text);
    const char* labelled(const KnownName& name, const char* begin, const char* end);
    void unlabelled(std::string_view text);
    void sample(Labels& labels, const MetricSource& source, const Tail& tail);
    bool time_of(std::string_view text, std::int64_t& time);
    bool scrape_time(Labels& labels, Measurand measurand, std::int64_t& time);
    void refuse(Rejection reason);
    void go_on_from(std::string_view state);

    const KnownName* find_name(const char* begin, const char* end);
    const char* unread_line(const KnownName& name, const char* begin, const char* end);
    void see(Labels& labels, const Tail& tail);
    SeriesOwner& owner_of(Labels& labels);
    UnreadName* unread(std::string_view name, std::string_view labels);
    Labels* find_labels(const char* begin, const char* end);
    static const MetricSource* meant(const KnownName& name, const Labels& labels);
    Labels* look_up(std::string_view text);
    Labels* add_labels(std::string_view text);
    void forget_labels();

    SeriesReader reader_;
    Meter& meter_;
    std::uint64_t lines_ = 0;
    bool torn_ = false;

    std::deque<KnownName> names_;
    std::unordered_map<std::string_view, std::uint32_t> name_places_;
    std::uint32_t name_ = 0;

    std::deque<Labels> labels_;
    std::deque<std::string> label_texts_;
    std::size_t label_bytes_ = 0;
    std::unordered_map<std::string_view, std::uint32_t> label_places_;
    std::uint32_t label_ = 0;

    std::array<char, 16> last_time_text_{};
    std::size_t last_time_size_ = 0;
    std::int64_t last_time_ = 0;

    std::uint32_t scrape_ = 0;         // counted where lines have no times
    bool scrape_has_samples_ = false;  // among them
    bool repeated_ = false;            // it began with a reading that the one before had
    bool untimed_ = false;             // whether lines without times came
    bool timed_ = false;               // and lines with times
    std::string first_announced_;      // the metric that begins a scrape
};

}  // namespace flopledger
