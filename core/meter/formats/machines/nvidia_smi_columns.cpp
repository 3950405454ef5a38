// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/nvidia_smi_columns.hpp"

#include <algorithm>
#include <array>

#include "core/base/ascii.hpp"
#include "core/meter/words/delimited.hpp"

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
    {"hostname", NvidiaSmiColumn::host, ""},  // of scripts that put it before the rows
    {"host", NvidiaSmiColumn::host, ""},
    {"node", NvidiaSmiColumn::host, ""},
    {"uuid", NvidiaSmiColumn::uuid, ""},
    {"gpu_uuid", NvidiaSmiColumn::uuid, ""},
    {"pci.bus_id", NvidiaSmiColumn::bus, ""},
    {"gpu_bus_id", NvidiaSmiColumn::bus, ""},
    {"index", NvidiaSmiColumn::index, ""},
    {"name", NvidiaSmiColumn::chip, ""},
    {"gpu_name", NvidiaSmiColumn::chip, ""},
    {"mig.mode.current", NvidiaSmiColumn::mig, ""},
    {"utilization.gpu", NvidiaSmiColumn::utilization, "%"},
    {"power.draw", NvidiaSmiColumn::power, "W", 0},
    {"power.draw.average", NvidiaSmiColumn::power, "W", 1},
    {"power.draw.instant", NvidiaSmiColumn::power, "W", 2},
});

// Names, and beginnings of names up to a point, of columns that say nothing of what was computed.
constexpr std::string_view harmless_names =
    "accounting. addressing_mode c2c. clocks. clocks_event_reasons. "
    "clocks_event_reasons_counters. clocks_throttle_reasons. compute_cap compute_mode count "
    "display_active display_attached display_mode dramEncryption. driver_model. "
    "driver_version ecc. encoder. enforced. fabric. fan. gom. gpu_part_number "
    "gpu_recovery_action gpu_serial gsp. inforom. kmd_version memory. mig. module. pci. "
    "pcie. persistence_mode platform. power.default_limit power.limit power.management "
    "power.max_limit power.min_limit product_architecture product_brand protected_memory. "
    "pstate remapped_rows. reset_status. retired_pages. serial temperature. "
    "utilization.decoder utilization.encoder utilization.jpeg utilization.memory "
    "utilization.ofa vbios_version vgpu_driver_capability.";

bool is_harmless(std::string_view name) {
    static const std::vector<std::string_view> names = split_words(harmless_names);
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) {
        return known.ends_with('.') ? name.starts_with(known) : name == known;
    });
}

// Whether a name is one that only nvidia-smi gives: tables of others have a `timestamp`, an `index`
// and a `gpu_name`, too.
bool is_telling(std::string_view name) {
    return name.find('.') != name.npos || name == "pstate" || name == "driver_version";
}

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

// The columns that may hold values and are not read; another kind of power than the one that is
// taken is no such column.
std::vector<std::string> unread_columns(const std::vector<std::string_view>& fields,
                                        const std::vector<NvidiaSmiColumn>& columns) {
    std::vector<std::string> unread;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (columns[i] != NvidiaSmiColumn::other || fields[i].empty()) continue;
        const NameAndUnit field = name_and_unit(fields[i]);
        if (known_column(field) == nullptr && !is_harmless(field.name)) {
            unread.emplace_back(fields[i]);
        }
    }
    return unread;
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

bool NvidiaSmiHeader::is_readable() const {
    return find(NvidiaSmiColumn::utilization) || find(NvidiaSmiColumn::power) || unread.empty();
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
    NvidiaSmiHeader header{std::string(line), meanings(fields), {}};
    bool telling = false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        // What has a time in it is a row, whatever else it says.
        if (!fields[i].empty() && is_digit(fields[i].front())) {
            return std::nullopt;
        }
        const std::string_view name = name_and_unit(fields[i]).name;
        const bool known = header.columns[i] != NvidiaSmiColumn::other || is_harmless(name);
        telling = telling || (known && is_telling(name));
    }
    if (!header.find(NvidiaSmiColumn::time) || !telling) return std::nullopt;
    header.unread = unread_columns(fields, header.columns);
    return header;
}

NvidiaSmiHeader nvidia_smi_header(const std::vector<std::string>& names) {
    NvidiaSmiHeader header;
    for (const std::string& name : names) {
        header.text += (header.text.empty() ? "" : ", ") + name;
    }
    const std::vector<std::string_view> fields(names.begin(), names.end());
    header.columns = meanings(fields);
    header.unread = unread_columns(fields, header.columns);
    return header;
}

}  // namespace flopledger
