// SPDX-License-Identifier: Apache-2.0
// What verify recomputes from: files that were moved are found, and those that are not are listed.
#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/fresh_folder.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

Json verified(std::vector<std::string> words, int status) {
    words.insert(words.begin(), "verify");
    words.insert(words.end(), {"--format", "json"});
    const ProgramRun run = run_program(words);
    CHECK_MESSAGE(run.status == status, run.out);
    return Json::parse(run.out);
}

}  // namespace

TEST_CASE("inputs: moved inputs are found, and all that are missing are listed at once") {
    const FreshFolder folder;
    const std::string story = "examples/llama-logs/";
    const std::string report = folder.write("sent/report.json", report_of(story + "ledger.yaml"));
    Json moved = Json::parse(read_file(report));
    moved["call"]["ledger"] = "elsewhere/ledger.yaml";
    write_file(report, moved.dump());
    const Json none = verified({report}, 2);
    CHECK(none["diagnostics"][0]["name"] == "input-missing");
    CHECK(none["same"] == nullptr);
    REQUIRE(none["missing"].size() == 4);
    CHECK(none["missing"][0]["kind"] == "ledger");
    CHECK(none["missing"][1]["sha256"].get<std::string>().size() == 64);
    const auto copy = [&](const std::string& name, const std::string& to) {
        folder.write(to, read_file(story + name));
    };
    copy("ledger.yaml", "sent/ledger.yaml");
    const Json some = verified({report}, 2);
    CHECK(some["missing"].size() == 2);  // the log that a summary was made of is not needed
    copy("usage.json", "first/usage.json");
    copy("last-hour.csv", "second/deep/last-hour.csv");
    CHECK(verified({report, "--inputs", folder.file("first")}, 2)["missing"].size() == 1);
    const Json all = verified(
        {report, "--inputs", folder.file("first"), "--inputs", folder.file("second/deep")}, 0);
    CHECK(all["same"] == true);
    CHECK(all["inputs"] == 3);
    REQUIRE(all["not_looked_at"].size() == 1);
    CHECK(all["not_looked_at"][0]["kind"] == "log");
    // One that was changed is taken where it is, and told.
    write_file(folder.file("first/last-hour.csv"), "not this one\n");
    CHECK(
        verified({report, "--inputs", folder.file("first"), "--inputs", folder.file("second/deep")},
                 0)["same"] == true);
    copy("ledger.yaml", "third/ledger.yaml");
    CHECK(verified({report, "--ledger", folder.file("third/ledger.yaml"), "--inputs",
                    folder.file("first"), "--inputs", folder.file("second/deep")},
                   0)["ledger"] == folder.file("third/ledger.yaml"));
}

TEST_CASE("inputs: evidence that is gone is missing, not different") {
    const FreshFolder folder;
    std::string text = full_ledger;
    const std::string far = "examples/compliance-report/training-record.txt";
    text.replace(text.find(far), far.size(), "record.txt");
    write_file(folder.file("ledger.yaml"), text);
    write_file(folder.file("record.txt"), "5417 chips\n");
    const std::string report = folder.write("report.json", report_of(folder.file("ledger.yaml")));
    std::filesystem::remove(folder.file("record.txt"));
    const ProgramRun run = run_program({"verify", report});
    CHECK(run.status == 2);
    CHECK(run.err.find("evidence record.txt, SHA-256") != std::string::npos);
    folder.write("other.yaml",
                 "flopledger: 1\nmodel: {name: Wren}\nactivities: [{name: a, kind: pre-training, "
                 "reported: {flop: 1e20, source: b}}]\n");
    CHECK(run_program({"verify", report, "--ledger", folder.file("other.yaml")}).status == 1);
    folder.write("kept/record.txt", "5417 chips\n");
    CHECK(run_program({"verify", report, "--inputs", folder.file("kept")}).status == 0);
}

TEST_CASE("inputs: logs that a pattern or a folder names are found where all lie together") {
    const FreshFolder folder;
    for (const char* logs : {"fleet/*.csv", "fleet/", "fleet"}) {
        CAPTURE(logs);
        const std::string ledger =
            folder.write("home/ledger.yaml",
                         std::string("flopledger: 1\nmodel: {name: Wren}\nactivities:\n  - name: "
                                     "pre-training\n    kind: pre-training\n    logs: {files: [") +
                             logs +
                             "], chip: nvidia-h100-sxm5-80, precision: bf16, time_zone: UTC}\n"
                             "    reported: {flop: 1e20, source: its developer}\n");
        folder.write("home/fleet/first.csv", read_file("tests/data/logs/first.csv"));
        const std::string report = folder.write("sent/report.json", report_of(ledger));
        std::filesystem::create_directories(folder.file("flat"));
        for (const char* name : {"home/ledger.yaml", "home/fleet/first.csv"}) {
            std::filesystem::rename(
                folder.file(name),
                folder.file("flat/" + std::filesystem::path(name).filename().string()));
        }
        std::filesystem::remove_all(folder.file("home"));
        CHECK(verified({report}, 2)["missing"].size() == 2);
        CHECK(verified({report, "--inputs", folder.file("flat")}, 0)["inputs"] == 2);
    }
}

}  // namespace flopledger
