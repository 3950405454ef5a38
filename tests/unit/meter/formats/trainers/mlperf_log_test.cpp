// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/mlperf_log.hpp"

#include "core/base/exact.hpp"
#include "core/usage/training_sums.hpp"
#include "core/usage/usage_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

std::string event(std::string_view key, std::int64_t after, std::string_view value = "null",
                  std::string_view metadata = "{}") {
    return ":::MLLOG {\"namespace\": \"\", \"time_ms\": " + std::to_string(start + after) +
           ", \"event_type\": \"POINT_IN_TIME\", \"key\": \"" + std::string(key) +
           "\", \"value\": " + std::string(value) + ", \"metadata\": " + std::string(metadata) +
           "}\n";
}

std::string settings(std::string_view benchmark) {
    return event("submission_benchmark", -5, "\"" + std::string(benchmark) + "\"") +
           event("global_batch_size", -5, "4") + event("train_samples", -5, "1574207408") +
           event("init_checkpoint_step", -5, "100");
}

const std::string length = event("max_sequence_length", -5, "1000");
const std::string success = "{\"status\": \"success\"}";

ReadLog read(const std::string& text) { return ReadLog(mlperf_log_format, text); }

}  // namespace

TEST_CASE("an MLPerf log counts what its last evaluation tells") {
    ReadLog log = read(settings("llama31_405b") + length + event("run_start", 0) +
                       event("eval_accuracy", 500, "7.5", "{\"samples_count\": 16}") +
                       "0: " + event("eval_accuracy", 900, "5.5", "{\"samples_count\": 32.0}") +
                       event("run_stop", 1000, "null", success));
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 4);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).samples == 32);
    CHECK(log.stretch(0).tokens == 32000);
    CHECK(log.stretch(0).first_iteration == 101);
    CHECK(log.stretch(0).last_iteration == 108);
    CHECK(log.stretch(0).milliseconds == 1000);
    CHECK(log.found("run-unfinished") == 0);

    log = read(settings("gpt3") + length + event("run_start", 0) +
               event("eval_accuracy", 500, "2.7", "{\"epoch_num\": 8000}") +
               event("run_stop", 1000, "null", success) + event("train_samples", 1001, "9000"));
    CHECK(log.stretch(0).tokens == 8000);
    CHECK(log.stretch(0).samples == 8);
}

TEST_CASE("processes repeat lines of MLPerf, out of order") {
    std::string text = settings("gpt3") + settings("gpt3") + length;
    for (const int skew : {3, 0, 2200}) text += event("run_start", skew);
    for (const int tokens : {4000, 8000, 4000, 8000}) {
        text += event("eval_accuracy", 5000 + tokens, "2.7",
                      "{\"epoch_num\": " + std::to_string(tokens) + "}");
    }
    for (const int skew : {0, -2000, 100}) text += event("run_stop", 90000 + skew, "null", success);
    ReadLog log = read(text);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).tokens == 8000);
    CHECK(log.stretch(0).milliseconds == 90100);

    // A second run of the same job, which did not end.
    text +=
        event("run_start", 200000) + event("eval_accuracy", 210000, "2.7", "{\"epoch_num\": 4000}");
    log = read(text);
    REQUIRE(log.meter.training.size() == 2);
    CHECK(log.stretch(1).tokens == 4000);
    CHECK(log.found("run-unfinished") == 1);
}

