// SPDX-License-Identifier: Apache-2.0
#include "core/text/disk_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

namespace filesystem = std::filesystem;

// A folder of its own that goes away with the test.
struct Folder {
    filesystem::path path = filesystem::temp_directory_path() /
                            ("flopledger-test-" + std::to_string(std::random_device()()));

    Folder() { filesystem::create_directories(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code error;
        filesystem::remove_all(path, error);
    }

    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path / name, std::ios::binary) << bytes;
        return (path / name).string();
    }
};

}  // namespace

TEST_CASE("disk: a file is read whole, byte by byte, or not at all") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string bytes("a\r\n\0\xff", 5);
    const std::string path = folder.write("a.bin", bytes);
    CHECK(files.read(path, 5).bytes == bytes);
    CHECK(files.read(path, 1000).bytes == bytes);
    const FileContent cut = files.read(path, 4);
    CHECK(cut.too_large);
    CHECK_FALSE(cut.bytes.has_value());
    const std::string long_text(200000, 'x');
    CHECK(files.read(folder.write("long", long_text), 200000).bytes == long_text);
    CHECK(files.read(folder.write("empty", ""), 0).bytes == "");
}

TEST_CASE("disk: what is no file is refused in words") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    CHECK(files.read(folder.path.string(), 9).why == "is a directory");
    CHECK(files.read((folder.path / "none").string(), 9).why == "no such file");
    CHECK(files.read("", 9).why == "no such file");
    CHECK(files.read(folder.write("a", "") + "/b", 9).why == "no such file");
    CHECK(files.read(std::string("a\0b", 3), 9).why == "the name holds a NUL character");
    CHECK(files.read("/dev/null", 9).why.starts_with("is a pipe or a device"));
    CHECK_FALSE(files.read(std::string(100000, 'x'), 9).why.empty());
    filesystem::create_symlink("loop", folder.path / "loop");
    CHECK_FALSE(files.read((folder.path / "loop").string(), 9).why.empty());
}

TEST_CASE("disk: a file that may not be read says so") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string path = folder.write("secret", "x");
    filesystem::permissions(path, filesystem::perms::none);
    const FileContent content = files.read(path, 9);
    // The superuser may read everything.
    CHECK((content.bytes.has_value() || content.why == "permission denied"));
}

TEST_CASE("disk: standard input is read once and never beyond the limit") {
    std::istringstream input("0123456789");
    DiskFiles files(input);
    CHECK(files.exists("-"));
    CHECK(files.canonical("-") == "-");
    CHECK(files.read("-", 4).too_large);
    CHECK(input.tellg() == 5);
    CHECK(files.read("-", 4).why == "standard input can be read only once");
}

TEST_CASE("disk: a folder lists its files of an ending, sorted") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string second = folder.write("b.yaml", "");
    const std::string first = folder.write("a.yaml", "");
    folder.write("c.txt", "");
    filesystem::create_directory(folder.path / "d.yaml");
    const auto listed = files.list(folder.path.string(), ".yaml");
    REQUIRE(listed);
    CHECK(*listed == std::vector<std::string>{first, second});
    CHECK_FALSE(files.list((folder.path / "none").string(), ".yaml"));
    CHECK_FALSE(files.list(first, ".yaml"));
}

TEST_CASE("disk: a file has one name") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string path = folder.write("a.yaml", "");
    filesystem::create_directory(folder.path / "deep");
    filesystem::create_symlink(path, folder.path / "deep" / "link.yaml");
    const std::string name = files.canonical(path);
    CHECK(files.canonical((folder.path / "deep" / ".." / "a.yaml").string()) == name);
    CHECK(files.canonical((folder.path / "deep" / "link.yaml").string()) == name);
    CHECK(files.exists(path));
    CHECK_FALSE(files.exists((folder.path / "none").string()));
    CHECK(filesystem::path(files.canonical("not-there.yaml")).is_absolute());
}

TEST_CASE("files: a path is seen from the folder of the file that names it") {
    CHECK(relative_to("examples/a/ledger.yaml", "../b/ledger.yaml") ==
          "examples/a/../b/ledger.yaml");
    CHECK(relative_to("ledger.yaml", "config.json") == "config.json");
    CHECK(relative_to("-", "config.json") == "config.json");
    CHECK(relative_to("a/ledger.yaml", "/etc/config.json") == "/etc/config.json");
    CHECK(relative_to("ledger.yaml", "-") == "./-");
}

TEST_CASE("files: the disk in memory behaves like the disk") {
    MemoryFiles files({{"a/b.yaml", "text"}, {"a/c.txt", ""}, {"a/d/e.yaml", ""}});
    CHECK(files.read("a/d/../b.yaml", 4).bytes == "text");
    CHECK(files.read("a/b.yaml", 3).too_large);
    CHECK(files.read("none", 3).why == "no such file");
    CHECK(files.opened == std::vector<std::string>{"a/d/../b.yaml", "a/b.yaml", "none"});
    CHECK(files.list("a", ".yaml") == std::vector<std::string>{"a/b.yaml"});
    CHECK_FALSE(files.list("none", ".yaml"));
    files.failing_read = 4;
    CHECK(files.read("a/b.yaml", 4).why == "reading failed before the end");
    CHECK(files.read("a/b.yaml", 4).bytes == "text");
}

}  // namespace flopledger
