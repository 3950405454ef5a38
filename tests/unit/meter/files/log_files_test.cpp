// SPDX-License-Identifier: Apache-2.0
#include "core/meter/files/log_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "core/text/files/disk_files.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

using Paths = std::vector<std::string>;

MemoryFiles disk() {
    return MemoryFiles({{"-", ""},
                        {"logs/b.csv", ""},
                        {"logs/a.csv", ""},
                        {"logs/a.txt", ""},
                        {"logs/.hidden.csv", ""},
                        {"logs/n1/c.csv", ""},
                        {"logs/n2/c.csv", ""},
                        {"logs/n2/deep/d.csv", ""},
                        {"logs/.git/e.csv", ""},
                        {"odd/[a].csv", ""},
                        {"top.csv", ""}});
}

// The files of some words, which lead to no error.
Paths found(const Paths& words) {
    MemoryFiles files = disk();
    Diagnostics diagnostics;
    Paths paths = find_logs(files, words, diagnostics);
    for (const Diagnostic& fault : diagnostics.list) FAIL_CHECK(fault.message);
    return paths;
}

// The names of the errors that some words lead to, with the places.
Paths errors(const Paths& words) {
    MemoryFiles files = disk();
    Diagnostics diagnostics;
    find_logs(files, words, diagnostics);
    Paths names;
    for (const Diagnostic& fault : diagnostics.list) {
        names.push_back(std::string(fault.name.text) + " " + fault.place.file);
    }
    return names;
}

}  // namespace

TEST_CASE("log files: files and standard input stay as they are, sorted") {
    CHECK(found({}) == Paths{});
    CHECK(found({"top.csv", "logs/b.csv", "-"}) == Paths{"-", "logs/b.csv", "top.csv"});
    CHECK(found({"logs/.hidden.csv"}) == Paths{"logs/.hidden.csv"});
    CHECK(found({"odd/[a].csv"}) == Paths{"odd/[a].csv"});
}

TEST_CASE("log files: folders give all files in and below") {
    const Paths all = {"logs/a.csv",    "logs/a.txt",    "logs/b.csv",
                       "logs/n1/c.csv", "logs/n2/c.csv", "logs/n2/deep/d.csv"};
    CHECK(found({"logs"}) == all);
    CHECK(found({"logs/"}) == all);
    CHECK(found({"logs/.git"}) == Paths{"logs/.git/e.csv"});
}

TEST_CASE("log files: patterns") {
    CHECK(found({"logs/*.csv"}) == Paths{"logs/a.csv", "logs/b.csv"});
    CHECK(found({"logs/[!b].csv"}) == Paths{"logs/a.csv"});
    CHECK(found({"*.csv"}) == Paths{"top.csv"});
    CHECK(found({"logs/.*.csv"}) == Paths{"logs/.hidden.csv"});
    CHECK(found({"logs/n?/c.csv"}) == Paths{"logs/n1/c.csv", "logs/n2/c.csv"});
    CHECK(found({"logs//n?/*"}) == Paths{"logs/n1/c.csv", "logs/n2/c.csv", "logs/n2/deep/d.csv"});
    CHECK(found({"l*/n1"}) == Paths{"logs/n1/c.csv"});
    CHECK(found({"logs/**/c.csv"}) == Paths{"logs/n1/c.csv", "logs/n2/c.csv"});
    CHECK(found({"**/d.csv"}) == Paths{"logs/n2/deep/d.csv"});
    CHECK(found({"**/**/*.csv"}) == Paths{"logs/a.csv", "logs/b.csv", "logs/n1/c.csv",
                                          "logs/n2/c.csv", "logs/n2/deep/d.csv", "odd/[a].csv",
                                          "top.csv"});
    CHECK(found({"logs/n2/**"}) == Paths{"logs/n2/c.csv", "logs/n2/deep/d.csv"});
    CHECK(found({"odd/[[]a].csv"}) == Paths{"odd/[a].csv"});
    CHECK(found({"./logs/*.txt"}) == Paths{"./logs/a.txt"});
}

TEST_CASE("log files: words that lead to no file") {
    CHECK(errors({"none.csv"}) == Paths{"file-unreadable none.csv"});
    CHECK(errors({"logs/*.json"}) == Paths{"file-unreadable logs/*.json"});
    CHECK(errors({"none/*.csv"}) == Paths{"file-unreadable none/*.csv"});
    CHECK(errors({"none/**/x*"}) == Paths{"file-unreadable none/**/x*"});
    CHECK(errors({"top.csv/*"}) == Paths{"file-unreadable top.csv", "file-unreadable top.csv/*"});
    CHECK(errors({""}) == Paths{"file-unreadable "});
    CHECK(errors({"/none/*"}) == Paths{"file-unreadable /none/*"});
}

TEST_CASE("log files: a file given twice") {
    CHECK(errors({"top.csv", "top.csv"}) == Paths{"duplicate-input top.csv"});
    CHECK(errors({"top.csv", "./top.csv"}) == Paths{"duplicate-input ./top.csv"});
    CHECK(errors({"logs/*.csv", "logs/a*"}) == Paths{"duplicate-input logs/a.csv"});
    CHECK(errors({"-", "-"}) == Paths{"duplicate-input -"});
}

TEST_CASE("log files: on a disk, links lead nowhere twice") {
    namespace filesystem = std::filesystem;
    const filesystem::path root = filesystem::temp_directory_path() /
                                  ("flopledger-logs-" + std::to_string(std::random_device()()));
    filesystem::create_directories(root / "a" / "b");
    std::ofstream(root / "a" / "b" / "x.csv") << "x";
    filesystem::create_symlink("b/x.csv", root / "a" / "latest.csv");
    filesystem::create_symlink("..", root / "a" / "b" / "up");
    filesystem::create_symlink("b", root / "a" / "again");
    filesystem::create_directory(root / "empty");
    std::istringstream input;
    DiskFiles files(input);
    Diagnostics diagnostics;
    const std::string folder = root.string();
    CHECK(find_logs(files, {folder}, diagnostics).size() == 1);
    CHECK(find_logs(files, {folder + "/**/*.csv"}, diagnostics).size() == 1);
    CHECK(find_logs(files, {folder + "/*/*/*.csv"}, diagnostics).size() == 1);
    CHECK(diagnostics.list.empty());
    find_logs(files, {folder + "/empty"}, diagnostics);
    REQUIRE(diagnostics.list.size() == 1);
    CHECK(diagnostics.list[0].message == "the folder holds no file");
    filesystem::create_symlink("nowhere", root / "a" / "lost.csv");
    const Paths paths = find_logs(files, {folder}, diagnostics);
    CHECK(paths.size() == 2);
    CHECK(files.open(paths.back()).why == "no such file");
    filesystem::remove_all(root);
}

}  // namespace flopledger
