// SPDX-License-Identifier: Apache-2.0
// Law, standards and chips of a call are marked wherever their figure or verdict stands.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/text/files/sha256.hpp"
#include "tests/support/strangers.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* ledger_text = R"(flopledger: 1
model: {name: M}
facts: {generates: [text]}
activities:
  - name: a
    kind: pre-training
    period: 2027-01-01..2027-02-01
    chip_time: {chip: nvidia-h100-sxm5-80, chips: 20000, hours: 744, precision: bf16,
                utilization: 0.4, utilization_kind: mfu}
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

// Folders with our law, our standard and our chip changed, and one law and standard of the user's.
class Override {
  public:
    Override() {
        for (const char* folder : {"t", "s", "c"}) {
            std::filesystem::create_directories(machine_.path(folder));
        }
        const auto law = read_file("core/judge/thresholds/eu-gpai-systemic-1e25.yaml");
        const auto standard = read_file("core/judge/standards/eu-cumulative.yaml");
        write("t/eu-gpai-systemic-1e25.yaml", replaced(law, "amount: 1e25", "amount: 1e28"));
        write("t/house-line.yaml",
              replaced(replaced(law, "id: eu-gpai-systemic-1e25", "id: house-line"),
                       "EU AI Act: systemic-risk model presumed", "House line"));
        write("s/eu-cumulative.yaml", replaced(standard, "rule: leave-out", "rule: count"));
        write("c/nvidia-h100-sxm5-80.yaml",
              replaced(read_file("hardware-db/nvidia/nvidia-h100-sxm5-80.yaml"), "989.4", "98.94"));
        write("ledger.yaml", ledger_text);
    }

    std::string path(const std::string& name) const { return machine_.path(name); }

    void write(const std::string& name, const std::string& text) const {
        write_file(path(name), text);
    }

    ProgramRun run(std::vector<std::string> call) const {
        for (const char* option : {"--thresholds", "--standards", "--chips"}) {
            if (std::string(option) != "--thresholds" || call.front() != "estimate") {
                call.insert(call.end(), {option, path(std::string(option).substr(2, 1))});
            }
        }
        return run_program(call);
    }

  private:
    Machine machine_;
};

// Every line that says what the law is called says, there or on the next lines, that it is not
// ours.
void hold_marked(const std::string& text) {
    const std::string act = "EU AI Act: ";
    std::string flat;
    for (const char one : text) {
        if (one != '\n' && !(one == ' ' && flat.ends_with(' '))) flat += one;
        if (one == '\n' && !flat.ends_with(' ')) flat += ' ';
    }
    int found = 0;
    for (std::size_t at = flat.find(act); at != flat.npos; at = flat.find(act, at + 1)) {
        CAPTURE(flat.substr(at, 300));
        const std::size_t mark = flat.find("(replaced by", at);
        const std::size_t next = flat.find(act, at + 1);
        // In pictures, whose labels are cut, it stands in front.
        const bool before = at > 0 && flat.substr(0, at).ends_with(") ") &&
                            flat.rfind("(replaced by", at) + 60 > at;
        CHECK((before || mark < std::min(next, at + 300)));
        ++found;
    }
    CHECK(found > 0);
}

}  // namespace

TEST_CASE("strangers: the name of a law heads no row of another's law without a mark") {
    const Override data;
    const std::string ledger = data.path("ledger.yaml");
    for (const char* format : {"text", "json", "markdown", "html", "csv"}) {
        for (const char* command : {"check", "forecast", "report", "explain"}) {
            const bool has_table =
                std::string(command) == "check" || std::string(command) == "forecast";
            if (std::string(format) == "csv" && !has_table) continue;
            // Titles stand in no JSON of explain and forecast, but ids.
            const bool has_ids =
                std::string(command) == "explain" || std::string(command) == "forecast";
            if (std::string(format) == "json" && has_ids) continue;
            CAPTURE(command);
            CAPTURE(format);
            const ProgramRun run = data.run({command, ledger, "--format", format});
            REQUIRE(run.status != 2);
            hold_marked(run.out);
            for (const char* added : {"(added from house-line.yaml)"}) {
                CHECK(run.out.find(added) != std::string::npos);
            }
        }
    }
    for (const char* format : {"text", "json", "markdown", "html"}) {
        CAPTURE(format);
        for (const char* form : {"eu-notification", "eu-model-documentation", "us-frontier"}) {
            CAPTURE(form);
            const ProgramRun run =
                data.run({"report", ledger, "--format", format, "--template", form, "--all"});
            REQUIRE(run.status == 0);
            hold_marked(run.out);
        }
        for (const char* command : {"check", "explain", "estimate"}) {
            // Where JSON has ids, `origin` stands beside them.
            if (std::string(format) == "json") continue;
            CAPTURE(command);
            const ProgramRun run = data.run({command, ledger, "--format", format});
            CHECK(run.out.find("(replaced by eu-cumulative.yaml)") != std::string::npos);
        }
        const ProgramRun law = run_program({"thresholds", "eu-gpai-systemic-1e25", "--thresholds",
                                            data.path("t"), "--format", format});
        hold_marked(law.out);
    }
}

