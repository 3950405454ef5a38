// SPDX-License-Identifier: Apache-2.0
// A report verifies against the ledger it was drawn up from, and against no other.
#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

// A folder of its own, gone with the test.
class Folder {
  public:
    Folder() {
        path_ = std::filesystem::temp_directory_path() /
                ("flopledger-verify-" + std::to_string(::getpid()));
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

// The report of a ledger, in a file.
void write_report(const std::string& ledger, const std::string& file) {
    const ProgramRun made = run_program({"report", ledger, "--format", "json"});
    REQUIRE(made.status == 0);
    write_file(file, made.out);
}

// What verify finds of one kind.
std::vector<Json> differences(const Json& verified, const std::string& kind) {
    std::vector<Json> found;
    for (const Json& difference : verified["differences"]) {
        if (difference["kind"] == kind) found.push_back(difference);
    }
    return found;
}

// Whether what stands at a place of a text belongs to a figure that counts: no date, no comment.
bool is_digit_of_figure(const std::string& text, std::size_t at) {
    const std::size_t begin = text.rfind('\n', at) + 1;
    const std::string line = text.substr(begin, text.find('\n', at) - begin);
    return line.find("operations: {") != std::string::npos && text[at] >= '0' && text[at] <= '9';
}

}  // namespace

TEST_CASE("every example's report verifies, from any day") {
    const Folder folder;
    for (const std::string& ledger : report_ledgers()) {
        CAPTURE(ledger);
        const std::string report = folder.file("report.json");
        write_report(ledger, report);
        const ProgramRun verified =
            run_on("2030-01-01", {"verify", report, "--ledger", ledger, "--format", "json"});
        CHECK(verified.status == 0);
        const Json json = Json::parse(verified.out);
        CHECK(json["same"] == true);
        CHECK(json["figures"] > 10);
    }
}

TEST_CASE("after one digit of an input changed, verify fails and names the file and a figure") {
    const Folder folder;
    const std::string ledger = folder.file("ledger.yaml");
    const std::string report = folder.file("report.json");
    const std::string text = full_ledger;
    write_file(ledger, text);
    write_report(ledger, report);
    int changed = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit_of_figure(text, at)) continue;
        std::string other = text;
        other[at] = text[at] == '9' ? '8' : static_cast<char>(text[at] + 1);
        CAPTURE(other.substr(other.rfind('\n', at) + 1, 80));
        write_file(ledger, other);
        const ProgramRun verified = run_program({"verify", report, "--format", "json"});
        REQUIRE(verified.status == 1);
        const Json json = Json::parse(verified.out);
        CHECK(json["same"] == false);
        REQUIRE(differences(json, "input").size() == 1);
        CHECK(differences(json, "input")[0]["what"] == "ledger ledger.yaml");
        const std::vector<Json> figures = differences(json, "figure");
        REQUIRE(!figures.empty());
        for (const Json& figure : figures) CHECK(figure["was"] != figure["is"]);
        ++changed;
    }
    CHECK(changed > 15);
}

TEST_CASE("a report of an older version is told what changed its answers since") {
    const Folder folder;
    const std::string report = folder.file("report.json");
    write_file(folder.file("ledger.yaml"), full_ledger);
    write_report(folder.file("ledger.yaml"), report);
    const auto verified = [&](const std::string& version, const std::string& format) {
        Json json = Json::parse(read_file(report));
        json["tool"]["version"] = version;
        write_file(report, json.dump());
        return run_program({"verify", report, "--format", format}).out;
    };
    const std::string change = "since 0.2.0 a ledger's period includes its last day";
    CHECK(verified("0.1.0", "text").find(change) != std::string::npos);
    CHECK(verified("0.2.0", "text").find(change) == std::string::npos);
    const Json old = Json::parse(verified("0.1.0", "json"))["changed_answers"];
    REQUIRE_FALSE(old.empty());
    CHECK(old[0]["since"] == "0.2.0");
    CHECK(old[0]["what"] == "a ledger's period includes its last day");
    CHECK(Json::parse(verified("0.2.0", "json"))["changed_answers"].empty());
}

TEST_CASE("evidence that changed is named, though no figure rests on it") {
    const Folder folder;
    const std::string ledger = folder.file("ledger.yaml");
    std::filesystem::create_directories(folder.file("examples/compliance-report"));
    const std::string record = folder.file("examples/compliance-report/training-record.txt");
    write_file(ledger, full_ledger);
    write_file(record, "5417 chips\n");
    write_report(ledger, folder.file("report.json"));
    write_file(record, "5418 chips\n");
    const ProgramRun verified =
        run_program({"verify", folder.file("report.json"), "--format", "json"});
    CHECK(verified.status == 1);
    const Json json = Json::parse(verified.out);
    CHECK(json["differences"].size() == 1);
    CHECK(json["differences"][0]["kind"] == "input");
    CHECK(json["differences"][0]["what"] ==
          "evidence examples/compliance-report/training-record.txt");
}

TEST_CASE("a figure that was edited in a report is named") {
    const Folder folder;
    write_file(folder.file("ledger.yaml"), full_ledger);
    write_report(folder.file("ledger.yaml"), folder.file("report.json"));
    Json report = Json::parse(read_file(folder.file("report.json")));
    Json& total = report["sections"][0]["blocks"][1]["rows"][0]["total"];
    total["exact"]["best"] = "1";
    write_file(folder.file("report.json"), report.dump());
    const ProgramRun verified =
        run_program({"verify", folder.file("report.json"), "--format", "json"});
    CHECK(verified.status == 1);
    const std::vector<Json> figures = differences(Json::parse(verified.out), "figure");
    REQUIRE(figures.size() == 1);
    CHECK(figures[0]["path"] == ".sections[0].blocks[1].rows[0].total");
}

}  // namespace flopledger
