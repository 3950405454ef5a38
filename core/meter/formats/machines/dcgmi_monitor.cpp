// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/dcgmi_monitor.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

namespace {

struct Field {
    std::string_view name;
    Measurand measurand;
    MeasureUnit unit;
};

constexpr auto fields = std::to_array<Field>({
    {"TENSO", Measurand::tensor_active, MeasureUnit::ratio},
    {"SMACT", Measurand::sm_active, MeasureUnit::ratio},
    {"GRACT", Measurand::engine_active, MeasureUnit::ratio},
    {"POWER", Measurand::power, MeasureUnit::watt},
    {"TOTEC", Measurand::energy, MeasureUnit::millijoule},
    {"GPUTL", Measurand::gpu_utilization, MeasureUnit::percent},
    {"SMCLK", Measurand::sm_clock, MeasureUnit::megahertz},
});

// Fields that say nothing of what was computed.
constexpr auto harmless = std::to_array<std::string_view>(
    {"APMEM", "DECUT", "DRAMA", "DVCCT", "ENCUT", "FBFRE", "FBTTL", "FBUSD", "MCUTL", "MMCLK",
     "MMTMP", "NVLRX", "NVLTX", "PCIRX", "PCITX", "SMOCC", "TMPTR", "VICLK", "XIDER"});

// How busy units were that are not read.
constexpr auto other_units = std::to_array<std::string_view>({"FP16A", "FP32A", "FP64A", "GRACT"});

const Field* field_named(std::string_view name) {
    for (const Field& field : fields) {
        if (field.name == name) return &field;
    }
    return nullptr;
}

// Older headers have blanks behind the sign.
constexpr std::string_view header_word = "#Entity";
constexpr std::string_view older_header_word = "# Entity";

// Where the header begins behind a time, or nowhere.
std::size_t find_header(std::string_view line) {
    const std::size_t at = line.find(header_word);
    return at == line.npos ? line.find(older_header_word) : at;
}

// Which words of a row name its entity: the kind at `first`, its number behind it. Words before
// them are the time.
struct Entity {
    std::size_t first = 0;
    bool found = false;
    std::string_view part;  // of a device: "I" an instance, "CI" one of its compute instances
};

Entity find_entity(const std::vector<std::string_view>& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "GPU") return {i, true, ""};
        if (word == "GPU-I") return {i, true, "I"};
        if (word == "GPU-CI") return {i, true, "CI"};
    }
    return {};
}

bool has_word(const std::vector<std::string_view>& words, std::string_view wanted) {
    return std::find(words.begin(), words.end(), wanted) != words.end();
}

// Rows about what is no GPU: a kind of thing and its number, then values.
bool is_other_entity(const std::vector<std::string_view>& words) {
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        const std::string_view word = words[i];
        const bool other = word == "Switch" || word == "CPU" || word == "Link" || word == "Core";
        if (other && words[i + 1].find_first_not_of("0123456789") == word.npos) return true;
    }
    return false;
}

class DcgmiMonitorParser final : public LineParser {
  public:
    explicit DcgmiMonitorParser(Meter& meter) : meter_(meter) {}

  protected:
    void line(std::string_view text, std::uint64_t number) override;

    // Rows end in blanks; one that does not may lack digits.
    void torn_line(std::string_view text, std::uint64_t number) override {
        const bool row = find_entity(split_words(text)).found;
        if (row && !text.ends_with(' ')) return reject(Rejection::torn, number);
        line(text, number);
    }

  private:
    void tell_unread(const std::vector<std::string_view>& names, std::uint64_t number);
    void row(std::string_view text, const std::vector<std::string_view>& words,
             const Entity& entity, std::uint64_t number);
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    bool has_header_ = false;
    bool after_header_ = false;
    std::vector<const Field*> columns_;  // nullptr for those that are not ours
    RoundClock clock_;
    std::int64_t previous_ = 0;
};

