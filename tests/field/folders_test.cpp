// SPDX-License-Identifier: Apache-2.0
// What is no log among the files of a folder is told, and nothing that may be one goes unsaid.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "core/meter/files/log_look.hpp"
#include "core/meter/files/packing.hpp"
#include "tests/support/logs/log_folder.hpp"

using namespace flopledger;

namespace {

std::string table() {
    std::string text = "timestamp, uuid, name, utilization.gpu [%], power.draw [W]\n";
    for (int minute = 0; minute < 60; ++minute) {
        text += fmt::format(
            "2026/03/02 10:{:02}:00.000, GPU-1, NVIDIA H100 80GB HBM3, 90 %, "
            "600.00 W\n",
            minute);
    }
    return text;
}

}  // namespace

TEST_CASE("a folder's foreign files are named and not fatal") {
    const LogFolder folder;
    folder.write("logs/smi.csv", table());
    folder.write("logs/README.md", "# Logs\n\nOf the run.\n");
    folder.write("logs/adapter_config.json", "{\"r\": 16, \"peft_type\": \"LORA\"}\n");
    const ProgramRun run = folder.run({"logs", "summarize", "@/logs"});
    CHECK(run.status == 0);
    CHECK(run.out.find("file-not-used") != std::string::npos);
    CHECK(run.out.find("README.md") != std::string::npos);
    CHECK(run.out.find("adapter_config.json") != std::string::npos);
    const ProgramRun pattern = folder.run({"logs", "summarize", "@/logs/*"});
    CHECK(pattern.status == 0);
    const ProgramRun estimate =
        folder.estimate("    logs: {files: [logs], precision: bf16, host: n1}\n");
    CHECK(estimate.out.find("file-not-used") != std::string::npos);
    CHECK(folder.run({"logs", "summarize", "@/logs/smi.csv", "@/logs/README.md"}).status == 2);
}

TEST_CASE("a folder without any log is an error") {
    const LogFolder folder;
    folder.write("logs/README.md", "# Logs\n");
    const ProgramRun run = folder.run({"logs", "summarize", "@/logs"});
    CHECK(run.status == 2);
    CHECK(run.err.find("unknown-log-format") != std::string::npos);
}

TEST_CASE("what looks like a log and is not read is told by that name") {
    const LogFolder folder;
    folder.write("logs/smi.csv", table());
    folder.write("logs/other.csv", "when;load\n2026-03-02 10:00:00;4\n2026-03-02 10:01:00;5\n");
    const ProgramRun run = folder.run({"logs", "summarize", "@/logs"});
    CHECK(run.out.find("log-not-read") != std::string::npos);
    CHECK(run.out.find("other.csv") != std::string::npos);
    const ProgramRun estimate =
        folder.estimate("    logs: {files: [logs], precision: bf16, host: n1}\n");
    CHECK(estimate.out.find("log-not-read") != std::string::npos);
}

TEST_CASE("a log of a known format that cannot be used stays an error") {
    const LogFolder folder;
    folder.write("logs/smi.csv", table());
    folder.write("logs/torn.csv",
                 "timestamp, uuid, name, utilization.gpu [%], power.draw [W]\nx, y\nx, y\nx, y\n");
    CHECK(folder.run({"logs", "summarize", "@/logs"}).status == 2);
}

TEST_CASE("an exporter's file without any accelerator in it is not fatal in a folder") {
    const LogFolder folder;
    folder.write("logs/smi.csv", table());
    folder.write("logs/node.prom",
                 "node_load1{instance=\"n1:9100\"} 3.5 1772445600000\n"
                 "node_memory_MemFree_bytes{instance=\"n1:9100\"} 5e9 1772445600000\n");
    const ProgramRun run = folder.run({"logs", "summarize", "@/logs"});
    CHECK(run.status == 0);
    CHECK(run.out.find("file-not-used") != std::string::npos);
    CHECK(folder.run({"logs", "summarize", "@/logs/*"}).status == 0);
    const ProgramRun named =
        folder.run({"logs", "summarize", "@/logs/smi.csv", "@/logs/node.prom"});
    CHECK(named.status == 2);
    CHECK(named.err.find("[no-known-metric]") != std::string::npos);
    // One that may tell what an accelerator did is an error wherever it is.
    folder.write("logs/accel.prom", "vendor_gpu_busy_cycles{gpu=\"0\"} 7 1772445600000\n");
    const ProgramRun other = folder.run({"logs", "summarize", "@/logs"});
    CHECK(other.status == 2);
    CHECK(other.err.find("accel.prom") != std::string::npos);
    CHECK(other.err.find("node.prom") == std::string::npos);
}

