// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/prometheus_answer.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/metrics/series.hpp"
#include "core/meter/formats/metrics/time_grid.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/json_value.hpp"
#include "core/meter/words/log_time.hpp"
#include "core/meter/words/plain_number.hpp"

namespace flopledger {

namespace {

class PrometheusAnswer : public LogParser {
  public:
    explicit PrometheusAnswer(Meter& meter) : reader_(meter, false), meter_(meter) {}

    void take(std::string_view lines) override {
        while (!lines.empty()) {
            const std::size_t length = rest_of_document(lines);
            keep(lines.substr(0, length));
            if (open_ == 0 && within_) finish_document();
            lines.remove_prefix(length);
        }
    }

    void end(std::string_view rest) override {
        take(rest);
        if (!rest.empty()) ++lines_;
        if (!within_) return;
        if (!too_large_) refuse(Rejection::torn);
        finish_large();
        reader_.finish();
    }

    std::uint64_t lines() const override { return lines_; }

  private:
    // How many of some bytes belong to the document that is open, or to the next one: up to the
    // bracket that ends it, or all of them.
    std::size_t rest_of_document(std::string_view text) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const char byte = text[at];
            if (quoted_) {
                if (escaped_) {
                    escaped_ = false;
                } else if (byte == '\\') {
                    escaped_ = true;
                } else if (byte == '"') {
                    quoted_ = false;
                }
            } else if (byte == '"') {
                quoted_ = open_ > 0;
                within_ = true;
            } else if (byte == '{' || byte == '[') {
                within_ = true;
                ++open_;
            } else if (byte == '}' || byte == ']') {
                within_ = true;
                open_ -= open_ > 0 ? 1 : 0;
                if (open_ == 0) return at + 1;
            } else if (open_ == 0 && byte == '\n' && within_) {
                return at + 1;  // a line that is no JSON
            } else if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t') {
                within_ = true;
            }
        }
        return text.size();
    }

    void keep(std::string_view text) {
        if (text_.empty() && !too_large_) {
            const std::size_t blanks = std::min(text.find_first_not_of(" \t\r\n"), text.size());
            count_lines(text.substr(0, blanks));
            text.remove_prefix(blanks);
            first_line_ = lines_ + 1;
        }
        count_lines(text);
        too_large_ = too_large_ || text_.size() + text.size() > largest_document;
        if (too_large_) {
            text_.clear();
            text_.shrink_to_fit();
        } else {
            text_.append(text);
        }
    }

    void count_lines(std::string_view text) {
        lines_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    }

    void refuse(Rejection reason) {
        ++meter_.row_count;
        meter_.rows.reject(reason, first_line_);
    }

    void finish_large() {
        if (too_large_) {
            refuse(Rejection::torn);
            meter_.rows.find(name::document_too_large, first_line_);
        }
        too_large_ = false;
        within_ = false;
        quoted_ = false;
        text_.clear();
    }

    void finish_document() {
        if (!too_large_) {
            const JsonValue root = json_.read(text_);
            if (root["status"].text() == "error") {
                refuse(Rejection::not_this_format);
                meter_.rows.find(name::answer_failed, first_line_);
            } else if (!root["data"]["resultType"]) {
                refuse(Rejection::not_this_format);
            } else {
                answer(root);
            }
        }
        finish_large();
    }

    void answer(const JsonValue& root) {
        if (root["warnings"].size() > 0 || root["isPartial"].text() == "true") {
            meter_.rows.find(name::partial_answer, first_line_);
        }
        const JsonValue data = root["data"];
        const std::string_view type = data["resultType"].text();
        if (type != "matrix" && type != "vector") return refuse(Rejection::not_this_format);
        TimeGrid grid;
        for (const JsonValue series : data["result"]) one_series(series, grid);
        if (type == "matrix" && grid.regular())
            meter_.rows.find(name::samples_invented, first_line_);
    }

    void one_series(const JsonValue& series, TimeGrid& grid) {
        SeriesLabels labels;
        for (const JsonValue label : series["metric"]) labels.take(label.name(), label.text());
        const MetricSource* source = labels.source();
        if (source == nullptr) {
            meter_.unread.of(labels.unread_name(labels.metric()), labels.of_accelerator())
                .meet(first_line_);
        }
        // The clock alone says nothing here: its series stands far from that of the activity.
        if (source == nullptr || source->measurand == Measurand::sm_clock) {
            const SeriesOwner owner = reader_.owner_of_unread(labels, labels.metric());
            for (const JsonValue pair : series["values"]) see(owner, pair);
            if (const JsonValue pair = series["value"]) see(owner, pair);
            return;
        }
        SeriesOwner owner = reader_.owner(labels);
        grid.begin_series();
        for (const JsonValue pair : series["values"]) reading(owner, *source, pair, grid);
        if (const JsonValue pair = series["value"]) reading(owner, *source, pair, grid);
    }

    // Of a series of which nothing else is used.
    void see(const SeriesOwner& owner, const JsonValue& pair) {
        if (owner.device == nullptr) return;
        const auto time = parse_epoch_time(pair.at(0).text());
        if (!time) return;
        if (is_missing(pair.at(1).text())) {
            reader_.meet(owner, *time);
        } else {
            reader_.see(owner, *time);
        }
    }

    void reading(SeriesOwner& owner, const MetricSource& source, const JsonValue& pair,
                 TimeGrid& grid) {
        const std::string_view time_text = pair.at(0).text();
        auto time = plain_epoch_time(time_text);
        if (!time) time = parse_epoch_time(time_text);
        if (!time) return refuse(Rejection::no_time);
        grid.add(*time);
        reader_.read(owner, source, pair.at(1).text(), *time, first_line_);
    }

    SeriesReader reader_;
    Meter& meter_;
    JsonReader json_;
    std::string text_;  // of the document that is open, as far as it came
    std::uint64_t lines_ = 0;
    std::uint64_t first_line_ = 1;
    std::size_t open_ = 0;  // brackets
    bool within_ = false;   // something of a document came
    bool quoted_ = false;
    bool escaped_ = false;
    bool too_large_ = false;
};

Recognition recognise(std::string_view beginning) {
    beginning = trimmed(beginning);
    if (!beginning.starts_with('{')) return Recognition::no;
    const std::string_view head = beginning.substr(0, 4096);
    if (head.find("\"status\"") == std::string_view::npos) return Recognition::no;
    return head.find("\"resultType\"") != std::string_view::npos ||
                   head.find("\"errorType\"") != std::string_view::npos
               ? Recognition::yes
               : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<PrometheusAnswer>(meter);
}

}  // namespace

const LogFormat prometheus_answer_format{
    "prometheus-answer",
    "What the HTTP API of Prometheus answers to a query with a range in brackets or to "
    "query_range.",
    recognise,
    make_parser,
};

}  // namespace flopledger
