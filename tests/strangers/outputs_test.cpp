// SPDX-License-Identifier: Apache-2.0
// Where outputs go: nothing is replaced that is no file, nothing is half written, nothing is left.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <functional>
#include <set>

#include "cli/session/output_target.hpp"
#include "cli/session/staged_file.hpp"
#include "tests/support/files.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/random.hpp"

namespace flopledger {

namespace {

namespace filesystem = std::filesystem;

constexpr const char* small_ledger = R"(flopledger: 1
model: {name: Wren}
activities:
  - {name: pre-training, kind: pre-training, reported: {flop: 1e20, source: its developer}}
)";

// A folder with a ledger in it.
class Folder : public FreshFolder {
  public:
    Folder() { write("ledger.yaml", small_ledger); }

    ProgramRun check(const std::string& output) const {
        return run_program({"check", file("ledger.yaml"), "--output", output});
    }
};

bool is_whole(const std::string& text) {
    return text.starts_with("Wren\n") && text.find("it is not a legal conclusion") != text.npos;
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

// Does something in a process of its own and gives its exit status.
int in_child(const std::function<int()>& task) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(task());
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int skipped = 77;
constexpr const char* in_place = "output-in-place";

// Becomes somebody who may not do everything; where that cannot be, it is so already or skipped.
bool become_nobody() {
    constexpr uid_t nobody = 65534;
    return ::geteuid() != 0 || (::setgid(nobody) == 0 && ::setuid(nobody) == 0);
}

}  // namespace

TEST_CASE("outputs: standard output by any of its names is written, in order with what is there") {
    const Folder folder;
    for (const char* name : {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
        CAPTURE(name);
        const ProgramRun run = folder.check(name);
        CHECK(run.status == 0);
        CHECK(is_whole(run.out));
    }
    filesystem::create_symlink("/dev/stdout", folder.file("link.txt"));
    CHECK(is_whole(folder.check(folder.file("link.txt")).out));
    CHECK(filesystem::is_symlink(folder.file("link.txt")));
    CHECK(is_whole(folder.check("/dev/stderr").err));
    CHECK(folder.names() == std::set<std::string>{"ledger.yaml", "link.txt"});
    CHECK_FALSE(filesystem::exists("-"));
}

TEST_CASE("outputs: what a descriptor has open goes on behind what it holds and stays one file") {
    const Folder folder;
    const std::string path = folder.file("kept.txt");
    write_file(path, "before\n");
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND);
    REQUIRE(descriptor > 2);
    for (const std::string front : {"/dev/fd/", "/proc/self/fd/"}) {
        CHECK(folder.check(front + std::to_string(descriptor)).status == 0);
    }
    const std::string text = read_file(path);
    CHECK(text.starts_with("before\nWren\n"));
    struct stat open {};
    struct stat named {};
    CHECK(::fstat(descriptor, &open) == 0);
    CHECK(::stat(path.c_str(), &named) == 0);
    CHECK(open.st_ino == named.st_ino);
    ::close(descriptor);
}

TEST_CASE("outputs: pipes and devices are written to and stay what they are") {
    const Folder folder;
    const std::string pipe = folder.file("pipe");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    CHECK(folder.check(pipe).status == 0);
    std::array<char, 65536> block{};
    const ssize_t count = ::read(reader, block.data(), block.size());
    ::close(reader);
    REQUIRE(count > 0);
    CHECK(is_whole({block.data(), static_cast<std::size_t>(count)}));
    CHECK(filesystem::is_fifo(pipe));
    CHECK(folder.check("/dev/null").status == 0);
    CHECK(filesystem::is_character_file("/dev/null"));
    const ProgramRun full = folder.check("/dev/full");
    CHECK(full.status == 2);
    CHECK(full.err.find("No space left on device [output-unwritable]") != std::string::npos);
    CHECK(run_program({"init", "--output", "/dev/null"}).status == 0);
    CHECK(run_program({"init", "-o", "-"}).out.find("flopledger: 1") != std::string::npos);
}

TEST_CASE("outputs: no file is written over that the call reads, by whatever name") {
    const Folder folder;
    const std::string ledger = folder.file("ledger.yaml");
    write_file(folder.file("evidence.txt"), "a record\n");
    const std::string named = std::string(small_ledger);
    write_file(ledger, named.substr(0, named.rfind("}")) + ", evidence: [{file: evidence.txt}]}\n");
    filesystem::create_symlink("ledger.yaml", folder.file("link.yaml"));
    filesystem::create_hard_link(ledger, folder.file("hard.yaml"));
    const std::string before = read_file(ledger);
    for (const char* name : {"ledger.yaml", "link.yaml", "hard.yaml", "./ledger.yaml"}) {
        CAPTURE(name);
        const ProgramRun run = folder.check(folder.file(name));
        CHECK(run.status == 2);
        CHECK(run.err.find("this call reads it [output-unwritable]") != std::string::npos);
    }
    CHECK(read_file(ledger) == before);
    const ProgramRun report = run_program(
        {"report", ledger, "--output", folder.file("evidence.txt"), "--format", "text", "--quiet"});
    CHECK(report.status == 2);
    CHECK(read_file(folder.file("evidence.txt")) == "a record\n");
    filesystem::create_directories(folder.file("chips"));
    const std::string chip = folder.file("chips/own.yaml");
    write_file(chip, read_file("hardware-db/nvidia/nvidia-h100-sxm5-80.yaml"));
    CHECK(run_program({"chips", "--chips", folder.file("chips"), "-o", chip}).status == 2);
    CHECK(folder.check(folder.file("other.yaml")).status == 0);
}

TEST_CASE("outputs: links are followed, those that lead nowhere yet too, and names may be long") {
    const Folder folder;
    filesystem::create_directories(folder.file("below"));
    filesystem::create_symlink("below/later.txt", folder.file("dangling"));
    filesystem::create_symlink("dangling", folder.file("twice"));
    CHECK(folder.check(folder.file("twice")).status == 0);
    CHECK(is_whole(read_file(folder.file("below/later.txt"))));
    CHECK(filesystem::is_symlink(folder.file("dangling")));
    filesystem::create_symlink("round", folder.file("round"));
    CHECK(folder.check(folder.file("round")).status == 2);
    CHECK(folder.check(folder.file("missing/x.txt")).status == 2);
    CHECK(folder.check(folder.file("below/")).status == 2);
    CHECK(folder.check(folder.file("new/")).status == 2);
    for (const std::size_t length : {250U, 255U}) {
        const std::string name(length, 'n');
        CHECK(folder.check(folder.file(name)).status == 0);
        CHECK(folder.check(folder.file(name)).status == 0);  // and replaced
        CHECK(is_whole(read_file(folder.file(name))));
        filesystem::remove(folder.file(name));
    }
    CHECK(folder.check(folder.file(std::string(256, 'n'))).status == 2);
    CHECK(folder.names() ==
          std::set<std::string>{"below", "dangling", "ledger.yaml", "round", "twice"});
}

TEST_CASE("outputs: new files have the mode that umask leaves, others keep theirs") {
    const Folder folder;
    const std::string path = folder.file("out.txt");
    const mode_t before = ::umask(027);
    CHECK(folder.check(path).status == 0);
    CHECK(mode_of(path) == 0640);
    REQUIRE(::chmod(path.c_str(), 0604) == 0);
    CHECK(folder.check(path).status == 0);
    CHECK(mode_of(path) == 0604);
    ::umask(before);
}

TEST_CASE("outputs: a read-only file stays, and one that cannot be replaced is written in place") {
    const Folder folder;
    for (const char* name : {"closed/open.txt", "read-only.txt"}) {
        filesystem::create_directories(folder.file("closed"));
        write_file(folder.file(name), std::string(5000, 'x'));
    }
    REQUIRE(::chmod(folder.file("read-only.txt").c_str(), 0444) == 0);
    REQUIRE(::chmod(folder.file("closed/open.txt").c_str(), 0666) == 0);
    REQUIRE(::chmod(folder.file("closed").c_str(), 0555) == 0);
    REQUIRE(::chmod(folder.file("").c_str(), 0777) == 0);
    const int status = in_child([&] {
        if (!become_nobody()) return skipped;
        const ProgramRun kept = folder.check(folder.file("read-only.txt"));
        if (kept.status != 2) return 1;
        if (kept.err.find("Permission denied [output-unwritable]") == kept.err.npos) return 2;
        const ProgramRun over = folder.check(folder.file("closed/open.txt"));
        if (over.status != 0) return 3;
        if (over.err.find(in_place) == over.err.npos) return 4;
        return folder.check(folder.file("closed/new.txt")).status == 2 ? 0 : 5;
    });
    ::chmod(folder.file("closed").c_str(), 0755);
    if (status == skipped) return;
    CHECK(status == 0);
    CHECK(read_file(folder.file("read-only.txt")) == std::string(5000, 'x'));
    CHECK(is_whole(read_file(folder.file("closed/open.txt"))));
}

TEST_CASE(
    "outputs: a mount point is written in place, and files may need names where /proc is not") {
    const Folder folder;
    write_file(folder.file("mounted.txt"), "");
    write_file(folder.file("source.txt"), std::string(5000, 'x'));
    const int status = in_child([&] {
        const auto names = static_cast<unsigned>(CLONE_NEWNS);
        if (::unshare(static_cast<int>(names)) != 0 ||
            ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
            return skipped;
        }
        if (::mount(folder.file("source.txt").c_str(), folder.file("mounted.txt").c_str(), nullptr,
                    MS_BIND, nullptr) != 0) {
            return skipped;
        }
        const ProgramRun over = folder.check(folder.file("mounted.txt"));
        if (over.status != 0) return 1;
        if (over.err.find("Device or resource busy") == over.err.npos) return 2;
        if (over.err.find(in_place) == over.err.npos) return 2;
        if (::mount("none", "/proc", "tmpfs", 0, nullptr) != 0) return skipped;
        if (folder.check(folder.file("named.txt")).status != 0) return 3;
        return folder.check(folder.file("named.txt")).status == 0 ? 0 : 4;
    });
    if (status == skipped) {
        MESSAGE("skipped: there are no mount namespaces here");
        return;
    }
    CHECK(status == 0);
    CHECK(is_whole(read_file(folder.file("source.txt"))));
    CHECK(is_whole(read_file(folder.file("named.txt"))));
    CHECK(folder.names() ==
          std::set<std::string>{"ledger.yaml", "mounted.txt", "named.txt", "source.txt"});
}

TEST_CASE("outputs: what ends a run while it writes leaves no half file and blocks no later one") {
    const Folder folder;
    const std::string path = folder.file("out.txt");
    constexpr int pieces = 400;
    const std::string piece(10000, 'p');
    const TextSource source = [&](const std::function<void(std::string_view)>& sink) {
        for (int index = 0; index < pieces; ++index) sink(piece);
    };
    const std::size_t size = pieces * piece.size();
    constexpr std::array signals{SIGKILL, SIGINT, SIGTERM};
    for (const int one : signals) ::signal(one, SIG_DFL);  // of the child; doctest has its own
    Random random(18);
    int ended = 0;
    for (int round = 0; round < 200; ++round) {
        if (round % 20 == 0) filesystem::remove(path);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            for (;;) write_staged(output_target(path), source);
        }
        ::usleep(static_cast<useconds_t>(random.below(20000)));
        REQUIRE(::kill(child, signals[static_cast<std::size_t>(round) % signals.size()]) == 0);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        ended += WIFSIGNALED(status) ? 1 : 0;
        if (filesystem::exists(path)) CHECK(filesystem::file_size(path) == size);
    }
    CHECK(ended == 200);
    CHECK(write_staged(output_target(path), source).error == 0);
    CHECK(folder.names() == std::set<std::string>{"ledger.yaml", "out.txt"});
}

