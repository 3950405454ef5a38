// SPDX-License-Identifier: Apache-2.0
// Logs of trainers whose counts begin again, stand still or contradict each other: the larger is in
// the high end, and it is told.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/logs/field_logs.hpp"

namespace flopledger {

namespace {

const std::string by_parameters = "operations: {parameters: 1e9}";
const std::string states = "files: ['*/trainer_state.json']";

// A state whose history has an entry a step and a count of tokens under a key.
std::string state(const std::vector<std::pair<int, int>>& entries, const std::string& key,
                  int steps, const std::string& tail = "\"max_steps\": 0") {
    std::string history;
    for (const auto& [step, tokens] : entries) {
        history += fmt::format("{}{{\"loss\": 1.5, \"{}\": {}, \"step\": {}}}",
                               history.empty() ? "" : ", ", key, tokens, step);
    }
    return fmt::format("{{\"global_step\": {}, \"log_history\": [{}], {}}}\n", steps, history,
                       tail);
}

std::string megatron(int iteration, const std::string& fields) {
    return fmt::format(" iteration {}/ 5000 | elapsed time per iteration (ms): 100.0 | {}\n",
                       iteration, fields);
}

std::string estimate_of(const std::string& text, const std::string& operations = by_parameters) {
    Logs logs;
    logs.with("a/trainer_state.json", text);
    return logs.estimated(operations, states);
}

std::string train_estimate(const std::string& text, const std::string& keys = "") {
    Logs logs;
    logs.with("train.log", text);
    return logs.estimated("operations: {parameters: 1e9" + keys + "}", "files: [train.log]");
}

}  // namespace

TEST_CASE("a count of tokens that falls while steps go on is added up") {
    for (const char* key : {"num_tokens", "num_input_tokens_seen"}) {
        // The second stretch ends higher than the first.
        const std::string text = estimate_of(
            state({{10, 10000}, {20, 20000}, {30, 10000}, {40, 20000}, {50, 30000}}, key, 50));
        CHECK(has(text, "logs (tokens) 3e14"));
        CHECK(text.find("..") == text.npos);
        CHECK(has(text, "trainer-counts-differ"));
    }
    // The state's own count is the last stretch's.
    CHECK(has(estimate_of(state({{10, 10000}, {20, 20000}, {30, 10000}, {40, 20000}, {50, 30000}},
                                "num_input_tokens_seen", 50, "\"num_input_tokens_seen\": 30000")),
              "logs (tokens) 3e14"));
}

TEST_CASE("what lies between the last entry and the checkpoint gone on from is in the high end") {
    // From a checkpoint at 25: the entry at 30 tells five steps of ten. That at 40 could be all of
    // another restart.
    const std::string text = estimate_of(
        state({{10, 10000}, {20, 20000}, {30, 5000}, {40, 15000}, {50, 25000}}, "num_tokens", 50));
    CHECK(has(text, "logs (tokens) 2.7e14 2.7e14 .. 3.3e14"));
    CHECK(has(text, "trainer-counts-differ"));
}

TEST_CASE("a count that began again without falling is in the high end") {
    // From a checkpoint at 10, whose entry is as high as that at 20.
    const std::string same =
        estimate_of(state({{10, 10000}, {20, 10000}, {30, 20000}}, "num_tokens", 30));
    CHECK(has(same, "logs (tokens) 1.2e14 1.2e14 .. 1.8e14"));
    CHECK(has(same, "trainer-counts-differ"));
    // With entries further apart the first of the second stretch is higher.
    const std::string higher = estimate_of(
        state({{10, 10000}, {40, 30000}, {70, 60000}, {100, 90000}}, "num_tokens", 100));
    CHECK(has(higher, ".. 6e14"));
    // Before the first entry: a checkpoint at 8 of ten steps.
    const std::string before =
        estimate_of(state({{10, 2000}, {20, 12000}, {30, 22000}}, "num_tokens", 30));
    CHECK(has(before, "logs (tokens) 1.32e14 1.32e14 .. 1.92e14"));
    // Sequences of varying length are no doubt.
    const std::string plain =
        estimate_of(state({{1, 900}, {2, 2100}, {3, 3000}, {4, 3800}, {5, 5000}}, "num_tokens", 5));
    CHECK(has(plain, "logs (tokens) 3e13"));
    CHECK(plain.find("..") == plain.npos);
    CHECK(plain.find("trainer-counts-differ") == plain.npos);
}

TEST_CASE("restarts that hide most of a count are in the high end") {
    // A restart before every entry, each further on: all but the first tell a part of their steps.
    for (const char* key : {"num_tokens", "num_input_tokens_seen"}) {
        const std::string text =
            estimate_of(state({{10, 10000}, {30, 15000}, {60, 20000}, {100, 25000}}, key, 100));
        CHECK(has(text, "logs (tokens) 1.5e14 1.5e14 .. 6e14"));
        CHECK(has(text, "trainer-counts-differ"));
    }
    // The one that tells all its steps stands in the midst.
    const std::string midst =
        estimate_of(state({{20, 5000}, {40, 9000}, {50, 19000}, {100, 20000}}, "num_tokens", 100));
    CHECK(has(midst, "1.2e14 1.2e14 .. 6e14"));
}

TEST_CASE("a count of tokens that stands still is in the high end") {
    const std::string text = estimate_of(
        state({{10, 10000}, {20, 20000}, {30, 30000}, {40, 40000}, {50, 40000}}, "num_tokens", 50));
    CHECK(has(text, "logs (tokens) 2.4e14 2.4e14 .. 3e14"));
    CHECK(has(text, "trainer-counts-differ"));
}

TEST_CASE("steps that go back may have been executed twice") {
    const std::string text = estimate_of(state(
        {{10, 10000}, {20, 20000}, {30, 30000}, {10, 10000}, {20, 20000}, {30, 30000}, {40, 40000}},
        "num_input_tokens_seen", 40));
    CHECK(has(text, "logs (tokens) 2.4e14 2.4e14 .. 4.2e14"));
    CHECK(has(text, "trainer-counts-differ"));
}

TEST_CASE("total_flos that fall are added up") {
    const auto of = [](const std::string& first, const std::string& total) {
        return estimate_of(
            "{\"global_step\": 20, \"log_history\": [{\"step\": 10, \"train_runtime\": 10, "
            "\"total_flos\": " +
            first + "}], \"total_flos\": " + total + "}\n");
    };
    const std::string fell = of("6e15", "1.2e15");
    CHECK(has(fell, "logs (tokens) 7.2e15"));
    CHECK(has(fell, "trainer-counts-differ"));
    CHECK(has(of("6e15", "7.2e15"), "logs (tokens) 7.2e15"));
    CHECK(has(of("2.5e19", "9e19"), "logs (tokens) 9e19"));
}

TEST_CASE("samples fewer than the batches of their iterations") {
    std::string text = megatron(1, "consumed samples: 128 | global batch size: 128 |");
    text += megatron(2, "consumed samples: 192 | global batch size: 128 |");
    text += megatron(3, "consumed samples: 320 | global batch size: 128 |");
    const std::string estimate = train_estimate(text, ", sequence_length: 1000");
    CHECK(has(estimate, "logs (tokens) 1.92e15 1.92e15 .. 2.30e15"));
    CHECK(has(estimate, "trainer-counts-differ"));
    // A batch that grows, and data that are passed over, are none.
    text = megatron(10, "consumed samples: 640 | global batch size: 64 |");
    text += megatron(20, "consumed samples: 1600 | global batch size: 128 |");
    text +=
        megatron(30, "consumed samples: 2880 | skipped samples: 256 | global batch size: 128 |");
    const std::string grows = "--- arguments ---\n  log_interval ...... 10\n" + text;
    const std::string plain = train_estimate(grows, ", sequence_length: 1000");
    CHECK(has(plain, "logs (tokens) 1.57e16"));
    CHECK(plain.find("trainer-counts-differ") == plain.npos);
    // A count that stands still for a while, where no batch is told.
    text.clear();
    for (const int samples : {128, 256, 256, 384}) {
        text += megatron(1 + static_cast<int>(std::count(text.begin(), text.end(), '\n')),
                         fmt::format("consumed samples: {} |", samples));
    }
    CHECK(has(train_estimate(text, ", sequence_length: 1000"), "2.30e15 2.30e15 .. 3.07e15"));
    // Nor does it make what was before the log nothing.
    text = megatron(11, "consumed samples: 1408 |") + megatron(12, "consumed samples: 1408 |") +
           megatron(13, "consumed samples: 1536 |");
    CHECK(has(train_estimate(text, ", sequence_length: 1000"), "1.54e15 1.54e15 .. "));
    // Rounded counts contradict nothing.
    text = megatron(1, "consumed samples: 1.2e+05 | global batch size: 128 |");
    text += megatron(2, "consumed samples: 1.2e+05 | global batch size: 128 |");
    CHECK(train_estimate(text, ", sequence_length: 1000").find("trainer-counts-differ") ==
          std::string::npos);
}

TEST_CASE("samples that begin again while iterations go on") {
    std::string text;
    int iteration = 0;
    for (const int samples : {128, 256, 384, 128, 256, 384, 512}) {
        text += megatron(++iteration,
                         fmt::format("consumed samples: {} | global batch size: 128 |", samples));
    }
    const std::string estimate = train_estimate(text, ", sequence_length: 1000");
    CHECK(has(estimate, "logs (tokens) 5.38e15"));
    CHECK(estimate.find("..") == estimate.npos);
    CHECK(has(estimate, "trainer-counts-differ"));
}

TEST_CASE("what rows that contradict all others print is in the high end") {
    // 1000 lines of one iteration, and at their end up to 1 % that cannot be.
    const auto log = [](const std::string& batch, const std::function<std::string(int)>& odd) {
        std::string text = "--- arguments ---\n  log_interval ...... 1\n";
        for (int i = 1; i <= 1000; ++i) {
            text += megatron(i, fmt::format("consumed samples: {} |{}", i * 16, batch));
        }
        for (int i = 1; i <= 9; ++i) text += odd(i);
        return train_estimate(text, ", sequence_length: 1000");
    };
    // The count begins again, in batches a hundred times as large that are not told.
    const std::string anew = log("", [](int i) {
        return megatron(1000 + i, fmt::format("consumed samples: {} |", i * 1600));
    });
    CHECK(has(anew, "logs (tokens) 9.6e16 9.6e16 .. 1.84e17"));
    CHECK(has(anew, "trainer-counts-differ"));
    // It is told and does not go into the count.
    const std::string told = log(" global batch size: 16 |", [](int i) {
        return megatron(
            1000 + i, fmt::format("consumed samples: {} | global batch size: 160 |", i * 160 - 80));
    });
    CHECK(has(told, "logs (tokens) 9.6e16 9.6e16 .. 1.06e17"));
    CHECK(has(told, "trainer-counts-differ"));
    // Iterations go back and the count goes on.
    const std::string back = log("", [](int i) {
        return megatron(500 + i, fmt::format("consumed samples: {} |", 16000 + i * 1600));
    });
    CHECK(has(back, ".. 1.84e17"));
    CHECK(has(back, "trainer-counts-differ"));
    const std::string batched = log(" global batch size: 16 |", [](int i) {
        return megatron(500 + i, fmt::format("consumed samples: {} | global batch size: 1600 |",
                                             16000 + i * 1600));
    });
    CHECK(has(batched, "logs (tokens) 1.82e17"));
    CHECK(has(batched, "rolled-back-steps"));
}

TEST_CASE("tokens fewer than samples of their length") {
    std::string text = "--- arguments ---\n  seq_length ...... 1000\n";
    for (const int i : {1, 2, 3}) {
        text += megatron(i, fmt::format("consumed samples: {} | consumed tokens: {} | global batch "
                                        "size: 128 |",
                                        i * 128, i * 100'000));
    }
    const std::string estimate = train_estimate(text);
    CHECK(has(estimate, "logs (tokens) 1.8e15 1.8e15 .. 2.30e15"));
    CHECK(has(estimate, "trainer-counts-differ"));
}

TEST_CASE("a trainer's FLOP beyond its tokens are told") {
    const std::string flop = "\"num_input_tokens_seen\": 10000, \"total_flos\": ";
    const std::string more = estimate_of(state({}, "", 10, flop + "6e14"));
    CHECK(has(more, "logs (tokens) 6e13"));
    CHECK(more.find("..") == more.npos);
    CHECK(has(more, "trainer-flop-differs: the trainer's total_flos are 10.0 times"));
    CHECK(estimate_of(state({}, "", 10, flop + "6.01e13")).find("trainer-flop-differs") ==
          std::string::npos);
    CHECK(estimate_of(state({}, "", 10, flop + "3e13")).find("trainer-flop-differs") ==
          std::string::npos);
}

TEST_CASE("total_flos of split parameters bound from below alone") {
    for (const char* said :
         {R"("deepspeed": "ds_zero3.json")", R"("args": {"fsdp": "full_shard auto_wrap"})",
          R"("deepspeed_config": {"zero_optimization": {"stage": 3}})", R"("fsdp": ["full_shard"])",
          R"("distributed_type": "FSDP")"}) {
        const std::string text =
            estimate_of(state({}, "", 10, std::string(said) + ", \"total_flos\": 6e15"));
        CHECK(has(text, "tokens-by-trainer-flop"));
        CHECK(has(text, "all-operations >= 6e15"));
    }
    for (const char* said :
         {R"("fsdp": "")", R"("args": {"fsdp": [], "stage": 2})", R"("deepspeed": null)"}) {
        const std::string text =
            estimate_of(state({}, "", 10, std::string(said) + ", \"total_flos\": 6e15"));
        CHECK(text.find(">=") == text.npos);
    }
    // Tokens of the log settle it.
    const std::string text = estimate_of(
        state({}, "", 10,
              "\"deepspeed\": \"zero3\", \"num_input_tokens_seen\": 10000, \"total_flos\": 6"));
    CHECK(has(text, "logs (tokens) 6e13"));
    CHECK(text.find(">=") == text.npos);
}

TEST_CASE("DeepSpeed's batch sizes and what helps without them") {
    const std::string size = "[INFO] [config.py:1:print] train_batch_size ...... ";
    const std::string steps =
        "[Rank 0] step=10, skipped=0, lr=[0.1]\n[Rank 0] step=20, skipped=0, lr=[0.1]\n";
    const std::string several =
        train_estimate(size + "16\n" + size + "32\n" + steps, ", sequence_length: 1000");
    CHECK(has(several, "logs (tokens) 3.84e15"));
    CHECK(has(several, "trainer-counts-differ"));
    CHECK(train_estimate(size + "32\n" + size + "32\n" + steps, ", sequence_length: 1000")
              .find("trainer-counts-differ") == std::string::npos);
    CHECK(has(train_estimate(steps), "in which DeepSpeed prints its configuration"));
}

TEST_CASE("what is wrong with operations is told, not that it lacks") {
    Logs logs;
    logs.with("a/trainer_state.json", state({{10, 10000}}, "num_tokens", 10));
    for (const char* operations :
         {"operations: {parameters: many}", "operations: {model: none.json}", "operations: 7",
          "operations: {tokens: 1e9}", "operations: {parametres: 1e9}"}) {
        const std::string text = logs.estimated(operations, states);
        CHECK(has(text, "[2]"));
        CHECK(text.find("nothing says what model") == text.npos);
    }
}

TEST_CASE("a log of a larger model than the ledger's is in the high end") {
    const auto titan = [](const std::string& size) {
        return "[titan] 2026-09-02 10:00:01,123 - root - INFO - Model llama3 8B size: " + size +
               " total parameters\n"
               "[titan] 2026-09-02 10:00:02,123 - root - INFO - Trainer is initialized with 10 "
               "tokens per DP rank, 1,000 tokens per train step, maximum context length 10\n"
               "[titan] 2026-09-02 10:00:03,123 - root - INFO - Training starts at step 1\n"
               "[titan] 2026-09-02 10:00:04,123 - root - INFO - step:  1  loss: 12.2  tps: 5,700\n";
    };
    const std::string larger = train_estimate(titan("8,000,000,000"));
    CHECK(has(larger, "logs (tokens) 6e12 6e12 .. 4.8e13"));
    CHECK(has(larger, "logged-parameters-differ: the logs state 8e9 parameters"));
    // What stands beside the log goes by the same model.
    CHECK(has(train_estimate(titan("8,000,000,000"), ", tokens: 1000"),
              "operations 6e12 6e12 .. 4.8e13"));
    const std::string smaller = train_estimate(titan("500,000,000"));
    CHECK(has(smaller, "logs (tokens) 6e12"));
    CHECK(smaller.find("..") == smaller.npos);
    CHECK(has(smaller, "0.500 times as many"));
    // Another phase's model clears nothing: the log feeds the phase of its sequence length.
    const auto two = [&titan](const std::string& operations) {
        Logs logs;
        logs.with("train.log", titan("8,000,000,000"));
        return logs.estimated("operations: [" + operations + "]", "files: [train.log]");
    };
    CHECK(has(two("{parameters: 1e9, sequence_length: 10}, {parameters: 8e9, sequence_length: 20}"),
              "logs (tokens) 6e12 6e12 .. 4.8e13"));
    CHECK(two("{parameters: 1e9, sequence_length: 20}, {parameters: 8e9, sequence_length: 10}")
              .find("logged-parameters-differ") == std::string::npos);
    // Without one, the phase that was fed as many tokens as the log tells.
    for (const char* other : {"{parameters: 8e9, tokens: 1}", "{active_parameters: 8e9, tokens: 1}",
                              "{parameters: 8e9, examples: 1, tokens_per_example: 1}"}) {
        CHECK(has(two(fmt::format("{{parameters: 1e9, tokens: 1000}}, {}", other)),
                  "the logs state 8e9 parameters, and the model of `operations` has 1e9"));
    }
    CHECK(two("{parameters: 1e9, tokens: 5000}, {parameters: 8e9, tokens: 1000}")
              .find("logged-parameters-differ") == std::string::npos);
    CHECK(train_estimate(titan("1,010,000,000")).find("logged-parameters-differ") ==
          std::string::npos);
}

TEST_CASE("AMD's lines have times") {
    std::string text;
    for (const int i : {1, 2}) {
        text += fmt::format("[20260302 09:0{0}:00][rank-7/8][INFO ] :", i) +
                megatron(i, fmt::format("consumed samples: {} | throughput per GPU "
                                        "(TFLOP/s/GPU): 567.6/568.0 | global batch size: 128 |",
                                        i * 128));
    }
    Logs logs;
    logs.with("train.log", text);
    const std::string summary = logs.summarized("train.log");
    CHECK(has(summary, "zone-assumed"));
    CHECK(has(summary, "567.6 TFLOP/s a device as it prints"));
}

}  // namespace flopledger
