// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/rejections.hpp"

#include <algorithm>

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(Rejection reason) {
    constexpr auto table = std::to_array<std::string_view>(
        {"torn", "no-time", "no-device", "bad-number", "unknown-unit", "out-of-range", "sentinel",
         "out-of-window", "not-this-format", "not-selected"});
    static_assert(table.size() == rejection_count);
    return word_at(table, reason);
}

void RowLog::add(Count& count, std::uint64_t line) {
    if (count.rows < most_places) count.lines[count.rows] = line;
    ++count.rows;
    count.last = line;
}

void RowLog::reject(Rejection reason, std::uint64_t line) {
    add(rejected_[static_cast<std::size_t>(reason)], line);
}

RowLog::NamedCount& RowLog::named(Name finding) {
    for (NamedCount& known : findings_) {
        if (known.name == finding.text) return known;
    }
    findings_.push_back({finding.text, {}});
    return findings_.back();
}

void RowLog::find(Name finding, std::uint64_t line) { add(named(finding).count, line); }

void RowLog::find(Name finding, std::uint64_t line, std::string_view word) {
    NamedCount& found = named(finding);
    // A row with several words is one row.
    if (line != 0 && found.count.last != line) add(found.count, line);
    found.words.emplace(word);
}

void RowLog::move_to(Usage& usage, std::uint32_t input, std::uint64_t lines_before) const {
    const auto move = [&](const Count& from, RowCount& into) {
        into.rows += from.rows;
        for (std::uint64_t i = 0; i < std::min<std::uint64_t>(from.rows, most_places); ++i) {
            into.first.push_back({input, lines_before + from.lines[i]});
        }
        std::sort(into.first.begin(), into.first.end());
        if (into.first.size() > most_places) into.first.resize(most_places);
    };
    for (int reason = 0; reason < rejection_count; ++reason) {
        const Count& count = rejected_[static_cast<std::size_t>(reason)];
        if (count.rows == 0) continue;
        move(count, usage.rejected[std::string(word(static_cast<Rejection>(reason)))]);
    }
    for (const NamedCount& named : findings_) {
        RowCount& into = usage.findings[std::string(named.name)];
        move(named.count, into);
        into.words.insert(named.words.begin(), named.words.end());
    }
}

std::uint64_t RowLog::rejected(Rejection reason) const {
    return rejected_[static_cast<std::size_t>(reason)].rows;
}

std::uint64_t RowLog::rejected() const {
    std::uint64_t rows = 0;
    for (const Count& count : rejected_) rows += count.rows;
    return rows;
}

}  // namespace flopledger
