// SPDX-License-Identifier: Apache-2.0
// A ledger of strangers names files all over the machine: nothing outside its folder is opened.
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "core/text/files/fenced_files.hpp"
#include "tests/support/strangers.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

// What a ledger names, and the file in `mine` that is of this kind.
struct Reference {
    const char* file;
    std::string (*ledger)(const std::string&);
};

constexpr Reference references[] = {{"base.yaml", base_of},       {"config.json", model_of},
                                    {"gpu.csv", logs_of},         {"secret", evidence_of},
                                    {"secret", held_evidence_of}, {"secret", base_of},
                                    {"secret", model_of},         {"secret", logs_of}};

// The ways to a file in `mine`, seen from `theirs`.
std::vector<std::string> ways(const Machine& machine, const std::string& file) {
    return {"../mine/" + file,
            machine.path("mine/" + file),
            "link-" + file,
            "linked/" + file,
            "linked/deep/../" + file,
            "sub/../../mine/" + file,
            "no-such/../../mine/" + file,
            "sub/../linked/../mine/" + file,
            "/proc/self/root" + machine.path("mine/" + file),
            "../mine/no-such-" + file,
            "linked/no-such-" + file};
}

Json checked(const std::vector<std::string>& arguments) {
    std::vector<std::string> call{"check", "--format", "json"};
    call.insert(call.end(), arguments.begin(), arguments.end());
    return Json::parse(run_program(call).out);
}

std::vector<Json> outside_faults(const Json& result) {
    std::vector<Json> found;
    for (const Json& one : result["diagnostics"]) {
        if (one["name"] == "outside-folder") found.push_back(one);
    }
    return found;
}

}  // namespace

TEST_CASE("strangers: whatever a ledger names, nothing outside its folder is opened") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    for (const Reference& reference : references) {
        for (const std::string& way : ways(machine, reference.file)) {
            const std::string text = reference.ledger(way);
            CAPTURE(text);
            write_file(ledger, text);
            const CountedRun run = counted({"check", ledger});
            CHECK(run.run.status == 2);
            CHECK(run.run.err.find("[outside-folder]") != std::string::npos);
            hold_within(run, machine.path("theirs"));
        }
    }
}

TEST_CASE("strangers: patterns list no folder outside, and follow no link out") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    for (const std::string& pattern :
         {std::string("../mine/*"), machine.path("mine/*.csv"), std::string("linked/*"),
          std::string("**"), std::string("**/*.csv"), std::string("*/*.csv"), std::string("."),
          std::string("link*"), std::string("../*/gpu.csv"), std::string("sub/../../**"),
          std::string("/*"), std::string("l[i]nked/gpu.csv"), std::string("linked")}) {
        CAPTURE(pattern);
        write_file(ledger, logs_of(pattern));
        const CountedRun run = counted({"check", ledger});
        CHECK(run.run.status == 2);
        CHECK(run.run.err.find("[outside-folder]") != std::string::npos);
        hold_within(run, machine.path("theirs"));
    }
}

TEST_CASE("strangers: every command that reads a ledger keeps to its folder") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    write_file(ledger, base_of("linked/secret") +
                           "  - {name: b, kind: pre-training, operations: {model: ../mine/secret, "
                           "tokens: 1}, evidence: [{file: link-secret}]}\n"
                           "  - {name: c, kind: pre-training, logs: {files: [../mine/**], "
                           "precision: bf16}}\n");
    const std::string inventory = machine.path("theirs/inventory.yaml");
    write_file(inventory,
               "inventory: 1\nchips:\n  - {chip: nvidia-h100-sxm5-80, chips: 8, period: "
               "2026-01-01..2026-02-01, precision: bf16}\n");
    for (const std::vector<std::string>& call :
         std::vector<std::vector<std::string>>{{"check", ledger, "--all"},
                                               {"estimate", ledger, "--format", "json"},
                                               {"explain", ledger},
                                               {"forecast", ledger},
                                               {"report", ledger, "--format", "json"},
                                               {"report", ledger, "--format", "html"},
                                               {"capacity", inventory, "--ledger", ledger},
                                               {"audit", ledger},
                                               {"verify", ledger}}) {
        CAPTURE(call.front());
        const CountedRun run = counted(call);
        CHECK(run.run.status == 2);
        hold_within(run, machine.path("theirs"));
    }
}

TEST_CASE("strangers: the error says the --allow-read that lets it be read, and that does") {
    const Machine machine;
    std::filesystem::rename(machine.path("mine"), machine.path("my files; $(rm)"));
    std::filesystem::create_symlink("my files; $(rm)", machine.path("mine"));
    const std::string ledger = machine.path("theirs/ledger.yaml");
    const std::regex option("--allow-read '([^']*)'");
    for (const Reference& reference : references) {
        for (const std::string& way : ways(machine, reference.file)) {
            if (way.find("no-such") != std::string::npos) continue;
            CAPTURE(way);
            write_file(ledger, reference.ledger(way));
            const auto faults = outside_faults(checked({ledger}));
            REQUIRE(faults.size() == 1);
            const auto hint = faults.front()["hint"].get<std::string>();
            std::smatch found;
            REQUIRE(std::regex_search(hint, found, option));
            CHECK(outside_faults(checked({ledger, "--allow-read", found[1]})).empty());
        }
    }
    write_file(ledger, model_of("../mine/config.json"));
    CHECK(run_program({"check", ledger, "--allow-read", machine.path("mine")}).status == 0);
    write_file(ledger, logs_of("../mine/*.csv"));
    CHECK(run_program({"check", ledger, "--allow-read", machine.path("mine")}).status == 0);
    CHECK(run_program({"check", ledger, "--allow-read", machine.path("mine/deep")}).status == 2);
}

