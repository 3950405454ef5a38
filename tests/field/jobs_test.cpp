// SPDX-License-Identifier: Apache-2.0
// What a scheduler's jobs held, against what telemetry covers, and what their rows leave open.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "core/meter/formats/jobs/sacct_json.hpp"
#include "core/meter/formats/jobs/sacct_text.hpp"
#include "core/meter/formats/jobs/slurm_resources.hpp"
#include "core/meter/readings/log_selection.hpp"
#include "tests/support/logs/job_logs.hpp"
#include "tests/support/logs/log_folder.hpp"

using namespace flopledger;

namespace {

constexpr const char* header = "JobID|User|State|Start|End|ElapsedRaw|AllocTRES|NodeList\n";

std::string job(int id, const std::string& hours, const std::string& tres,
                const std::string& nodes = "n1") {
    return fmt::format("{}|ann|COMPLETED|2026-03-02T{}|{}|{}\n", id, hours, tres, nodes);
}

// An hour or two from ten o'clock on.
constexpr const char* one_hour = "10:00:00|2026-03-02T11:00:00|3600";
constexpr const char* two_hours = "10:00:00|2026-03-02T12:00:00|7200";

// Readings of some devices of a host, each minute of an hour from ten o'clock on.
std::string readings(const std::string& host, int devices) {
    std::string text;
    for (int minute = 0; minute <= 60; ++minute) {
        for (int device = 0; device < devices; ++device) {
            text += fmt::format(
                "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{{gpu=\"{}\",UUID=\"GPU-{}-{}\",modelName=\"NVIDIA "
                "H100 80GB HBM3\",Hostname=\"{}\"}} 0.4 {}\n",
                device, host, device, host, (1772445600LL + minute * 60LL) * 1000);
        }
    }
    return text;
}

bool finds(const nlohmann::ordered_json& json, const std::string& name) {
    for (const auto& finding : json["ledgers"][0]["activities"][0]["findings"]) {
        if (finding["name"] == name) return true;
    }
    return false;
}

double high_of(const nlohmann::ordered_json& json) {
    return json["ledgers"][0]["totals"][0]["flop"]["high"];
}

constexpr const char* both = "    logs: {files: [jobs.sacct, dcgm.prom], precision: bf16}\n";
const std::string h100 = "cpu=8,gres/gpu:nvidia_h100_80gb_hbm3=";

}  // namespace

TEST_CASE("telemetry beyond the scheduler's jobs is told and stays counted") {
    const LogFolder folder;
    folder.write("dcgm.prom", readings("n1", 8));
    folder.write("jobs.sacct", header + job(1, one_hour, h100 + "2,gres/gpu=2,node=1"));
    const ProgramRun summary = folder.run({"logs", "summarize", "@/dcgm.prom", "@/jobs.sacct"});
    CHECK(summary.out.find("telemetry-exceeds-jobs") != std::string::npos);
    CHECK(summary.out.find("4.00") != std::string::npos);
    const auto together = json_of(folder.estimate(both));
    CHECK(finds(together, "telemetry-exceeds-jobs"));
    const auto alone =
        json_of(folder.estimate("    logs: {files: [dcgm.prom], precision: bf16}\n"));
    CHECK(high_of(together) >= high_of(alone));
}

TEST_CASE("jobs beyond telemetry are told and time that is not covered") {
    const LogFolder folder;
    folder.write("dcgm.prom", readings("n1", 2));
    folder.write("jobs.sacct", header + job(1, two_hours, h100 + "8,gres/gpu=8,node=1"));
    const auto json = json_of(folder.estimate(both));
    CHECK(finds(json, "jobs-exceed-telemetry"));
    CHECK(finds(json, "time-not-covered"));
    const auto jobs =
        json_of(folder.estimate("    logs: {files: [jobs.sacct], precision: bf16}\n"));
    // Fourteen of sixteen chip-hours at the most, and what the counters show of two.
    CHECK(high_of(json) > 0.87 * high_of(jobs));
}

