// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/trainer_state.hpp"

#include "tests/support/logs/trainer_logs.hpp"

namespace flopledger {

namespace {

ReadLog read(const std::string& text) { return ReadLog(trainer_state_format, text); }

std::string state(std::string_view tail) {
    return R"({
  "best_metric": null,
  "epoch": 2.0,
  "global_step": 30,
  "log_history": [
    {"epoch": 0.5, "grad_norm": NaN, "loss": 2.5, "num_input_tokens_seen": 4096, "step": 10},
    {"epoch": 1.0, "eval_loss": 2.4, "step": 15},
    {"epoch": 2.0, "loss": 2.1, "step": 30},
    {"epoch": 2.0, "step": 30, "total_flos": 1e18, "train_loss": 2.2, "train_runtime": 3600.25}
  ],
)" + std::string(tail);
}

}  // namespace

TEST_CASE("the state of a Hugging Face trainer") {
    ReadLog log = read(state("\"num_input_tokens_seen\": 12288, \"total_flos\": 1.5e+26}"));
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 4);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).first_iteration == 1);
    CHECK(log.stretch(0).last_iteration == 30);
    CHECK(log.stretch(0).tokens == 12288);
    CHECK(log.stretch(0).samples == 0);
    CHECK(log.stretch(0).milliseconds == 3600250);
    CHECK(log.stretch(0).reported_flop == "1.5e+26");

    // Both only where the model and the user let them be counted; else what the history has.
    log = read(state("\"num_input_tokens_seen\": 0, \"total_flos\": 0}"));
    CHECK(log.stretch(0).tokens == 4096);
    CHECK(log.stretch(0).reported_flop == "1e18");
}

TEST_CASE("states that cannot be read") {
    const std::string text = state("\"total_flos\": 0}");
    for (std::size_t size = 0; size < text.size(); size += 7) {
        const ReadLog log = read(text.substr(0, size));
        CHECK(log.meter.rows.rejected() == 1);
        CHECK(log.meter.training.empty());
    }
    CHECK(read("{\"log_history\": 3}").meter.rows.rejected(Rejection::bad_number) == 1);
    CHECK(read("{\"log_history\": [{\"loss\": 1, \"step\": \"x\"}], \"global_step\": 1}")
              .meter.rows.rejected(Rejection::bad_number) == 1);
    CHECK(read("{]").meter.rows.rejected(Rejection::not_this_format) == 1);
}

}  // namespace flopledger
