// SPDX-License-Identifier: Apache-2.0
// The rules of the house, held against the tree. The rules themselves are tested on planted faults
// in tests/support/house/tidy_rules_test.cpp.
#include <doctest/doctest.h>

#include "tests/support/house/tidy_rules.hpp"

namespace flopledger {

namespace {

const std::vector<std::string> code = {".cpp", ".hpp"};

// Files that exist are read once for all rules.
const std::vector<SourceFile>& program() {
    static const std::vector<SourceFile> files = [] {
        std::vector<SourceFile> all = read_files("core", code);
        for (SourceFile& file : read_files("cli", code)) all.push_back(std::move(file));
        return all;
    }();
    return files;
}

const std::vector<SourceFile>& tests() {
    static const std::vector<SourceFile> files = read_files("tests", code);
    return files;
}

std::vector<SourceFile> everything() {
    std::vector<SourceFile> all = program();
    all.insert(all.end(), tests().begin(), tests().end());
    return all;
}

// The sources in the order of the build, from several CMakeLists.txt.
std::vector<std::string> listed_in(const std::vector<std::string>& folders) {
    std::vector<std::string> listed;
    for (const std::string& folder : folders) {
        const std::string path = folder + "/CMakeLists.txt";
        for (std::string& source : listed_sources({path, read_file(path)})) {
            listed.push_back(std::move(source));
        }
    }
    return listed;
}

void expect_none(const Messages& messages) {
    for (const std::string& message : messages) FAIL_CHECK(message);
}

}  // namespace

TEST_CASE("floors: a file includes only what is listed above it") {
    expect_none(check_floors(program(), listed_in({"core", "cli"})));
}

TEST_CASE("rooms: at most 40 files each, no circles, one sentence on top") {
    expect_none(check_rooms(everything()));
    std::vector<SourceFile> lists;
    for (const char* path : {"core/CMakeLists.txt", "cli/CMakeLists.txt"}) {
        lists.push_back({path, read_file(path)});
    }
    expect_none(check_room_lists(lists, read_file("CONTRIBUTING.md")));
}

TEST_CASE("lists: every source is listed in its CMakeLists.txt, once") {
    expect_none(check_listed(program(), listed_in({"core", "cli"})));
    expect_none(check_listed(tests(), listed_in({"tests", "tests/fuzz", "tests/bench"})));
}

TEST_CASE("names: no two files and no two types of one name") {
    expect_none(check_names(program()));
}

TEST_CASE("doors: a library is included only where it may be") {
    expect_none(check_doors(program()));
}

TEST_CASE("purity: count and judge know no text, read or meter, and page knows no law") {
    expect_none(check_purity(program()));
}

TEST_CASE("writers: core/report and core/page have no threads, add up no logs and make no trees") {
    expect_none(check_writers(program()));
}

TEST_CASE("units: figures are combined as quantities") { expect_none(check_units(program())); }

TEST_CASE("silence: core never prints, exits or reads the environment") {
    expect_none(check_silence(program()));
}

TEST_CASE("registers: names stand in registers, once, and few sources see each") {
    CHECK(registered_names(program()).size() > 200);
    expect_none(check_registers(everything()));
}

TEST_CASE("sizes: 400 lines a file, 70 a function, 100 columns") {
    expect_none(check_sizes(everything()));
}

TEST_CASE("characters: sources are ASCII") { expect_none(check_characters(everything())); }

TEST_CASE("licence: the first line of every source and data file") {
    std::vector<SourceFile> files = everything();
    for (const char* folder : {"core", "hardware-db", "cmake", "scripts", ".ci"}) {
        for (const char* ending : {".yaml", ".cmake", "CMakeLists.txt"}) {
            for (SourceFile& file : read_files(folder, {ending})) files.push_back(std::move(file));
        }
    }
    expect_none(check_licence(files));
}

TEST_CASE("headers: #pragma once, and a source's own header first") {
    expect_none(check_headers(everything()));
}

TEST_CASE("comments: every declaration of a header is explained") {
    expect_none(check_comments(program()));
}

}  // namespace flopledger
