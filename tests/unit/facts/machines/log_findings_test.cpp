// SPDX-License-Identifier: Apache-2.0
#include "core/facts/machines/log_findings.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <set>

#include "tests/support/files.hpp"

namespace flopledger {

// The register is read as text, because a list that forgets a name forgets it in a test as well.
TEST_CASE("every name that reading a log can find is known by its text") {
    // These are found when a fleet is added up, and stand in no Usage.
    const std::set<std::string> of_fleets = {"board-swapped",           "clock-of-another-zone",
                                             "telemetry-exceeds-jobs",  "jobs-exceed-telemetry",
                                             "unknown-metrics",         "one-device-taken",
                                             "devices-without-readings"};
    const std::string text = read_file("core/facts/machines/log_names.hpp") +
                             read_file("core/facts/machines/job_names.hpp");
    const std::regex name("Name \\w+\\{\\s*\"([a-z-]+)\"");
    int names = 0;
    for (auto match = std::sregex_iterator(text.begin(), text.end(), name);
         match != std::sregex_iterator(); ++match) {
        const std::string found = (*match)[1];
        CAPTURE(found);
        CHECK((log_finding(found) != nullptr) != of_fleets.contains(found));
        ++names;
    }
    CHECK(names > 20);
    CHECK(log_finding("of-another-version") == nullptr);
}

}  // namespace flopledger
