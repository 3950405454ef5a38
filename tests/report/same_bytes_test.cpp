// SPDX-License-Identifier: Apache-2.0
// The same inputs and the same call give the same bytes, whatever day it is.
#include <doctest/doctest.h>

#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

TEST_CASE("reports drawn up on different days by the law of one day are the same bytes") {
    for (const std::string& ledger : report_ledgers()) {
        for (const std::string& form : report_templates()) {
            for (const char* format : {"html", "markdown", "json"}) {
                CAPTURE(ledger);
                CAPTURE(form);
                CAPTURE(format);
                // Quiet: that the law data have grown old by then is told beside the report.
                const std::vector<std::string> call = {"report",   ledger,    "--template",
                                                       form,       "--as-of", "2026-11-21",
                                                       "--format", format,    "--quiet"};
                const ProgramRun today = run_on("2026-11-21", call);
                const ProgramRun later = run_on("2031-03-09", call);
                CHECK(today.status == 0);
                CHECK(today.out.size() > 1000);
                CHECK(today.out == later.out);
                CHECK(today.err == later.err);
            }
        }
    }
}

TEST_CASE("a report that names no day is of the day it is drawn up, and says so") {
    const std::vector<std::string> call = {"report", "-", "--format", "markdown"};
    const ProgramRun today = run_on("2026-11-21", call, full_ledger);
    const ProgramRun later = run_on("2027-09-01", call, full_ledger);
    CHECK(today.out.find("Judged by the law of: 2026-11-21") != std::string::npos);
    CHECK(later.out.find("Judged by the law of: 2027-09-01") != std::string::npos);
}

}  // namespace flopledger
