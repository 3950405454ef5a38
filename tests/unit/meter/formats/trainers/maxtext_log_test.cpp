// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/maxtext_log.hpp"

#include "core/usage/training_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"

namespace flopledger {

namespace {

std::string step(int number, std::string_view seconds) {
    return "completed step: " + std::to_string(number) + ", seconds: " + std::string(seconds) +
           ", TFLOP/s/device: 917442.589, Tokens/s/device: 3949.842, total_weights: 1500, "
           "loss: 10.410\n";
}

constexpr std::string_view settings =
    "Config param global_batch_size_to_train_on: 16\n"
    "Config param max_target_length: 100\n"
    "Num_devices: 4, shape (1, 1, 4)\n";

ReadLog read(const std::string& text) { return ReadLog(maxtext_log_format, text); }

}  // namespace

TEST_CASE("a MaxText log: steps from 0, the first of them not measured") {
    const ReadLog log =
        read(std::string(settings) + step(0, "1.353") + step(1, "0.002") + step(2, "11.7"));
    CHECK(log.recognition == Recognition::yes);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).first_iteration == 0);
    CHECK(log.stretch(0).last_iteration == 2);
    CHECK(log.stretch(0).samples == 48);
    CHECK(log.stretch(0).tokens == 4800);
    CHECK(log.stretch(0).milliseconds == 13055);
    CHECK(log.stretch(0).devices == 4);
    CHECK(log.stretch(0).reported_rate == "917442.589e12");
    CHECK(sums_of(log.meter.training).executed_iterations == 3);
}

TEST_CASE("MaxText without its configuration counts tokens by their weights") {
    const ReadLog log = read(step(5, "1.0") + step(6, "1.0") + step(5, "1.0") + step(9, "1.0"));
    REQUIRE(log.meter.training.size() == 2);
    CHECK(log.stretch(0).tokens == 3000);
    CHECK(log.stretch(1).first_iteration == 5);
    CHECK(log.stretch(1).tokens == 7500);
    CHECK(log.found("iterations-not-shown") == 1);
}

TEST_CASE("torn lines of MaxText") {
    const std::string text = step(3, "1.0");
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        const ReadLog log = read(text.substr(0, size));
        CHECK(log.meter.training.size() + log.meter.rows.rejected() == log.meter.row_count);
        CHECK((log.meter.row_count == 1) == (size >= 16));
        CHECK((log.meter.training.size() == 1) == (size > text.find(", TFLOP")));
    }
    CHECK(read("completed step: 1, seconds: x, \n").meter.rows.rejected() == 1);
}

}  // namespace flopledger
