// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/rocm_smi.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/json_documents.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/series/missing_ids.hpp"
#include "core/meter/words/column_words.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

namespace {

bool is_card(std::string_view name) {
    return name.size() > 4 && name.starts_with("card") &&
           name.substr(4).find_first_not_of("0123456789") == name.npos;
}

// The parts of a card that its keys tell, whether they stand in CSV or JSON.
class CardReader {
  public:
    explicit CardReader(Meter& meter) : meter_(meter) {}

    void begin(std::string_view card) {
        card_ = card;
        words_ = {};
        series_ = {};
        reading_ = {};
    }
    void take(std::string_view key, std::string_view value);
    void end(std::uint64_t line);

  private:
    Meter& meter_;
    RoundClock clock_;
    std::map<std::string, std::string, std::less<>> card_of_id_;
    std::string_view card_;
    std::string_view series_;
    DeviceWords words_;
    DeviceReading reading_;
};

bool is_power(std::string_view key) {
    // `Average Graphics`, later `Current Socket Graphics`.
    return key.ends_with("Package Power (W)") && !key.starts_with("Max");
}

void CardReader::take(std::string_view key, std::string_view value) {
    if (key == "GPU use (%)") {
        reading_.read(value, Measurand::gpu_utilization, MeasureUnit::percent);
    } else if (is_power(key)) {
        reading_.read(value, Measurand::power, MeasureUnit::watt);
    } else if (key == "Accumulated Energy (uJ)") {
        reading_.read(value, Measurand::energy, MeasureUnit::microjoule);
    } else if (is_missing(value)) {
        return;
    } else if (key == "Unique ID") {
        words_.uuid = value;
    } else if (key == "PCI Bus") {
        words_.bus = value;
    } else if (key == "Device Name" && series_.empty()) {
        series_ = value;
    } else if (key == "Card Series" || key == "Card series") {
        series_ = value;
    }
}

void CardReader::end(std::uint64_t line) {
    words_.index = card_.substr(4);
    words_.chip = series_;
    words_ = without_missing_ids(words_);
    if (!words_.uuid.empty()) {
        // Dies of one board may have its identity in common.
        const auto found = card_of_id_.find(words_.uuid);
        if (found == card_of_id_.end()) {
            card_of_id_.emplace(words_.uuid, card_);
        } else if (found->second != card_) {
            words_.instance = card_;
        }
    }
    // On boards of two dies the power of both stands with the first.
    if (series_.find("MI250") != series_.npos && reading_.has(Measurand::gpu_utilization) &&
        !reading_.has(Measurand::power)) {
        meter_.rows.find(name::power_with_another_device, line);
    }
    put_row(meter_, reading_, words_, clock_.next(meter_.options, card_), line);
}

bool is_header(const RowSplitter& fields) {
    return fields.size() > 1 && (fields[0] == "device" || fields[0] == "card");
}

class RocmSmiCsvParser final : public LineParser {
  public:
    explicit RocmSmiCsvParser(Meter& meter) : meter_(meter), card_(meter) {}

  protected:
    void line(std::string_view text, std::uint64_t number) override;

    void torn_line(std::string_view text, std::uint64_t number) override {
        const std::string_view last = trimmed(text.substr(text.rfind(',') + 1));
        const bool whole = !last.empty() && is_missing(last);
        if (trimmed(text).empty() || whole) return line(text, number);
        reject(Rejection::torn, number);
    }

  private:
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    CardReader card_;
    RowSplitter fields_;
    std::vector<std::string> columns_;
};

void RocmSmiCsvParser::line(std::string_view text, std::uint64_t number) {
    if (trimmed(text).empty()) return;
    if (!fields_.split(text)) return reject(Rejection::torn, number);
    if (is_header(fields_)) {
        columns_.assign(fields_.fields().begin(), fields_.fields().end());
        for (const std::string& column : columns_) {
            const bool read =
                column == "GPU use (%)" || is_power(column) || column == "Accumulated Energy (uJ)";
            if (read || !seems_measured(column)) continue;
            meter_.tell_unread(column, number);
        }
        return;
    }
    if (fields_[0] == "system") return;
    if (columns_.empty() || !is_card(fields_[0])) return reject(Rejection::not_this_format, number);
    if (fields_.size() < columns_.size()) return reject(Rejection::torn, number);
    if (fields_.size() > columns_.size()) return reject(Rejection::not_this_format, number);
    card_.begin(fields_[0]);
    for (std::size_t i = 1; i < columns_.size(); ++i) card_.take(columns_[i], fields_[i]);
    card_.end(number);
}

class RocmSmiJsonParser final : public DocumentParser {
  public:
    explicit RocmSmiJsonParser(Meter& meter) : DocumentParser(meter), card_(meter) {}

  protected:
    void document(const std::string& text) override;

  private:
    CardReader card_;
};

void RocmSmiJsonParser::document(const std::string& text) {
    LineFinder lines(text);
    read_documents(meter(), text, lines, [&](JsonValue whole, std::size_t begin) {
        for (const JsonValue card : whole) {
            if (!is_card(card.name())) continue;
            card_.begin(card.name());
            for (const JsonValue value : card) card_.take(value.name(), value.text());
            card_.end(lines.line_at(begin + card.offset()));
        }
    });
}

bool says_card_keys(std::string_view text) {
    return text.find("GPU use (%)") != text.npos || text.find("Package Power (W)") != text.npos ||
           text.find("Accumulated Energy (uJ)") != text.npos;
}

Recognition recognise_csv(std::string_view beginning) {
    for (int lines = 0; lines < 20 && !beginning.empty(); ++lines) {
        const std::size_t end = std::min(beginning.find('\n'), beginning.size());
        const std::string_view line = beginning.substr(0, end);
        RowSplitter fields;
        if (says_card_keys(line) && fields.split(line) && is_header(fields)) {
            return Recognition::yes;
        }
        beginning.remove_prefix(std::min(end + 1, beginning.size()));
    }
    return Recognition::no;
}

Recognition recognise_json(std::string_view beginning) {
    const bool ours = first_line(beginning).starts_with('{') && says_card_keys(beginning) &&
                      beginning.find("\"card") != beginning.npos;
    return ours ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> make_csv_parser(Meter& meter) {
    return std::make_unique<RocmSmiCsvParser>(meter);
}

std::unique_ptr<LogParser> make_json_parser(Meter& meter) {
    return std::make_unique<RocmSmiJsonParser>(meter);
}

}  // namespace

const LogFormat rocm_smi_csv_format = {"rocm-smi-csv", "rocm-smi --csv", recognise_csv,
                                       make_csv_parser};
const LogFormat rocm_smi_json_format = {"rocm-smi-json", "rocm-smi --json", recognise_json,
                                        make_json_parser};

}  // namespace flopledger
