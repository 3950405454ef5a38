// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"

namespace flopledger {

// What the program showed.
struct ProgramRun {
    int status = 0;
    std::string out;
    std::string err;
};

// The program, run at the root of the project with an input, on a day of the test's choice.
inline ProgramRun run_on(const std::string& today, const std::vector<std::string>& arguments,
                         const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(arguments, {.in = in, .out = out, .err = err, .today = today});
    return {status, out.str(), err.str()};
}

// The same on the day of the transcripts.
inline ProgramRun run_program(const std::vector<std::string>& arguments,
                              const std::string& input = "") {
    return run_on("2026-11-21", arguments, input);
}

}  // namespace flopledger
