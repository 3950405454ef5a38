// SPDX-License-Identifier: Apache-2.0
#include "core/meter/nvidia_smi_columns.hpp"

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

// A column's names, the unit it may have, and which of several with one meaning is taken.
struct KnownColumn {
    std::string_view name;
    NvidiaSmiColumn meaning;
    std::string_view unit;
    int rank = 0;
};

constexpr auto known_columns = std::to_array<KnownColumn>({
    {"timestamp", NvidiaSmiColumn::time, ""},
    {"uuid", NvidiaSmiColumn::uuid, ""},
    {"gpu_uuid", NvidiaSmiColumn::uuid, ""},
    {"pci.bus_id", NvidiaSmiColumn::bus, ""},
    {"gpu_bus_id", NvidiaSmiColumn::bus, ""},
    {"index", NvidiaSmiColumn::index, ""},
    {"name", NvidiaSmiColumn::chip, ""},
    {"gpu_name", NvidiaSmiColumn::chip, ""},
    {"utilization.gpu", NvidiaSmiColumn::utilization, "%"},
    {"power.draw", NvidiaSmiColumn::power, "W", 0},
    {"power.draw.average", NvidiaSmiColumn::power, "W", 1},
    {"power.draw.instant", NvidiaSmiColumn::power, "W", 2},
});

// Names that only say that a table is nvidia-smi's.
constexpr auto telling_names = std::to_array<std::string_view>(
    {"driver_version", "pstate", "temperature.gpu", "utilization.memory", "memory.used",
     "memory.total", "memory.free", "clocks.current.sm", "clocks.sm", "power.limit"});

struct NameAndUnit {
    std::string_view name;
    std::string_view unit;
};

NameAndUnit name_and_unit(std::string_view field) {
    const std::size_t bracket = field.find('[');
    if (bracket == std::string_view::npos || !field.ends_with(']')) return {field, ""};
    return {trimmed(field.substr(0, bracket)),
            field.substr(bracket + 1, field.size() - bracket - 2)};
}

const KnownColumn* known_column(const NameAndUnit& field) {
    for (const KnownColumn& known : known_columns) {
        if (known.name != field.name) continue;
        return field.unit.empty() || field.unit == known.unit ? &known : nullptr;
    }
    return nullptr;
}

// Gives every column its meaning; of several with one meaning only the first by rank keeps it.
std::vector<NvidiaSmiColumn> meanings(const std::vector<std::string_view>& fields) {
    std::vector<NvidiaSmiColumn> columns(fields.size(), NvidiaSmiColumn::other);
    std::vector<int> ranks(fields.size(), 0);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const KnownColumn* known = known_column(name_and_unit(fields[i]));
        if (known == nullptr) continue;
        const auto present = std::find(columns.begin(), columns.end(), known->meaning);
        if (present != columns.end()) {
            const auto place = static_cast<std::size_t>(present - columns.begin());
            if (ranks[place] <= known->rank) continue;
            *present = NvidiaSmiColumn::other;
        }
        columns[i] = known->meaning;
        ranks[i] = known->rank;
    }
    return columns;
}

}  // namespace

std::optional<std::size_t> NvidiaSmiHeader::find(NvidiaSmiColumn column) const {
    const auto place = std::find(columns.begin(), columns.end(), column);
    if (place == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(place - columns.begin());
}

bool NvidiaSmiHeader::names_device() const {
    return find(NvidiaSmiColumn::uuid) || find(NvidiaSmiColumn::bus) ||
           find(NvidiaSmiColumn::index);
}

void split_fields(std::string_view line, std::vector<std::string_view>& fields) {
    fields.clear();
    while (true) {
        const std::size_t comma = line.find(',');
        fields.push_back(trimmed(line.substr(0, comma)));
        if (comma == std::string_view::npos) return;
        line.remove_prefix(comma + 1);
    }
}

std::optional<NvidiaSmiHeader> read_nvidia_smi_header(std::string_view line) {
    if (line.find("timestamp") == std::string_view::npos) return std::nullopt;
    std::vector<std::string_view> fields;
    split_fields(line, fields);
    NvidiaSmiHeader header{std::string(line), meanings(fields)};
    int telling = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        // What has a time in it is a row, whatever else it says.
        if (!fields[i].empty() && is_digit(fields[i].front())) {
            return std::nullopt;
        }
        const std::string_view name = name_and_unit(fields[i]).name;
        const bool tells =
            std::find(telling_names.begin(), telling_names.end(), name) != telling_names.end();
        telling += header.columns[i] != NvidiaSmiColumn::other || tells ? 1 : 0;
    }
    if (!header.find(NvidiaSmiColumn::time) || telling < 2) return std::nullopt;
    return header;
}

NvidiaSmiHeader nvidia_smi_header(const std::vector<std::string>& names) {
    NvidiaSmiHeader header;
    for (const std::string& name : names) {
        header.text += (header.text.empty() ? "" : ", ") + name;
    }
    const std::vector<std::string_view> fields(names.begin(), names.end());
    header.columns = meanings(fields);
    return header;
}

}  // namespace flopledger