TEST_CASE("strangers: a word for a shell") {
    CHECK(shell_word("/data/models-7b") == "/data/models-7b");
    CHECK(shell_word("/a b") == "'/a b'");
    CHECK(shell_word("it's") == R"('it'\''s')");
    CHECK(shell_word("a\nb\\'") == R"($'a\x0ab\\\'')");
    CHECK(shell_word("") == "''");
    std::istringstream nothing;
    DiskFiles files(nothing);
    CHECK(allow_read(files, files.canonical("tests")) == "--allow-read tests");
    CHECK(allow_read(files, files.canonical(".")) == "--allow-read .");
    CHECK(allow_read(files, "/") == "--allow-read /");
}

TEST_CASE("strangers: the folder is that of the ledger named, for all that it reaches") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    write_file(machine.path("theirs/config.json"), config);
    write_file(machine.path("theirs/sub/base.yaml"), model_of("../config.json"));
    write_file(ledger, base_of("sub/base.yaml"));
    CHECK(run_program({"check", ledger}).status == 0);
    // The base asked for by itself keeps to its own folder, whichever ledgers are named beside it.
    const std::string base = machine.path("theirs/sub/base.yaml");
    CHECK(run_program({"check", base}).status == 2);
    CHECK(run_program({"check", ledger, base}).status == 2);
    CHECK(run_program({"check", base, ledger}).status == 2);
    CHECK(run_program({"check", base, "--allow-read", machine.path("theirs")}).status == 0);
    // An ancestor reaches no further than the ledger that was named.
    write_file(machine.path("theirs/sub/base.yaml"), model_of("../../mine/config.json"));
    CHECK(run_program({"check", ledger}).err.find("[outside-folder]") != std::string::npos);
    // What the user names is read, a link too; what it names is seen from where it was named.
    write_file(machine.path("mine/own.yaml"), plain_ledger);
    std::filesystem::create_symlink("../mine/own.yaml", machine.path("theirs/own.yaml"));
    CHECK(run_program({"check", machine.path("theirs/own.yaml")}).status == 0);
    // From standard input a ledger names files of the folder that the program runs in.
    CHECK(run_program({"check", "-"}, model_of("tests/data/models/llama-2-70b.json")).status == 0);
    CHECK(run_program({"check", "-"}, model_of(machine.path("mine/config.json"))).status == 2);
}

TEST_CASE("strangers: pipes, sockets, devices and files of the system are not opened") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    REQUIRE(mkfifo(machine.path("theirs/fifo").c_str(), 0600) == 0);
    std::filesystem::create_symlink("fifo", machine.path("theirs/to-fifo"));
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    machine.path("theirs/socket").copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    for (const char* file : {"fifo", "to-fifo", "socket", "/dev/zero", "/dev/tty", "/proc/kmsg",
                             "/proc/self/environ", "/sys/kernel/notes"}) {
        for (const auto ledger_of : {base_of, model_of, logs_of, held_evidence_of}) {
            const std::string text = ledger_of(file);
            CAPTURE(text);
            write_file(ledger, text);
            const ProgramRun run = run_program({"check", ledger, "--allow-read", "/"});
            CHECK(run.status == 2);
            CHECK(run.err.find("[file-unreadable]") != std::string::npos);
        }
    }
    close(descriptor);
}

TEST_CASE("strangers: verify goes only where its own call says") {
    const Machine machine;
    const std::string mine = machine.path("mine/own.yaml");
    const std::string report = machine.path("theirs/report.json");
    write_file(mine, plain_ledger);
    const ProgramRun made = run_program({"report", mine, "--format", "json"});
    write_file(report, made.out);
    const CountedRun refused = counted({"verify", report});
    CHECK(refused.run.status == 2);
    CHECK(refused.run.err.find("[outside-folder]") != std::string::npos);
    hold_within(refused, machine.path("theirs"));
    CHECK(run_program({"verify", report, "--ledger", mine}).status == 0);
    CHECK(run_program({"verify", report, "--allow-read", machine.path("mine")}).status == 0);
    write_file(machine.path("mine/report.json"), made.out);
    CHECK(run_program({"verify", machine.path("mine/report.json")}).status == 0);
    // Folders of data and folders allowed are not taken from a report.
    Json call = Json::parse(made.out);
    call["call"]["chip_folders"] = {machine.path("mine")};
    call["call"]["threshold_folders"] = {"law of ours"};
    write_file(report, call.dump());
    const CountedRun told = counted({"verify", report, "--ledger", mine});
    CHECK(told.run.status == 2);
    CHECK(told.run.err.find("--thresholds 'law of ours'") != std::string::npos);
    CHECK(told.opened == std::set<std::string>{report});
}

TEST_CASE("strangers: a report says which folders its ledger might read") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    const std::string report = machine.path("theirs/report.json");
    const std::string mine = machine.path("mine");
    write_file(ledger, model_of("../mine/config.json"));
    const ProgramRun made =
        run_program({"report", ledger, "--format", "json", "--allow-read", mine});
    REQUIRE(made.status == 0);
    CHECK(Json::parse(made.out)["call"]["allowed_folders"] == Json::array({mine}));
    write_file(report, made.out);
    CHECK(run_program({"verify", report}).err.find("[outside-folder]") != std::string::npos);
    CHECK(run_program({"verify", report, "--allow-read", mine}).status == 0);
    const ProgramRun hidden = run_program(
        {"report", ledger, "--format", "json", "--allow-read", mine, "--redact", "sources"});
    CHECK(everything(hidden).find(mine) == std::string::npos);
    CHECK(run_program({"report", ledger, "--allow-read", mine, "--format", "markdown"})
              .out.find(mine) != std::string::npos);
}

}  // namespace flopledger
