// SPDX-License-Identifier: Apache-2.0
// What is not understood never lowers a total. Every format of logs is written well, counted, and
// then spoilt in one way after the other: the high end must not fall, or there is an error.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "core/meter/readings/log_format.hpp"
#include "tests/support/files.hpp"
#include "tests/support/logs/made_logs.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

namespace {

// What a log comes to: the high end of the activity, or the error that refuses it.
struct Outcome {
    std::optional<double> high;
    std::string error;
};

std::vector<LogMaker> all_makers() {
    std::vector<LogMaker> makers = machine_log_makers();
    for (const LogMaker& maker : series_log_makers()) makers.push_back(maker);
    for (const LogMaker& maker : run_log_makers()) makers.push_back(maker);
    return makers;
}

std::string first_error(const ProgramRun& run) { return run.err.substr(0, run.err.find('\n')); }

class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / "flopledger-mutations") {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    Outcome count(const LogMaker& maker, const std::string& text) const {
        const std::string log = write(maker.file, text);
        const std::string usage = (path_ / "usage.json").string();
        std::filesystem::remove(usage);
        std::vector<std::string> arguments{"logs", "summarize", log, "-o", usage};
        arguments.insert(arguments.end(), maker.options.begin(), maker.options.end());
        const ProgramRun summarized = run_program(arguments);
        if (summarized.status != 0) return {std::nullopt, first_error(summarized)};
        const ProgramRun counted =
            run_program({"estimate", write("ledger.yaml", ledger(maker)), "--format", "json"});
        const auto document = nlohmann::json::parse(counted.out);
        if (counted.status != 0) return {std::nullopt, document["diagnostics"].dump()};
        return {document["ledgers"][0]["activities"][0]["flop"]["high"].get<double>(), ""};
    }

  private:
    std::string write(const std::string& name, const std::string& text) const {
        const std::string file = (path_ / name).string();
        write_file(file, text);
        return file;
    }

    static std::string ledger(const LogMaker& maker) {
        const bool trains = maker.format.ends_with("-log") || maker.format == "trainer-state";
        const std::string how =
            trains ? fmt::format("    operations: {{parameters: 7e9, sequence_length: 2048{}}}\n",
                                 maker.operations)
                   : "";
        const std::string chip =
            trains ? "" : fmt::format(", chip: {}, precision: bf16", maker.chip);
        return fmt::format(
            "flopledger: 1\nmodel: {{name: M}}\nactivities:\n  - name: run\n    kind: "
            "pre-training\n"
            "    recomputation: none\n{}    logs: {{files: [usage.json]{}}}\n",
            how, chip);
    }

    std::filesystem::path path_;
};

std::string with_renamed(std::string text, std::string_view name) {
    // As long as before, for tables whose columns are aligned: its last letter is another one.
    std::string other(name);
    const std::size_t letter =
        other.find_last_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    other[letter] = other[letter] == 'q' ? 'x' : 'q';
    std::size_t at = 0;
    while ((at = text.find(name, at)) != std::string::npos) {
        text.replace(at, name.size(), other);
        at += other.size();
    }
    return text;
}

// The log given twice, as when it was copied and appended to itself.
std::string doubled(const LogMaker& maker) { return maker.write({}) + maker.write({}); }

// Outcomes that are lower and right, each with its reason.
const std::map<std::string, std::string>& reasoned() {
    static const std::map<std::string, std::string> table{
        {"uuid.csv: two of one number", "a UUID is one board's, whoever logs it"},
        {"fleet.csv: two of one number", "a UUID is one board's, whoever logs it"},
        {"a.csv: two of one number",
         "a host and an index name one board; two loggers may read it within a millisecond"},
    };
    return table;
}

void check_spoilt(const LogMaker& maker, const std::string& what, double good,
                  const Outcome& spoilt) {
    const std::string row = maker.file + ": " + what;
    const bool stands = !spoilt.high || *spoilt.high >= good;
    const bool is_reasoned = reasoned().count(row) != 0;
    CHECK_MESSAGE((stands || is_reasoned), row);
}

}  // namespace

TEST_CASE("what is spoilt in a log never lowers the high end: formats by mutations") {
    const Folder folder;
    for (const LogMaker& maker : all_makers()) {
        const std::string text = maker.write({});
        const Outcome good = folder.count(maker, text);
        CHECK_MESSAGE(good.high.has_value(), maker.file << ": " << good.error);
        if (!good.high) continue;
        for (const std::string& name : maker.used) {
            REQUIRE_MESSAGE(text.find(name) != std::string::npos, maker.file << ": " << name);
            check_spoilt(maker, "renamed " + name, *good.high,
                         folder.count(maker, with_renamed(text, name)));
        }
        for (const std::string& name : maker.counters) {
            check_spoilt(maker, "zero " + name, *good.high,
                         folder.count(maker, maker.write({.zero = name})));
        }
        check_spoilt(maker, "no identity", *good.high,
                     folder.count(maker, maker.write({.identity = false})));
        check_spoilt(maker, "two of one number", *good.high,
                     folder.count(maker, maker.write({.same = true})));
        check_spoilt(maker, "doubled", *good.high, folder.count(maker, doubled(maker)));
    }
}

TEST_CASE("every format of logs is among those that are spoilt") {
    std::set<std::string> made;
    for (const LogMaker& maker : all_makers()) made.insert(maker.format);
    for (const LogFormat& format : log_formats())
        CHECK_MESSAGE(made.count(std::string(format.name)) == 1, format.name);
}

}  // namespace flopledger
