// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/facts/machines/usage.hpp"
#include "core/meter/summary/input_reader.hpp"
#include "core/meter/summary/input_yield.hpp"

namespace flopledger {

// The files among a set of logs that are not read: those left out, and those that a folder or a
// pattern led to and that are no logs. Each stays among the inputs, its format the finding that
// says why.
class UnreadFiles {
  public:
    // The words by which files were given: what one of them names by itself must be a log.
    explicit UnreadFiles(const std::vector<std::string>& words)
        : named_(words.begin(), words.end()) {}

    // Counts a file that is not read under a name.
    static void note(Usage& usage, std::uint32_t input, Name finding);

    // Takes an input that is no log; false where it must be one.
    bool take(Usage& usage, const Stretch& stretch, const StretchResult& result);

    // Why an input that was read cannot be taken as it is. Where a folder or a pattern led to one
    // whose metrics are none of accelerators, as those of a node_exporter, it is taken as unused.
    std::optional<InputFault> fault_of(Usage& usage, const Stretch& stretch,
                                       const InputYield& yield);

    // Why each file taken is no log, if nothing else is one.
    std::map<std::string, InputFault> faults_of(const Usage& usage) const;

  private:
    std::set<std::string> named_;
    std::map<std::string, InputFault> faults_;  // by input
};

}  // namespace flopledger
