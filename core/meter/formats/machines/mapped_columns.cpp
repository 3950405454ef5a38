// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/mapped_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

struct NamedMeaning {
    std::string_view name;
    ColumnKind meaning;
    Measurand measurand = Measurand::gpu_utilization;
};

constexpr auto meanings = std::to_array<NamedMeaning>({
    {"time", ColumnKind::time},
    {"uuid", ColumnKind::uuid},
    {"instance", ColumnKind::instance},
    {"host", ColumnKind::host},
    {"bus", ColumnKind::bus},
    {"index", ColumnKind::index},
    {"chip", ColumnKind::chip},
    {"gpu_utilization", ColumnKind::measurand, Measurand::gpu_utilization},
    {"power", ColumnKind::measurand, Measurand::power},
    {"tensor_active", ColumnKind::measurand, Measurand::tensor_active},
    {"sm_clock", ColumnKind::measurand, Measurand::sm_clock},
    {"sm_active", ColumnKind::measurand, Measurand::sm_active},
    {"energy", ColumnKind::measurand, Measurand::energy},
});

const NamedMeaning* meaning_named(std::string_view name) {
    for (const NamedMeaning& meaning : meanings) {
        if (meaning.name == name) return &meaning;
    }
    return nullptr;
}

// The power of ten from a unit of time to milliseconds.
std::optional<int> time_scale(std::string_view unit) {
    if (unit == "s") return 3;
    if (unit == "ms") return 0;
    if (unit == "us") return -3;
    if (unit == "ns") return -6;
    return std::nullopt;
}

// Headers of others that are known. All of `sign` must be there; of the rest what is.
struct KnownHeader {
    std::vector<std::string> sign;
    std::vector<ColumnMeaning> mapping;
};

const std::vector<KnownHeader>& known_headers() {
    static const std::vector<KnownHeader> headers = {
        // MIT Supercloud.
        {{"timestamp", "gpu_index", "utilization_gpu_pct", "power_draw_W"},
         {{"timestamp", "time", "s"},
          {"gpu_index", "index", ""},
          {"utilization_gpu_pct", "gpu_utilization", "percent"},
          {"power_draw_W", "power", "W"}}},
        // hl-smi --query-aip.
        {{"utilization.aip"},
         {{"timestamp", "time", ""},
          {"module_id", "index", ""},
          {"index", "index", ""},
          {"bus_id", "bus", ""},
          {"uuid", "uuid", ""},
          {"name", "chip", ""},
          {"utilization.aip", "gpu_utilization", ""},
          {"power.draw", "power", ""}}},
    };
    return headers;
}

// A header's column: its name, and the unit behind it in brackets.
struct HeaderName {
    std::string_view name;
    std::string_view unit;
};

HeaderName taken_apart(std::string_view field) {
    const std::size_t open = field.rfind('[');
    if (open == field.npos || open == 0 || !field.ends_with(']')) return {field, {}};
    return {trimmed(field.substr(0, open)), field.substr(open + 1, field.size() - open - 2)};
}

constexpr std::string_view delimiters = ",;\t|";

// The delimiter under which a line has all of some columns, or 0.
template <typename Columns, typename NameOf>
char delimiter_of(std::string_view line, const Columns& columns, NameOf name_of) {
    for (const char delimiter : delimiters) {
        RowSplitter header(delimiter);
        if (!header.split(line)) continue;
        const bool all = std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
            return !find_columns(header, name_of(column)).empty();
        });
        if (all) return delimiter;
    }
    return 0;
}

char mapped_delimiter(std::string_view line, const std::vector<ColumnMeaning>& mapping) {
    if (mapping.empty()) return 0;
    return delimiter_of(line, mapping, [](const ColumnMeaning& one) { return one.column; });
}