TEST_CASE("telemetry and jobs that agree are no finding") {
    const LogFolder folder;
    folder.write("dcgm.prom", readings("n1", 4));
    folder.write("jobs.sacct", header + job(1, one_hour, h100 + "4,gres/gpu=4,node=1"));
    const auto json = json_of(folder.estimate(both));
    CHECK_FALSE(finds(json, "jobs-exceed-telemetry"));
    CHECK_FALSE(finds(json, "telemetry-exceeds-jobs"));
}

TEST_CASE("shares of boards are boards at most, never none") {
    const auto chips = [](const std::string& tres) {
        const ReadJobs read = read_jobs(sacct_text_format, header + job(1, one_hour, tres));
        REQUIRE(read.jobs().size() == 1);
        return read;
    };
    CHECK(chips("cpu=4,gres/shard=3,node=1").jobs()[0].chips == 3);
    CHECK(chips("cpu=4,gres/shard=3,node=1").found("job-shares-boards") == 1);
    CHECK(chips("cpu=4,gres/shard:h100=2,gres/shard=2,node=1").jobs()[0].chip_type == "h100");
    // A hundred parts of a board, as mps are; no node has had more boards than 32.
    CHECK(chips("cpu=4,gres/mps=100,node=1").jobs()[0].chips == 32);
    CHECK(chips("cpu=4,gres/mps=100,node=2").jobs()[0].chips == 64);
    CHECK(chips("cpu=4,gres/gpu=0,gres/shard=1,node=1").jobs()[0].chips == 1);
    CHECK(chips("cpu=4,gres/gpu=2,node=1").found("job-shares-boards") == 0);
}

TEST_CASE("a ledger of shares alone has a high end") {
    const LogFolder folder;
    folder.write("jobs.sacct", header + job(1, one_hour, "cpu=4,gres/shard=4,node=1"));
    const auto json = json_of(folder.estimate(
        "    logs: {files: [jobs.sacct], chip: nvidia-h100-sxm5-80, precision: bf16}\n"));
    CHECK(high_of(json) > 0.5 * 4 * 3600 * 989e12);
    CHECK(finds(json, "job-shares-boards"));
}

TEST_CASE("what a job's row leaves open is counted by name") {
    const auto read = [](const std::string& rows) {
        return read_jobs(sacct_text_format, header + rows);
    };
    const ReadJobs other = read(job(1, one_hour, "cpu=4,gres/wafer=2,node=1"));
    CHECK(other.found("job-resource-not-read") == 1);
    CHECK(read(job(1, one_hour, "cpu=4,gres/tmpfs=10G,node=1")).found("job-resource-not-read") ==
          0);
    const ReadJobs gaudi = read(job(1, one_hour, "cpu=4,gres/hpu=8,node=1"));
    REQUIRE(gaudi.jobs().size() == 1);
    CHECK(gaudi.jobs()[0].chips == 8);
    CHECK(gaudi.jobs()[0].chip_type == "hpu");
    CHECK(read(job(1, one_hour, "")).found("job-resources-unstated") == 1);
    const std::string exclusive = job(1, one_hour, "cpu=4,gres/gpu=8,node=1", "n[01-02]") +
                                  job(2, one_hour, "billing=64,cpu=64,node=1", "n02") +
                                  job(3, one_hour, "cpu=64,node=1", "cpu01");
    CHECK(read(exclusive).found("job-without-chips-on-their-node") == 1);
    // Of eight chips four have a type: which the others are nobody says.
    const ReadJobs mixed = read(job(1, one_hour, "gres/gpu=8,gres/gpu:a100=4,node=2"));
    CHECK(mixed.jobs()[0].chip_type == "a100=4,gpu=4");
    CHECK(mixed.jobs()[0].chips == 8);
    CHECK(read(job(1, one_hour, "gres/gpu=8,gres/gpu:a100=0,node=2")).jobs()[0].chips == 8);
}

