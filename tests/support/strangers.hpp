// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/counting_files.hpp"
#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"

// A machine with files of strangers on it, and what a run opens there.
namespace flopledger {

inline constexpr const char* secret = "hunter2";
inline constexpr const char* config =
    R"({"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 64,
"intermediate_size": 128, "num_attention_heads": 4, "num_hidden_layers": 2, "vocab_size": 512})";
inline constexpr const char* plain_ledger =
    "flopledger: 1\nmodel: {name: B}\nactivities:\n"
    "  - {name: a, kind: pre-training, reported: {flop: 1e20, source: x}}\n";
inline constexpr const char* log =
    "timestamp, index, uuid, name, utilization.gpu [%], power.draw [W]\n"
    "2026/01/05 00:00:00.000, 0, GPU-1, NVIDIA H100 80GB HBM3, 90 %, 600.00 W\n"
    "2026/01/05 00:00:15.000, 0, GPU-1, NVIDIA H100 80GB HBM3, 90 %, 600.00 W\n";

// A machine: the folder `theirs` of strangers, with links out of it, beside `mine`.
class Machine {
  public:
    Machine()
        : root_(std::filesystem::temp_directory_path() / fmt::format("strangers-{}", getpid())) {
        std::filesystem::remove_all(root_);
        std::filesystem::create_directories(root_ / "mine/deep");
        std::filesystem::create_directories(root_ / "theirs/sub");
        root_ = std::filesystem::canonical(root_);
        write_file(path("mine/config.json"), config);
        write_file(path("mine/base.yaml"), plain_ledger);
        write_file(path("mine/gpu.csv"), log);
        write_file(path("mine/secret"), fmt::format("password: {}\n", secret));
        std::filesystem::create_symlink("../mine", path("theirs/linked"));
        for (const char* name : {"config.json", "base.yaml", "gpu.csv", "secret"}) {
            std::filesystem::create_symlink(fmt::format("../mine/{}", name),
                                            path(fmt::format("theirs/link-{}", name)));
        }
    }
    ~Machine() { std::filesystem::remove_all(root_); }
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    std::string path(const std::string& name) const { return (root_ / name).string(); }

  private:
    std::filesystem::path root_;
};

// A run and what it opened.
struct CountedRun {
    ProgramRun run;
    std::set<std::string> opened;
};

inline CountedRun counted(const std::vector<std::string>& arguments,
                          const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    CountingFiles files(in);
    const int status =
        run(arguments, {.in = in, .out = out, .err = err, .today = "2026-11-21", .files = &files});
    return {{status, out.str(), err.str()}, files.opened};
}

inline std::string everything(const ProgramRun& run) { return run.out + run.err; }

// Holds that a run opened nothing outside a folder, and says nothing of what lies there.
inline void hold_within(const CountedRun& counted, const std::string& folder) {
    for (const std::string& path : counted.opened) {
        CAPTURE(path);
        CHECK((path == folder || path.starts_with(folder + "/")));
    }
    CHECK(everything(counted.run).find(secret) == std::string::npos);
}

inline std::string base_of(const std::string& file) {
    return fmt::format(
        "flopledger: 1\nmodel: {{name: M}}\nbuilt_on:\n  - {{name: B, relation: "
        "initialised-from, provider: third-party, ledger: {}}}\nactivities:\n  - {{name: a, "
        "kind: pre-training, reported: {{flop: 1e20, source: x}}}}\n",
        file);
}

inline std::string activity_of(const std::string& rest) {
    return "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: a\n    kind: pre-training\n" +
           rest;
}

inline std::string model_of(const std::string& file) {
    return activity_of(
        fmt::format("    operations: {{model: {}, tokens: 1e9, sequence_length: 64}}\n", file));
}

inline std::string logs_of(const std::string& file) {
    return activity_of(fmt::format("    logs: {{files: [\"{}\"], precision: bf16}}\n", file));
}

inline std::string evidence_of(const std::string& file) {
    return activity_of(
        fmt::format("    reported: {{flop: 1e20, source: x}}\n    evidence: "
                    "[{{file: {}}}]\n",
                    file));
}

inline std::string held_evidence_of(const std::string& file) {
    return activity_of(
        fmt::format("    reported: {{flop: 1e20, source: x}}\n    evidence: "
                    "[{{file: {}, sha256: {}}}]\n",
                    file, std::string(64, 'a')));
}

}  // namespace flopledger
