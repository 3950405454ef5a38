// SPDX-License-Identifier: Apache-2.0
// Rows of several devices never become those of one: either something in them tells the devices
// apart, or the program says what could.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/logs/log_folder.hpp"
#include "tests/support/program_run.hpp"

using namespace flopledger;

namespace {

std::string clock_text(std::int64_t milliseconds) {
    return fmt::format("2026/03/02 {:02}:{:02}:{:02}.{:03}", 10 + milliseconds / 3'600'000,
                       milliseconds / 60'000 % 60, milliseconds / 1000 % 60, milliseconds % 1000);
}

// Rows of an nvidia-smi table: so many polls of so many devices, some milliseconds apart.
struct Poll {
    int polls = 40;
    int devices = 8;
    std::int64_t interval = 15'000;
    std::int64_t apart = 1;
    std::string header = "timestamp, name, utilization.gpu [%], power.draw [W]";
    std::function<std::string(int, int)> row = [](int poll, int device) {
        return fmt::format("NVIDIA A100-SXM4-80GB, {} %, {}.10 W", 90 + (poll + device) % 5,
                           388 + device);
    };
};

std::string table(const Poll& poll) {
    std::string text = poll.header + "\n";
    for (int i = 0; i < poll.polls; ++i) {
        for (int device = 0; device < poll.devices; ++device) {
            text += clock_text(i * poll.interval + device * poll.apart) + ", " +
                    poll.row(i, device) + "\n";
        }
    }
    return text;
}

ProgramRun summarized(const std::string& text, std::vector<std::string> options = {}) {
    std::vector<std::string> arguments{"logs", "summarize", "-", "--tz", "UTC"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run_program(arguments, text);
}

nlohmann::json usage_of(const std::string& text, std::vector<std::string> options = {}) {
    options.insert(options.end(), {"--format", "json"});
    const ProgramRun run = summarized(text, std::move(options));
    INFO(run.out);
    REQUIRE(run.status == 0);
    return nlohmann::json::parse(run.out);
}

void check_refused(const std::string& text, const std::vector<std::string>& options = {}) {
    const ProgramRun run = summarized(text, options);
    CAPTURE(run.out);
    CAPTURE(run.err);
    CHECK(run.status == 2);
    CHECK(run.err.find("[devices-not-told-apart]") != std::string::npos);
}

}  // namespace

TEST_CASE("field: rows that name no device and come in bursts are of several") {
    check_refused(table({}));
    check_refused(table({.devices = 2}));
    check_refused(table({.devices = 2, .apart = 300}));
    check_refused(table({.devices = 4, .apart = 0}));
    check_refused(table({.polls = 1}));
    // One GPU after the other in a shell loop, a second each.
    check_refused(table({.devices = 4, .interval = 60'000, .apart = 1000}));
    // A host named by hand says nothing of the devices.
    check_refused(table({}), {"--host", "n1"});
}

TEST_CASE("field: idle GPUs whose rows are equal do not become one") {
    const auto idle = [](int, int) { return std::string("NVIDIA A100-SXM4-80GB, 0 %, 61.10 W"); };
    check_refused(table({.apart = 0, .row = idle}));
    check_refused(table({.devices = 2, .apart = 0, .row = idle}));
    check_refused(table({.devices = 2, .row = idle}));
}

TEST_CASE("field: one GPU that is polled regularly is read, and that is said") {
    for (const std::int64_t interval : {100, 1000, 15'000}) {
        const auto json = usage_of(table({.devices = 1, .interval = interval}));
        CHECK(json["totals"]["devices"] == 1);
        CHECK(json["totals"]["covered_ms"] == std::to_string(39 * interval));
        CHECK(json["fleet_findings"].at(0)["name"] == "one-device-taken");
    }
}

TEST_CASE("field: the place of a row in its poll tells its device, where that is said") {
    const auto json = usage_of(table({}), {"--devices-per-poll", "8"});
    CHECK(json["totals"]["devices"] == 8);
    CHECK(json["totals"]["covered_ms"] == std::to_string(8 * 39 * 15'000));
    CHECK(json["findings"].at(0)["name"] == "devices-by-place");
    const auto same_time = usage_of(table({.apart = 0}), {"--devices-per-poll", "8"});
    CHECK(same_time["totals"]["devices"] == 8);
    // One device, whose interval was changed on the way.
    std::string changed = table({.polls = 100, .devices = 1, .interval = 1000});
    for (int i = 0; i < 100; ++i) {
        changed += clock_text(100'000 + i * 15'000) + ", NVIDIA A100-SXM4-80GB, 90 %, 300.00 W\n";
    }
    check_refused(changed);
    CHECK(usage_of(changed, {"--devices-per-poll", "1"})["totals"]["devices"] == 1);
}

TEST_CASE("field: polls of another size are not guessed at") {
    // Half of the devices, or twice as many.
    CHECK(summarized(table({}), {"--devices-per-poll", "4"}).status == 2);
    CHECK(summarized(table({}), {"--devices-per-poll", "16"}).status == 2);
    CHECK(summarized(table({.apart = 0}), {"--devices-per-poll", "4"}).status == 2);
    // One row of one poll is missing: its poll is left out and told.
    std::string text = table({.polls = 200});
    const std::size_t row = text.find(clock_text(100 * 15'000 + 3));
    text.erase(row, text.find('\n', row) + 1 - row);
    const auto json = usage_of(text, {"--devices-per-poll", "8", "--max-rejected", "1"});
    CHECK(json["totals"]["devices"] == 8);
    CHECK(json["totals"]["samples"] == 8 * 199);
    CHECK(json["rejected"].at(0)["rows"] == 7);
    CHECK(json["findings"].at(1)["name"] == "poll-size-differs");
}

TEST_CASE("field: one index on two hosts that nobody names is no device") {
    const auto indexed = [](int poll, int row) {
        return fmt::format("{}, NVIDIA A100-SXM4-80GB, {} %, {}.20 W", row % 8, 90 + poll % 5,
                           350 + row);
    };
    const std::string header = "timestamp, index, name, utilization.gpu [%], power.draw [W]";
    // Two loggers that write to one file, the second 4 s behind; and both at the same moment.
    const auto two = [&](std::int64_t behind) {
        std::string text = header + "\n";
        for (int poll = 0; poll < 40; ++poll) {
            for (int row = 0; row < 16; ++row) {
                text +=
                    clock_text(poll * 15'000 + row / 8 * behind) + ", " + indexed(poll, row) + "\n";
            }
        }
        return text;
    };
    for (const std::int64_t behind : {0, 5, 300, 4000, 6000}) check_refused(two(behind));
    // Whoever says that all are of one host is believed: two loggers on one machine.
    CHECK(usage_of(two(4000), {"--host", "n1"})["totals"]["devices"] == 8);
    check_refused(two(0), {"--host", "n1"});
    CHECK(usage_of(two(0), {"--devices-per-poll", "16"})["totals"]["devices"] == 16);
    // One logger alone needs no host.
    Poll one{.header = header, .row = indexed};
    CHECK(usage_of(table(one))["totals"]["devices"] == 8);
    // A column of the script's own that names the host does.
    one.header = "timestamp, hostname, index, name, utilization.gpu [%], power.draw [W]";
    one.devices = 16;
    one.apart = 0;
    one.row = [&](int poll, int row) {
        return fmt::format("n{}, {}", row / 8, indexed(poll, row));
    };
    CHECK(usage_of(table(one))["totals"]["devices"] == 16);
}

TEST_CASE("field: loggers that stumble, pause, change their interval or drift apart") {
    const std::string header = "timestamp, index, utilization.gpu [%], power.draw [W]\n";
    const auto row = [](std::int64_t at) { return clock_text(at) + ", 0, 90 %, 300.00 W\n"; };
    std::string stumbles = header;
    std::string pauses = header;
    std::string changes = header;
    std::int64_t at = 0;
    std::int64_t late = 0;
    for (int i = 0; i < 400; ++i) {
        at += 1000 + i % 7 + (i % 10 == 0 ? 800 : 0);
        stumbles += row(at);
        late += 1000 + (i % 50 == 0 ? 300'000 : 0);
        pauses += row(late);
        changes += row(i < 200 ? i * 1000 : (i - 200) * 15'000 + 200'000);
    }
    for (const std::string& text : {stumbles, pauses, changes}) {
        CHECK(usage_of(text)["totals"]["devices"] == 1);
    }
    // Two of them, one a little slower; and three.
    for (const int loggers : {2, 3}) {
        std::vector<std::int64_t> times;
        for (int i = 0; i < 400; ++i) {
            for (int logger = 0; logger < loggers; ++logger) {
                times.push_back(i * (15'000 + 41 * logger) + 2000 * logger + 1);
            }
        }
        std::sort(times.begin(), times.end());
        std::string text = header;
        for (const std::int64_t time : times) text += row(time);
        check_refused(text);
    }
}

TEST_CASE("field: an index that comes twice a poll with equal rows is no device") {
    std::string text = "timestamp, index, name, utilization.gpu [%], power.draw [W]\n";
    for (int poll = 0; poll < 40; ++poll) {
        for (int row = 0; row < 4; ++row) {
            text += fmt::format("{}, {}, NVIDIA H100 80GB HBM3, 0 %, 70.00 W\n",
                                clock_text(poll * 10'000), row % 2);
        }
    }
    check_refused(text);
}

TEST_CASE("field: of a UUID the larger of differing values stays, in whatever order they come") {
    const auto rows = [](int first, int second) {
        std::string text = "timestamp, uuid, utilization.gpu [%], power.draw [W]\n";
        for (int poll = 0; poll < 40; ++poll) {
            for (const int value : {first, second}) {
                text += fmt::format("{}, GPU-11111111-0000-4000-8000-000000000001, {} %, {}.00 W\n",
                                    clock_text(poll * 10'000), value, 100 - value);
            }
        }
        return text;
    };
    const auto json = usage_of(rows(90, 10));
    CHECK(json["totals"]["devices"] == 1);
    CHECK(json["totals"]["conflicts"] == 40);
    CHECK(json["totals"]["integrals"]["gpu_utilization_percent_ms"] == "35100000");
    CHECK(json["totals"]["integrals"] == usage_of(rows(10, 90))["totals"]["integrals"]);
}

TEST_CASE("field: parts are told apart as the whole is, and so are summaries made before") {
    // Each part has one device; together they are two under one name, which neither shows.
    const LogFolder folder;
    const auto summary = [&](const std::string& name, int power, std::int64_t behind) {
        std::string text = "timestamp, index, utilization.gpu [%], power.draw [W]\n";
        for (int poll = 0; poll < 9; ++poll) {
            text +=
                fmt::format("{}, 0, 90 %, {}.00 W\n", clock_text(poll * 15'000 + behind), power);
        }
        const std::string path = folder.path(name + ".json");
        const ProgramRun run = run_program({"logs", "summarize", folder.write(name + ".csv", text),
                                            "--tz", "UTC", "-o", path, "--quiet"});
        REQUIRE(run.status == 0);
        return path;
    };
    const std::string first = summary("a", 300, 0);
    const std::string second = summary("b", 310, 0);
    const std::string later = summary("c", 310, 4000);
    for (const std::string& other : {second, later}) {
        for (const char* command : {"merge", "summarize"}) {
            const ProgramRun run = run_program({"logs", command, first, other});
            CHECK(run.status == 2);
            CHECK(run.err.find("devices-not-told-apart") != std::string::npos);
        }
    }
    // What an earlier version made of eight GPUs without an index.
    const std::string old = R"({"schema": "flopledger/usage/1", "tool": {"name": "flopledger",
 "version": "0.1.0"}, "max_hold_ms": null, "gap_ms": "60000", "devices": [{"device": "host#?",
 "identity": "index", "chip": "NVIDIA H100 80GB HBM3", "tracks": [{"series":
 "utilization_and_power", "duplicates": 0, "interior_conflicts": 0, "runs": [{"head":
 [[1772445600000, 0, 9200, 38810, 0], [1772445600001, 0, 9300, 38910, 0], [1772445600002, 0, 9400,
 39010, 0], [1772445615000, 0, 9200, 38810, 0], [1772445615001, 0, 9300, 38910, 0], [1772445615002,
 0, 9400, 39010, 0]], "tail": []}], "interior": [], "interior_gaps": []}]}], "days": [],
 "training": [], "jobs": [], "inputs": [{"file": "gpu.csv", "sha256": null, "format": "nvidia-smi",
 "bytes": 1, "rows": 6, "rejected_rows": 0}], "rejected": [], "findings": []})";
    std::string shape =
        nlohmann::json::parse(std::ifstream(first))["devices"][0]["tracks"][0]["series"];
    std::string made = old;
    made.replace(made.find("utilization_and_power"), 21, shape);
    const std::string path = folder.write("old.json", made);
    const std::string ledger =
        folder.write("ledger.yaml",
                     "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: run\n    kind: "
                     "pre-training\n    recomputation: none\n    logs: {files: [old.json], "
                     "precision: bf16}\n");
    const ProgramRun run = run_program({"estimate", ledger});
    CAPTURE(run.err);
    CHECK(run.status == 2);
    CHECK(run.err.find("devices-not-told-apart") != std::string::npos);
}

TEST_CASE("a device in two regions is two, whatever is measured of it; an address may come back") {
    const LogFolder folder;
    const auto series = [](std::string_view metric, std::string_view place, int hour) {
        std::string text;
        for (int i = 0; i < 20; ++i) {
            text += fmt::format("{}{{gpu=\"0\",Hostname=\"n1\",{}}} 90 {}000\n", metric, place,
                                1'772'445'600 + 3600 * hour + 30 * i);
        }
        return text;
    };
    const std::string regions = series("DCGM_FI_DEV_GPU_UTIL", "cluster=\"a\"", 0) +
                                series("DCGM_FI_DEV_POWER_USAGE", "cluster=\"b\"", 0);
    const ProgramRun two = run_program({"logs", "summarize", folder.write("r.prom", regions)});
    CHECK(two.status == 2);
    CHECK(two.err.find("devices-not-told-apart") != std::string::npos);

    std::string addresses;
    for (int hour = 0; hour < 3; ++hour) {
        addresses += series("DCGM_FI_DEV_GPU_UTIL",
                            fmt::format("instance=\"10.0.0.{}:9400\"", 1 + hour % 2), hour);
    }
    const ProgramRun one = run_program({"logs", "summarize", folder.write("a.prom", addresses)});
    CAPTURE(one.err);
    CHECK(one.status == 0);
    CHECK(one.out.find("1 device,") != std::string::npos);
}