TEST_CASE("outputs: an ending says the format and is never contradicted") {
    const Folder folder;
    const auto begins = [&](const std::string& name, const char* with) {
        CAPTURE(name);
        CHECK(folder.check(folder.file(name)).status == 0);
        CHECK(read_file(folder.file(name)).starts_with(with));
    };
    begins("a.json", "{");
    begins("a.JSON", "{");
    begins("a.html", "<!DOCTYPE html>");
    begins("a.htm", "<!DOCTYPE html>");
    begins("a.md", "# ");
    begins("a.csv", "subject,");
    begins("a.txt", "Wren");
    begins("a.result", "Wren");
    begins(".json", "Wren");  // a name, no ending
    const auto refused = [&](const std::vector<std::string>& words, const std::string& why) {
        const ProgramRun run = run_program(words);
        CHECK(run.status == 2);
        CHECK_MESSAGE(run.err.find(why) != std::string::npos, run.err);
    };
    const std::string ledger = folder.file("ledger.yaml");
    refused({"report", ledger, "-o", folder.file("b.pdf")}, "--print-to-pdf=");
    refused({"report", ledger, "-o", folder.file("b.docx")}, "pandoc");
    refused({"check", ledger, "-o", folder.file("b.xlsx")}, "b.csv");
    refused({"check", ledger, "-o", folder.file("b.json.gz")}, "gzip");
    refused({"check", ledger, "-o", folder.file("b.json"), "--format", "html"}, "*.html");
    refused({"explain", ledger, "-o", folder.file("b.csv")}, "writes no CSV");
    refused({"schema", "ledger", "-o", folder.file("b.md")}, "*.json");
    refused({"init", "-o", folder.file("b.json")}, "without this ending");
    refused({"logs", "summarize", "tests/data/logs/first.csv", "-o", folder.file("b.csv")},
            "*.json");
    const ProgramRun summary =
        run_program({"logs", "summarize", "tests/data/logs/first.csv", "--tz", "UTC", "-o", "-"});
    CHECK(summary.status == 0);
    CHECK(summary.out.starts_with("{"));
    CHECK(summary.out.ends_with("}\n"));
}

}  // namespace flopledger