TEST_CASE("a resource that is an accelerator by its name counts where no other names chips") {
    const auto read = [](const std::string& tres) {
        return read_jobs(sacct_text_format, header + job(1, one_hour, "cpu=8," + tres + ",node=1"));
    };
    for (const char* name : {"a100", "accelerator", "gpu_nvidia_h100", "l40s", "dcu", "MI300X"}) {
        CAPTURE(name);
        const ReadJobs jobs = read("gres/" + std::string(name) + "=8");
        REQUIRE(jobs.jobs().size() == 1);
        CHECK(jobs.jobs()[0].chips == 8);
        CHECK(jobs.jobs()[0].chip_type == name);
        CHECK(jobs.found("job-resource-not-read") == 0);
        const ReadJobs beside = read("gres/gpu=8,gres/" + std::string(name) + "=8");
        CHECK(beside.jobs()[0].chips == 8);
        CHECK(beside.found("job-resource-not-read") == 1);
    }
    CHECK(read("gres/a100:sxm=4,gres/a100=4").jobs()[0].chips == 4);
    CHECK(read("gres/a100:sxm=4,gres/a100:pcie=4").jobs()[0].chips == 8);
    CHECK(read("gres/a100=4,gres/v100=2").jobs()[0].chips == 6);
    for (const char* name : {"gpumem", "gpu_mem", "tmpfs", "fs01", "matlab", "nvme01", "license"}) {
        CAPTURE(name);
        CHECK(read("gres/" + std::string(name) + "=8").jobs()[0].chips == 0);
    }
}

TEST_CASE("sacct says nodes and an older version's resources under more than one name") {
    for (const char* nodes : {"NNodes", "AllocNodes"}) {
        CAPTURE(nodes);
        const ReadJobs jobs = read_jobs(
            sacct_text_format, fmt::format("JobID|State|Start|End|ElapsedRaw|{}|AllocGRES\n"
                                           "1|COMPLETED|2026-03-02T{}|2|gpu:h100:8(IDX:0-7)\n",
                                           nodes, one_hour));
        REQUIRE(jobs.jobs().size() == 1);
        CHECK(jobs.jobs()[0].chips == 16);
        CHECK(jobs.jobs()[0].chip_type == "h100");
    }
}

TEST_CASE("a job that ended an hour after it began did not elapse in no time") {
    const ReadJobs jobs =
        read_jobs(sacct_text_format,
                  header + job(1, "10:00:00|2026-03-02T11:00:00|0", h100 + "8,gres/gpu=8,node=1"));
    REQUIRE(jobs.jobs().size() == 1);
    CHECK(jobs.jobs()[0].seconds == 3600);
}

TEST_CASE("a job that began before the window counts with its part of it") {
    MeterOptions options;
    options.from = 1772449200000;  // eleven o'clock
    options.to = options.from.value() + 1'800'000;
    const ReadJobs read = read_jobs(
        sacct_text_format,
        header + job(1, two_hours, "gres/gpu=8,node=1") + job(2, one_hour, "gres/gpu=8,node=1"),
        options);
    REQUIRE(read.jobs().size() == 1);
    CHECK(read.jobs()[0].seconds == 1800);
    CHECK(read.rejected("out-of-window") == 1);
}

TEST_CASE("lists of nodes are read as Slurm writes them") {
    const auto names = [](const char* list) {
        std::string text;
        for (const std::string& host :
             hosts_of_list(list).value_or(std::vector<std::string>{"?"})) {
            text += host + " ";
        }
        return text;
    };
    CHECK(names("node[01-03,07],gpu1") == "node01 node02 node03 node07 gpu1 ");
    CHECK(names("r[1-2]n[09-10]") == "r1n09 r1n10 r2n09 r2n10 ");
    CHECK(names("r[1-2]n5-ib") == "r1n5-ib r2n5-ib ");
    CHECK(names("") == "");
    CHECK(names("node[01-") == "? ");
    CHECK(names("node[3-1]") == "? ");
    CHECK(names("node[1-999999999]") == "? ");
    CHECK(host_key("Node01.cluster.local") == host_key("node01"));
    CHECK(host_key("10.0.0.1") != host_key("10.0.0.2"));
}

