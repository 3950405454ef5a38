// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/job_rows.hpp"

#include <algorithm>
#include <map>

#include "core/facts/machines/job_names.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

// A job that began before the window or ran on behind it held its chips within, too: what remains
// of it is no longer than its part of the window, nor than it ran. Whether any of it remains.
bool JobRows::cut_to_window(JobUsage& job) const {
    const auto seconds = static_cast<std::int64_t>(job.seconds);
    const std::int64_t from = meter_.options.from.value_or(0) / 1000;
    const std::int64_t to = meter_.options.to.value_or(last_possible_time) / 1000;
    const std::int64_t last = std::max(job.end, job.start + seconds);
    if (job.start >= to || (last <= from && job.start < from)) return false;
    if (job.start >= from && last <= to) return true;
    const std::int64_t begin = std::max(job.start, from);
    const std::int64_t end = std::min(last, to);
    job.seconds = static_cast<std::uint64_t>(std::min(seconds, end - begin));
    job.start = begin;
    if (job.end != 0 || last > to) job.end = end;
    return true;
}

void JobRows::take(JobUsage job, JobPlace place, const JobResources& resources) {
    ++meter_.row_count;
    // Suspensions may be left out of what elapsed, but not all there was.
    if (job.seconds == 0 && job.end > job.start) {
        job.seconds = static_cast<std::uint64_t>(job.end - job.start);
    }
    const std::uint64_t line = job.line;
    if (!cut_to_window(job)) return meter_.rows.reject(Rejection::out_of_window, line);
    if (meter_.selector != nullptr && !meter_.selector->takes(place, meter_.met)) {
        return meter_.rows.reject(Rejection::not_selected, line);
    }
    if (resources.shared) meter_.rows.find(name::job_shares_boards, line);
    if (resources.unread) meter_.rows.find(name::job_resource_not_read, line);
    if (resources.unstated && job.seconds != 0) {
        meter_.rows.find(name::job_resources_unstated, line);
    }
    if (job.chips != 0 && !place.nodes.empty()) {
        chip_lists_.insert(place.nodes);
    } else if (job.chips == 0 && job.seconds != 0 && !place.nodes.empty()) {
        chipless_.emplace_back(line, place.nodes);
    }
    if (place.nodes != "None assigned") job.nodes = safe_text(place.nodes);
    if (meter_.selector != nullptr) meter_.job_places.push_back(std::move(place));
    meter_.jobs.push_back(std::move(job));
}

void JobRows::finish() {
    if (chipless_.empty()) return;
    // Lists are few and come again and again; what a hostile export makes of them is bounded, and
    // behind that bound a job may have been anywhere.
    std::size_t left = 1'000'000;
    std::set<std::string> chip_nodes;
    for (const std::string& list : chip_lists_) {
        const auto nodes = hosts_of_list(list);
        if (!nodes || nodes->size() > left) continue;
        left -= nodes->size();
        for (const std::string& node : *nodes) chip_nodes.insert(host_key(node));
    }
    std::map<std::string, bool> beside_chips;
    for (const auto& [line, list] : chipless_) {
        const auto [known, is_new] = beside_chips.emplace(list, false);
        if (is_new) {
            const auto nodes = hosts_of_list(list);
            const bool too_many = nodes && nodes->size() > left;
            if (nodes && !too_many) left -= nodes->size();
            known->second =
                too_many ||
                (nodes && std::any_of(nodes->begin(), nodes->end(), [&](const std::string& node) {
                     return chip_nodes.contains(host_key(node));
                 }));
        }
        if (known->second) meter_.rows.find(name::job_without_chips_on_their_node, line);
    }
}

}  // namespace flopledger
