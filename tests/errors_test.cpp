// SPDX-License-Identifier: Apache-2.0
// Every name of the registers has a document that provokes it, and every such document a name.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "tests/support/files.hpp"
#include "tests/support/house/tidy_rules.hpp"
#include "tests/support/transcript.hpp"

namespace flopledger {

namespace {

constexpr const char* folder = "tests/transcripts/errors";

// Names that no transcript can provoke: a million files, a file that becomes shorter at the right
// moment, 256 MiB, a folder that lets nobody replace a file, another day of the clock. Their
// documents show the unit test that does.
constexpr const char* limits_test = "tests/unit/meter/log_limits_test.cpp";
const std::map<std::string, std::string> shown_by_unit_test{
    {"clock-off", "tests/law_age_test.cpp"},
    {"document-too-large", limits_test},
    {"file-shrank", limits_test},
    {"output-in-place", "tests/strangers/outputs_test.cpp"},
    {"too-many-inputs", limits_test},
};

// What may stand in a name, or join it to the path of a file.
bool joins(char c) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    return is_word || c == '-' || c == '/' || c == '.';
}

// Whether a text holds a name as a word of its own.
bool tells(const std::string& text, std::string_view name) {
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !joins(text[at - 1]);
        if (begins && (end == text.size() || !joins(text[end]))) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("errors: one document a name, none besides") {
    std::set<std::string> documents;
    for (const std::string& path : list_files(folder, {".md"})) {
        documents.insert(std::filesystem::path(path).stem().string());
    }
    std::set<std::string> names;
    for (const RegisteredName& registered : registered_names(read_files("core", {".hpp"}))) {
        names.insert(registered.text);
    }
    for (const std::string& name : names) {
        CHECK_MESSAGE(documents.contains(name), "no document shows ", name);
    }
    for (const std::string& document : documents) {
        CHECK_MESSAGE(names.contains(document), document, ".md is about no registered name");
    }
}

TEST_CASE("errors: each document ends with what flopledger tells, its name included") {
    for (const std::string& path : list_files(folder, {".md"})) {
        CAPTURE(path);
        const std::string document = read_file(path);
        const std::string name = std::filesystem::path(path).stem().string();
        CHECK((document.front() >= 'A' && document.front() <= '`'));
        const std::vector<Step> steps = parse_transcript(document);
        REQUIRE(!steps.empty());
        if (const auto test = shown_by_unit_test.find(name); test != shown_by_unit_test.end()) {
            CHECK(steps.back().command.starts_with("grep "));
            CHECK(steps.back().command.ends_with(test->second));
            CHECK(!steps.back().expected.empty());
            CHECK(read_file(test->second).find("\"" + name + "\"") != std::string::npos);
            continue;
        }
        const Step& last = steps.back();
        CHECK(last.command.starts_with("flopledger "));
        std::string output;
        for (const std::string& line : last.expected) output += line + "\n";
        CHECK(tells(output, name));
    }
}

}  // namespace flopledger
