// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/torchtitan_log.hpp"

#include "core/usage/training_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"

namespace flopledger {

namespace {

std::string line(int rank, int second, std::string_view words) {
    const std::string seconds = std::to_string(second);
    return "[rank" + std::to_string(rank) +
           "]:\x1b[36m[titan] 2025-02-03 09:19:" + (second < 10 ? "0" : "") + seconds +
           ",500 - root - INFO - " + std::string(words) + "\x1b[0m\n";
}

std::string step(int number) {
    return "\x1b[31mstep: " + std::to_string(number) +
           "  \x1b[32mloss: 11.83506  \x1b[38;2;180;60;0mgrad_norm:  9.6669  memory: 48.87GiB(51%) "
           " "
           "tps: 4,376  tflops: 1,253.41  mfu: N/A";
}

std::string header(int rank, int second, int first) {
    return line(rank, second, "Model llama3 8B size: 8,030,261,248 total parameters") +
           line(rank, second,
                "Trainer is initialized with local batch size 8, global batch size 64, gradient "
                "accumulation steps 1, sequence length 8,192, total steps 1000 (warmup 200)") +
           line(rank, second, "Training starts at step " + std::to_string(first));
}

ReadLog read(const std::string& text) { return ReadLog(torchtitan_log_format, text); }

}  // namespace

TEST_CASE("a torchtitan log") {
    const ReadLog log = read(header(0, 1, 1) + line(0, 5, step(1)) + line(0, 25, step(10)) +
                             line(0, 30, "validate " + step(10)) + line(0, 45, step(20)));
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 3);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).first_iteration == 1);
    CHECK(log.stretch(0).last_iteration == 20);
    CHECK(log.stretch(0).samples == 20 * 64);
    CHECK(log.stretch(0).tokens == 20ULL * 64 * 8192);
    CHECK(log.stretch(0).milliseconds == 40000);
    CHECK(log.stretch(0).parameters == 8030261248);
    CHECK(log.stretch(0).reported_rate == "1253.41e12");
    CHECK(log.stretch(0).last_time - log.stretch(0).first_time == 40000);
    CHECK(log.found("iterations-not-shown") == 0);
}

TEST_CASE("ranks of torchtitan print the same, and all go back") {
    std::string text = header(0, 1, 1) + header(1, 1, 1);
    text += line(1, 5, step(1)) + line(0, 5, step(1)) + line(0, 15, step(10)) +
            line(0, 25, step(20)) + line(1, 15, step(10)) + line(1, 25, step(20));
    text += header(0, 40, 11) + header(1, 40, 11);
    text += line(1, 50, step(20)) + line(0, 50, step(20)) + line(0, 59, step(30));
    const ReadLog log = read(text);
    REQUIRE(log.meter.training.size() == 2);
    CHECK(log.stretch(0).last_iteration == 20);
    CHECK(log.stretch(1).first_iteration == 11);
    CHECK(log.stretch(1).samples == 20 * 64);
    const TrainingSums sums = sums_of(log.meter.training);
    CHECK(sums.executed_iterations == 40);
    CHECK(sums.kept_iterations == 30);
    CHECK(sums.executed_tokens == 40ULL * 64 * 8192);
}

TEST_CASE("torn lines of torchtitan") {
    const std::string text = line(0, 5, step(7));
    for (std::size_t size = 0; size < text.size(); ++size) {
        const ReadLog log = read(text.substr(0, size));
        CHECK(log.meter.training.size() + log.meter.rows.rejected() == log.meter.row_count);
        CHECK((log.meter.training.size() == 1) == (size > text.find(" tps: ") + 5));
    }
    CHECK(read("step: x loss: 1 tps: 1\n").meter.rows.rejected(Rejection::bad_number) == 1);
    // Without a header nothing says how many sequences a step has.
    const ReadLog bare = read(line(0, 5, step(10)) + line(0, 15, step(20)));
    CHECK(bare.stretch(0).first_iteration == 1);
    CHECK(bare.stretch(0).samples == 0);
    CHECK(bare.stretch(0).tokens == 0);
}

}  // namespace flopledger
