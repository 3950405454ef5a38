// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/slurm_resources.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

constexpr std::uint64_t largest_number = std::uint64_t{1} << 40;

std::optional<std::uint64_t> parse_digits(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// The text up to a character, which is taken away with it.
std::string_view cut_first(std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    const std::string_view first = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
    return first;
}

// The name of the resource that Slurm writes as the number of its plugin: 'g' + 'p' * 2^8 +
// 'u' * 2^16 of a plugin whose name it no longer knows.
constexpr std::string_view number_of_gpu = "7696487";

// The names under which clusters count chips; those of shares of chips; and those of other things.
constexpr auto chip_kinds = std::to_array<std::string_view>({"gpu", "hpu", "npu", "tpu", "xpu"});
constexpr auto share_kinds = std::to_array<std::string_view>({"shard", "mps"});
constexpr auto other_kinds = std::to_array<std::string_view>(
    {"gpumem", "gpuutil", "bandwidth", "craynetwork", "hbm", "ic", "localtmp", "lscratch", "memory",
     "mic", "nic", "nvme", "scratch", "ssd", "tmp", "tmpdisk", "tmpfs"});

// Whether a name may be that of an accelerator: it speaks of one, or a part of it is one or two
// letters with a number, as products are called (a100, l40s, mi300x).
bool may_be_accelerator(std::string_view name) {
    const auto has = [&](std::string_view word) { return name.find(word) != name.npos; };
    if (has("mem") || has("util")) return false;
    constexpr auto words = std::to_array<std::string_view>(
        {"accel", "gpu", "tpu", "npu", "hpu", "xpu", "dcu", "mlu", "nvidia", "tesla", "gaudi",
         "instinct", "ascend", "trainium"});
    if (std::any_of(words.begin(), words.end(), has)) return true;
    while (!name.empty()) {
        std::string_view part = name.substr(0, name.find_first_of("_-."));
        name.remove_prefix(std::min(name.size(), part.size() + 1));
        const std::size_t letters = std::min(part.find_first_of("0123456789"), part.size());
        part.remove_prefix(letters);
        const std::size_t digits = std::min(part.find_first_not_of("0123456789"), part.size());
        const std::size_t behind = part.size() - digits;
        const bool named = letters >= 1 && letters <= 2 && behind <= 2;
        if (named && digits >= 2 && digits <= 4 && part.front() != '0') return true;
    }
    return false;
}

// The most boards that one node has been sold with (GigaIO SuperNODE of 2023: 32).
constexpr std::uint64_t most_boards_of_a_node = 32;

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool SlurmChips::reads(std::string_view name) {
    const std::string_view kind = name.substr(0, name.find(':'));
    if (contains(chip_kinds, kind) || contains(share_kinds, kind)) return true;
    if (!contains(other_kinds, kind) && may_be_accelerator(lower_case(kind))) return true;
    unread_ = unread_ || !contains(other_kinds, kind);
    return false;
}

void SlurmChips::add(std::string_view name, std::uint64_t count) {
    const std::size_t colon = name.find(':');
    const std::string_view kind = name.substr(0, colon);
    const std::string_view type =
        colon == std::string_view::npos ? std::string_view() : name.substr(colon + 1);
    if (contains(share_kinds, kind)) {
        // As for chips, the untyped count is that of all.
        std::uint64_t& all = shares_[std::string(kind)];
        all = std::min(std::max(all, count), largest_number);
        if (!type.empty()) share_type_ = type;
    } else if (!contains(chip_kinds, kind)) {
        std::uint64_t& typed = name_types_[std::string(kind)];
        if (!type.empty()) typed = std::min(typed + count, largest_number);
        std::uint64_t& all = by_name_[std::string(kind)];
        all = std::max({all, typed, type.empty() ? count : 0});
    } else if (type.empty()) {
        all_ = std::min(all_.value_or(0) + count, largest_number);
        if (kind != "gpu") kind_ = kind;
    } else {
        std::uint64_t& typed = by_type_[std::string(type)];
        typed = std::min(typed + count, largest_number);
    }
}

std::uint64_t SlurmChips::shares() const {
    std::uint64_t all = 0;
    for (const auto& [kind, count] : shares_) all = std::min(all + count, largest_number);
    return all;
}

std::optional<std::uint64_t> SlurmChips::count(const std::optional<std::uint64_t>& nodes) const {
    std::uint64_t typed = 0;
    for (const auto& [type, count] : types()) typed = std::min(typed + count, largest_number);
    if (all_ && *all_ < typed) return std::nullopt;
    std::uint64_t shared = shares();
    if (nodes && *nodes <= largest_number / most_boards_of_a_node) {
        shared = std::min(shared, std::max<std::uint64_t>(*nodes, 1) * most_boards_of_a_node);
    }
    return std::min(all_.value_or(typed) + shared, largest_number);
}

std::string SlurmChips::type() const {
    const Counts& counts = types();
    std::uint64_t typed = 0;
    for (const auto& [type, count] : counts) typed += count;
    const std::uint64_t rest = all_.value_or(typed) - std::min(all_.value_or(typed), typed);
    if (counts.empty()) return share_type_.empty() ? kind_ : share_type_;
    if (counts.size() == 1 && (rest == 0 || typed == 0)) return counts.begin()->first;
    std::string types;
    for (const auto& [type, count] : counts) {
        if (!types.empty()) types += ',';
        types += type + '=' + std::to_string(count);
    }
    return rest == 0 ? types : types + ",gpu=" + std::to_string(rest);
}

std::optional<SlurmChips> chips_of_tres(std::string_view list) {
    SlurmChips chips;
    while (!list.empty()) {
        std::string_view entry = cut_first(list, ',');
        const std::size_t equals = entry.find('=');
        if (equals == 0 || equals == std::string_view::npos) return std::nullopt;
        std::string_view name = entry.substr(0, equals);
        constexpr std::string_view generic = "gres/";
        if (!name.starts_with(generic)) continue;
        name.remove_prefix(generic.size());
        if (!chips.reads(name)) continue;
        const auto count = slurm_number(entry.substr(equals + 1));
        if (!count) return std::nullopt;
        chips.add(name, *count);
    }
    return chips;
}

std::optional<std::uint64_t> slurm_nodes(std::string_view list) {
    while (!list.empty()) {
        const std::string_view entry = cut_first(list, ',');
        constexpr std::string_view nodes = "node=";
        if (entry.starts_with(nodes)) return slurm_number(entry.substr(nodes.size()));
    }
    return std::nullopt;
}

std::optional<SlurmChips> chips_of_gres(std::string_view list, std::uint64_t nodes) {
    SlurmChips chips;
    while (!list.empty()) {
        std::string_view entry = list;
        // A comma within the brackets of `(IDX:0-1,3)` does not end the entry.
        const std::size_t bracket = list.find('(');
        const std::size_t comma = list.find(',');
        if (bracket < comma) {
            const std::size_t closed = list.find(')', bracket);
            if (closed == std::string_view::npos) return std::nullopt;
            entry = list.substr(0, bracket);
            list.remove_prefix(closed + 1);
            if (!list.empty() && list.front() != ',') return std::nullopt;
            if (!list.empty()) list.remove_prefix(1);
        } else {
            entry = cut_first(list, ',');
        }
        const std::size_t colon = entry.rfind(':');
        std::string name(entry.substr(0, colon));
        const std::string_view kind = entry.substr(0, entry.find(':'));
        if (kind == number_of_gpu) name.replace(0, number_of_gpu.size(), "gpu");
        if (kind != number_of_gpu && !chips.reads(name)) continue;
        // `gpu` without a number is one.
        const auto count = colon == std::string_view::npos ? std::optional<std::uint64_t>(1)
                                                           : slurm_number(entry.substr(colon + 1));
        if (!count || (nodes != 0 && *count > largest_number / nodes)) return std::nullopt;
        chips.add(name, *count * nodes);
    }
    return chips;
}

std::optional<std::uint64_t> slurm_number(std::string_view text) {
    const auto number = parse_digits(text);
    return number && *number <= largest_number ? number : std::nullopt;
}

std::optional<std::uint64_t> slurm_duration(std::string_view text) {
    std::uint64_t days = 0;
    const std::size_t dash = text.find('-');
    if (dash != std::string_view::npos) {
        const auto number = slurm_number(text.substr(0, dash));
        if (!number || *number > largest_number / 86'400) return std::nullopt;
        days = *number;
        text.remove_prefix(dash + 1);
    }
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos) {
        const auto fraction = parse_digits(text.substr(point + 1));
        if (!fraction) return std::nullopt;
        text = text.substr(0, point);
    }
    std::array<std::uint64_t, 3> parts{};
    std::size_t count = 0;
    while (!text.empty()) {
        if (count == parts.size()) return std::nullopt;
        const auto number = slurm_number(cut_first(text, ':'));
        if (!number || (count != 0 && *number > 59)) return std::nullopt;
        parts[count++] = *number;
    }
    if (count < 2 || (dash != std::string_view::npos && count < 3)) return std::nullopt;
    const std::uint64_t seconds =
        count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : parts[0] * 60 + parts[1];
    const std::uint64_t all = days * 86'400 + seconds;
    return all <= largest_number ? std::optional(all) : std::nullopt;
}

std::optional<std::uint64_t> slurm_joules(std::string_view text) {
    if (text.empty() || text.starts_with('-')) return 0;
    const auto number = parse_digits(text);
    if (!number) return std::nullopt;
    // 2^64 - 2 and 2^64 - 1 stand for "not set" and "without end".
    return *number >= ~std::uint64_t{1} ? 0 : *number;
}

std::optional<std::string_view> slurm_state(std::string_view text) {
    std::string_view word = text.substr(0, text.find(' '));
    if (word.ends_with('+')) word.remove_suffix(1);
    const auto fits = [](char letter) { return (letter >= 'A' && letter <= 'Z') || letter == '_'; };
    if (word.empty() || !std::all_of(word.begin(), word.end(), fits)) return std::nullopt;
    return word;
}

}  // namespace flopledger
