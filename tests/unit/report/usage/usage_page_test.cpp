// SPDX-License-Identifier: Apache-2.0
// Most of the page is shown by tests/transcripts/logs_summarize.md; here is what small logs of one
// format do not have.
#include "core/report/usage/usage_page.hpp"

#include <doctest/doctest.h>

#include "tests/support/logs/generated_usage.hpp"
#include "tests/support/logs/usage_documents.hpp"

namespace flopledger {

namespace {

bool tells(const std::string& page, const std::string& line) {
    const bool found = page.find(line) != std::string::npos;
    if (!found) MESSAGE(page);
    return found;
}

}  // namespace

TEST_CASE("usage text: training is told executed and kept") {
    Usage usage;
    usage.inputs.push_back({"train.log", "", "megatron-lm", 1, 1, 0});
    usage.training.push_back({.input = 0,
                              .first_iteration = 1,
                              .last_iteration = 100,
                              .samples = 6400,
                              .tokens = 26'214'400,
                              .milliseconds = 7'200'000,
                              .reported_rate = "",
                              .format = "megatron-lm"});
    const std::string page = usage_page(usage);
    CHECK(page.starts_with("1 log\n\nTraining\n"));
    CHECK(tells(page, "executed         100      6,400  26,214,400\n"));
    CHECK(tells(page, "1 log of megatron-lm, taken as one run"));
    CHECK(tells(page, "2.00 hours in iterations"));
}

TEST_CASE("usage text: jobs are told by type of chip") {
    Usage usage;
    usage.inputs.push_back({"sacct.txt", "", "sacct", 1, 3, 0});
    usage.jobs.push_back({.job = "1",
                          .start = 1,
                          .end = 3601,
                          .seconds = 3600,
                          .chips = 8,
                          .joules = 36'000'000,
                          .chip_type = "h100",
                          .state = "",
                          .name = ""});
    usage.jobs.push_back({.job = "2",
                          .start = 1,
                          .seconds = 1800,
                          .chips = 2,
                          .chip_type = "",
                          .state = "",
                          .name = ""});
    const std::string page = usage_page(usage);
    CHECK(tells(page, "  h100                  1                 8.00          10.0\n"));
    CHECK(tells(page, "  of no stated type     1        1        1.00\n"));
}

TEST_CASE("usage text: names from logs cannot write to the terminal") {
    Usage usage = generated_usage(5, 3);
    usage.devices[0].device = "\x1b[2J";
    usage.devices[0].chip = "\x1b]0;title\x07";
    usage.inputs[0].name = "\x1b[31m";
    const std::string page = usage_page(usage);
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page.find('\x07') == std::string::npos);
    CHECK(tells(page, "\\x1b[2J"));
}

TEST_CASE("usage text: any number of threads adds up to the same page") {
    const Usage usage = generated_usage(7, 5'000);
    const std::string page = usage_page(usage);
    CHECK(tells(page, "5,000 devices"));
    for (const unsigned threads : {2U, 3U, 64U}) {
        CAPTURE(threads);
        const bool same = page == usage_page(usage, threads);
        CHECK(same);
    }
}

TEST_CASE("usage text: bars are drawn in eighths where the terminal has them") {
    CHECK(bar({}, Exact::ratio(1, 2), 10) == "#####.....");
    CHECK(bar({}, Exact(0), 4) == "....");
    CHECK(bar({}, Exact(3), 4) == "####");
    const Style blocks{.blocks = true};
    CHECK(bar(blocks, Exact(1), 2) == "\xe2\x96\x88\xe2\x96\x88");
    CHECK(bar(blocks, Exact::ratio(9, 16), 2) == "\xe2\x96\x88\xe2\x96\x8f");
    CHECK(bar(blocks, Exact(0), 2) == "  ");
}

}  // namespace flopledger
