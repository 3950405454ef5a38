// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/sacct_json.hpp"

#include <doctest/doctest.h>

#include "tests/support/files.hpp"
#include "tests/support/logs/job_logs.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

ReadJobs read_json(const std::string& text) { return read_jobs(sacct_json_format, text); }

// A document with one job a line, each with an id, times and resources.
std::string document(const std::vector<std::string>& jobs) {
    std::string text = "{\"jobs\": [\n";
    for (const std::string& job : jobs) text += (&job == jobs.data() ? "" : ",\n") + job;
    return text + "\n], \"meta\": {\"Slurm\": {\"release\": \"22.05.9\"}}}\n";
}

std::string job(const std::string& id, const std::string& time, const std::string& allocated,
                const std::string& state = "\"COMPLETED\"") {
    return R"({"job_id": )" + id + R"(, "name": "train", "allocation_nodes": 1, "time": {)" + time +
           R"(}, "state": {"current": )" + state + R"(}, "tres": {"allocated": [)" + allocated +
           R"(], "requested": [{"type": "gres", "name": "gpu", "count": 99}]}})";
}

std::string resource(const std::string& type, const std::string& name, const std::string& count) {
    return R"({"type": ")" + type + R"(", "name": )" + name + R"(, "id": 1, "count": )" + count +
           "}";
}

constexpr std::string_view hour = R"("start": 1700000000, "end": 1700003600, "elapsed": 3600)";

std::string set(const std::string& number) {
    return R"({"set": true, "infinite": false, "number": )" + number + "}";
}

}  // namespace

