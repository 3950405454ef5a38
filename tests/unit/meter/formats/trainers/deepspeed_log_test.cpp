// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/deepspeed_log.hpp"

#include "core/usage/training_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"

namespace flopledger {

namespace {

std::string rank_line(int second, int step, int skipped) {
    return "[2023-11-07 01:55:" + std::to_string(10 + second) +
           ",714] [INFO] [logging.py:96:log_dist] [Rank 0] step=" + std::to_string(step) +
           ", skipped=" + std::to_string(skipped) + ", lr=[1e-05], mom=[(0.9, 0.95)]\n";
}

std::string timer_line(int second, int step) {
    return "[2023-11-07 01:55:" + std::to_string(10 + second) +
           ",714] [INFO] [timer.py:260:stop] epoch=0/micro_step=" + std::to_string(4 * step) +
           "/global_step=" + std::to_string(step) +
           ", RunningAvgSamplesPerSec=25.02, CurrSamplesPerSec=25.70, MemAllocated=4.32GB\n";
}

constexpr std::string_view settings =
    "[2023-11-07 01:55:00,195] [INFO] [config.py:752:print]   steps_per_print .............. 10\n"
    "[2023-11-07 01:55:00,196] [INFO] [config.py:752:print]   train_batch_size ............. 64\n"
    "[2023-11-07 01:55:00,196] [INFO] [config.py:752:print]   world_size ................... 8\n";

ReadLog read(const std::string& text) { return ReadLog(deepspeed_log_format, text); }

}  // namespace

TEST_CASE("a DeepSpeed log tells each step in two lines") {
    const ReadLog log = read(std::string(settings) + rank_line(0, 0, 0) + rank_line(10, 10, 1) +
                             timer_line(10, 10) + rank_line(20, 20, 1) + timer_line(20, 20) +
                             timer_line(30, 30) + rank_line(30, 30, 3) + rank_line(40, 40, 3));
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 7);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).first_iteration == 1);
    CHECK(log.stretch(0).last_iteration == 40);
    CHECK(log.stretch(0).samples == 40 * 64);
    CHECK(log.stretch(0).tokens == 0);
    CHECK(log.stretch(0).devices == 8);
    CHECK(log.stretch(0).milliseconds == 30000);
    CHECK(log.stretch(0).skipped == 3);
}

TEST_CASE("a DeepSpeed process that starts from a checkpoint says so late") {
    const std::string text = std::string(settings) + rank_line(0, 0, 0) + rank_line(10, 10, 0) +
                             rank_line(20, 20, 0) + std::string(settings) + rank_line(30, 0, 0) +
                             rank_line(35, 20, 0) + rank_line(45, 30, 0);
    const ReadLog log = read(text);
    REQUIRE(log.meter.training.size() == 2);
    CHECK(log.stretch(1).first_iteration == 11);
    CHECK(log.found("log-start-unknown") == 1);
    CHECK(sums_of(log.meter.training).executed_iterations == 40);
}

TEST_CASE("torn lines of DeepSpeed") {
    const std::string text = rank_line(0, 20, 3);
    const std::size_t number = text.find("] step=") + 7;
    for (std::size_t size = 0; size < text.size(); ++size) {
        const ReadLog log = read(text.substr(0, size));
        CHECK(log.meter.row_count == (size >= number ? 1 : 0));
        CHECK(log.meter.rows.rejected(Rejection::torn) ==
              (size >= number && size <= number + 2 ? 1 : 0));
    }
    CHECK(read("] step=abc, skipped=0\n").meter.rows.rejected(Rejection::bad_number) == 1);
}

}  // namespace flopledger
