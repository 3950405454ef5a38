// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/series/device_table.hpp"

namespace flopledger {

// What of logs somebody selects, in a ledger or a call; what is empty selects all.
struct LogSelection {
    std::vector<std::string> jobs;     // ids as sacct prints them: 123, 123_4, 123+1
    std::vector<std::string> users;    // whose jobs
    std::vector<std::string> hosts;    // names, or ranges of them as Slurm writes: node[01-04,07]
    std::vector<std::string> exclude;  // patterns of paths that are not read
    std::optional<std::int64_t> from;  // readings before are left out, in ms since 1970
    std::optional<std::int64_t> to;    // and from here on

    // Whether jobs are chosen, by their ids or by their users.
    bool by_jobs() const { return !jobs.empty() || !users.empty(); }

    // Whether rows are chosen, by whatever name.
    bool by_rows() const { return by_jobs() || !hosts.empty(); }
};

// The names of a list of hosts as Slurm writes it, `node[01-04,07],gpu1`, in its order; nothing for
// what is no such list or names more than a hundred thousand.
std::optional<std::vector<std::string>> hosts_of_list(std::string_view list);

// A host's name as it is compared: small letters, and without the domain where it is no address.
std::string host_key(std::string_view host);

// Whether a pattern of --exclude means a path: all of it, or some of its folders or its file.
bool excludes(std::string_view pattern, std::string_view path);

// A scheduler's allocation as far as it is selected by.
struct JobPlace {
    std::vector<std::string> ids;  // all by which it is known: its own, its array's, its leader's
    std::string user;
    std::string nodes;  // as the scheduler lists them; empty where its row does not
};

// A stretch of time, in milliseconds since 1970, both ends within.
struct TimeWindow {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

// Several of them, in order and apart where readings ask for them.
using TimeWindows = std::vector<TimeWindow>;

// Names that were met while logs were read, by which a selection that met nothing is told.
struct MetNames {
    std::set<std::string> jobs;
    std::set<std::string> users;
    std::set<std::string> hosts;
    bool by_label = false;      // readings name their jobs
    bool by_nodes = false;      // readings that name no job were selected by node and time
    bool host_unknown = false;  // readings were to be selected by a host that they do not name

    // Adds what another stretch met.
    void join(const MetNames& other);
};

// Tells which jobs and which readings a selection takes. Readings that name their job are taken by
// it; those that do not by the nodes and the times of the jobs selected.
class Selector {
  public:
    explicit Selector(const LogSelection& selection);

    // Whether a job is taken; by hosts only one that ran on none of them is not. Notes its names.
    bool takes(const JobPlace& place, MetNames& met) const;

    // A job that is taken: from when to when it ran, in milliseconds.
    void add(const JobPlace& place, const TimeWindow& time);

    // Puts the windows of each node in order and joins those that meet, before readings ask.
    void settle();

    // When a reading with some words must lie to be taken: within one of some windows, or nullptr
    // for any time. `host` is that of words that name none. Notes its names.
    const TimeWindows* times(const DeviceWords& words, std::string_view host, MetNames& met) const;

    // Of the nodes on which the selected jobs ran: whether one was met, whether a job does not
    // say its own, whether any is known.
    bool met_a_node(const MetNames& met) const;
    bool lacks_nodes() const { return lacks_nodes_; }
    bool knows_nodes() const { return !by_node_.empty(); }

  private:
    const LogSelection* selection_;  // never nullptr
    std::set<std::string> jobs_;     // selected by name, and those of the users selected
    std::set<std::string> hosts_;
    std::map<std::string, TimeWindows, std::less<>> by_node_;
    bool lacks_nodes_ = false;
};

}  // namespace flopledger
