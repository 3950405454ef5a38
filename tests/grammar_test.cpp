// SPDX-License-Identifier: Apache-2.0
// What the grammar promises: sentences, unique names, a transcript for every option; and that
// arguments arrive in the options they belong to.
#include <doctest/doctest.h>

#include <filesystem>
#include <set>

#include "cli/options/command_line.hpp"
#include "cli/options/command_options.hpp"
#include "core/read/data/catalog.hpp"
#include "tests/support/files.hpp"
#include "tests/support/transcript.hpp"

namespace flopledger {

namespace {

bool named(const CommandEntry* command, std::string_view name) {
    return command != nullptr && command->name == name;
}

void check_sentence(const std::string& of, const std::string& sentence) {
    CAPTURE(of);
    REQUIRE(!sentence.empty());
    CHECK(sentence.ends_with("."));
    CHECK((sentence.front() >= 'A' && sentence.front() <= 'Z'));
}

void check_options(const std::string& of, const std::vector<OptionGrammar>& options) {
    std::set<std::string> names;
    for (const OptionGrammar& option : options) {
        check_sentence(of + " " + option.name, option.sentence);
        CHECK_MESSAGE(names.insert(option.name).second, of, " has ", option.name, " twice");
        const bool fresh = option.short_name.empty() || names.insert(option.short_name).second;
        CHECK_MESSAGE(fresh, of, " has ", option.short_name, " twice");
    }
}

// The commands of every document that is run as a test.
std::vector<std::vector<std::string>> calls() {
    std::vector<std::string> documents;
    for (const char* folder : {"tests/transcripts", "examples"}) {
        for (const std::string& file : list_files(folder, {".txt", ".md"})) {
            documents.push_back(file);
        }
    }
    if (std::filesystem::exists("README.md")) documents.emplace_back("README.md");
    std::vector<std::vector<std::string>> all;
    for (const std::string& document : documents) {
        for (const Step& step : parse_transcript(read_file(document))) {
            all.push_back(parse_command(step.command).words);
        }
    }
    return all;
}

bool occurs(const std::vector<std::vector<std::string>>& all, const std::string& command,
            const std::string& option) {
    for (const std::vector<std::string>& words : all) {
        if (words.size() < 2 || words[0] != "flopledger") continue;
        const std::string two = words.size() > 2 ? words[1] + " " + words[2] : "";
        if (!command.empty() && words[1] != command && two != command) continue;
        for (const std::string& word : words) {
            if (word == option || word.starts_with(option + "=")) return true;
        }
    }
    return false;
}

std::optional<CommandLine> parsed(const std::vector<std::string>& arguments) {
    Diagnostics diagnostics;
    return parse_command_line(arguments, diagnostics);
}

std::string fault(const std::vector<std::string>& arguments) {
    Diagnostics diagnostics;
    CHECK(!parse_command_line(arguments, diagnostics));
    REQUIRE(!diagnostics.list.empty());
    const Diagnostic& first = diagnostics.list.front();
    CHECK(first.name.text == "usage");
    return first.message + " | " + first.hint;
}

}  // namespace

TEST_CASE("grammar: every command, argument and option has a sentence and its own name") {
    const Grammar all = grammar();
    check_options("flopledger", all.options);
    std::set<std::string> names;
    for (const CommandGrammar& command : all.commands) {
        check_sentence(command.name, command.sentence);
        CHECK(names.insert(command.name).second);
        check_options(command.name, command.options);
        for (const ArgumentGrammar& argument : command.arguments) {
            check_sentence(command.name + " " + argument.name, argument.sentence);
        }
    }
}

TEST_CASE("grammar: every option of every command stands in a transcript") {
    const std::vector<std::vector<std::string>> all = calls();
    const Grammar whole = grammar();
    for (const OptionGrammar& option : whole.options) {
        CHECK_MESSAGE(occurs(all, "", option.name), "no transcript runs ", option.name);
    }
    for (const CommandGrammar& command : whole.commands) {
        if (command.hidden) continue;
        for (const OptionGrammar& option : command.options) {
            const bool found = occurs(all, command.name, option.name);
            CHECK_MESSAGE(found, "no transcript runs ", command.name, " ", option.name);
        }
    }
}

TEST_CASE("grammar: --jurisdiction names every one that a threshold has") {
    Catalog catalog;
    Diagnostics diagnostics;
    const auto thresholds = catalog.thresholds(diagnostics);
    std::size_t places = 0;
    for (const CommandGrammar& command : grammar().commands) {
        for (const OptionGrammar& option : command.options) {
            if (option.name != "--jurisdiction") continue;
            for (const auto& threshold : thresholds) {
                CHECK(option.sentence.find(threshold->jurisdiction) != std::string::npos);
            }
            ++places;
        }
    }
    CHECK(places == 4);
}

TEST_CASE("grammar: arguments arrive in their options") {
    const auto line = parsed({"check", "a.yaml", "--threshold", "t1", "b.yaml", "--threshold=t2",
                              "--jurisdiction", "eu", "--as-of", "2026-08-02", "--margin", "30%",
                              "--all", "--format", "json", "--standard", "s", "--quiet", "-"});
    REQUIRE(line);
    CHECK(named(line->command, "check"));
    CHECK(line->check.ledgers == std::vector<std::string>{"a.yaml", "b.yaml", "-"});
    const SelectionOptions& selection = line->check.selection;
    CHECK(selection.thresholds == std::vector<std::string>{"t1", "t2"});
    CHECK(selection.jurisdictions == std::vector<std::string>{"eu"});
    CHECK(selection.standards == std::vector<std::string>{"s"});
    CHECK(selection.as_of == Date{2026, 8, 2});
    CHECK(selection.margin == Exact::ratio(3, 10));
    CHECK(selection.all);
    CHECK(line->common.format == Format::json);
    CHECK(line->common.quiet);

    const auto explain = parsed({"explain", "a.yaml", "--activity", "x", "--depth", "3"});
    REQUIRE(explain);
    CHECK(explain->explain.ledger == "a.yaml");
    CHECK(explain->explain.activities == std::vector<std::string>{"x"});
    CHECK(explain->explain.depth == 3);
    const auto model =
        parsed({"model", "a", "-", "--sequence-length", "8192", "--source-length", "512",
                "--images", "0", "--patches", "64", "--attention", "full", "--detail"});
    REQUIRE(model);
    CHECK(model->model.configurations == std::vector<std::string>{"a", "-"});
    CHECK(model->model.lengths.sequence_length == Exact(8192));
    CHECK(model->model.lengths.source_length == Exact(512));
    CHECK(model->model.lengths.images == Exact(0));
    CHECK(model->model.lengths.patches == Exact(64));
    CHECK(model->model.attention == AttentionConvention::full);
    CHECK(model->model.detail);
    CHECK(parsed({"chips"})->catalog.name.empty());
    CHECK(parsed({"chips", "H100"})->catalog.name == "H100");
    CHECK(parsed({"help", "check"})->common.help);
    CHECK(parsed({"--version"})->version);
    CHECK(parsed({"check", "--", "--odd-name"})->check.ledgers.front() == "--odd-name");
}

TEST_CASE("grammar: the arguments of logs arrive in their options") {
    const auto line = parsed({"logs",
                              "summarize",
                              "a.csv",
                              "--map",
                              "P=draw=power:mW",
                              "b/",
                              "--map",
                              "when=time",
                              "--max-hold",
                              "1.5 min",
                              "--gap",
                              "90s",
                              "--interval",
                              "500ms",
                              "--columns",
                              "timestamp, uuid,power.draw",
                              "--host",
                              "n1",
                              "--host-from",
                              "x/{host}/",
                              "--from",
                              "2026-01-05T10:00:00Z",
                              "--max-rejected",
                              "0.5%",
                              "--threads",
                              "7",
                              "--no-fingerprints",
                              "--by-device",
                              "--tz",
                              "+02:00",
                              "--start",
                              "2026-01-05 10:00:00",
                              "-o",
                              "u.json"});
    REQUIRE(line);
    CHECK(named(line->command, "logs summarize"));
    CHECK(line->common.output == "u.json");
    const LogsOptions& logs = line->logs;
    CHECK(logs.files == std::vector<std::string>{"a.csv", "b/"});
    REQUIRE(logs.meter.mapping.size() == 2);
    CHECK(logs.meter.mapping[0].column == "P=draw");
    CHECK(logs.meter.mapping[0].meaning == "power");
    CHECK(logs.meter.mapping[0].unit == "mW");
    CHECK(logs.meter.mapping[1].meaning == "time");
    CHECK(logs.meter.mapping[1].unit.empty());
    CHECK(logs.longest_hold == 90'000);
    CHECK(logs.meter.gap_milliseconds == 90'000);
    CHECK(logs.meter.interval == 500);
    CHECK(logs.meter.columns == std::vector<std::string>{"timestamp", "uuid", "power.draw"});
    CHECK(logs.meter.host == "n1");
    CHECK(logs.meter.host_from == "x/{host}/");
    CHECK(logs.from.time->milliseconds == 1'767'607'200'000);
    CHECK(logs.from.time->has_zone);
    CHECK(!logs.start.time->has_zone);
    CHECK(logs.most_rejected == Exact::ratio(1, 200));
    CHECK(logs.meter.threads == 7);
    CHECK(!logs.meter.fingerprints);
    CHECK(logs.by_device);
    CHECK(logs.meter.zone.has_value());
}

TEST_CASE("grammar: a command of two words is called and helped with") {
    const auto merge = parsed({"logs", "merge", "a.json", "-", "--max-hold", "2m"});
    REQUIRE(merge);
    CHECK(named(merge->command, "logs merge"));
    CHECK(merge->logs.files == std::vector<std::string>{"a.json", "-"});
    CHECK(named(parsed({"help", "logs", "merge"})->command, "logs merge"));
    const auto group = parsed({"help", "logs"});
    REQUIRE(group);
    CHECK(!group->command);
    CHECK(group->group == "logs");
    CHECK(parsed({"logs", "--help"})->group == "logs");
}

TEST_CASE("grammar: what is off is told in our words") {
    CHECK(fault({}).starts_with("a command is missing"));
    CHECK(fault({"chek"}) == "there is no command 'chek' | did you mean 'check'?");
    CHECK(fault({"check", "--formt", "json", "a"}) ==
          "there is no option '--formt' | did you mean '--format'?");
    CHECK(fault({"check"}).starts_with("flopledger check needs LEDGER"));
    CHECK(fault({"check", "a", "--format"}).starts_with("--format needs a value"));
    CHECK(fault({"check", "a", "--format", "xml"}) ==
          "--format takes no 'xml' | it takes text, json, markdown, html, csv");
    CHECK(fault({"check", "a", "--as-of", "2026-02-30"}).starts_with("--as-of takes a day"));
    CHECK(fault({"check", "a", "--margin", "3"}).starts_with("--margin takes a share"));
    CHECK(fault({"explain", "a", "--depth", "0"}).starts_with("--depth takes a number"));
    CHECK(fault({"explain", "a", "b"}).starts_with("'b' is one argument too many"));
    CHECK(fault({"logs"}) == "flopledger logs needs a command | one of logs summarize, logs merge");
    CHECK(fault({"logs", "--quiet"}).starts_with("flopledger logs needs a command"));
    CHECK(fault({"logs", "sumarize"}) ==
          "there is no command 'logs sumarize' | did you mean 'logs summarize'?");
    CHECK(fault({"summarize", "a"}) ==
          "there is no command 'summarize' | did you mean 'logs summarize'?");
    CHECK(fault({"logs-summarize", "a"}).starts_with("there is no command 'logs-summarize'"));
    CHECK(fault({"logs", "merge"}).starts_with("flopledger logs merge needs PART"));
    CHECK(fault({"logs", "merge", "a", "--from", "b"}) ==
          "there is no option '--from' | `flopledger logs merge --help` lists them");
    CHECK(fault({"logs", "merge", "a", "--formt", "b"}) ==
          "there is no option '--formt' | did you mean '--format'?");
    CHECK(fault({"logs", "summarize", "a", "--gap", "5"}).starts_with("--gap takes a duration"));
    CHECK(fault({"logs", "summarize", "a", "--gap", "0s"}).starts_with("--gap takes a duration"));
    CHECK(fault({"logs", "summarize", "a", "--gap", "9999d"}).starts_with("--gap takes"));
    CHECK(fault({"logs", "summarize", "a", "--map", "a=b:"}).starts_with("--map takes a column"));
    CHECK(fault({"logs", "summarize", "a", "--columns", "a,,b"}).starts_with("--columns takes"));
    CHECK(fault({"logs", "summarize", "a", "--host-from", "x"}).starts_with("--host-from takes"));
}

}  // namespace flopledger
