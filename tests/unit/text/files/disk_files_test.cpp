// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/disk_files.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

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

// All bytes of a stream, asked for in pieces; nothing if reading fails.
std::optional<std::string> rest_of(ByteStream& stream, std::size_t piece) {
    std::string all;
    std::string block(piece, '\0');
    for (;;) {
        const auto count = stream.read(block.data(), block.size());
        if (!count) return std::nullopt;
        if (*count == 0) return all;
        all.append(block, 0, *count);
    }
}

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

TEST_CASE("disk: a file is read piece by piece, and from anywhere") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const OpenedFile opened = files.open(folder.write("a", std::string("0123456\0\n9", 10)));
    REQUIRE(opened.stream);
    ByteStream& stream = *opened.stream;
    CHECK(stream.size() == 10);
    std::string piece(4, '\0');
    CHECK(stream.read_at(5, piece.data(), 4) == 4);
    CHECK(piece == std::string("56\0\n", 4));
    CHECK(stream.read_at(9, piece.data(), 4) == 1);
    CHECK(stream.read_at(10, piece.data(), 4) == 0);
    CHECK(stream.read_at(std::uint64_t{1} << 63, piece.data(), 4) == 0);
    CHECK(rest_of(stream, 3) == std::string("0123456\0\n9", 10));
    CHECK(stream.read(piece.data(), 4) == 0);
    CHECK(stream.why().empty());
    const OpenedFile empty = files.open(folder.write("empty", ""));
    REQUIRE(empty.stream);
    CHECK(empty.stream->size() == 0);
    CHECK(rest_of(*empty.stream, 3) == "");
}

TEST_CASE("disk: a file that grows or shrinks is read to the size at opening or to its end") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string path = folder.write("a", "0123456789");
    const OpenedFile growing = files.open(path);
    std::ofstream(path, std::ios::binary | std::ios::app) << "more";
    CHECK(rest_of(*growing.stream, 3) == "0123456789");
    const OpenedFile shrinking = files.open(path);
    filesystem::resize_file(path, 5);
    CHECK(shrinking.stream->size() == 14);
    CHECK(rest_of(*shrinking.stream, 3) == "01234");
}

TEST_CASE("disk: what cannot be opened is refused in words") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const auto why = [&](const std::string& path) {
        const OpenedFile opened = files.open(path);
        CHECK_FALSE(opened.stream);
        return opened.why;
    };
    CHECK(why(folder.path.string()) == "is a directory");
    CHECK(why((folder.path / "none").string()) == "no such file");
    CHECK(why("") == "no such file");
    CHECK(why(std::string("a\0b", 3)) == "the name holds a NUL character");
    CHECK(why("/dev/zero").starts_with("is a device"));
    CHECK_FALSE(why(std::string(100000, 'x')).empty());
}

TEST_CASE("disk: a named pipe is read to its end") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string path = (folder.path / "pipe").string();
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    const std::string text(300'000, 'x');
    std::thread writer([&] { std::ofstream(path, std::ios::binary) << text; });
    const OpenedFile opened = files.open(path);
    REQUIRE(opened.stream);
    CHECK_FALSE(opened.stream->size());
    CHECK(rest_of(*opened.stream, 4096) == text);
    writer.join();
    char byte = 0;
    CHECK_FALSE(opened.stream->read_at(0, &byte, 1));
    CHECK(opened.stream->why() == "a pipe can be read only in order");
}

TEST_CASE("disk: standard input is a pipe that is opened once") {
    std::istringstream input("0123456789");
    DiskFiles files(input);
    const OpenedFile opened = files.open("-");
    REQUIRE(opened.stream);
    CHECK_FALSE(opened.stream->size());
    CHECK(rest_of(*opened.stream, 4) == "0123456789");
    CHECK(files.open("-").why == "standard input can be read only once");
    CHECK(files.read("-", 4).why == "standard input can be read only once");
    char byte = 0;
    CHECK_FALSE(opened.stream->read_at(0, &byte, 1));
}

TEST_CASE("disk: a standard input that fails is no short one") {
    std::istringstream input("0123456789");
    DiskFiles files(input);
    const OpenedFile opened = files.open("-");
    input.setstate(std::ios::badbit);
    CHECK_FALSE(rest_of(*opened.stream, 4));
    CHECK(opened.stream->why() == "reading failed before the end");
}

TEST_CASE("disk: the entries of a folder") {
    const Folder folder;
    std::istringstream input;
    DiskFiles files(input);
    const std::string root = folder.path.string();
    folder.write("b.csv", "");
    folder.write(".hidden", "");
    filesystem::create_directory(folder.path / "a");
    filesystem::create_symlink("nowhere", folder.path / "link");
    REQUIRE(mkfifo((root + "/pipe").c_str(), 0600) == 0);
    const std::vector<FolderEntry> expected = {{root + "/.hidden", false},
                                               {root + "/a", true},
                                               {root + "/b.csv", false},
                                               {root + "/link", false}};
    CHECK(files.entries(root) == expected);
    CHECK(files.entries(root + "/")->at(1).path == root + "/a");
    CHECK(files.entries(root + "/a")->empty());
    CHECK_FALSE(files.entries(root + "/b.csv"));
    CHECK_FALSE(files.entries(root + "/none"));
    const auto here = files.entries("");
    REQUIRE(here);
    CHECK(std::find(here->begin(), here->end(), FolderEntry{"core", true}) != here->end());
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

TEST_CASE("files: streams of the disk in memory") {
    MemoryFiles files({{"a/b", "0123456789"}, {"a/c/d", "x"}, {"-", "in"}, {"pipe", "piped"}});
    files.pipes = {"pipe"};
    files.streams.longest_piece = 3;
    const OpenedFile opened = files.open("a/./b");
    REQUIRE(opened.stream);
    files.files["a/b"] += "grown";
    CHECK(rest_of(*opened.stream, 100) == "0123456789");
    CHECK(opened.stream->size() == 10);
    files.streams.failing_piece = files.streams.pieces + 2;
    CHECK_FALSE(rest_of(*files.open("a/b").stream, 100));
    CHECK(rest_of(*files.open("-").stream, 100) == "in");
    CHECK_FALSE(files.open("pipe").stream->size());
    CHECK(files.open("none").why == "no such file");
    CHECK(files.open("a").why == "is a directory");
    CHECK(files.entries("a") == std::vector<FolderEntry>{{"a/b", false}, {"a/c", true}});
    CHECK(files.entries("") == std::vector<FolderEntry>{{"a", true}});
    CHECK_FALSE(files.entries("a/b"));
}

}  // namespace flopledger
