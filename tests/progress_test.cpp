// SPDX-License-Identifier: Apache-2.0
#include "cli/session/progress.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

std::string told(std::uint64_t bytes, std::uint64_t total, int milliseconds, int width = 80,
                 const std::string& file = "logs/a.csv") {
    return progress_text({bytes, total, file}, std::chrono::milliseconds(milliseconds), width);
}

}  // namespace

TEST_CASE("progress: rate and time left") {
    CHECK(told(840'000'000, 2'100'000'000, 1000) ==
          "40% of 2.1 GB, 840 MB/s, 2 s left, logs/a.csv");
    CHECK(told(1'000'000'000'000, 500'000'000'000'000, 100'000) ==
          "0% of 500 TB, 10 GB/s, 13:51 h left, logs/a.csv");
    CHECK(told(5'000'000, 600'000'000, 1000) ==
          "0% of 600 MB, 5.0 MB/s, 1:59 min left, logs/a.csv");
    // A pipe has no end in sight.
    CHECK(told(1'234'000, 0, 2000) == "1.2 MB, 617 kB/s, logs/a.csv");
}

TEST_CASE("progress: nothing is divided by zero, and no line is too long") {
    CHECK(told(0, 100, 0) == "0% of 100 B, 0 B/s, logs/a.csv");
    CHECK(told(200, 100, 1000).starts_with("100% of 100 B"));
    const std::uint64_t most = ~std::uint64_t{0};
    CHECK(columns(told(most, most, 1)) <= 80);
    for (int width = 40; width < 90; ++width) {
        const std::string line = told(9, 10, 1000, width, "logs/\x1b[31m" + std::string(100, 'x'));
        CHECK(columns(line) <= width);
        CHECK(line.find('\x1b') == std::string::npos);
    }
}

TEST_CASE("progress: a line that was never shown is not erased") {
    std::ostringstream stream;
    {
        ProgressLine line(stream, 80);
        line.show({1, 2, "a"});
    }
    CHECK(stream.str().empty());
}

}  // namespace flopledger
