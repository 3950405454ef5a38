// SPDX-License-Identifier: Apache-2.0
// A summary is written and read back: nothing is lost on the way, and what is no summary is an
// error.
#include "core/report/usage/usage_json.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <random>

#include "core/meter/summary/summarize.hpp"
#include "core/meter/summary/summary_reader.hpp"
#include "tests/support/logs/generated_usage.hpp"
#include "tests/support/logs/usage_documents.hpp"

namespace flopledger {

namespace {

// What is wrong with a text as a summary; empty if it is one.
std::string fault_of(const std::string& text) {
    Diagnostics diagnostics;
    if (read_summary(text, "usage.json", diagnostics)) {
        CHECK(diagnostics.list.empty());
        return "";
    }
    REQUIRE(diagnostics.list.size() == 1);
    const Diagnostic& fault = diagnostics.list.front();
    const bool named = fault.name.text == "bad-summary" || fault.name.text == "json-syntax";
    CHECK(named);
    CHECK(fault.place.file == "usage.json");
    CHECK(fault.place.line >= 1);
    return fault.message;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Sample reading(std::int64_t time, std::uint32_t utilization, std::uint32_t power) {
    return {sample_key(time, 0), utilization, power};
}

// One device of one run: ten readings a second apart, 81 of them summed up, ten more.
Usage small_usage() {
    Usage usage;
    usage.inputs.push_back({"a.csv", "", "nvidia-smi", 5000, 101, 1});
    Track track;
    Run run;
    for (int i = 0; i < 10; ++i) run.head.push_back(reading(1'700'000'000'000 + i * 1000, 9900, 7));
    for (int i = 91; i < 101; ++i) {
        run.tail.push_back(reading(1'700'000'000'000 + i * 1000, 9950, missing_value));
    }
    track.runs.push_back(run);
    track.interior.push_back({1000, 82, {82 * 9900 + 1, 82 * 7}, {0, 0}});
    usage.devices.push_back({"GPU-1", Identity::uuid, "H100", "", {track}});
    usage.days.push_back({"H100", 19'675, track.shape, track.interior});
    return usage;
}

}  // namespace

TEST_CASE("usage json: written and read back a usage is the same, and so are its bytes") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const Usage usage = generated_usage(seed, seed % 7);
        const std::string text = usage_json(usage);
        Diagnostics diagnostics;
        const auto read = read_summary(text, "usage.json", diagnostics);
        for (const Diagnostic& fault : diagnostics.list) FAIL_CHECK(fault.message);
        REQUIRE(read.has_value());
        CHECK(*read == usage);
        CHECK(usage_json(*read) == text);
        CHECK(is_summary(text));
    }
}

TEST_CASE("usage json: figures are there for people and programs") {
    const std::string text = usage_json(small_usage());
    CHECK(text.find("\"samples\": 101") != std::string::npos);
    CHECK(text.find("\"covered_ms\": \"100000\"") != std::string::npos);
    // 91 readings of 99 % and nine of 99.5 %, each for a second; and 1/100 % for one more.
    CHECK(text.find("\"gpu_utilization_percent_ms\": \"9904510\"") != std::string::npos);
    CHECK(text.find("\"power\": \"91000\"") != std::string::npos);
    CHECK(text.find("\"first\": \"2023-11-14T22:13:20.000Z\"") != std::string::npos);
    CHECK(usage_json(small_usage(), {.longest_hold = 500}).find("\"covered_ms\": \"50000\"") !=
          std::string::npos);
    // A fraction of a per cent is told where there is one.
    CHECK(usage_json(small_usage(), {.longest_hold = 1}).find("_percent_ms\": \"9904.51\"") !=
          std::string::npos);
}

TEST_CASE("usage json: a summary that cannot be is refused") {
    const std::string good = usage_json(small_usage());
    CHECK(fault_of(good).empty());
    struct Case {
        const char* from;
        const char* to;
        const char* message;
    };
    const Case cases[] = {
        {"usage/1", "usage/2", "this version of the format"},
        {"flopledger/usage/1", "flopledger/check/1", "no summary of utilization logs"},
        {"\"gap_ms\": \"60000\"", "\"gap_ms\": 60000", "'gap_ms' is not a text"},
        {"\"gap_ms\": \"60000\"", "\"gap\": \"60000\"", "'gap_ms' is missing"},
        {"\"gap_ms\"", "\"days\"", "a list is not an array"},
        {"\"uuid\"", "\"name\"", "'identity' is none of"},
        {"\"GPU-1\"", "\"\"", "'device' is empty"},
        {"[1700000000000, 0, 9900", "[1700000000000, 1, 9900", "a rank is that of no input"},
        {"[1700000000000, 0, 9900", "[1700000000000, 0, -1", "not a whole number"},
        {"[1700000000000, 0, 9900", "[1700000000000, 0, 4294967295", "larger than it can be"},
        {"[1700000000000, 0, 9900", "[1700000000000, 0, 1e3", "not a whole number"},
        {"[1700000000000, 0, 9900", "[1700000009000, 0, 9900", "out of order"},
        {"[1700000000000, 0, 9900", "[1600000000000, 0, 9900", "too far apart"},
        {"[1700000000000, 0, 9900, ", "[1700000000000, 0, ", "more or fewer elements"},
        {"\"interior\": [[1000, 82,", "\"interior\": [[1000, 83,", "does not fill the time"},
        {"\"interior\": [[1000, 82,", "\"interior\": [[0, 82,", "empty or out of order"},
        {"\"811801\"", "\"18446744073709551615\"", "larger than its readings"},
        {"\"811801\"", "\"18446744073709551616\"", "not a whole number of 64 bits"},
        {"\"811801\"", "811801", "'a sum' is not a text"},
        {"\"duplicates\": 0, \"interior", "\"duplicates\": 99999999999999999999, \"interior",
         "not a whole number of 64 bits"},
        {"\"interior_conflicts\": 0", "\"interior_conflicts\": 83", "more conflicts"},
        {"\"gpu_utilization+power\", \"dup", "\"watts\", \"dup", "no series of this kind"},
        {"\"day\": \"2023-11-14\"", "\"day\": \"2023-02-30\"", "no day that a log can have"},
        {"\"rejected_rows\": 1", "\"rejected_rows\": 102", "larger than it can be"},
        {"\"sha256\": null", "\"sha256\": \"abc\"", "no SHA-256"},
        {"\"tail\": [[1700000091000, 0, 9950, null, 0], ", "\"tail\": [", "not of their length"},
        {"{\"device\"", "[], {\"device\"", "'an element' is not an object"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.from);
        CAPTURE(one.to);
        const std::string fault = fault_of(replaced(good, one.from, one.to));
        CHECK_MESSAGE(fault.find(one.message) != std::string::npos, fault);
    }
    CHECK(!fault_of("").empty());
    CHECK(!fault_of("[]").empty());
    CHECK(!fault_of("{}").empty());
    CHECK(!fault_of(good + "x").empty());
    CHECK(fault_of("\xef\xbb\xbf" + good).empty());
    CHECK(fault_of(replaced(good, "{", "{\"later\": {\"a\": [1, {}]},")).empty());
    CHECK(fault_of(replaced(good, "\"gap_ms\"", "\"gap_ms\": \"1\", \"gap_ms\"")) ==
          "'gap_ms' comes twice");
}

TEST_CASE("usage json: a damaged summary is an error or a summary, never a crash") {
    const std::string good = usage_json(generated_usage(3, 2));
    std::mt19937_64 random(1);
    for (int i = 0; i < 3000; ++i) {
        std::string text = good;
        for (std::uint64_t changes = 1 + random() % 3; changes > 0; --changes) {
            text[random() % text.size()] = "0123456789[]{}\",:-eE.\\ \n\xff"[random() % 24];
        }
        if (random() % 4 == 0) text.resize(random() % text.size());
        fault_of(text);
    }
}

TEST_CASE("usage json: a thousand devices are read at once") {
    const Usage usage = generated_usage(1, 1000);
    const std::string text = usage_json(usage);
    Diagnostics diagnostics;
    const auto begin = std::chrono::steady_clock::now();
    const auto read = read_summary(text, "usage.json", diagnostics);
    const auto end = std::chrono::steady_clock::now();
    for (const Diagnostic& fault : diagnostics.list) FAIL_CHECK(fault.message);
    REQUIRE(read.has_value());
    CHECK(*read == usage);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(end - begin).count();
    MESSAGE("read ", text.size() / 1000, " kB in ", took, " ms, sanitizers and all");
}

}  // namespace flopledger
