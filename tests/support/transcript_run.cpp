// SPDX-License-Identifier: Apache-2.0
#include "tests/support/transcript_run.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "cli/run.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

namespace {

// The programs other than flopledger that a transcript may start.
constexpr std::array<std::string_view, 8> programs = {"cat",  "jq",   "ls", "man",
                                                      "head", "grep", "wc", "sort"};

struct Finished {
    std::string output;
    int status = 0;
};

Finished run_flopledger(const ShellCommand& command, std::ostream& out, std::ostream& err) {
    std::istringstream in(command.input_file.empty() ? "" : read_file(command.input_file));
    const Streams streams{.in = in, .out = out, .err = err, .width = 80, .today = "2026-11-21"};
    const std::vector<std::string> arguments(command.words.begin() + 1, command.words.end());
    return {"", flopledger::run(arguments, streams)};
}

Finished run_shell(const std::string& line) {
    FILE* pipe = popen(("exec 2>&1; " + line).c_str(), "r");
    REQUIRE(pipe != nullptr);
    Finished finished;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) {
        finished.output.append(buffer.data(), count);
    }
    const int status = pclose(pipe);
    finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished;
}

// Why the first program of a shell line may not or cannot run; empty: it can.
std::string obstacle(const std::string& line, bool& forbidden) {
    const std::size_t begin = line.find_first_not_of(' ');
    const std::string name =
        begin == line.npos ? "" : line.substr(begin, line.find(' ', begin) - begin);
    forbidden = std::find(programs.begin(), programs.end(), name) == programs.end();
    if (forbidden) return fmt::format("a transcript may not run '{}'", name);
    if (run_shell("command -v " + name).status != 0) return name + " is not installed";
    return "";
}

}  // namespace

TranscriptRunner::TranscriptRunner() {
    std::string name = (std::filesystem::temp_directory_path() / "flopledger-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder = name;
}

TranscriptRunner::~TranscriptRunner() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

CommandOutcome TranscriptRunner::run(const std::string& command) {
    const std::string line = replaced(command, "$TMP", folder);
    const ShellCommand parsed = parse_command(line);
    const bool ours = !parsed.words.empty() && parsed.words[0] == "flopledger";
    const std::string shell_line = ours ? parsed.pipeline : line;
    if (ours && !parsed.error.empty()) return {{"[" + parsed.error + "]"}, ""};
    if (!shell_line.empty()) {
        bool forbidden = false;
        const std::string reason = obstacle(shell_line, forbidden);
        if (forbidden) return {{"[" + reason + "]"}, ""};
        if (!reason.empty()) return {{}, reason};
    }
    Finished finished;
    if (!ours) {
        finished = run_shell(line);
    } else if (parsed.pipeline.empty()) {
        std::ostringstream both;
        finished = run_flopledger(parsed, both, both);
        finished.output = both.str();
    } else {
        std::ostringstream out;
        std::ostringstream err;
        run_flopledger(parsed, out, err);
        write_file(folder + "/.pipe", out.str());
        finished = run_shell(fmt::format("cat '{}/.pipe' | {}", folder, parsed.pipeline));
        finished.output = err.str() + finished.output;
    }
    CommandOutcome outcome;
    outcome.lines = split_lines(replaced(finished.output, folder, "$TMP"));
    while (!outcome.lines.empty() && outcome.lines.back().empty()) outcome.lines.pop_back();
    if (!finished.output.empty() && !finished.output.ends_with('\n')) {
        outcome.lines.push_back("[no newline at the end]");
    }
    if (finished.status != 0) outcome.lines.push_back(fmt::format("[{}]", finished.status));
    return outcome;
}

std::size_t check_transcript(const std::string& path) {
    const bool is_page = path.ends_with(".1") || path.ends_with(".5") || path.ends_with(".7");
    const bool update = std::getenv("UPDATE_TRANSCRIPTS") != nullptr && !is_page;
    const std::string document = is_page ? roff_examples(read_file(path)) : read_file(path);
    const std::vector<Step> steps = parse_transcript(document);
    std::vector<std::vector<std::string>> outputs;
    TranscriptRunner runner;
    for (const Step& step : steps) {
        const CommandOutcome outcome = runner.run(step.command);
        const bool same = agrees(step.expected, outcome.lines);
        outputs.push_back(outcome.skipped.empty() && !same ? outcome.lines : step.expected);
        if (!outcome.skipped.empty()) {
            MESSAGE(path, ":", step.line, ": skipped: ", outcome.skipped);
        } else if (!same && !update) {
            ADD_FAIL_CHECK_AT(path.c_str(), step.line, "$ ", step.command, "\n",
                              difference(step.expected, outcome.lines),
                              "(- expected, + got; UPDATE_TRANSCRIPTS=1 rewrites)");
        }
    }
    const std::string rewritten = rewrite_transcript(document, steps, outputs);
    if (update && rewritten != document) write_file(path, rewritten);
    return steps.size();
}

}  // namespace flopledger