TEST_CASE("jobs as the versions write them") {
    const std::string gpu = resource("gres", "\"gpu\"", "8");
    const std::string text = document({
        job("5", std::string(hour), resource("cpu", "null", "4") + "," + gpu),
        job("6", std::string(hour), gpu + "," + resource("gres", "\"gpu:a100\"", "8"),
            "[\"FAILED\", \"REQUEUED\"]"),
        job(set("7"),
            "\"start\": " + set("1700000000") + ", \"end\": " + set("0") +
                ", \"elapsed\": " + set("50"),
            resource("gres", "\"gpu\"", set("2")) + "," + resource("energy", "\"\"", "-2"),
            "[\"RUNNING\"]"),
        job("8", R"("start": 0, "end": 1700003600, "elapsed": 0)", "", "\"CANCELLED\""),
        job("9", std::string(hour),
            gpu + "," + resource("energy", "\"\"", "123") + "," +
                resource("gres", "\"gpumem\"", "40777023488")),
    });
    CHECK(sacct_json_format.recognise(text) == Recognition::yes);
    const ReadJobs read = read_json(text);
    REQUIRE(read.jobs().size() == 4);
    CHECK(read.jobs()[0].job == "5");
    CHECK(read.jobs()[0].start == 1'700'000'000);
    CHECK(read.jobs()[0].end == 1'700'003'600);
    CHECK(read.jobs()[0].line == 2);
    CHECK(read.jobs()[0].name == "train");
    CHECK(read.jobs()[1].chips == 8);
    CHECK(read.jobs()[1].chip_type == "a100");
    CHECK(read.jobs()[1].state == "FAILED");
    CHECK(read.jobs()[2].end == 0);
    CHECK(read.jobs()[2].chips == 2);
    CHECK(read.jobs()[2].joules == 0);
    CHECK(read.jobs()[3].joules == 123);
    CHECK(read.jobs()[3].line == 6);
    CHECK(read.chip_seconds() == 3 * 8 * 3600 + 100);
    CHECK(read.rows == 5);
    CHECK(read.usage.rejected.empty());
    CHECK(read.usage.findings.empty());
    CHECK(!read.zone_assumed);

    // Documents that follow one another are all read, and jobs in both count once.
    const ReadJobs twice = read_json(text + text);
    CHECK(twice.jobs().size() == 4);
    CHECK(twice.found("job-repeated") == 4);
    CHECK(twice.usage.findings.at("job-repeated").first[0].line == 9);
}

TEST_CASE("jobs that cannot be read are told by their lines") {
    const std::string gpu = resource("gres", "\"gpu\"", "8");
    const ReadJobs read = read_json(document({
        R"({"name": "no id"})",
        job("2", R"("start": "noon", "end": 1, "elapsed": 1)", gpu),
        job("3", R"("start": 1700000000, "end": 1700003600, "elapsed": -5)", gpu),
        job("4", R"("end": 1700003600, "elapsed": 0)", gpu),
        job("5", std::string(hour), resource("gres", "\"gpu\"", "-2")),
        job("6", std::string(hour), gpu + "," + resource("gres", "\"gpu:a100\"", "9")),
        job("7", R"("start": 0, "end": 1700003600, "elapsed": 9)", gpu),
    }));
    CHECK(read.jobs().empty());
    CHECK(read.rows == 7);
    CHECK(read.rejected("not-this-format") == 1);
    CHECK(read.usage.rejected.at("no-time").first ==
          std::vector<InputPlace>{{0, 3}, {0, 5}, {0, 8}});
    CHECK(read.usage.rejected.at("bad-number").first == std::vector<InputPlace>{{0, 4}, {0, 6}});
    CHECK(read.rejected("out-of-range") == 1);
}

TEST_CASE("documents that are cut short or hold no jobs") {
    const std::string text =
        document({job("5", std::string(hour), resource("gres", "\"gpu\"", "8"))});
    for (const std::size_t length : {text.size() / 3, text.size() / 2, text.size() - 3}) {
        const ReadJobs read = read_json(text.substr(0, length));
        CHECK(read.jobs().empty());
        CHECK(read.rejected("torn") == 1);
        CHECK(read.rows == 1);
    }
    CHECK(read_json("{\"jobs\": 5}").rejected("not-this-format") == 1);
    CHECK(read_json("[1, 2]\n").rejected("not-this-format") == 1);
    CHECK(read_json("{\"jobs\": []}\n").rows == 0);
    CHECK(read_json("").rows == 0);
    CHECK(sacct_json_format.recognise("{\"jobs\": [{\"job_resources\": {}}], \"Slurm\": 1}") ==
          Recognition::no);
    CHECK(sacct_json_format.recognise("{\"status\": \"success\"}") == Recognition::no);
    const ReadJobs none = read_json(document({job("5", std::string(hour), "")}));
    CHECK(none.jobs().size() == 1);
    CHECK(none.found("no-chips-accounted") == 1);
}

TEST_CASE("real exports as JSON") {
    const auto samples = shared_or_skip("samples/telemetry/10-slurm-sacct");
    if (!samples) return;
    struct Expected {
        std::string file;
        std::string job;
        std::int64_t start, end;
        std::uint64_t seconds, chips;
        std::string state;
    };
    const Expected table[] = {
        {"SARC_slurm_21_8_8", "55978384", 1673275023, 1673369386, 86301, 1, "REQUEUED"},
        {"SARC_slurm_22_5_9", "20247445", 1693740641, 1693865044, 124403, 16, "FAILED"},
        {"SARC_slurm_23_2_6", "4", 1613725209, 0, 83853331, 2, "RUNNING"},
        {"SARC_slurm_23_11_5", "4", 1613725209, 0, 102228976, 2, "RUNNING"},
    };
    for (const Expected& expected : table) {
        CAPTURE(expected.file);
        const std::string text = read_file(*samples + "/" + expected.file + ".json");
        CHECK(sacct_json_format.recognise(text) == Recognition::yes);
        const ReadJobs read = read_json(text);
        REQUIRE(read.jobs().size() == 1);
        const JobUsage& job = read.jobs()[0];
        CHECK(job.job == expected.job);
        CHECK(job.start == expected.start);
        CHECK(job.end == expected.end);
        CHECK(job.seconds == expected.seconds);
        CHECK(job.chips == expected.chips);
        CHECK(job.chip_type.empty());
        CHECK(job.joules == 0);
        CHECK(job.state == expected.state);
        CHECK(read.usage.rejected.empty());
        CHECK(read.usage.findings.empty());
    }
}

}  // namespace flopledger
