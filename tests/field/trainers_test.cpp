// SPDX-License-Identifier: Apache-2.0
// Logs of trainers as people have them: what is in them is counted once and whole, and what is not
// understood never makes a total less.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

#include "tests/support/logs/field_logs.hpp"

namespace flopledger {

namespace {

// The state of a Hugging Face run after so many steps, an entry each ten. The loss of an entry
// depends on the run that made it: one of another run from a step on differs from there.
struct State {
    int steps = 0;
    int other_from = 1000;
    std::string tokens = "num_input_tokens_seen";  // the key of the entries
    std::string tail = "\"total_flos\": 0";
    bool logs = true;
    std::string end{};  // an entry of the run's end

    std::string text() const {
        std::string entries;
        for (int step = 10; logs && step <= steps; step += 10) {
            entries += fmt::format(
                "{}{{\"epoch\": {}, \"loss\": {}.{}, \"learning_rate\": 2e-05, \"{}\": {}, "
                "\"step\": {}}}",
                entries.empty() ? "" : ",\n", step, step < other_from ? 1 : 2, step, tokens,
                step * 1000, step);
        }
        if (!end.empty()) entries += (entries.empty() ? "" : ",\n") + end;
        return fmt::format("{{\"global_step\": {}, \"log_history\": [{}], {}}}\n", steps, entries,
                           tail);
    }
};

const std::string by_parameters = "operations: {parameters: 1e9}";
const std::string states = "files: ['*/trainer_state.json']";

std::string neox_line(int iteration) {
    return fmt::format(
        " samples/sec: 123.4 | iteration {:8}/  143000 | elapsed time per iteration (ms): 4150.2 | "
        "learning rate: 1.6E-04 | approx flops per GPU: 118.1TFLOPS | lm_loss: 5.1E+00 |\n",
        iteration);
}

std::string neox_lines(const std::string& head, int first = 10, int last = 50) {
    std::string text = head;
    for (int iteration = first; iteration <= last; iteration += 10) text += neox_line(iteration);
    return text;
}

// Ten iterations a line, of a million tokens each.
const std::string million_each =
    "-------------------- arguments --------------------\n"
    "  train_batch_size ................ 500\n"
    "  seq_length ...................... 2000\n"
    "  log_interval .................... 10\n";

}  // namespace

TEST_CASE("checkpoints of one run are one run") {
    Logs logs;
    logs.with("checkpoint-50/trainer_state.json", State{50}.text())
        .with("checkpoint-55/trainer_state.json", State{55}.text())
        .with("checkpoint-100/trainer_state.json", State{100}.text());
    const std::string text = logs.summarized("*/trainer_state.json");
    CHECK(has(text,
              "executed 100 100,000 kept 100 100,000 3 logs of trainer-state, taken as one "
              "run"));
    CHECK(text.find("went back") == text.npos);
    const std::string estimate = logs.estimated(by_parameters, states);
    CHECK(has(estimate, "logs (tokens) 6e14"));
    CHECK(estimate.find("..") == estimate.npos);
    CHECK(estimate.find("rolled-back") == estimate.npos);
    // With the state that is saved at the end, which has the duration besides.
    State whole{100};
    whole.end = R"({"step": 100, "train_loss": 1.5, "train_runtime": 400.5})";
    logs.with("end/trainer_state.json", whole.text());
    CHECK(has(logs.summarized("*/trainer_state.json"),
              "executed 100 100,000 kept 100 100,000 4 logs of trainer-state, taken as one run; "
              "0.11 hours"));
}

TEST_CASE("a run that went on from a checkpoint was executed twice from there") {
    Logs logs;
    logs.with("a/trainer_state.json", State{100}.text())
        .with("b/trainer_state.json", State{80, 60}.text());
    CHECK(has(logs.summarized("*/trainer_state.json"),
              "executed 130 130,000 kept 100 100,000 2 logs of trainer-state, taken as one run; "
              "went back 1 time"));
    const std::string estimate = logs.estimated(by_parameters, states);
    CHECK(has(estimate, "logs (tokens) 7.8e14"));
    CHECK(has(estimate, "rolled-back-steps"));
    CHECK(estimate.find("training-may-overlap") == estimate.npos);
}

TEST_CASE("states with nothing in common are of two runs") {
    Logs logs;
    logs.with("a/trainer_state.json", State{100}.text())
        .with("b/trainer_state.json", State{80, 0}.text());
    CHECK(has(logs.summarized("*/trainer_state.json"),
              "executed 180 180,000 kept 180 180,000 2 logs of trainer-state, taken as 2 runs"));
    CHECK(has(logs.estimated(by_parameters, states), "logs (tokens) 1.08e15"));
    // One run made twice takes another time.
    State again{100};
    again.end = R"({"step": 100, "train_loss": 1.5, "train_runtime": 400.5})";
    Logs repeated;
    repeated.with("a/trainer_state.json", again.text());
    again.end = R"({"step": 100, "train_loss": 1.5, "train_runtime": 409.5})";
    repeated.with("b/trainer_state.json", again.text());
    CHECK(has(repeated.summarized("*/trainer_state.json"), "executed 200 200,000"));
}

TEST_CASE("states without a history may be of one run or of two") {
    Logs logs;
    const std::string tail = "\"num_input_tokens_seen\": 100000";
    logs.with("a/trainer_state.json", State{100, 0, "", tail, false}.text())
        .with("b/trainer_state.json",
              State{50, 0, "", "\"num_input_tokens_seen\": 50000", false}.text());
    const std::string estimate = logs.estimated(by_parameters, states);
    CHECK(has(estimate, "6e14 .. 9e14"));
    CHECK(has(estimate, "training-may-overlap"));
}

TEST_CASE("arguments as forks of Megatron print them") {
    const std::string filled =
        "  train_batch_size ................ 512.................updated\n"
        "  seq_length ...................... 2048................default\n"
        "  model_parallel_size ............. 1...................default\n";
    const auto blocks = std::to_array<std::string>({
        "-------------------- arguments --------------------\n" + filled +
            "---------------- end of arguments ----------------\n",
        "------------------------ MindSpeed-LLM Arguments ------------------------\n"
        "  global_batch_size ............................... 512\n"
        "  seq_length ...................................... 2048\n",
        "[default0]:------------------------ arguments ------------------------\n"
        "[default0]:  seq_length ...................................... 2048\n"
        "[default0]:  train_batch_size .......... 512   ....updated\n",
    });
    for (const std::string& block : blocks) {
        Logs logs;
        logs.with("train.log", neox_lines(block));
        CHECK(has(logs.summarized("train.log"), "executed 50 25,600 52,428,800 kept"));
    }
}

TEST_CASE("AMD's values are instant and mean") {
    std::string text;
    for (int iteration = 1; iteration <= 4; ++iteration) {
        text += fmt::format(
            "[20260302 09:00:1{0}][rank-7/8][INFO ] : iteration {0}/ 5000 | consumed samples: {1} "
            "| elapsed time per iteration (ms): 13372.8/13364.7 | throughput per GPU "
            "(TFLOP/s/GPU): 567.6 / 568.0 | global batch size:   128 | lm loss: 6.5E+00 |\n",
            iteration, iteration * 128);
    }
    Logs logs;
    logs.with("train.log", text);
    CHECK(has(logs.summarized("train.log"), "executed 4 512 kept 4 512"));
    CHECK(has(logs.estimated("operations: {parameters: 1e9, sequence_length: 1000}",
                             "files: [train.log]"),
              "logs (tokens) 3.07e15"));
}

TEST_CASE("torchtitan tells a step in tokens") {
    const std::string stamp = "[titan] 2026-09-02 10:00:";
    const std::string said = " - root - INFO - ";
    std::string text =
        stamp + "02,123" + said +
        "Trainer is initialized with 16,384 tokens per DP rank, 1,048,576 tokens per train step, "
        "gradient accumulation steps 1, maximum context length 8192, total steps 200\n" +
        stamp + "03,123" + said + "Training starts at step 1\n";
    for (const int step : {1, 10, 20}) {
        text += stamp + fmt::format("{:02}", 4 + step) + ",123" + said +
                fmt::format("step: {:2}  loss: 12.2  tps: 5,700  tflops: 330.12\n", step);
    }
    Logs logs;
    logs.with("rank0.log", text).with("rank1.log", text);
    CHECK(has(logs.summarized("rank*.log"), "executed 20 20,971,520 kept 20 20,971,520"));
}

TEST_CASE("TRL counts tokens from each start") {
    State trl{40, 1000, "num_tokens"};
    std::string text = trl.text();
    // The third entry is the first after a restart.
    text.replace(text.find("\"num_tokens\": 30000"), 19, "\"num_tokens\": 10000");
    text.replace(text.find("\"num_tokens\": 40000"), 19, "\"num_tokens\": 20000");
    Logs logs;
    logs.with("a/trainer_state.json", text);
    CHECK(has(logs.summarized("a/trainer_state.json"), "executed 40 40,000"));

    State unknown{40, 1000, "tokens_trained"};
    logs.with("b/trainer_state.json", unknown.text());
    CHECK(has(logs.summarized("b/trainer_state.json"), "tokens-not-read"));
    logs.with("fork.log",
              " iteration 1/ 5 | elapsed time per iteration (ms): 1.0 | trained tokens: "
              "4096 | tokens/s: 10 |\n");
    CHECK(has(logs.summarized("fork.log"), "tokens-not-read"));
}

TEST_CASE("total_flos gives tokens over 6 x parameters") {
    Logs logs;
    State state{100, 1000, "no", "\"total_flos\": 6e15, \"num_input_tokens_seen\": 0"};
    logs.with("a/trainer_state.json", state.text());
    // A million tokens, or more by as many as the embeddings may be.
    const std::string bare = logs.estimated(by_parameters, states);
    CHECK(has(bare, "logs (tokens) 6e15 6e15 .. 1.62e16"));
    CHECK(has(bare, "tokens-by-trainer-flop"));
    CHECK(has(logs.estimated("operations: {parameters: 1e9, total_flos: 6e15}", states),
              "operations 6e15 6e15 .. 1.62e16"));
    // One layer, 1000 x 64 of embeddings not tied to the head.
    const std::string config =
        R"({"model_type": "llama", "hidden_size": 64, "intermediate_size": 128,)"
        R"( "num_hidden_layers": 1, "num_attention_heads": 4, "vocab_size": 1000})";
    logs.with("config.json", config);
    const std::string exact =
        logs.estimated("operations: {model: config.json, sequence_length: 128}", states);
    CHECK(has(exact, " .. "));
    CHECK(has(exact, "tokens-by-trainer-flop"));
    // Sequences of the run times their length are the most there can be.
    state.end = R"({"step": 100, "train_runtime": 100.0, "train_samples_per_second": 8.0})";
    logs.with("a/trainer_state.json", state.text());
    const std::string bounded =
        logs.estimated("operations: {parameters: 1e9, sequence_length: 10000}", states);
    CHECK(has(bounded, "logs (tokens) 6e15 6e15 .. 4.8e16"));
    CHECK(has(bounded, "tokens-by-length"));
    state.tail = "\"total_flos\": 0";
    logs.with("a/trainer_state.json", state.text());
    CHECK(has(logs.estimated("operations: {parameters: 1e9, sequence_length: 10000}", states),
              "at most 4.8e16"));
}

TEST_CASE("the ledger makes tokens of iterations, and what lacks is named") {
    Logs logs;
    logs.with("train.log", neox_lines(""))
        .with("a/trainer_state.json", State{50, 1000, "no"}.text());
    const std::string train = "files: [train.log]";
    const auto with = [&](const std::string& keys, const std::string& files) {
        return logs.estimated("operations: {parameters: 1e9" + keys + "}", files);
    };
    CHECK(has(with(", tokens_per_iteration: 1M", train), "logs (tokens) 3e17"));
    CHECK(has(with(", tokens_per_iteration: 1M..2M", train), "3e17 .. 6e17"));
    CHECK(
        has(with(", global_batch_size: 500, sequence_length: 2000", train), "logs (tokens) 3e17"));
    CHECK(has(with(", global_batch_size: 500, sequence_length: 2000", states), "at most 3e17"));
    const std::string nothing = with("", train);
    CHECK(has(nothing, "logs-without-evidence"));
    CHECK(has(nothing, "add `tokens_per_iteration` to `operations`"));
    const std::string length = with(", sequence_length: 2000", train);
    CHECK(has(length, "add `tokens_per_iteration` or `global_batch_size` to `operations`"));
    CHECK(length.find("sequence_length") == length.find("sequence_length: 2000"));
    CHECK(has(with(", sequence_length: 2000", states), "include_num_input_tokens_seen"));
    // The length that the log says is not asked for.
    logs.with("long.log", neox_lines("--- arguments ---\n  seq_length ...... 2000\n"));
    const std::string said = with("", "files: [long.log]");
    CHECK(has(said, "add `tokens_per_iteration` or `global_batch_size` to `operations`"));
    CHECK(has(with(", global_batch_size: 500", "files: [long.log]"), "logs (tokens) 3e17"));
    CHECK(has(logs.estimated("period: 2026-01-01..2026-01-02", train),
              "nothing says what model these logs trained"));
}

TEST_CASE("a good figure stands where its log adds nothing") {
    Logs logs;
    logs.with("train.log", neox_lines(""))
        .with("once.csv",
              "timestamp, uuid, name, utilization.gpu [%]\n"
              "2026/03/01 10:00:00.000, GPU-1, NVIDIA H100 80GB HBM3, 90 %\n");
    const std::string stated = "operations: {parameters: 1e9, tokens: 1e9}";
    const std::string kept = logs.estimated(stated, "files: [train.log]");
    CHECK(has(kept, "6e18"));
    CHECK(has(kept, "tokens-without-model: these logs count iterations, but not the tokens"));
    CHECK(has(kept, "[0]"));
    CHECK(
        has(logs.estimated(stated, "files: [once.csv], precision: bf16, time_zone: UTC"), "6e18"));
    CHECK(
        has(logs.estimated(stated + ", use: logs", "files: [train.log]"), "logs-without-evidence"));
}

TEST_CASE("what came before the logs is in the high end") {
    Logs logs;
    logs.with("late.log", neox_lines(million_each, 60, 100))
        .with("early.log", neox_lines(million_each));
    const std::string late = logs.estimated(by_parameters, "files: [late.log]");
    CHECK(has(late, "logs (tokens) 3e17 3e17 .. 6e17"));
    CHECK(
        has(late, "iterations-missing: 50 iterations of the run are not shown, before the first"));
    const std::string all = logs.estimated(by_parameters, "files: ['*.log']");
    CHECK(has(all, "logs (tokens) 6e17"));
    CHECK(all.find("iterations-missing") == all.npos);
    const std::string complete = logs.estimated(by_parameters, "files: [late.log], complete: true");
    CHECK(has(complete, "logs (tokens) 3e17"));
    CHECK(complete.find("iterations-missing") == complete.npos);
}

TEST_CASE("rows at the end of a log that cannot be read are in the high end") {
    // Of a hundred rows the last is torn, and one in between, which the row behind it covers.
    std::string text = neox_lines(million_each, 10, 1000);
    text.replace(text.find(" samples/sec: 123.4 | iteration      500"), 62,
                 " samples/sec: 123.4 | iteration      500/  143000 x");
    text.resize(text.rfind(" | elapsed"));
    Logs logs;
    logs.with("train.log", text);
    CHECK(has(logs.summarized("train.log"), "executed 990 495,000 990,000,000"));
    const std::string estimate =
        logs.estimated(by_parameters, "files: [train.log], complete: true");
    CHECK(has(estimate, "logs (tokens) 5.94e18 5.94e18 .. 6e18"));
    CHECK(has(estimate, "iterations-missing: 10 iterations of the run"));
}

TEST_CASE("a counter that stands still counts nothing") {
    std::string text;
    for (int iteration = 1; iteration <= 4; ++iteration) {
        text += fmt::format(
            " iteration {}/ 5000 | consumed samples: 0 | elapsed time per iteration (ms): 100.0 | "
            "global batch size:   128 |\n",
            iteration);
    }
    Logs logs;
    logs.with("train.log", text);
    CHECK(has(logs.summarized("train.log"), "executed 4 512 kept 4 512"));
}

TEST_CASE("of a trainer that is not read it is said what helps") {
    Logs logs;
    logs.with("a.log", "step 1/100 | loss: 2.9 | tok/sec: 1,023,412\n")
        .with("b.log", "{\"current_steps\": 10, \"total_steps\": 20, \"total_tokens\": 100}\n")
        .with("c.log", "[step=1/1000,epoch=1]\n    throughput/total tokens=4,194,304\n");
    for (const char* name : {"a.log", "b.log", "c.log"}) {
        const std::string text = logs.summarized(name);
        CHECK(has(text, "operations: {tokens: ...}"));
        CHECK(text.find("--map") == text.npos);
        CHECK(text.find("--input-format") == text.npos);
    }
}

}  // namespace flopledger
