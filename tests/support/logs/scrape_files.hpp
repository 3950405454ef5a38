// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

// Files in a folder of their own, removed with the test.
class ScrapeFiles {
  public:
    ScrapeFiles() : folder_(std::filesystem::temp_directory_path() / "flopledger-scrapes-XXXXXX") {
        std::string name = folder_.string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    ~ScrapeFiles() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    ScrapeFiles(const ScrapeFiles&) = delete;
    ScrapeFiles& operator=(const ScrapeFiles&) = delete;

    // Writes a file and gives its path.
    std::string write(const std::string& name, std::string_view text) const {
        const std::string path = (folder_ / name).string();
        write_file(path, text);
        return path;
    }

    // What `logs summarize` says of one text.
    ProgramRun summarize(std::string_view text, std::vector<std::string> options = {}) const {
        std::vector<std::string> arguments{"logs", "summarize", write("log", text)};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_program(arguments);
    }

    // What `estimate` says of a ledger with one activity at bf16, known by such a log alone.
    ProgramRun estimate(std::string_view text, const std::string& keys = "") const {
        write("log", text);
        const std::string ledger = write(
            "ledger.yaml",
            "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: run\n    kind: pre-training\n"
            "    recomputation: none\n    logs: {files: [log], precision: bf16" +
                keys + "}\n");
        return run_program(
            {"estimate", ledger, "--standard", "all-operations", "--format", "json"});
    }

    // The ends of that ledger's total.
    struct Total {
        double low = 0;
        double high = 0;
    };
    Total total(std::string_view text, const std::string& keys = "") const {
        const ProgramRun run = estimate(text, keys);
        CAPTURE(run.out);
        CAPTURE(run.err);
        REQUIRE(run.status == 0);
        const auto document = nlohmann::json::parse(run.out);
        const auto& flop = document["ledgers"][0]["totals"][0]["flop"];
        return {flop["low"].get<double>(), flop["high"].get<double>()};
    }

  private:
    std::filesystem::path folder_;
};

// A metric by the number of the reading; a negative one is not written.
using ScrapedValue = std::function<double(int)>;

// One metric under a name, with what stands in the braces.
struct Scraped {
    std::string name;
    ScrapedValue value;
    std::string labels = R"(gpu="0",UUID="GPU-1",modelName="NVIDIA H100 80GB HBM3",Hostname="n1")";
};

// So many scrapes, 30 seconds apart, from 2026-03-02 10:00 UTC on.
inline std::string scrapes(int count, const std::vector<Scraped>& metrics) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        for (const Scraped& metric : metrics) {
            const double value = metric.value(i);
            if (value < 0) continue;
            text += fmt::format("{}{{{}}} {} {}\n", metric.name, metric.labels, value,
                                1'772'445'600'000 + i * 30'000LL);
        }
    }
    return text;
}

// A value that stays.
inline ScrapedValue always(double value) {
    return [value](int) { return value; };
}

}  // namespace flopledger
