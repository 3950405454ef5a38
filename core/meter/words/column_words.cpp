// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/column_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"
#include "core/meter/words/delimited.hpp"

namespace flopledger {

namespace {

constexpr std::string_view index_sign = "{index}";
constexpr std::string_view host_sign = "{host}";

bool is_host_byte(char byte) {
    return is_letter(byte) || is_digit(byte) || byte == '.' || byte == '_' || byte == '-';
}

// Goes on with the rest of a pattern at the rest of a name, with what was found before.
void match(std::string_view pattern, std::string_view name, const ColumnWords& found,
           std::vector<ColumnWords>& all) {
    const std::size_t at = std::min(pattern.find(index_sign), pattern.find(host_sign));
    const std::string_view plain = pattern.substr(0, at);
    if (!name.starts_with(plain)) return;
    name.remove_prefix(plain.size());
    if (at == pattern.npos) {
        if (name.empty() && std::find(all.begin(), all.end(), found) == all.end()) {
            all.push_back(found);
        }
        return;
    }
    pattern.remove_prefix(plain.size());
    const bool is_index = pattern.starts_with(index_sign);
    pattern.remove_prefix(is_index ? index_sign.size() : host_sign.size());
    for (std::size_t size = 1; size <= name.size(); ++size) {
        const char byte = name[size - 1];
        if (is_index ? !is_digit(byte) : !is_host_byte(byte)) return;
        ColumnWords more = found;
        std::string& word = is_index ? more.index : more.host;
        if (!word.empty() && word != name.substr(0, size)) continue;
        word = name.substr(0, size);
        match(pattern, name.substr(size), more, all);
    }
}

struct Clue {
    std::string_view word;
    std::string_view meaning;
};

// The first that fits a name says what it may mean.
constexpr auto clues = std::to_array<Clue>({
    {"time", "time"},
    {"date", "time"},
    {"uuid", "uuid"},
    {"tensor", "tensor_active"},
    {"sm_act", "sm_active"},
    {"sm.act", "sm_active"},
    {"energy", "energy"},
    {"power", "power"},
    {"watt", "power"},
    {"util", "gpu_utilization"},
    {"busy", "gpu_utilization"},
    {"duty", "gpu_utilization"},
    {"bus_id", "bus"},
    {"host", "host"},
    {"node", "host"},
    {"gpu_name", "chip"},
    {"model", "chip"},
    {"index", "index"},
    {"gpu_id", "index"},
    {"gpuid", "index"},
    {"device_id", "index"},
    {"module_id", "index"},
});

// Words of names that tell of what no compute follows from, whole and without digits behind them.
constexpr auto harmless_words = std::to_array<std::string_view>(
    {"temp",  "temperature", "gtemp",  "mtemp",      "fan",     "mem",     "memory", "vram",
     "disk",  "network",     "cpu",    "pcie",       "proc",    "clock",   "clocks", "clk",
     "sclk",  "mclk",        "pclk",   "driver",     "version", "pstate",  "ecc",    "runtime",
     "limit", "limits",      "nvlink", "management", "encoder", "decoder", "wandb",  "step"});

// Names that are a setting of a board, not a reading.
constexpr auto settings =
    std::to_array<std::string_view>({"max_power", "max graphics package power (w)"});

bool is_measured(std::string_view meaning) {
    return meaning == "gpu_utilization" || meaning == "power" || meaning == "tensor_active" ||
           meaning == "sm_active" || meaning == "energy";
}

std::string_view meaning_of(const std::string& name) {
    for (const Clue& clue : clues) {
        if (name.find(clue.word) != name.npos) return clue.meaning;
    }
    if (name == "gpu" || name == "device" || name == "card") return "index";
    return name.ends_with(".gpu") ? "gpu_utilization" : name == "name" ? "chip" : "";
}

// A number that stands apart in a name says which device it is about: `gpu.3.power`, `gpu_3_power`.
std::string with_pattern(const std::string& name) {
    constexpr std::string_view signs = "._-/ ";
    for (std::size_t at = 0; (at = name.find_first_of(signs, at)) != name.npos; ++at) {
        const std::size_t end = name.find_first_of(signs, at + 1);
        const std::string_view part =
            std::string_view(name).substr(at + 1, end == name.npos ? end : end - at - 1);
        if (!part.empty() && is_all_digits(part)) {
            return name.substr(0, at + 1).append(index_sign) +
                   (end == name.npos ? "" : name.substr(end));
        }
    }
    return name;
}

std::string_view unit_in(const std::string& name, std::string_view meaning) {
    const auto says = [&](std::string_view word) { return name.find(word) != name.npos; };
    if (meaning == "power") return says("milliwatt") || says("mw") ? ":mW" : "";
    if (meaning == "energy" || meaning == "time") return "";
    if (says("pct") || says("percent") || says("%")) return ":percent";
    return says("ratio") ? ":ratio" : "";
}

// Whether a name can stand between quotes of a shell as it is: what is suggested is pasted.
bool is_plain(std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char byte) {
        return is_letter(byte) || is_digit(byte) ||
               std::string_view(" ._-/%()[]:").find(byte) != std::string_view::npos;
    });
}

}  // namespace