TEST_CASE("what is packed in a way that is not unpacked is told as that") {
    const std::string xz(
        "\xFD"
        "7zXZ\0\0\4",
        8);
    const std::string zip = std::string("PK\3\4\24\0\0\0\0\0", 10) + std::string(16, '\0') +
                            std::string("\7\0\0\0", 4) + "smi.csv" + table();
    std::string tar("smi.csv");
    tar.resize(257, '\0');
    tar += "ustar  ";
    tar.resize(512, '\0');
    for (const auto& one : std::initializer_list<std::pair<std::string, std::string>>{
             {"xz", xz + "0123456789"},
             {"bzip2", "BZh91AY&SY0123456789"},
             {"zip", zip},
             {"tar", tar + table()}}) {
        const std::string packing = one.first;
        CAPTURE(packing);
        const LogFolder folder;
        folder.write("logs/smi.csv", table());
        folder.write("logs/more", one.second);
        const ProgramRun run = folder.run({"logs", "summarize", "@/logs"});
        CHECK(run.status == 0);
        CHECK(run.out.find("log-not-read") != std::string::npos);
        const ProgramRun named = folder.run({"logs", "summarize", "@/logs/more"});
        CHECK(named.status == 2);
        CHECK(named.err.find("packed as " + packing) != std::string::npos);
    }
    // What PyTorch and NumPy write is zip, too, and no log.
    const std::string weights = std::string("PK\3\4", 4) + std::string(22, '\0') +
                                std::string("\20\0\0\0", 4) + "archive/data.pkl";
    CHECK(unread_packing(weights).empty());
    CHECK(unread_packing("BZh is no archive").empty());
}

TEST_CASE("logs and other texts are told apart by their look") {
    CHECK(looks_like_log("t,v\n2026-03-02T10:00:00Z,1\n2026-03-02T10:00:10Z,2\n"));
    CHECK(looks_like_log("1772445600\t12\n1772445610\t13\n"));
    CHECK(looks_like_log("{\"step\": 1, \"loss\": 2.5}\n{\"step\": 2, \"loss\": 2.4}\n"));
    CHECK(looks_like_log("# TYPE a gauge\na{b=\"c\"} 1\na{b=\"d\"} 2 1772445600000\n"));
    CHECK(
        looks_like_log("[2026-03-02 10:00:00,123] step 1 loss 2\n"
                       "[2026-03-02 10:00:01,123] step 2 loss 2\n"));
    CHECK(looks_like_log("{\"points\": [{\"time\": \"2026-03-02T10:00:00Z\", \"value\": 3}]}"));
    CHECK_FALSE(looks_like_log("# A model\n\nIt has 7 billion parameters, as of 2026-03-02.\n"));
    CHECK_FALSE(looks_like_log("{\n  \"hidden_size\": 4096,\n  \"layers\": 32\n}\n"));
    CHECK_FALSE(looks_like_log("name,price\nscrews,12\nnails,7\n"));
    CHECK_FALSE(looks_like_log("torch==2.4.0\nnumpy==1.26\n"));
    CHECK_FALSE(looks_like_log(""));
}

TEST_CASE("a slip elsewhere in a ledger says nothing of its logs") {
    const LogFolder folder;
    folder.write("smi.csv", table());
    folder.write("l.yaml",
                 "flopledger: 1\nmodel: {name: M}\nfacts: {weights: Closed}\nactivities:\n"
                 "  - name: run\n    kind: pre-training\n    logs: {files: [smi.csv], precision: "
                 "bf16, host: n1}\n");
    const ProgramRun run = folder.run({"check", "@/l.yaml"});
    CHECK(run.status == 2);
    CHECK(run.err.find("unknown-word") != std::string::npos);
    CHECK(run.err.find("logs-without-evidence") == std::string::npos);
}
