// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/rejected_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/readings/rejections.hpp"

namespace flopledger {

namespace {

std::uint64_t rows_of(const std::map<std::string, RowCount, std::less<>>& counts,
                      std::string_view name) {
    const auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second.rows;
}

// Each reason with its rows and the place of the first of them.
std::string reasons_of(const Usage& usage) {
    std::string reasons;
    for (const auto& [name, count] : usage.rejected) {
        if (name == word(Rejection::out_of_window) || name == word(Rejection::not_selected)) {
            continue;
        }
        reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count.rows, name);
        if (!count.first.empty() && count.first.front().input < usage.inputs.size()) {
            reasons += fmt::format(" (first {}:{})", usage.inputs[count.first.front().input].name,
                                   count.first.front().line);
        }
    }
    return reasons;
}

// Findings that say what is wrong with rejected rows.
constexpr auto explaining = std::to_array<std::string_view>(
    {name::answer_failed.text, name::damaged_archive.text, name::document_too_large.text,
     name::scale_doubtful.text, name::poll_size_differs.text});

std::string explanations_of(const Usage& usage) {
    std::string text;
    for (const std::string_view name : explaining) {
        if (rows_of(usage.findings, name) == 0) continue;
        text += fmt::format("{}{}", text.empty() ? "; found: " : ", ", name);
    }
    if (rows_of(usage.rejected, word(Rejection::no_device)) != 0) {
        text +=
            "; rows that name no device are told apart with --devices-per-poll N where each "
            "poll has N rows in one order";
    }
    return text;
}

}  // namespace

std::string remedy_for_rejected(const Usage& usage, std::string otherwise) {
    const std::uint64_t timeless = rows_of(usage.rejected, word(Rejection::no_time));
    std::uint64_t rejected = 0;
    for (const auto& [name, count] : usage.rejected) rejected += count.rows;
    if (timeless * 2 <= rejected) return otherwise;
    return "say when a log without times begins and how far apart its readings are: --start TIME "
           "--interval 10s; in a ledger, `start` and `interval` under `logs`";
}

std::optional<std::string> too_many_rejected(const Usage& usage, const Exact& most) {
    std::uint64_t rows = 0;
    std::uint64_t rejected = 0;
    for (const InputFile& input : usage.inputs) {
        rows += input.rows;
        rejected += input.rejected_rows;
    }
    const std::uint64_t unwanted = rows_of(usage.rejected, word(Rejection::out_of_window)) +
                                   rows_of(usage.rejected, word(Rejection::not_selected));
    const std::uint64_t torn_for_a_reason = rows_of(usage.findings, name::damaged_archive.text) +
                                            rows_of(usage.findings, name::document_too_large.text);
    const std::uint64_t inputs = usage.inputs.size();
    const std::uint64_t still_written = inputs - std::min(inputs, torn_for_a_reason);
    const std::uint64_t torn =
        std::min(rows_of(usage.rejected, word(Rejection::torn)), still_written);
    rows -= std::min(rows, unwanted);
    rejected -= std::min(rejected, unwanted + torn);
    if (rejected == 0) return std::nullopt;
    const auto exact = [](std::uint64_t count) {
        return Exact::from_digits(std::to_string(count));
    };
    const Exact share = rows == 0 ? Exact(1) : exact(rejected) / exact(rows);
    if (share <= most) return std::nullopt;
    return fmt::format("{} of {} rows cannot be used, which is {} % and more than {} %: {}{}",
                       rejected, rows, (share * 100).fixed(2), (most * 100).fixed(2),
                       reasons_of(usage), explanations_of(usage));
}

}  // namespace flopledger
