// SPDX-License-Identifier: Apache-2.0
#include "tests/support/logs/telemetry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>
#include <vector>

#include "tests/support/logs/telemetry_fleet.hpp"

namespace flopledger {

namespace {

void put(std::string& text, std::uint64_t number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

// With zeros in front.
void put_padded(std::string& text, std::uint64_t number, std::size_t width) {
    std::array<char, 24> digits{};
    for (std::size_t i = width; i > 0; --i, number /= 10) {
        digits[i - 1] = static_cast<char>('0' + number % 10);
    }
    text.append(digits.data(), width);
}

void put_hundredths(std::string& text, std::uint32_t hundredths) {
    put(text, hundredths / 100);
    text += '.';
    put_padded(text, hundredths % 100, 2);
}

void put_millionths(std::string& text, std::uint32_t millionths) {
    put(text, millionths / 1'000'000);
    text += '.';
    put_padded(text, millionths % 1'000'000, 6);
}

// `2024/03/15 13:57:59.791`
void put_time(std::string& text, std::int64_t milliseconds) {
    using std::chrono::days;
    const days since(milliseconds / 86'400'000);
    const std::chrono::year_month_day date{std::chrono::sys_days(since)};
    const auto rest = static_cast<std::uint64_t>(milliseconds % 86'400'000);
    put_padded(text, static_cast<std::uint64_t>(static_cast<int>(date.year())), 4);
    text += '/';
    put_padded(text, static_cast<unsigned>(date.month()), 2);
    text += '/';
    put_padded(text, static_cast<unsigned>(date.day()), 2);
    text += ' ';
    put_padded(text, rest / 3'600'000, 2);
    text += ':';
    put_padded(text, rest / 60'000 % 60, 2);
    text += ':';
    put_padded(text, rest / 1'000 % 60, 2);
    text += '.';
    put_padded(text, rest % 1'000, 3);
}

// ---- a metric a series ----

struct ExportedMetric {
    std::string_view name;
    std::string_view help;
    std::string_view type;
    void (*put_value)(std::string& text, const TelemetryReading& reading);
    bool may_miss;
};

constexpr std::size_t dumped_metrics = 3;  // the first ones; exporters give all

constexpr std::array<ExportedMetric, 6> exported_metrics{{
    {"DCGM_FI_DEV_GPU_UTIL", "GPU utilization (in %).", "gauge",
     [](std::string& text, const TelemetryReading& reading) { put(text, reading.utilization); },
     true},
    {"DCGM_FI_DEV_POWER_USAGE", "Power draw (in W).", "gauge",
     [](std::string& text, const TelemetryReading& reading) {
         put_hundredths(text, reading.power);
     },
     true},
    {"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "Ratio of cycles the tensor (HMMA) pipe is active.",
     "gauge",
     [](std::string& text, const TelemetryReading& reading) {
         put_millionths(text, reading.tensor);
     },
     false},
    {"DCGM_FI_DEV_SM_CLOCK", "SM clock frequency (in MHz).", "gauge",
     [](std::string& text, const TelemetryReading& reading) { put(text, reading.clock); }, false},
    {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "Total energy consumption since boot (in mJ).",
     "counter",
     [](std::string& text, const TelemetryReading& reading) { put(text, reading.energy); }, false},
    {"DCGM_FI_DEV_FB_USED", "Framebuffer memory used (in MiB).", "gauge",
     [](std::string& text, const TelemetryReading& reading) { put(text, reading.memory); }, false},
}};

bool has(const ExportedMetric& metric, const TelemetryReading& reading) {
    return !metric.may_miss || !reading.missing;
}

// ---- the writing ----

class TelemetryWriter {
  public:
    TelemetryWriter(const TelemetryOptions& options, const TelemetrySink& sink)
        : options_(options), sink_(sink) {}

    void write() {
        if (is_table()) header();
        if (options_.format == TelemetryFormat::tsdb_dump) {
            write_hosts_one_by_one(options_.polls);
        } else if (options_.format == TelemetryFormat::victoria) {
            options_.order == TelemetryOrder::by_time ? write_side_by_side(options_.block)
                                                      : write_hosts_one_by_one(options_.block);
        } else {
            options_.order == TelemetryOrder::by_host ? write_hosts_one_by_one(1)
                                                      : write_side_by_side(1);
        }
        finish();
    }

  private:
    bool is_table() const {
        return options_.format == TelemetryFormat::nvidia_smi ||
               options_.format == TelemetryFormat::nvidia_smi_no_units;
    }

    void write_hosts_one_by_one(std::int64_t polls_together) {
        for (std::uint32_t number = 0; number < host_count(options_); ++number) {
            TelemetryHost host(options_, number);
            for (std::int64_t poll = 0; poll < options_.polls; poll += polls_together) {
                write_polls(host, poll, polls_together);
            }
        }
    }

    void write_side_by_side(std::int64_t polls_together) {
        std::vector<TelemetryHost> hosts;
        hosts.reserve(host_count(options_));
        for (std::uint32_t i = 0; i < host_count(options_); ++i) hosts.emplace_back(options_, i);
        for (std::int64_t poll = 0; poll < options_.polls; poll += polls_together) {
            for (TelemetryHost& host : hosts) write_polls(host, poll, polls_together);
        }
    }

    void write_polls(TelemetryHost& host, std::int64_t first, std::int64_t count) {
        rows_.clear();
        const std::int64_t end = std::min(first + count, options_.polls);
        for (std::int64_t poll = first; poll < end; ++poll) host.poll(poll, rows_);
        if (end == options_.polls) host.poll(end, rows_);
        if (rows_.empty()) return;
        if (options_.format == TelemetryFormat::prometheus) {
            scrape(host);
        } else if (options_.format == TelemetryFormat::victoria) {
            series(host, &TelemetryWriter::victoria_line);
        } else if (options_.format == TelemetryFormat::tsdb_dump) {
            series(host, &TelemetryWriter::dump_lines);
        } else {
            if (host.header_again()) header();
            for (const TelemetryRow& row : rows_) table_row(host.devices()[row.index], row.reading);
        }
    }

    void header() {
        text_ +=
            "timestamp, index, uuid, name, utilization.gpu [%], utilization.memory [%], "
            "power.draw [W], memory.used [MiB], clocks.current.sm [MHz]";
        end_row();
    }

    void table_row(const TelemetryDevice& device, const TelemetryReading& reading) {
        const bool units = options_.format == TelemetryFormat::nvidia_smi;
        put_time(text_, reading.time);
        text_ += ", ";
        put(text_, device.index);
        text_ += ", ";
        text_ += device.uuid;
        text_ += ", ";
        text_ += device.chip;
        if (reading.missing) {
            text_ += ", [N/A], [N/A], [N/A], ";
        } else {
            text_ += ", ";
            put(text_, reading.utilization);
            text_ += units ? " %, " : ", ";
            put(text_, reading.utilization / 2);
            text_ += units ? " %, " : ", ";
            put_hundredths(text_, reading.power);
            text_ += units ? " W, " : ", ";
        }
        put(text_, reading.memory);
        text_ += units ? " MiB, " : ", ";
        put(text_, reading.clock);
        if (units) text_ += " MHz";
        end_row();
    }

    void scrape(const TelemetryHost& host) {
        for (const ExportedMetric& metric : exported_metrics) {
            for (const auto& [word, rest] :
                 {std::pair{"# HELP ", metric.help}, {"# TYPE ", metric.type}}) {
                text_ += word;
                text_ += metric.name;
                text_ += ' ';
                text_ += rest;
                end_row();
            }
            for (const TelemetryRow& row : rows_) {
                if (!has(metric, row.reading)) continue;
                const TelemetryDevice& device = host.devices()[row.index];
                text_ += metric.name;
                text_ += "{gpu=\"";
                put(text_, device.index);
                text_ += "\",UUID=\"" + device.uuid + "\",pci_bus_id=\"00000000:";
                put_padded(text_, 17 * device.index + 10, 2);
                text_ += ":00.0\",device=\"nvidia";
                put(text_, device.index);
                text_ += "\",modelName=\"" + device.chip + "\",Hostname=\"" + host.name() +
                         "\",DCGM_FI_DRIVER_VERSION=\"550.54.15\"} ";
                metric.put_value(text_, row.reading);
                text_ += ' ';
                put(text_, static_cast<std::uint64_t>(row.reading.time));
                end_row();
            }
        }
    }

    // The readings of one device and metric at a time.
    using PutSeries = void (TelemetryWriter::*)(const TelemetryHost&, const TelemetryDevice&,
                                                const ExportedMetric&);
    void series(const TelemetryHost& host, PutSeries put_series) {
        for (const TelemetryDevice& device : host.devices()) {
            for (std::size_t i = 0; i < dumped_metrics; ++i) {
                of_series_.clear();
                for (const TelemetryRow& row : rows_) {
                    if (row.index == device.index && has(exported_metrics[i], row.reading)) {
                        of_series_.push_back(&row.reading);
                    }
                }
                if (!of_series_.empty()) (this->*put_series)(host, device, exported_metrics[i]);
            }
        }
    }

    void victoria_line(const TelemetryHost& host, const TelemetryDevice& device,
                       const ExportedMetric& metric) {
        text_ += "{\"metric\":{\"__name__\":\"";
        text_ += metric.name;
        text_ +=
            "\",\"Hostname\":\"" + host.name() + "\",\"UUID\":\"" + device.uuid + "\",\"gpu\":\"";
        put(text_, device.index);
        text_ += "\",\"job\":\"dcgm\",\"modelName\":\"" + device.chip + "\"},\"values\":[";
        for (const TelemetryReading* reading : of_series_) {
            metric.put_value(text_, *reading);
            text_ += ',';
        }
        text_.back() = ']';
        text_ += ",\"timestamps\":[";
        for (const TelemetryReading* reading : of_series_) {
            put(text_, static_cast<std::uint64_t>(reading->time));
            text_ += ',';
        }
        text_.back() = ']';
        text_ += '}';
        end_row();
    }

    void dump_lines(const TelemetryHost& host, const TelemetryDevice& device,
                    const ExportedMetric& metric) {
        std::string labels = "{Hostname=\"" + host.name() + "\", UUID=\"" + device.uuid +
                             "\", __name__=\"" + std::string(metric.name) + "\", gpu=\"";
        put(labels, device.index);
        labels += "\", job=\"dcgm\", modelName=\"" + device.chip + "\"} ";
        for (const TelemetryReading* reading : of_series_) {
            text_ += labels;
            metric.put_value(text_, *reading);
            text_ += ' ';
            put(text_, static_cast<std::uint64_t>(reading->time));
            end_row();
        }
    }

    // Keeps the last row back, because the end of the text may tear it.
    void end_row() {
        if (options_.carriage_returns && is_table()) text_ += '\r';
        text_ += '\n';
        if (is_table() && options_.order == TelemetryOrder::shuffled) {
            row_ends_.push_back(text_.size());
        } else if (text_.size() > (std::size_t{1} << 20)) {
            const std::size_t row = text_.rfind('\n', text_.size() - 2) + 1;
            sink_(std::string_view(text_).substr(0, row));
            text_.erase(0, row);
        }
    }

    void finish() {
        if (!row_ends_.empty()) shuffle();
        if (options_.torn_end && !text_.empty()) {
            const std::size_t end =
                text_.size() < 2 ? std::string::npos : text_.rfind('\n', text_.size() - 2);
            const std::size_t begin = end == std::string::npos ? 0 : end + 1;
            text_.resize(begin + (text_.size() - begin) / 2);
        }
        sink_(text_);
    }

    // All rows but the first, which is the header.
    void shuffle() {
        Random random(options_.seed + 1);
        std::vector<std::pair<std::size_t, std::size_t>> rows;
        for (std::size_t i = 1; i < row_ends_.size(); ++i) {
            rows.emplace_back(row_ends_[i - 1], row_ends_[i]);
        }
        for (std::size_t left = rows.size(); left > 1; --left) {
            std::swap(rows[left - 1], rows[random.below(static_cast<std::uint32_t>(left))]);
        }
        std::string shuffled = text_.substr(0, row_ends_.front());
        shuffled.reserve(text_.size());
        for (const auto& [begin, end] : rows) shuffled.append(text_, begin, end - begin);
        text_ = std::move(shuffled);
    }

    const TelemetryOptions& options_;
    const TelemetrySink& sink_;
    std::string text_;
    std::vector<std::size_t> row_ends_;  // of a table that will be shuffled
    std::vector<TelemetryRow> rows_;
    std::vector<const TelemetryReading*> of_series_;
};

}  // namespace

TelemetryOptions with_faults(TelemetryOptions options) {
    options.gaps = 40;
    options.duplicates = 300;
    options.conflicts = 20;
    options.late = 500;
    options.missing = 300;
    options.headers = 10;
    options.torn_end = true;
    return options;
}

void write_telemetry(const TelemetryOptions& options, const TelemetrySink& sink) {
    TelemetryWriter(options, sink).write();
}

std::string telemetry(const TelemetryOptions& options) {
    std::string text;
    write_telemetry(options, [&](std::string_view piece) { text += piece; });
    return text;
}

std::int64_t polls_for_bytes(const TelemetryOptions& options, std::uint64_t bytes) {
    TelemetryOptions few = options;
    few.devices = options.devices_per_host;
    few.polls = 2'000;
    std::uint64_t size = 0;
    write_telemetry(few, [&](std::string_view piece) { size += piece.size(); });
    const std::uint64_t readings = bytes * 2'000 * few.devices / (size + 1);
    return static_cast<std::int64_t>(readings / options.devices + 1);
}

}  // namespace flopledger
