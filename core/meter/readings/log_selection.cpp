// SPDX-License-Identifier: Apache-2.0
#include "core/meter/readings/log_selection.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/meter/words/path_pattern.hpp"

namespace flopledger {

namespace {

// What a list may mean, in hosts and in letters of their names: real ones are far below.
constexpr std::size_t most_hosts = 100'000;
constexpr std::size_t most_letters = 8'000'000;

const TimeWindows& never() {
    static const TimeWindows none;
    return none;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// A number of at most nine digits, or nothing.
std::optional<std::uint64_t> small_number(std::string_view digits) {
    if (!is_all_digits(digits) || digits.size() > 9) return std::nullopt;
    std::uint64_t number = 0;
    for (const char digit : digits) {
        number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return number;
}

// Puts what one entry of `[01-04,07]` means behind each prefix.
bool add_range(std::string_view entry, const std::vector<std::string>& prefixes,
               std::vector<std::string>& into) {
    const std::size_t dash = entry.find('-');
    const std::string_view first = entry.substr(0, dash);
    const auto from = small_number(first);
    const auto to = dash == std::string_view::npos ? from : small_number(entry.substr(dash + 1));
    if (!from || !to || *to < *from) return false;
    const std::uint64_t names = (*to - *from + 1) * prefixes.size();
    if (names + into.size() > most_hosts) return false;
    const std::size_t longest = prefixes.empty() ? 0 : prefixes.back().size() + first.size() + 9;
    if (names * longest > most_letters) return false;
    for (const std::string& prefix : prefixes) {
        for (std::uint64_t number = *from; number <= *to; ++number) {
            std::string digits = std::to_string(number);
            if (digits.size() < first.size()) digits.insert(0, first.size() - digits.size(), '0');
            into.push_back(prefix + digits);
        }
    }
    return true;
}

// The hosts of one name with any number of brackets: `rack[1-2]n[01-03]`.
bool add_name(std::string_view name, std::vector<std::string>& hosts) {
    std::vector<std::string> names{""};
    while (!name.empty()) {
        const std::size_t open = std::min(name.find('['), name.size());
        for (std::string& prefix : names) prefix += name.substr(0, open);
        name.remove_prefix(open);
        if (name.empty()) break;
        const std::size_t closed = name.find(']');
        if (closed == std::string_view::npos) return false;
        std::string_view ranges = name.substr(1, closed - 1);
        name.remove_prefix(closed + 1);
        std::vector<std::string> more;
        while (true) {
            const std::size_t comma = ranges.find(',');
            if (!add_range(ranges.substr(0, comma), names, more)) return false;
            if (comma == std::string_view::npos) break;
            ranges.remove_prefix(comma + 1);
        }
        names = std::move(more);
    }
    hosts.insert(hosts.end(), names.begin(), names.end());
    return hosts.size() <= most_hosts;
}

}  // namespace

std::optional<std::vector<std::string>> hosts_of_list(std::string_view list) {
    std::vector<std::string> hosts;
    while (!list.empty()) {
        std::size_t end = 0;
        for (bool inside = false; end < list.size() && (inside || list[end] != ','); ++end) {
            if (list[end] == '[') inside = true;
            if (list[end] == ']') inside = false;
        }
        const std::string_view name = trimmed(list.substr(0, end));
        if (name.empty() || !add_name(name, hosts)) return std::nullopt;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return hosts;
}

std::string host_key(std::string_view host) {
    const std::string_view first = host.substr(0, host.find('.'));
    return lower_case(is_all_digits(first) || first.empty() ? host : first);
}

bool excludes(std::string_view pattern, std::string_view path) {
    while (pattern.ends_with('/')) pattern.remove_suffix(1);
    const PathPattern wanted(pattern);
    for (std::size_t begin = 0; begin != std::string_view::npos;) {
        for (std::size_t end = begin; end != std::string_view::npos;) {
            end = path.find('/', end + 1);
            if (wanted.match(path.substr(begin, end - begin))) return true;
        }
        begin = path.find('/', begin);
        if (begin != std::string_view::npos) ++begin;
    }
    return false;
}

void MetNames::join(const MetNames& other) {
    jobs.insert(other.jobs.begin(), other.jobs.end());
    users.insert(other.users.begin(), other.users.end());
    hosts.insert(other.hosts.begin(), other.hosts.end());
    by_label = by_label || other.by_label;
    by_nodes = by_nodes || other.by_nodes;
    host_unknown = host_unknown || other.host_unknown;
}

Selector::Selector(const LogSelection& selection) : selection_(&selection) {
    // A user's jobs are known by the scheduler's rows alone.
    if (selection.users.empty()) jobs_.insert(selection.jobs.begin(), selection.jobs.end());
    for (const std::string& list : selection.hosts) {
        for (const std::string& host : hosts_of_list(list).value_or(std::vector{list})) {
            hosts_.insert(host_key(host));
        }
    }
}

bool Selector::takes(const JobPlace& place, MetNames& met) const {
    met.jobs.insert(place.ids.begin(), place.ids.end());
    if (!place.user.empty()) met.users.insert(place.user);
    const auto& jobs = selection_->jobs;
    const auto& users = selection_->users;
    const auto is_wanted = [&](const std::string& id) { return contains(jobs, id); };
    if (!jobs.empty() && std::none_of(place.ids.begin(), place.ids.end(), is_wanted)) return false;
    if (!users.empty() && !contains(users, place.user)) return false;
    const auto nodes = hosts_of_list(place.nodes);
    if (!nodes || nodes->empty()) return true;
    bool on_one = hosts_.empty();
    for (const std::string& node : *nodes) {
        if (!hosts_.empty()) met.hosts.insert(host_key(node));
        on_one = on_one || hosts_.contains(host_key(node));
    }
    return on_one;
}

void Selector::settle() {
    for (auto& [node, windows] : by_node_) {
        std::sort(windows.begin(), windows.end(),
                  [](const TimeWindow& one, const TimeWindow& two) { return one.from < two.from; });
        TimeWindows joined;
        for (const TimeWindow& window : windows) {
            if (!joined.empty() && window.from <= joined.back().to) {
                joined.back().to = std::max(joined.back().to, window.to);
            } else {
                joined.push_back(window);
            }
        }
        windows = std::move(joined);
    }
}

void Selector::add(const JobPlace& place, const TimeWindow& time) {
    jobs_.insert(place.ids.begin(), place.ids.end());
    const auto nodes = hosts_of_list(place.nodes);
    lacks_nodes_ = lacks_nodes_ || !nodes || nodes->empty();
    if (!nodes) return;
    for (const std::string& node : *nodes) by_node_[host_key(node)].push_back(time);
}

const TimeWindows* Selector::times(const DeviceWords& words, std::string_view host,
                                   MetNames& met) const {
    const std::string key = host_key(words.host.empty() ? host : words.host);
    if (!key.empty()) met.hosts.insert(key);
    if (!hosts_.empty()) {
        met.host_unknown = met.host_unknown || key.empty();
        if (!hosts_.contains(key)) return &never();
    }
    if (!selection_->by_jobs()) return nullptr;
    if (!words.job.empty()) {
        met.jobs.emplace(words.job);
        met.by_label = true;
        return jobs_.contains(std::string(words.job)) ? nullptr : &never();
    }
    met.by_nodes = true;
    met.host_unknown = met.host_unknown || key.empty();
    const auto found = by_node_.find(key);
    return found == by_node_.end() ? &never() : &found->second;
}

bool Selector::met_a_node(const MetNames& met) const {
    return std::any_of(by_node_.begin(), by_node_.end(),
                       [&](const auto& node) { return met.hosts.contains(node.first); });
}

}  // namespace flopledger