TEST_CASE("what MLPerf lines may hold besides") {
    const std::string run = event("run_start", 0) +
                            event("eval_accuracy", 1, "1", "{\"samples_count\": 16}") +
                            event("run_stop", 2, "0.9", success);
    // The length from the trainer's own configuration, unless that has two.
    ReadLog log = read("  max_seq_length: 50\n" + settings("llama2_70b_lora") +
                       "0:   max_seq_length: 50\n" + run);
    CHECK(log.stretch(0).tokens == 800);
    log = read("  max_seq_length: 50\n  max_seq_length: 60\n" + settings("llama2_70b_lora") + run);
    CHECK(log.stretch(0).tokens == 0);
    CHECK(log.stretch(0).samples == 16);

    log = read(":::SYSJSON {\"number_of_nodes\":\"2\",\"accelerators_per_node\":\"8\"}\n" + run);
    CHECK(log.stretch(0).devices == 16);
    // A benchmark whose epochs are no tokens.
    log = read(settings("resnet") + event("eval_accuracy", 1, "1", "{\"epoch_num\": 4}"));
    CHECK(log.meter.rows.rejected(Rejection::not_this_format) == 1);
    CHECK(log.meter.training.empty());

    const std::string torn = event("eval_accuracy", 1, "1", "{\"samples_count\": 16}");
    for (std::size_t size = 9; size + 1 < torn.size(); ++size) {
        log = read(torn.substr(0, size));
        CHECK(log.meter.rows.rejected(Rejection::torn) == 1);
        log = read(torn.substr(0, size) + run);
        CHECK(log.meter.rows.rejected() == 1);
        CHECK(log.meter.row_count == 4);
        CHECK(log.stretch(0).samples == 16);
    }
    log = read(":::MLLOG {\"time_ms\": -1, \"key\": \"run_start\", \"metadata\": \"\"}\n");
    CHECK(log.meter.rows.rejected(Rejection::no_time) == 1);
}

TEST_CASE("real MLPerf logs") {
    struct Row {
        std::string_view name;
        std::uint64_t tokens;
        std::uint64_t milliseconds;
        std::int64_t first;
        std::int64_t last;
        std::uint64_t devices;
    };
    constexpr auto rows = std::to_array<Row>({
        {"v4.0_NVIDIA_eos_n64_gpt3_512xH100_result_0", 1245708288, 3147895, 2668, 2931, 512},
        {"v4.0_Google_v5p-12288_gpt3_result_0", 1409286144, 730151, 1001, 1112, 0},
        {"v4.0_Google_v5p-1024_gpt3_result_0", 1207959552, 6887633, 3001, 3288, 0},
        {"v4.0_Intel_Gaudi2_N128_gpt3_result_0", 1258291200, 4034927, 3001, 3300, 0},
        {"v5.0_NVIDIA_eos-dfw_n1024_llama31_405b_8192xH100_result_0", 2642411520, 1178276, 1, 210,
         0},
        {"v5.0_IBM_CoreWeave_ngpu2496_llama31_405b_result_0", 2647916544, 1615551, 1, 259, 0},
        {"v4.0_SMC_1x8H100_llama2_70b_lora_result_1", 25165824, 1694520, 1, 384, 8},
    });
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const auto text = real_log("02-mlperf-mllog/" + std::string(row.name) + ".txt");
        if (!text) return;
        const ReadLog log = read(*text);
        CHECK(log.recognition == Recognition::yes);
        CHECK(log.meter.rows.rejected() == 0);
        REQUIRE(log.meter.training.size() == 1);
        CHECK(log.stretch(0).tokens == row.tokens);
        CHECK(log.stretch(0).milliseconds == row.milliseconds);
        CHECK(log.stretch(0).first_iteration == row.first);
        CHECK(log.stretch(0).last_iteration == row.last);
        CHECK(log.stretch(0).devices == row.devices);
        CHECK(log.found("run-unfinished") == 0);
        CHECK(sums_of(log.meter.training).kept_tokens == row.tokens);
        if (row.first != 2668) continue;
        // 72 L h^2 (1 + s/6h + V/12Lh) a token of the 175B model, and what that is in a second.
        const Exact h = 12288;
        const Exact base = 72 * Exact(96) * h * h;
        const Exact token = base + base * 2048 / (6 * h) + base * 51200 / (12 * 96 * h);
        const Exact flop = token * static_cast<std::int64_t>(row.tokens);
        CHECK(flop.scientific(4) == "1.341e21");
        CHECK((flop * 1000 / static_cast<std::int64_t>(row.milliseconds) / 512).scientific(3) ==
              "8.32e14");
    }
    const auto power =
        real_log("02-mlperf-mllog/v4.0_SMC_1x8H100_llama2_70b_lora_power_node_0.txt");
    if (power) CHECK(mlperf_log_format.recognise(*power) == Recognition::no);
}

}  // namespace flopledger