void DcgmiMonitorParser::line(std::string_view text, std::uint64_t number) {
    const std::size_t header = find_header(text);
    if (header != text.npos) {
        columns_.clear();
        has_header_ = true;
        after_header_ = true;
        const auto names = split_words(text.substr(text.find("Entity", header)));
        for (std::size_t i = 1; i < names.size(); ++i) columns_.push_back(field_named(names[i]));
        tell_unread(names, number);
        return;
    }
    const std::vector<std::string_view> words = split_words(text);
    if (words.empty()) return;
    const Entity entity = find_entity(words);
    // The second line of a header names units, if any.
    const bool second = after_header_ && (has_word(words, "ID") || has_word(words, "Id"));
    after_header_ = false;
    if (second) return;
    if (entity.found && has_header_) return row(text, words, entity, number);
    if (is_other_entity(words) || text.find("dmon was stopped") != text.npos) return;
    reject(Rejection::not_this_format, number);
}

// How busy other units were says nothing more where a busy time is read.
void DcgmiMonitorParser::tell_unread(const std::vector<std::string_view>& names,
                                     std::uint64_t number) {
    const auto is_in = [](const auto& list, std::string_view name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    const bool busy = std::any_of(columns_.begin(), columns_.end(), [](const Field* field) {
        return field != nullptr && (field->measurand == Measurand::tensor_active ||
                                    field->measurand == Measurand::sm_active ||
                                    field->measurand == Measurand::gpu_utilization);
    });
    for (std::size_t i = 1; i < names.size(); ++i) {
        const bool known = columns_[i - 1] != nullptr || is_in(harmless, names[i]) ||
                           (busy && is_in(other_units, names[i]));
        if (!known) meter_.tell_unread(names[i], number);
    }
}

void DcgmiMonitorParser::row(std::string_view text, const std::vector<std::string_view>& words,
                             const Entity& entity, std::uint64_t number) {
    const std::size_t values = entity.first + 2;
    const std::string_view id = words[entity.first + 1];
    if (id.find_first_not_of("0123456789") != id.npos) {
        return reject(Rejection::not_this_format, number);
    }
    if (words.size() - values < columns_.size()) return reject(Rejection::torn, number);
    if (words.size() - values > columns_.size()) return reject(Rejection::not_this_format, number);
    DeviceReading reading;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Field* field = columns_[i];
        // What a board draws and how busy it is comes again with each of its parts.
        const bool of_board = field != nullptr && (field->measurand == Measurand::power ||
                                                   field->measurand == Measurand::energy ||
                                                   field->measurand == Measurand::gpu_utilization);
        if (field == nullptr || (of_board && !entity.part.empty())) continue;
        reading.read(words[values + i], field->measurand, field->unit);
    }
    const std::string index = std::string(entity.part).append(id);
    DeviceWords device;
    device.index = index;
    const auto before = static_cast<std::size_t>(words[entity.first].data() - text.data());
    std::string_view written = trimmed(text.substr(0, before));
    if (written.starts_with('[') && written.ends_with(']')) {
        written = written.substr(1, written.size() - 2);
    }
    const auto time = written.empty() ? clock_.next(meter_.options, index)
                                      : read_time(meter_, written, previous_, number);
    put_row(meter_, reading, device, time, number);
    if (!entity.part.empty()) meter_.rows.find(name::device_parts, number);
}

Recognition recognise(std::string_view beginning) {
    for (int lines = 0; lines < 20 && !beginning.empty(); ++lines) {
        const std::size_t end = std::min(beginning.find('\n'), beginning.size());
        const std::string_view line = beginning.substr(0, end);
        const std::size_t header = find_header(line);
        if (header < 64) {
            for (const auto name : split_words(line.substr(header))) {
                if (field_named(name) != nullptr) return Recognition::yes;
            }
        }
        beginning.remove_prefix(std::min(end + 1, beginning.size()));
    }
    return Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<DcgmiMonitorParser>(meter);
}

}  // namespace

const LogFormat dcgmi_monitor_format = {
    "dcgmi-dmon", "dcgmi dmon, with or without times before the lines", recognise, make_parser};

}  // namespace flopledger
