// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/unread_names.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/usage/frequent_names.hpp"

namespace flopledger {

namespace {

// Words that speak of accelerators, wherever they stand in a name.
constexpr auto within =
    std::to_array<std::string_view>({"accel", "dcgm", "duty_cycle", "gpu", "nvidia", "tensorcore"});

// Those that do so only as a word of its own, or as the beginning of one: `output` has a `tpu`.
constexpr auto beginnings = std::to_array<std::string_view>(
    {"ascend", "cuda", "dcu",  "gaudi", "gcu",  "gfx", "habana", "hpu", "ipu", "mlu", "mxu",
     "neuron", "npu",  "nvml", "rdu",   "rocm", "smi", "tensor", "tpu", "wse", "xpu"});

// Words of metrics that tell nothing of what was computed.
constexpr auto harmless = std::to_array<std::string_view>(
    {"bandwidth", "bar1",       "blocks",    "bytes",      "cache",   "cap",         "clk",
     "clock",     "clocks",     "collector", "copy",       "count",   "dec",         "decoder",
     "dram",      "driver",     "ecc",       "enc",        "encoder", "err",         "error",
     "errors",    "fan",        "fb",        "firmware",   "fp16",    "fp32",        "fp64",
     "freq",      "frequency",  "hbm",       "health",     "instant", "jpeg",        "jpg",
     "license",   "limit",      "limits",    "link",       "mclk",    "mem",         "memory",
     "mma",       "mode",       "network",   "nodes",      "num",     "nvlink",      "nvswitch",
     "occupancy", "ofa",        "pci",       "pcie",       "pstate",  "remap",       "remapped",
     "replay",    "requests",   "retired",   "roce",       "row",     "rx",          "sclk",
     "scrape",    "smclk",      "state",     "status",     "temp",    "temperature", "thermal",
     "throttle",  "throttling", "timestamp", "tx",         "umc",     "up",          "uuid",
     "vcn",       "version",    "violation", "violations", "volt",    "voltage",     "vram",
     "xgmi",      "xid"});
static_assert(std::is_sorted(harmless.begin(), harmless.end()));

// The words of a name, in small letters.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    for (const char byte : name) {
        if (is_letter(byte) || is_digit(byte)) {
            words.back() += lower_case(byte);
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

// `hw.power{cpu}` of `hw.power{hw.type=cpu}`: how the label is called tells nothing.
std::string without_label_name(std::string_view name) {
    std::string text(name);
    const std::size_t brace = text.find('{');
    const std::size_t sign = text.find('=');
    if (brace != text.npos && sign != text.npos && brace < sign) {
        text.erase(brace + 1, sign - brace);
    }
    return text;
}

bool words_speak_of_accelerators(std::string_view name, const std::vector<std::string>& words) {
    const std::string small = lower_case(name);
    const auto stands_within = [&](std::string_view word) {
        return small.find(word) != std::string::npos;
    };
    const auto begins = [](const std::string& word) {
        return std::any_of(beginnings.begin(), beginnings.end(),
                           [&](std::string_view beginning) { return word.starts_with(beginning); });
    };
    return std::any_of(within.begin(), within.end(), stands_within) ||
           std::any_of(words.begin(), words.end(), begins);
}

}  // namespace

bool speaks_of_accelerators(std::string_view name) {
    const std::string text = without_label_name(name);
    return words_speak_of_accelerators(text, words_of(text));
}

bool may_tell_of_compute(std::string_view name, bool of_accelerator) {
    // Fields of DCGM by number that are not read hold something else, and AMD's draw at an instant
    // stands beside that over a time.
    if (is_all_digits(name) || name.ends_with("gpu_power_usage")) return false;
    const std::string text = without_label_name(name);
    const std::vector<std::string> words = words_of(text);
    if (!of_accelerator && !words_speak_of_accelerators(text, words)) return false;
    if (words.back() == "info") return false;  // always 1, for its labels
    return std::none_of(words.begin(), words.end(), [](const std::string& word) {
        return std::binary_search(harmless.begin(), harmless.end(), std::string_view(word));
    });
}

UnreadName& UnreadNames::of(std::string_view name, bool of_accelerator) {
    const auto found = names_.find(name);
    const bool known = found != names_.end();
    UnreadName& count = known ? found->second : place_of(name);
    const bool judged = known && (count.of_accelerator || !of_accelerator);
    count.of_accelerator = count.of_accelerator || of_accelerator;
    if (!judged && !count.may_compute) {
        count.may_compute = may_tell_of_compute(name, of_accelerator);
    }
    return count;
}

// Where a name that was not met before is counted.
UnreadName& UnreadNames::place_of(std::string_view name) {
    if (names_.size() < most_names && name.size() <= longest_name) return names_[std::string(name)];
    return names_[std::string(others)];
}

void UnreadNames::add(const UnreadNames& later, std::uint64_t lines_before) {
    for (const auto& [name, count] : later.names_) {
        if (count.rows == 0) continue;
        UnreadName& sum = of(name, count.of_accelerator);
        if (sum.rows == 0) sum.line = lines_before + count.line;
        sum.rows += count.rows;
        sum.may_compute = sum.may_compute || count.may_compute;
    }
}

std::uint64_t UnreadNames::nameless() const {
    const auto found = names_.find("");
    return found == names_.end() ? 0 : found->second.rows;
}

std::string UnreadNames::listed() const {
    std::vector<NameRows> list;
    for (const auto& [name, count] : names_) {
        if (count.rows > 0 && !name.empty()) list.push_back({name, count.rows, count.may_compute});
    }
    return most_frequent(std::move(list));
}

std::string UnreadNames::first() const {
    const auto lesser = [](const auto& left, const auto& right) {
        const UnreadName& one = left.second;
        const UnreadName& other = right.second;
        return one.may_compute != other.may_compute ? other.may_compute : one.rows < other.rows;
    };
    const auto most = std::max_element(names_.begin(), names_.end(), lesser);
    return most == names_.end() ? "" : most->first;
}

void UnreadNames::move_to(Usage& usage, std::uint32_t input) const {
    for (const auto& [name, count] : names_) {
        if (!count.may_compute || count.rows == 0) continue;
        RowCount& sum = usage.unread[name];
        sum.rows += count.rows;
        sum.first.push_back({input, count.line});
        std::sort(sum.first.begin(), sum.first.end());
        if (sum.first.size() > most_places) sum.first.resize(most_places);
    }
}

}  // namespace flopledger
