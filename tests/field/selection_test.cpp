// SPDX-License-Identifier: Apache-2.0
// What of logs a ledger or a call selects: by job, user, host, time and file.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "core/meter/readings/log_selection.hpp"
#include "tests/support/logs/log_folder.hpp"

using namespace flopledger;

namespace {

constexpr std::int64_t ten_o_clock = 1772445600;  // 2026-03-02T10:00:00Z

// Readings of the devices of a host, each minute of three hours from ten o'clock on. `label` is put
// among the labels.
std::string readings(const std::string& host, int devices, const std::string& label = "") {
    std::string text;
    for (int minute = 0; minute <= 180; ++minute) {
        for (int device = 0; device < devices; ++device) {
            text += fmt::format(
                "DCGM_FI_DEV_GPU_UTIL{{gpu=\"{}\",UUID=\"GPU-{}-{}\",modelName=\"NVIDIA H100 80GB "
                "HBM3\",Hostname=\"{}\"{}}} 90 {}\n",
                device, host, device, host, label, (ten_o_clock + minute * 60) * 1000);
        }
    }
    return text;
}

// Two jobs: ann's on n01 and n02 from ten to eleven, bob's on n02 from eleven to one.
std::string jobs(bool with_nodes = true) {
    const std::string columns = with_nodes ? "|NodeList" : "";
    std::string text = "JobID|User|State|Start|End|ElapsedRaw|AllocTRES" + columns + "\n";
    text +=
        "90211|ann|COMPLETED|2026-03-02T10:00:00|2026-03-02T11:00:00|3600|"
        "cpu=8,gres/gpu:nvidia_h100_80gb_hbm3=4,gres/gpu=4,node=2";
    text += with_nodes ? "|n[01-02]\n" : "\n";
    text +=
        "90212_7|bob|COMPLETED|2026-03-02T11:00:00|2026-03-02T13:00:00|7200|"
        "cpu=8,gres/gpu:nvidia_h100_80gb_hbm3=2,gres/gpu=2,node=1";
    text += with_nodes ? "|n02\n" : "\n";
    return text;
}

// Chip-hours that a summary of a folder covers, with some options; and the jobs' own.
struct Hours {
    double readings = 0;
    double jobs = 0;
    int status = 0;
    std::string err;
    nlohmann::ordered_json json;
};

Hours summarize(const LogFolder& folder, std::vector<std::string> options) {
    std::vector<std::string> arguments{"logs", "summarize", "@/logs", "--format",
                                       "json", "--tz",      "UTC"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const ProgramRun run = folder.run(arguments);
    Hours hours;
    hours.status = run.status;
    hours.err = run.err + run.out;
    if (run.status != 0) return hours;
    hours.json = nlohmann::ordered_json::parse(run.out);
    for (const auto& device : hours.json["devices"]) {
        const auto& covered = device["covered_ms"];
        hours.readings +=
            covered.is_string() ? std::stod(covered.get<std::string>()) : covered.get<double>();
    }
    hours.readings /= 3'600'000;
    for (const auto& job : hours.json["jobs"]) {
        hours.jobs += job["seconds"].get<double>() * job["chips"].get<double>() / 3600;
    }
    return hours;
}

// A folder with both jobs and two devices a host on n01, n02 and n03.
void write_cluster(const LogFolder& folder, bool with_nodes = true) {
    folder.write("logs/jobs.sacct", jobs(with_nodes));
    for (const char* host : {"n01", "n02", "n03"}) {
        folder.write(fmt::format("logs/{}.prom", host), readings(host, 2));
    }
}

std::uint64_t rejected(const Hours& hours, const std::string& reason) {
    for (const auto& one : hours.json["rejected"]) {
        if (one["name"] == reason) return one["rows"];
    }
    return 0;
}

}  // namespace

TEST_CASE("jobs select readings by node and time") {
    const LogFolder folder;
    write_cluster(folder);
    CHECK(summarize(folder, {}).readings == doctest::Approx(18).epsilon(0.02));
    const Hours ann = summarize(folder, {"--jobs", "90211"});
    CHECK(ann.err == ann.err);
    CHECK(ann.readings == doctest::Approx(4).epsilon(0.05));
    CHECK(ann.jobs == doctest::Approx(4));
    CHECK(rejected(ann, "not-selected") > 0);
    CHECK(ann.json["selected"].size() == 1);
    const Hours bob = summarize(folder, {"--users", "bob"});
    CHECK(bob.readings == doctest::Approx(4).epsilon(0.05));
    CHECK(bob.jobs == doctest::Approx(4));
    CHECK(summarize(folder, {"--jobs", "90212_7,90211"}).readings ==
          doctest::Approx(8).epsilon(0.05));
    CHECK(summarize(folder, {"--jobs", "90212"}).readings == doctest::Approx(4).epsilon(0.05));
}

TEST_CASE("hosts and times select readings") {
    const LogFolder folder;
    write_cluster(folder);
    CHECK(summarize(folder, {"--hosts", "n[01-02]"}).readings == doctest::Approx(12).epsilon(0.02));
    CHECK(summarize(folder, {"--hosts", "N03.cluster"}).readings ==
          doctest::Approx(6).epsilon(0.02));
    const Hours cut =
        summarize(folder, {"--from", "2026-03-02T10:30:00Z", "--to", "2026-03-02T11:00:00Z"});
    CHECK(cut.readings == doctest::Approx(3).epsilon(0.05));
    CHECK(cut.jobs == doctest::Approx(2));  // half of ann's
    CHECK(summarize(folder, {"--jobs", "90211", "--hosts", "n02"}).readings ==
          doctest::Approx(2).epsilon(0.05));
}

TEST_CASE("readings that name their job are selected by it") {
    const LogFolder folder;
    folder.write("logs/a.prom", readings("n01", 2, ",hpc_job=\"77\""));
    folder.write("logs/b.prom", readings("n02", 2, ",hpc_job=\"78\""));
    folder.write("logs/c.prom", readings("n03", 2, ",hpc_job=\"\""));
    const Hours hours = summarize(folder, {"--jobs", "77"});
    CHECK(hours.readings == doctest::Approx(6).epsilon(0.02));
    CHECK(rejected(hours, "not-selected") == 2 * 2 * 181);
}

TEST_CASE("a name that was never met is an error with the nearest") {
    const LogFolder folder;
    write_cluster(folder);
    const Hours job = summarize(folder, {"--jobs", "90213"});
    CHECK(job.status == 2);
    CHECK(job.err.find("selection-not-met") != std::string::npos);
    CHECK(job.err.find("90211") != std::string::npos);
    CHECK(summarize(folder, {"--users", "anm"}).err.find("'ann'") != std::string::npos);
    CHECK(summarize(folder, {"--hosts", "n04"}).status == 2);
    CHECK(summarize(folder, {"--exclude", "*.csv"}).status == 2);
    CHECK(summarize(folder, {"--exclude", "logs"}).status == 2);
}

TEST_CASE("where nothing says on which nodes a job ran, readings cannot be selected by it") {
    const LogFolder folder;
    write_cluster(folder, false);
    const Hours hours = summarize(folder, {"--jobs", "90211"});
    CHECK(hours.status == 2);
    CHECK(hours.err.find("selection-without-nodes") != std::string::npos);
    const LogFolder addresses;
    addresses.write("logs/jobs.sacct", jobs());
    addresses.write("logs/a.prom", readings("10.0.0.1", 2));
    CHECK(summarize(addresses, {"--jobs", "90211"}).err.find("selection-not-met") !=
          std::string::npos);
}

TEST_CASE("a table is selected from like series are") {
    const LogFolder folder;
    std::string table = "timestamp, uuid, name, utilization.gpu [%], power.draw [W]\n";
    for (int minute = 0; minute <= 120; ++minute) {
        for (int device = 0; device < 2; ++device) {
            table += fmt::format(
                "2026/03/02 {:02}:{:02}:00.000, GPU-{}, NVIDIA H100 80GB HBM3, 90 "
                "%, 600.00 W\n",
                10 + minute / 60, minute % 60, device);
        }
    }
    folder.write("logs/n02/smi.csv", table);
    folder.write("logs/jobs.sacct", jobs());
    const Hours hours = summarize(folder, {"--jobs", "90211", "--host-from", "logs/{host}/*.csv"});
    CHECK(hours.readings == doctest::Approx(2).epsilon(0.05));
    CHECK(summarize(folder, {"--jobs", "90211"}).err.find("host-unknown") != std::string::npos);
}

TEST_CASE("summaries cannot be cut afterwards") {
    const LogFolder folder;
    write_cluster(folder);
    folder.run({"logs", "summarize", "@/logs", "--output", "@/usage.json", "--quiet"});
    const ProgramRun run = folder.run({"logs", "summarize", "@/usage.json", "--hosts", "n01"});
    CHECK(run.status == 2);
    CHECK(run.err.find("summary-not-selectable") != std::string::npos);
}

TEST_CASE("a selection is kept by summaries and told by what is counted from them") {
    const LogFolder folder;
    write_cluster(folder);
    folder.run(
        {"logs", "summarize", "@/logs", "--jobs", "90211", "--output", "@/usage.json", "--quiet"});
    const ProgramRun run = folder.estimate("    logs: {files: [usage.json], precision: bf16}\n");
    CHECK(run.out.find("\"logs-selected\"") != std::string::npos);
    CHECK(run.out.find("jobs 90211") != std::string::npos);
}

TEST_CASE("a ledger selects by the words of the call") {
    const LogFolder folder;
    write_cluster(folder);
    const auto high = [&](const std::string& keys) {
        const auto json =
            json_of(folder.estimate("    logs: {files: [logs], precision: bf16, " + keys + "}\n"));
        CHECK(json.dump().find("logs-selected") != std::string::npos);
        const double value = json["ledgers"][0]["totals"][0]["flop"]["high"];
        return value;
    };
    const double ann = high("jobs: [90211]");
    CHECK(high("users: [ann]") == doctest::Approx(ann));
    CHECK(high("hosts: [\"n[01-02]\"], from: 2026-03-02T10:00:00Z, to: \"2026-03-02 11:00:00\"") ==
          doctest::Approx(ann).epsilon(0.1));
    CHECK(high("exclude: [n03.prom]") > 1.5 * ann);
    CHECK(folder.estimate("    logs: {files: [logs], precision: bf16, to: soon}\n").status == 2);
    CHECK(folder
              .estimate("    logs: {files: [logs], precision: bf16, from: 2026-03-02, to: "
                        "2026-03-02}\n")
              .status == 2);
}

TEST_CASE("a ledger says when a log without times begins, and what its columns mean") {
    const LogFolder folder;
    std::string table = "gpu,load\n";
    for (int row = 0; row < 60; ++row) table += "0,90\n1,80\n";
    folder.write("plain.csv", table);
    const std::string keys =
        "    logs: {files: [plain.csv], precision: bf16, chip: nvidia-h100-sxm5-80, map: "
        "[gpu=index, \"load=gpu_utilization:percent\"]";
    const ProgramRun timeless = folder.estimate(keys + "}\n");
    CHECK(timeless.status == 2);
    CHECK((timeless.out + timeless.err).find("--start TIME --interval") != std::string::npos);
    const auto json =
        json_of(folder.estimate(keys + ", start: 2026-03-02T10:00:00Z, interval: 60 s}\n"));
    const double high = json["ledgers"][0]["totals"][0]["flop"]["high"];
    CHECK(high > 0.4 * 2 * 3600 * 989e12);
}

TEST_CASE("patterns of files mean names, folders and paths") {
    CHECK(excludes("*.csv", "a/b.csv"));
    CHECK(excludes("inference", "logs/inference/x/y.csv"));
    CHECK(excludes("inference/", "logs/inference/x.csv"));
    CHECK(excludes("logs/*/x.csv", "/home/logs/n1/x.csv"));
    CHECK_FALSE(excludes("*.csv", "a/b.csv.gz"));
    CHECK_FALSE(excludes("b", "a/bb/c"));
}
