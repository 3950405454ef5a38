// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/nemo_log.hpp"

#include "core/usage/training_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"

namespace flopledger {

namespace {

std::string bar(int counter, std::string_view step, std::string_view samples, int epoch = 0) {
    return "Epoch " + std::to_string(epoch) + ": :  50%|\xe2\x96\x88\xe2\x96\x8f  | " +
           std::to_string(counter) +
           "/5000 [23:22<00:00, reduced_train_loss=0.186, global_step=" + std::string(step) +
           ", consumed_samples=" + std::string(samples) + ", train_step_timing in s=24.00]";
}

std::string second_generation(int step) {
    return "Training epoch 0, iteration " + std::to_string(step) + "/9 | lr: 0.0006 | " +
           "consumed_samples: " + std::to_string(32 * (step + 1)) +
           " | global_batch_size: 32 | global_step: " + std::to_string(step) +
           " | reduced_train_loss: 11.02 | train_step_timing in s: 0.5\n";
}

ReadLog read(const std::string& text) { return ReadLog(nemo_log_format, text); }

}  // namespace

TEST_CASE("progress bars of NeMo, drawn over one another in one line") {
    const ReadLog log =
        read("Epoch 0: :   0%|          | 0/5000 [00:00<?, ?it/s]\r" + bar(1, "0.000", "32.00") +
             "\r" + bar(2, "0.000", "32.00") + "\r" + bar(2, "1.000", "64.00") + "\r" +
             bar(3, "2.000", "96.00") + "\n" + bar(3, "2.000", "96.00") + "\n");
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 5);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).first_iteration == 1);
    CHECK(log.stretch(0).last_iteration == 3);
    CHECK(log.stretch(0).samples == 96);
    CHECK(log.stretch(0).milliseconds == 72000);
    CHECK(log.found("values-rounded") == 0);
}

TEST_CASE("NeMo rounds what it prints; its counter goes on") {
    const ReadLog log =
        read("    encoder_seq_length: 2048\n" + bar(999, "998.0", "127872.0") + "\r" +
             bar(1000, "999.0", "1.28e+5") + "\r" + bar(1001, "1e+3", "1.28e+5") + "\r" +
             bar(2000, "2e+3", "2.56e+5") + "\n");
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).last_iteration == 2000);
    CHECK(log.found("values-rounded") == 3);
    // One iteration before the first line, whose share the second tells.
    CHECK(log.stretch(0).first_iteration == 999);
    CHECK(log.stretch(0).samples == 256000 - 127872 + 128);
    CHECK(log.stretch(0).tokens == log.stretch(0).samples * 2048);
}

TEST_CASE("a bar that goes back within its line begins a stretch behind the other") {
    const ReadLog log = read(bar(5, "4.000", "160.0") + "\r" + bar(6, "5.000", "192.0") + "\r" +
                             bar(5, "4.000", "160.0") + "\r" + bar(6, "5.000", "192.0") + "\n");
    REQUIRE(log.meter.training.size() == 2);
    CHECK(log.stretch(0).place < log.stretch(1).place);
    CHECK(sums_of(log.meter.training).executed_iterations == 4);
}

TEST_CASE("lines of NeMo's second generation") {
    std::string text;
    for (int i = 0; i < 5; ++i) text += second_generation(i);
    ReadLog log = read(text);
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.stretch(0).last_iteration == 5);
    CHECK(log.stretch(0).samples == 160);
    CHECK(log.stretch(0).milliseconds == 2500);
    log = read(text + second_generation(3) + second_generation(4));
    CHECK(log.meter.training.size() == 2);
    CHECK(sums_of(log.meter.training).executed_samples == 224);
    CHECK(sums_of(log.meter.training).kept_samples == 160);
}

TEST_CASE("torn bars of NeMo") {
    const std::string text = bar(7, "6.000", "224.0");
    for (std::size_t size = 0; size < text.size(); ++size) {
        const ReadLog log = read(text.substr(0, size));
        CHECK(log.meter.training.empty());
        CHECK(log.meter.rows.rejected() == log.meter.row_count);
        CHECK((log.meter.row_count == 1) == (size >= text.find("global_step=") + 12));
    }
    const std::string line = second_generation(3);
    for (std::size_t size = 0; size < line.size(); ++size) {
        const ReadLog log = read(line.substr(0, size));
        CHECK(log.meter.training.size() + log.meter.rows.rejected() == log.meter.row_count);
    }
    CHECK(read(bar(7, "x", "224.0") + "\n").meter.rows.rejected(Rejection::bad_number) == 1);
    CHECK(read(bar(7, "6.0", "nan") + "\n").meter.rows.rejected(Rejection::bad_number) == 1);
}

}  // namespace flopledger