bool is_column_pattern(std::string_view column) {
    return column.find(index_sign) != column.npos || column.find(host_sign) != column.npos;
}

std::vector<ColumnWords> words_in_column(std::string_view pattern, std::string_view name) {
    std::vector<ColumnWords> all;
    match(pattern, name, {}, all);
    return all;
}

bool is_harmless_column(std::string_view name) {
    const std::string lower = lower_case(name);
    if (std::find(settings.begin(), settings.end(), lower) != settings.end()) return true;
    for (std::size_t at = 0; at < lower.size();) {
        std::size_t end = at;
        while (end < lower.size() && is_letter(lower[end])) ++end;
        const std::string_view word = std::string_view(lower).substr(at, end - at);
        while (end < lower.size() && !is_letter(lower[end])) ++end;
        if (std::find(harmless_words.begin(), harmless_words.end(), word) != harmless_words.end()) {
            return true;
        }
        at = end;
    }
    return lower.empty();
}

bool seems_measured(std::string_view name) {
    return !is_harmless_column(name) && is_measured(meaning_of(lower_case(name)));
}

std::vector<std::string> header_fields(std::string_view line) {
    std::vector<std::string> best;
    for (const char delimiter : std::string_view(",;\t|")) {
        RowSplitter fields(delimiter);
        if (!fields.split(line) || fields.size() < 2 || fields.size() <= best.size()) continue;
        const auto& all = fields.fields();
        const bool words = std::all_of(all.begin(), all.end(), [](std::string_view field) {
            return field.empty() || is_letter(field.front()) || field.front() == '_';
        });
        if (words) best.assign(all.begin(), all.end());
    }
    return best;
}

std::string suggested_mapping(const std::vector<std::string>& columns) {
    std::string options;
    std::vector<std::string_view> met;
    bool measured = false;
    // Of several of one meaning the one that names the accelerator goes first.
    std::vector<std::string> ordered = columns;
    std::stable_partition(ordered.begin(), ordered.end(), [](const std::string& name) {
        return lower_case(name).find("gpu") != std::string::npos;
    });
    for (const std::string& column : ordered) {
        if (is_harmless_column(column) || !is_plain(column)) continue;
        const std::string name = lower_case(column);
        const std::string_view meaning = meaning_of(name);
        if (meaning.empty() || std::find(met.begin(), met.end(), meaning) != met.end()) continue;
        met.push_back(meaning);
        measured = measured || is_measured(meaning);
        options += fmt::format("{}--map '{}={}{}'", options.empty() ? "" : " ",
                               with_pattern(column), meaning, unit_in(name, meaning));
    }
    return measured ? options : "";
}

}  // namespace flopledger
