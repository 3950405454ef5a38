// SPDX-License-Identifier: Apache-2.0
// Logs of every format that try to keep the program busy: time and memory grow with their size.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "tests/strangers/doubling.hpp"
#include "tests/support/logs/made_logs.hpp"

namespace flopledger {

namespace {

const std::vector<std::string> summarize = {"logs", "summarize", "FILE"};

void check(const std::string& name, const std::function<std::string(std::size_t)>& write,
           std::vector<std::string> call = summarize) {
    check_growth({name, std::move(call), "input.log", write});
}

const std::string nvidia = "timestamp, index, uuid, name, utilization.gpu [%], power.draw [W]\n";

std::string row(std::size_t second, const std::string& device, const std::string& chip) {
    return fmt::format("2026/01/{:02} {:02}:{:02}:{:02}.000, 0, {}, {}, 90 %, 500 W\n",
                       second / 86400 % 28 + 1, second / 3600 % 24, second / 60 % 60, second % 60,
                       device, chip);
}

}  // namespace

TEST_CASE("time: every format, its log over and over and with one long line") {
    std::vector<LogMaker> makers = machine_log_makers();
    for (const auto& more : {series_log_makers(), run_log_makers()}) {
        makers.insert(makers.end(), more.begin(), more.end());
    }
    for (const LogMaker& maker : makers) {
        const std::string log = maker.write(MadeLog{});
        std::vector<std::string> call = summarize;
        call.insert(call.end(), {"--input-format", maker.format});
        call.insert(call.end(), maker.options.begin(), maker.options.end());
        check(
            maker.format + " again and again",
            [&](std::size_t size) { return grown(size, log, log); }, call);
        const std::string last = log.substr(log.rfind('\n', log.size() - 2) + 1);
        for (const char* piece : {"x", " ", ",", "\"", "[", "{\"a\":", "9", "a=1 ", "\\"}) {
            check(
                fmt::format("{} with a line of {}", maker.format, piece),
                [&](std::size_t size) { return grown(size, log, piece, "\n" + last); }, call);
        }
    }
}

TEST_CASE("time: rows of devices") {
    const auto rows = [](const std::function<std::string(std::size_t)>& piece) {
        return [=](std::size_t size) { return grown(size, nvidia, piece); };
    };
    for (const char* format : {"text", "json"}) {
        const std::vector<std::string> call = {"logs", "summarize", "FILE", "--format", format};
        check("readings", rows([](std::size_t i) { return row(10 * i, "GPU-1", "H100"); }), call);
        check("devices",
              rows([](std::size_t i) { return row(0, fmt::format("GPU-{}", i), "H100"); }), call);
        check("chips", rows([](std::size_t i) {
                  return row(0, fmt::format("GPU-{}", i), fmt::format("Chip {}", i));
              }),
              call);
        check("days", rows([](std::size_t i) { return row(86'399 * i, "GPU-1", "H100"); }), call);
    }
    check("readings in any order",
          rows([](std::size_t i) { return row(i * i * 7919 % 1'000'003, "GPU-1", "H100"); }));
    check("headings", rows([](std::size_t i) { return nvidia + row(10 * i, "GPU-1", "H100"); }));
    check("a long name",
          [](std::size_t size) { return grown(size, nvidia + row(0, "a", "b"), "G"); });
    check("columns", [](std::size_t size) {
        return grown(size, nvidia.substr(0, nvidia.size() - 1), ", c [x]", "\n") + row(0, "a", "b");
    });
    check("attributes shared by many points", [](std::size_t size) {
        return grown(size / 2, R"({"resourceMetrics": [{"resource": {"attributes": [)",
                     R"({"key": "k", "value": {"stringValue": "n"}}, )") +
               grown(
                   size / 2,
                   R"({"key": "host.name", "value": {"stringValue": "n"}}]}, "scopeMetrics": )"
                   R"([{"metrics": [{"name": "hw.gpu.utilization", "unit": "1", "gauge": )"
                   R"({"dataPoints": [)",
                   [](std::size_t i) {
                       return fmt::format(
                           R"({}{{"timeUnixNano": "{}000000000", "asDouble": 0.9, "attributes": )"
                           R"([{{"key": "hw.id", "value": {{"stringValue": "0"}}}}]}})",
                           i == 0 ? "" : ", ", 1'714'564'800 + i);
                   },
                   "]}}]}]}]}\n");
    });
    check("kinds of devices in a job", [](std::size_t size) {
        return grown(
            size,
            "JobID|JobIDRaw|JobName|Submit|Start|End|ElapsedRaw|State|AllocNodes|AllocTRES|"
            "NodeList|User\n7|7|t|2026-02-28T23:59:58|2026-03-01T00:00:00|"
            "2026-03-01T01:00:00|3600|COMPLETED|2|cpu=1",
            [](std::size_t i) { return fmt::format(",gres/gpu:t{}=4", i); }, "|n|u\n");
    });
}

}  // namespace flopledger