// What is wrong with patterns: all values of a row must tell their device in one way.
std::optional<std::string> pattern_fault(const std::vector<ColumnMeaning>& mapping) {
    const auto has = [](const ColumnMeaning& one, std::string_view sign) {
        return one.column.find(sign) != one.column.npos;
    };
    const ColumnMeaning* pattern = nullptr;
    for (const ColumnMeaning& one : mapping) {
        if (is_column_pattern(one.column)) pattern = &one;
    }
    if (pattern == nullptr) return std::nullopt;
    for (const ColumnMeaning& one : mapping) {
        const NamedMeaning* named = meaning_named(one.meaning);
        const bool measured = named != nullptr && named->meaning == ColumnKind::measurand;
        const bool names = is_column_pattern(one.column);
        if (names && (one.meaning == "time" || one.meaning == "index" || one.meaning == "host")) {
            return fmt::format("'{}' cannot mean '{}': its name tells the device", one.column,
                               one.meaning);
        }
        if (one.meaning == "uuid" || one.meaning == "bus" || one.meaning == "instance") {
            return fmt::format("'{}' cannot mean '{}' beside '{}', whose name tells the device",
                               one.column, one.meaning, pattern->column);
        }
        if (!names && !measured && one.meaning != "index" && one.meaning != "host") continue;
        for (const std::string_view sign : {"{index}", "{host}"}) {
            const bool given = has(*pattern, sign);
            const bool again = given && "{" + one.meaning + "}" == sign;
            if (again || ((names || measured) && has(one, sign) != given)) {
                return fmt::format("'{}' and '{}' do not tell devices in the same way",
                                   pattern->column, one.column);
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<FoundColumn> find_columns(const RowSplitter& header, std::string_view column) {
    std::vector<FoundColumn> found;
    if (!is_column_pattern(column)) {
        if (const auto whole = header.find(column)) return {{*whole, {{}}}};
        for (std::size_t i = 0; i < header.size() && found.empty(); ++i) {
            if (taken_apart(header[i]).name == column) found.push_back({i, {{}}});
        }
        return found;
    }
    for (std::size_t i = 0; i < header.size(); ++i) {
        auto words = words_in_column(column, header[i]);
        if (words.empty()) words = words_in_column(column, taken_apart(header[i]).name);
        if (!words.empty()) found.push_back({i, std::move(words)});
    }
    return found;
}

MappedHeader find_header(std::string_view line, const std::vector<ColumnMeaning>& mapping) {
    if (!mapping.empty()) return {mapped_delimiter(line, mapping), &mapping};
    for (const KnownHeader& known : known_headers()) {
        const char delimiter =
            delimiter_of(line, known.sign, [](const std::string& name) { return name; });
        if (delimiter != 0) return {delimiter, &known.mapping};
    }
    return {};
}

MappedColumn column_of(const ColumnMeaning& from, std::size_t field,
                       std::string_view header_field) {
    MappedColumn column;
    column.field = field;
    const NamedMeaning* named = meaning_named(from.meaning);
    if (named == nullptr) return column;  // mapping_fault says so
    column.kind = named->meaning;
    column.measurand = named->measurand;
    const std::string_view unit =
        from.unit.empty() ? taken_apart(header_field).unit : std::string_view(from.unit);
    if (column.kind == ColumnKind::time) {
        column.time_scale = time_scale(unit);
    } else if (column.kind == ColumnKind::measurand) {
        const auto named_unit = unit_named(unit);
        column.unknown_unit =
            !unit.empty() && (!named_unit || !fits(column.measurand, *named_unit));
        column.unit = named_unit.value_or(usual_unit(column.measurand));
    }
    return column;
}

std::optional<ColumnMeaning> parse_column_meaning(std::string_view text) {
    const std::size_t sign = text.rfind('=');
    if (sign == std::string_view::npos) return std::nullopt;
    const std::string_view said = text.substr(sign + 1);
    const std::size_t colon = std::min(said.find(':'), said.size());
    ColumnMeaning meaning{std::string(text.substr(0, sign)), std::string(said.substr(0, colon)),
                          std::string(said.substr(std::min(colon + 1, said.size())))};
    const bool unit_lacks = colon != said.size() && meaning.unit.empty();
    if (meaning.column.empty() || meaning.meaning.empty() || unit_lacks) return std::nullopt;
    return meaning;
}

std::optional<std::string> mapping_fault(const std::vector<ColumnMeaning>& mapping) {
    if (auto fault = pattern_fault(mapping)) return fault;
    std::array<bool, meanings.size()> used{};
    bool any = mapping.empty();
    for (const ColumnMeaning& one : mapping) {
        const NamedMeaning* named = meaning_named(one.meaning);
        if (named == nullptr) return "a column cannot mean '" + one.meaning + "'";
        const auto place = static_cast<std::size_t>(named - meanings.data());
        if (used[place]) return "two columns mean '" + one.meaning + "'";
        used[place] = true;
        any = any || named->meaning == ColumnKind::measurand;
        if (one.unit.empty()) continue;
        const auto unit = unit_named(one.unit);
        const bool good = named->meaning == ColumnKind::time ? time_scale(one.unit).has_value()
                          : named->meaning == ColumnKind::measurand
                              ? unit && fits(named->measurand, *unit)
                              : false;
        if (!good) return "'" + one.meaning + "' is not in '" + one.unit + "'";
    }
    if (!any) return "no column means something that is measured";
    const auto is_used = [&](Measurand measurand) {
        for (std::size_t i = 0; i < meanings.size(); ++i) {
            const bool same =
                meanings[i].meaning == ColumnKind::measurand && meanings[i].measurand == measurand;
            if (same) return used[i];
        }
        return false;
    };
    if (is_used(Measurand::sm_clock) && !is_used(Measurand::tensor_active)) {
        return "'sm_clock' says nothing without 'tensor_active'";
    }
    return std::nullopt;
}

}  // namespace flopledger