TEST_CASE("strangers: documents say file and SHA-256 of what is not of this build") {
    const Override data;
    const std::string ledger = data.path("ledger.yaml");
    const Json checked = Json::parse(data.run({"check", ledger, "--format", "json"}).out);
    const Json& told = checked["ledgers"].at(0);
    REQUIRE(told["call_data"].size() == 4);
    for (const Json& one : told["call_data"]) {
        CHECK(one["sha256"] == sha256(read_file(one["file"])));
        CHECK(one["replaces"] == (one["id"] != "house-line"));
    }
    for (const Json& verdict : told["verdicts"]) {
        const std::string id = verdict["threshold"];
        const bool foreign = id == "eu-gpai-systemic-1e25" || id == "house-line";
        CHECK(verdict["origin"].is_null() == !foreign);
        if (foreign) CHECK(verdict["origin"]["file"] == data.path("t/" + id + ".yaml"));
    }
    for (const Json& total : told["totals"]) {
        CHECK(total["origin"].is_null() == (total["standard"] != "eu-cumulative"));
    }
    const Json ours = Json::parse(run_program({"check", ledger, "--format", "json"}).out);
    CHECK(ours["ledgers"].at(0)["call_data"].empty());
    const std::string plain = run_program({"report", ledger, "--format", "html"}).out;
    CHECK(plain.find("(replaced by") == std::string::npos);
}

TEST_CASE("strangers: a chip that is not ours is marked at its peak") {
    const Override data;
    const std::string ledger = data.path("ledger.yaml");
    for (const char* command : {"explain", "report", "check", "estimate"}) {
        CAPTURE(command);
        const ProgramRun run =
            run_program({command, ledger, "--chips", data.path("c"), "--format", "markdown"});
        CHECK(run.out.find("(replaced by nvidia-h100-sxm5-80.yaml)") != std::string::npos);
    }
    const ProgramRun list = run_program({"chips", "--chips", data.path("c")});
    CHECK(list.out.find("nvidia-h100-sxm5-80 (replaced") != std::string::npos);
}

TEST_CASE("strangers: verify names the law that a report was made with") {
    const Override data;
    const std::string ledger = data.path("ledger.yaml");
    const std::string report = data.path("report.json");
    data.write("report.json", data.run({"report", ledger, "--format", "json"}).out);
    const ProgramRun lacking = run_program({"verify", report});
    CHECK(lacking.status == 2);
    for (const char* option : {"--thresholds ", "--standards ", "--chips "}) {
        CHECK(lacking.err.find(option) != std::string::npos);
    }
    CHECK(data.run({"verify", report}).status == 0);
    // The same law from another folder is the same; without its sources a report still says it.
    std::filesystem::create_directories(data.path("moved"));
    std::filesystem::rename(data.path("t"), data.path("moved/t"));
    CHECK(run_program({"verify", report, "--chips", data.path("c"), "--standards", data.path("s"),
                       "--thresholds", data.path("moved/t")})
              .status == 0);
    std::filesystem::rename(data.path("moved/t"), data.path("t"));
    const ProgramRun hidden =
        data.run({"report", ledger, "--format", "json", "--redact", "sources"});
    hold_marked(hidden.out);
    CHECK(hidden.out.find(data.path("t")) == std::string::npos);
    data.write("report.json", hidden.out);
    CHECK(run_program({"verify", report, "--ledger", ledger}).status == 1);
}

}  // namespace flopledger
