// SPDX-License-Identifier: Apache-2.0
// A run that starts over under another prefix of its lines was executed again; processes that print
// the same of the same iterations count once.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <string>

#include "tests/support/logs/field_logs.hpp"

namespace flopledger {

namespace {

// Lines of Megatron-LM for ten iterations each, from one on, with a prefix that may go by the line.
std::string lines(const std::function<std::string(int)>& prefix, int batch, int from = 0,
                  int count = 3) {
    std::string text;
    for (int i = 1; i <= count; ++i) {
        const int iteration = from + i * 10;
        text += fmt::format(
            "{} iteration {}/ 5000 | consumed samples: {} | elapsed time per iteration (ms): "
            "100.0 | global batch size: {} |\n",
            prefix(i), iteration, iteration * batch, batch);
    }
    return text;
}

std::string lines(const std::string& prefix, int batch, int from = 0, int count = 3) {
    return lines([&prefix](int) { return prefix; }, batch, from, count);
}

std::string train_estimate(const std::string& text) {
    Logs logs;
    logs.with("train.log", "  log_interval ........ 10\n" + text);
    return logs.estimated("operations: {parameters: 1e9, sequence_length: 1000}",
                          "files: [train.log]");
}

}  // namespace

TEST_CASE("a time in front of a line is no process") {
    for (const char* form : {"2026-03-02T{:02}:{:02}:00.000000000Z ",
                             "[2026-03-02T{:02}:{:02}:00]: ", "{:02}:{:02}:00 ",
                             "{:02}:{:02}:00: ", "2026-03-02T{:02}:{:02}:00+00:00 node7: "}) {
        const auto at = [form](int hour) {
            return
                [form, hour](int minute) { return fmt::format(fmt::runtime(form), hour, minute); };
        };
        const std::string text = train_estimate(lines(at(10), 16) + lines(at(11), 16));
        // 2 x 480 sequences of 1000 tokens.
        CHECK(has(text, "logs (tokens) 5.76e15"));
        CHECK(has(text, "rolled-back-steps"));
    }
    const auto seconds = [](int i) { return fmt::format("{}: ", 1772445600 + i); };
    const auto later = [](int i) { return fmt::format("{}: ", 1772449200 + i); };
    CHECK(has(train_estimate(lines(seconds, 16) + lines(later, 16)), "logs (tokens) 5.76e15"));
}

TEST_CASE("another process that prints another batch or count is another attempt") {
    for (const char* other : {"255: ", "[rank3]: ", "node9: "}) {
        const std::string more = train_estimate(lines("511: ", 16) + lines(other, 160));
        CHECK(has(more, "logs (tokens) 3.17e16"));
        CHECK(has(more, "rolled-back-steps"));
        // Who prints the same is none, until it goes another way.
        const std::string same = lines("511: ", 16) + lines(other, 16, 0, 2);
        CHECK(has(train_estimate(same), "logs (tokens) 2.88e15"));
        CHECK(has(train_estimate(same + lines(other, 160, 20, 1)), "logs (tokens) 1.25e16"));
        // It begins before what the first process printed.
        const std::string before = train_estimate(lines("511: ", 16, 1000) + lines(other, 16));
        CHECK(has(before, "logs (tokens) 5.76e15"));
    }
}

TEST_CASE("another process that prints the same an hour later is another attempt") {
    const auto at = [](const char* rank, int hour) {
        return [rank, hour](int minute) {
            return fmt::format("[{}]:[2026-03-02 {}:{:02}:00]", rank, hour, minute);
        };
    };
    CHECK(has(train_estimate(lines(at("rank7", 10), 16) + lines(at("rank3", 11), 16)),
              "logs (tokens) 5.76e15"));
    // At the same times it is the same attempt, line by line or one process after the other.
    CHECK(has(train_estimate(lines(at("rank7", 10), 16) + lines(at("rank3", 10), 16)),
              "logs (tokens) 2.88e15"));
}

}  // namespace flopledger
