// SPDX-License-Identifier: Apache-2.0
#include "tests/strangers/doubling.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/support/program_run.hpp"

namespace flopledger {

namespace {

// Sizes at which a square is seen, and what takes a square at a megabyte is still soon over here.
constexpr std::size_t small_size = std::size_t{32} << 10;
constexpr std::size_t large_size = std::size_t{128} << 10;

// Of four times the bytes n log n takes 4.6 times the time, a square 16 times.
constexpr double most_growth = 8.0;

// What the clock and other work of the machine may add, seconds.
constexpr double noise = 0.06;

// A report in HTML unfolds a line of a ledger into pages; what takes a square goes far beyond.
constexpr double most_bytes_a_byte = 1500.0;

// A process that takes longer is killed, and fails.
constexpr rlim_t most_seconds = 60;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FLOPLEDGER_KEEPS_FREED_MEMORY
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define FLOPLEDGER_KEEPS_FREED_MEMORY
#endif
#ifdef FLOPLEDGER_KEEPS_FREED_MEMORY
constexpr bool measures_memory = false;
#else
constexpr bool measures_memory = true;
#endif

struct Cost {
    double seconds = 0;
    double bytes = 0;  // at the most, with those of the tests themselves
    bool ended = false;
};

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// What one run costs: in a process of its own, so that nothing before it counts.
Cost cost_of(const std::vector<std::string>& arguments) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const rlimit limit{most_seconds, most_seconds};
        setrlimit(RLIMIT_CPU, &limit);
        const int status = run_program(arguments).status;
        _exit(status <= 3 ? 0 : 1);
    }
    int status = 0;
    rusage usage{};
    REQUIRE(wait4(child, &status, 0, &usage) == child);
    return {seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
            static_cast<double>(usage.ru_maxrss) * 1024,
            WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / "flopledger-doubling-XXXXXX") {
        REQUIRE(mkdtemp(path_.data()) != nullptr);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    // The arguments of a call on a text that is written here.
    std::vector<std::string> call(const HostileInput& input, std::size_t size) const {
        const std::string path = path_ + "/" + input.file;
        std::ofstream(path, std::ios::binary) << input.write(size);
        if (!input.configuration.empty()) {
            std::ofstream(path_ + "/config.json") << input.configuration;
        }
        std::vector<std::string> arguments = input.call;
        std::replace(arguments.begin(), arguments.end(), std::string("FILE"), path);
        std::replace(arguments.begin(), arguments.end(), std::string("FOLDER"), path_);
        return arguments;
    }

  private:
    std::string path_;
};

}  // namespace

std::string grown(std::size_t size, const std::string& head,
                  const std::function<std::string(std::size_t)>& piece, const std::string& tail) {
    std::string text = head;
    for (std::size_t number = 0; text.size() < size; ++number) text += piece(number);
    return text + tail;
}

std::string grown(std::size_t size, const std::string& head, const std::string& piece,
                  const std::string& tail) {
    return grown(
        size, head, [&](std::size_t) { return piece; }, tail);
}

void check_growth(const HostileInput& input) {
    const Folder folder;
    const auto small_call = folder.call(input, small_size);
    Cost small = cost_of(small_call);
    const auto large_call = folder.call(input, large_size);
    Cost large = cost_of(large_call);
    const auto too_slow = [&] { return large.seconds > small.seconds * most_growth + noise; };
    // A busy machine is no fault of the reader.
    for (int again = 0; again < 3 && large.ended && too_slow(); ++again) {
        large.seconds = std::min(large.seconds, cost_of(large_call).seconds);
    }
    CHECK_MESSAGE(small.ended, input.name, ": no end at ", small_size, " bytes");
    CHECK_MESSAGE(large.ended, input.name, ": no end at ", large_size, " bytes");
    CHECK_MESSAGE(!too_slow(), input.name, ": ", small.seconds, " s, then ", large.seconds, " s");
    const double more = (large.bytes - small.bytes) / static_cast<double>(large_size - small_size);
    if (measures_memory) {
        CHECK_MESSAGE(more < most_bytes_a_byte, input.name, ": ", more, " bytes a byte");
    }
}

}  // namespace flopledger
