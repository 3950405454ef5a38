// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/meter/summary/input_reader.hpp"

namespace flopledger {

// An input, and why it cannot be taken as it is.
using FaultyInput = std::pair<std::string, InputFault>;

// What inputs lack that others of the same call may make up for, gathered while they are read.
class InputNeeds {
  public:
    // Notes what a stretch of an input lacks.
    void add(const std::string& input, const Meter& meter);

    // Notes that readings of an input were left out, by time or by what was selected.
    void add_left_out(bool left_out) { left_out_ = left_out_ || left_out; }

    // What several inputs need that one can do without.
    std::vector<FaultyInput> faults() const;

    // What no input may be without alone, all of them may lack together: a log that is empty stands
    // beside others, and so does one of another time. Asked of a usage without errors.
    std::vector<FaultyInput> faults_of_all(const Usage& usage) const;

  private:
    std::vector<std::string> hostless_;
    std::vector<std::string> headless_;
    bool left_out_ = false;
};

}  // namespace flopledger
