// SPDX-License-Identifier: Apache-2.0
// What no transcript can show: logs too many or too large for one, and a disk that changes while it
// is read. tests/errors_test.cpp holds the documents of these names against this file.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "core/facts/machines/usage.hpp"
#include "core/meter/files/log_files.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/summary/summarize.hpp"
#include "tests/support/logs/usage_checks.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// A folder that lists one file more than a summary can tell apart.
class FullFolder : public MemoryFiles {
  public:
    std::optional<std::vector<FolderEntry>> entries(const std::string& folder) override {
        if (folder != "logs") return std::nullopt;
        std::vector<FolderEntry> list(most_inputs + 1);
        for (std::size_t i = 0; i < list.size(); ++i) list[i].path = fmt::format("logs/{}", i);
        return list;
    }

    std::string canonical(const std::string& path) override { return path; }
};

// How often reading found something.
std::uint64_t found(const Usage& usage, const std::string& name) {
    const auto place = usage.findings.find(name);
    return place == usage.findings.end() ? 0 : place->second.rows;
}

}  // namespace

TEST_CASE("log limits: a folder of too many files") {
    FullFolder files;
    for (const char* word : {"logs", "logs/*"}) {
        Diagnostics diagnostics;
        find_logs(files, {word}, diagnostics);
        REQUIRE(diagnostics.list.size() == 1);
        CHECK(diagnostics.list[0].name.text == "too-many-inputs");
        CHECK(diagnostics.list[0].message == "there are more than 1048576 files");
        CHECK(diagnostics.list[0].place.file == word);
    }
}

TEST_CASE("log limits: a file that becomes shorter while it is read") {
    std::string table = "timestamp, uuid, utilization.gpu [%], power.draw [W]\n";
    for (int second = 10; second < 60; ++second) {
        table += fmt::format("2026/03/01 10:00:{}.000, GPU-1, 90 %, 650.00 W\n", second);
    }
    const std::size_t half = table.find("10:00:35") + 20;  // within a row
    MemoryFiles disk({{"a.csv", table}});
    disk.streams.longest_piece = 256;
    Diagnostics diagnostics;
    const auto shrink = [&](const Progress&) { disk.files["a.csv"].resize(half); };
    const Usage usage = summarize(disk, {"a.csv"}, with_threads(1), diagnostics, shrink);
    CHECK(diagnostics.list.empty());
    CHECK(found(usage, "file-shrank") == 1);
    CHECK(usage.inputs[0].bytes == half);
    CHECK(usage.inputs[0].rows == 26);
    CHECK(usage.rejected.at("torn").rows == 1);

    MemoryFiles still({{"a.csv", table}});
    CHECK(found(summarize(still, {"a.csv"}, with_threads(1), diagnostics), "file-shrank") == 0);
}

TEST_CASE("log limits: a document of more than 256 MiB") {
    MemoryFiles disk(std::map<std::string, std::string>{
        {"a.json", R"([{"gpu": 0, "usage": {"gfx_activity": 1}}])"}});
    disk.files["a.json"].resize(largest_document + 1, '\n');
    MeterOptions options = with_threads(1, false);
    options.format = "amd-smi-json";
    Diagnostics diagnostics;
    const Usage usage = summarize(disk, {"a.json"}, options, diagnostics);
    CHECK(diagnostics.list.empty());
    CHECK(found(usage, "document-too-large") == 1);
    CHECK(usage.inputs[0].rows == 1);
    CHECK(usage.rejected.at("torn").rows == 1);
    CHECK(usage.devices.empty());
}

}  // namespace flopledger
