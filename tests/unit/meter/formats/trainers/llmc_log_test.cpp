// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/llmc_log.hpp"

#include "core/usage/training_sums.hpp"
#include "core/usage/usage_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

TEST_CASE("an llm.c log tells steps and nothing of their size") {
    const ReadLog log(llmc_log_format,
                      "s:0 tel:11.0\ns:0 trl:11.0 lr:0.1 norm:1\ns:1 trl:10 lr:0.1 norm:1\n"
                      "s:x trl:9\ns:2 eval:0.3\ns:2 tr");
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 4);
    CHECK(log.meter.rows.rejected(Rejection::bad_number) == 1);
    CHECK(log.meter.rows.rejected(Rejection::torn) == 1);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).last_iteration == 1);
    CHECK(log.stretch(0).samples == 0);
    CHECK(log.stretch(0).tokens == 0);
}

TEST_CASE("a speed run's clock starts again") {
    const ReadLog log(llmc_log_format,
                      "step:0/30 val_loss:10.9 train_time:1ms step_avg:nanms\n"
                      "step:1/30 train_loss:10.9 train_time:74701ms step_avg:nanms\n"
                      "step:2/30 train_loss:10.8 train_time:74901ms step_avg:nanms\n"
                      "step:3/30 train_loss:10.8 train_time:200ms step_avg:200.00ms\n"
                      "step:4/30 train_loss:10.8 train_time:400ms step_avg:200.00ms\n");
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 4);
    CHECK(log.meter.rows.rejected() == 0);
    CHECK(log.stretch(0).first_iteration == 1);
    CHECK(log.stretch(0).last_iteration == 4);
    CHECK(log.stretch(0).milliseconds == 74701 + 200 + 200);
}

TEST_CASE("a real llm.c log") {
    const auto text = real_log("05-nanogpt/2024-10-13_llmc_main.log");
    if (!text) return;
    const ReadLog log(llmc_log_format, *text);
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.rows.rejected() == 0);
    CHECK(sums_of(log.meter.training).executed_iterations == 19560);
    CHECK(sums_of(log.meter.training).executed_tokens == 0);
}

}  // namespace flopledger
