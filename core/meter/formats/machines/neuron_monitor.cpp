// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/neuron_monitor.hpp"

#include <charconv>
#include <map>
#include <string>

#include "core/base/ascii.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/readings/device_reading.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/readings/poll_rows.hpp"
#include "core/meter/readings/round_clock.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/json_value.hpp"

namespace flopledger {

namespace {

// Cores of a report, more than any instance has.
constexpr std::uint64_t most_cores = 1 << 16;

// A whole number that is no more than a limit.
std::optional<std::uint64_t> whole(std::string_view text, std::uint64_t limit) {
    std::uint64_t number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = result.ec == std::errc() && result.ptr == text.data() + text.size();
    return all && number <= limit ? std::optional(number) : std::nullopt;
}

// What the cores of one device add up to.
struct DeviceSum {
    std::uint64_t utilization = 0;  // in 1/10,000 of a per cent
    bool unknown = false;           // of a core its utilization says nothing
    std::optional<Rejection> fault;
};

class NeuronMonitorParser final : public LineParser {
  public:
    explicit NeuronMonitorParser(Meter& meter) : meter_(meter) {}

  protected:
    void line(std::string_view text, std::uint64_t number) override;

  private:
    void report(JsonValue report, std::optional<std::int64_t> time, std::uint64_t number);
    void cores(JsonValue in_use, std::uint64_t per_device, std::uint64_t number);
    void reject(Rejection reason, std::uint64_t number) {
        ++meter_.row_count;
        meter_.rows.reject(reason, number);
    }

    Meter& meter_;
    JsonReader reader_;
    RoundClock clock_;
    std::int64_t previous_ = 0;
    std::map<std::uint64_t, DeviceSum> devices_;  // of the report at hand, by number
};

void NeuronMonitorParser::line(std::string_view text, std::uint64_t number) {
    if (trimmed(text).empty()) return;
    const std::size_t begin = text.find('{');
    if (begin == text.npos) return reject(Rejection::not_this_format, number);
    const JsonValue whole_report = reader_.read(text.substr(begin));
    if (!whole_report) {
        return reject(reader_.cut_short() ? Rejection::torn : Rejection::not_this_format, number);
    }
    if (!whole_report["neuron_runtime_data"]) return reject(Rejection::not_this_format, number);
    std::string_view written = trimmed(text.substr(0, begin));
    if (written.empty()) written = whole_report["timestamp"].text();
    const auto time = written.empty() ? clock_.next_round(meter_.options)
                                      : read_time(meter_, written, previous_, number);
    report(whole_report, time, number);
}

// Every NeuronCore since the second version multiplies at least so many bf16 FLOP a second.
constexpr std::uint64_t least_core_rate = 80'000'000'000'000;

// Whether a core computed less than half of what its utilization would be of the least peak.
bool far_below(std::uint64_t utilization, std::string_view flops) {
    const auto rate = scaled_decimal(flops, 0);
    return rate && *rate < least_core_rate / 2 / 1'000'000 * utilization;
}

// Whether a core that is said to have been idle counted FLOP, so that it was not.
bool worked_though_idle(std::uint64_t utilization, std::string_view flops) {
    return utilization == 0 && scaled_decimal(flops, 0).value_or(0) > 0;
}

void NeuronMonitorParser::cores(JsonValue in_use, std::uint64_t per_device, std::uint64_t number) {
    for (const JsonValue core : in_use) {
        const auto index = whole(core.name(), most_cores);
        if (!index) {
            reject(Rejection::no_device, number);
            continue;
        }
        DeviceSum& device = devices_[*index / per_device];
        const std::string_view text = core["neuroncore_utilization"].text();
        if (is_missing(text)) {
            if (!device.fault) device.fault = Rejection::sentinel;
            continue;
        }
        const auto utilization = scaled_decimal(text, 4);
        if (!utilization || *utilization > 100'0000) {
            device.fault = utilization ? Rejection::out_of_range : Rejection::bad_number;
            continue;
        }
        device.utilization += *utilization;
        const JsonValue effective = core["effective_flops"];
        const std::string_view flops = (effective ? effective : core["flops"]).text();
        device.unknown = device.unknown || worked_though_idle(*utilization, flops);
        if (far_below(*utilization, flops)) {
            meter_.rows.find(name::utilization_far_above_flops, number);
        }
    }
}

void NeuronMonitorParser::report(JsonValue report, std::optional<std::int64_t> time,
                                 std::uint64_t number) {
    const JsonValue hardware = report["neuron_hardware_info"];
    const auto per_device = whole(hardware["neuroncore_per_device_count"].text(), most_cores);
    devices_.clear();
    bool any = false;
    for (const JsonValue runtime : report["neuron_runtime_data"]) {
        const JsonValue counters = runtime["report"]["neuroncore_counters"];
        if (!counters) continue;
        any = true;
        if (!counters["error"].text().empty()) {
            reject(Rejection::sentinel, number);
        } else if (!per_device || *per_device == 0) {
            reject(Rejection::no_device, number);
        } else {
            cores(counters["neuroncores_in_use"], *per_device, number);
        }
    }
    if (!any || !per_device || *per_device == 0) return;
    const JsonValue instance = report["instance_info"]["instance_id"];
    DeviceWords words;
    words.host = instance.text();
    words.chip = hardware["neuron_device_type"].text();
    for (const auto& [device, sum] : devices_) {
        DeviceReading reading;
        const std::uint64_t divisor = *per_device * 100;
        const std::uint64_t mean = (sum.utilization + divisor / 2) / divisor;
        if (sum.fault) {
            reading.fail(*sum.fault);
        } else if (sum.unknown) {
            reading.declare(Measurand::gpu_utilization);
        } else if (mean > 100'00) {
            reading.fail(Rejection::out_of_range);
        } else {
            reading.set(Measurand::gpu_utilization, mean);
        }
        const std::string index = std::to_string(device);
        words.index = index;
        put_row(meter_, reading, words, time, number);
    }
}

Recognition recognise(std::string_view beginning) {
    const auto says = [&](std::string_view word) { return beginning.find(word) != word.npos; };
    return says("\"neuron_runtime_data\"") || says("\"neuroncore_counters\"") ? Recognition::yes
                                                                              : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<NeuronMonitorParser>(meter);
}

}  // namespace

const LogFormat neuron_monitor_format = {"neuron-monitor", "neuron-monitor, a report a line",
                                         recognise, make_parser};

}  // namespace flopledger
