// SPDX-License-Identifier: Apache-2.0
#include "core/facts/machines/log_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/facts/machines/job_names.hpp"
#include "core/facts/machines/log_names.hpp"

namespace flopledger {

const Name* log_finding(std::string_view text) {
    static constexpr std::array found_by_reading{name::zone_assumed,
                                                 name::clocks_changed,
                                                 name::order_matters,
                                                 name::damaged_archive,
                                                 name::file_shrank,
                                                 name::document_too_large,
                                                 name::values_rounded,
                                                 name::log_start_unknown,
                                                 name::iterations_not_shown,
                                                 name::trainer_counts_differ,
                                                 name::tokens_not_read,
                                                 name::run_unfinished,
                                                 name::no_value,
                                                 name::scale_doubtful,
                                                 name::columns_not_read,
                                                 name::devices_by_place,
                                                 name::poll_size_differs,
                                                 name::poll_place_not_needed,
                                                 name::samples_invented,
                                                 name::partial_answer,
                                                 name::answer_failed,
                                                 name::device_parts,
                                                 name::power_with_another_device,
                                                 name::utilization_far_above_flops,
                                                 name::device_ids_differ,
                                                 name::job_repeated,
                                                 name::job_row_missing,
                                                 name::no_chips_accounted,
                                                 name::job_shares_boards,
                                                 name::job_resource_not_read,
                                                 name::job_resources_unstated,
                                                 name::job_without_chips_on_their_node,
                                                 name::file_not_used,
                                                 name::log_not_read,
                                                 name::file_excluded};
    const auto found = std::find_if(found_by_reading.begin(), found_by_reading.end(),
                                    [text](const Name& name) { return name.text == text; });
    return found == found_by_reading.end() ? nullptr : &*found;
}

std::string words_text(const RowCount& rows) {
    constexpr std::size_t most = 10;
    std::string text;
    std::size_t told = 0;
    for (const std::string& word : rows.words) {
        if (told++ == most) break;
        text += fmt::format("{}{}", text.empty() ? ": " : ", ", word);
    }
    if (rows.words.size() > most) text += fmt::format(" and {} more", rows.words.size() - most);
    return text;
}

}  // namespace flopledger