TEST_CASE("jobs of one number in two clusters are two jobs") {
    const std::string named = "Cluster|" + std::string(header);
    const auto row = [](const std::string& cluster, int id) {
        return (cluster.empty() ? "" : cluster + "|") + job(id, one_hour, "gres/gpu=8,node=1");
    };
    const std::string two = named + row("east", 1) + row("west", 1);
    CHECK(read_jobs(sacct_text_format, two).chip_seconds() == 2 * 8 * 3600);
    // Equal rows of one cluster are one job, and so is a row that does not say its cluster.
    const std::string more = two + row("east", 1) + header + row("", 1);
    CHECK(read_jobs(sacct_text_format, more).chip_seconds() == 2 * 8 * 3600);
    CHECK(
        read_jobs(sacct_text_format, header + row("", 1) + named + row("west", 1)).chip_seconds() ==
        8 * 3600);
    // Whose own row is missing is told cluster by cluster.
    const ReadJobs steps = read_jobs(
        sacct_text_format, named + row("east", 1) + "west|1.batch|ann|COMPLETED|2026-03-02T" +
                               one_hour + "|gres/gpu=8|n1\n");
    CHECK(steps.found("job-row-missing") == 1);
    const std::string entry =
        R"({{"job_id":7,"cluster":"{}","state":{{"current":["COMPLETED"]}},"allocation_nodes":1,)"
        R"("time":{{"start":1772445600,"end":1772449200,"elapsed":3600}},"tres":{{"allocated":[)"
        R"({{"type":"gres","name":"gpu","count":8}}]}}}})";
    CHECK(read_jobs(sacct_json_format,
                    fmt::format("{{\"jobs\":[{},{}]}}\n", fmt::format(fmt::runtime(entry), "east"),
                                fmt::format(fmt::runtime(entry), "west")))
              .chip_seconds() == 2 * 8 * 3600);
}

TEST_CASE("rows of one job and start that name other nodes or ends are of two clusters") {
    const auto held = [](const std::string& rows, const std::string& more = header) {
        return read_jobs(sacct_text_format, header + rows + more).chip_seconds() / 3600;
    };
    const auto row = [](const std::string& nodes, const char* hours = one_hour) {
        return job(1, hours, "gres/gpu=8,node=1", nodes);
    };
    CHECK(held(row("n1") + row("n1")) == 8);
    CHECK(held(row("n1") + row("m1")) == 16);
    CHECK(held(row("n1") + row("m1") + row("n1")) == 16);
    CHECK(held(row("n1") + row("")) == 8);
    CHECK(held(row("n1") + row("n1", two_hours)) == 24);
    // One that was still running in the first export is one job.
    const char* running = "10:00:00|Unknown|1800";
    CHECK(held(row("n1", running) + row("n1")) == 8);
    CHECK(held(row("m1", running) + row("n1")) == 12);
    // What the last line of a file lost is not its nodes.
    std::string cut = header + row("n12") + row("n12");
    cut.resize(cut.size() - 2);
    CHECK(read_jobs(sacct_text_format, cut).chip_seconds() / 3600 == 8);
}

TEST_CASE("clusters are told apart by a column of either name, and an empty one is none of them") {
    const auto held = [](const std::string& column, const std::string& one,
                         const std::string& other) {
        return read_jobs(sacct_text_format, column + "|" + header + one + "|" +
                                                job(1, one_hour, "gres/gpu=8,node=1") + other +
                                                "|" + job(1, one_hour, "gres/gpu=8,node=1"))
                   .chip_seconds() /
               3600;
    };
    for (const std::string column : {"Cluster", "ClusterName"}) {
        CHECK(held(column, "east", "west") == 16);
        CHECK(held(column, "east", "") == 16);
        CHECK(held(column, "east", "east") == 8);
        CHECK(held(column, "", "") == 8);
    }
}
