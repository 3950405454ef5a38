// SPDX-License-Identifier: Apache-2.0
// Logs of trainers that do not say all: another log or an odd line never makes a total less.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "tests/support/logs/field_logs.hpp"

namespace flopledger {

namespace {

const std::string by_parameters = "operations: {parameters: 1e9}";
const std::string states = "files: ['*/trainer_state.json']";

// A state of so many steps, with its history and further fields.
std::string state(int steps, const std::string& entries, const std::string& tail) {
    return fmt::format("{{\"global_step\": {}, \"log_history\": [{}], {}}}\n", steps, entries,
                       tail);
}

// An entry of training, with what it says besides.
std::string entry(int step, const std::string& more = "") {
    return fmt::format("{{\"loss\": 1.{0}, \"step\": {0}{1}}}", step, more);
}

}  // namespace

TEST_CASE("another state never makes a total less") {
    for (const bool larger_first : {true, false}) {
        Logs logs;
        const std::string large = state(100, "", "\"total_flos\": 2.94e18");
        const std::string small = state(100, "", "\"total_flos\": 2.94e17");
        logs.with("a/trainer_state.json", larger_first ? large : small);
        logs.with("b/trainer_state.json", larger_first ? small : large);
        const std::string text = logs.estimated(by_parameters, states);
        CHECK(has(text, "logs (tokens) 2.94e18 2.94e18 .. 8.73e18"));
        CHECK(has(text, "training-may-overlap"));
    }
    // Nor a log of fewer tokens that another may have been rolled back for.
    const auto steps = [](const std::string& name, int batch) {
        std::string text =
            "[config.py:1:print] train_batch_size ...... " + std::to_string(batch) + "\n";
        for (const int step : {10, 20, 30}) {
            text += fmt::format("[Rank 0] step={}, skipped=0, lr=[0.1] {}\n", step, name);
        }
        return text;
    };
    Logs logs;
    logs.with("a.log", steps("a", 1000)).with("b.log", steps("b", 10));
    const std::string text =
        logs.estimated("operations: {parameters: 1e9, sequence_length: 1000}", "files: ['*.log']");
    CHECK(has(text, "logs (tokens) 1.8e17 1.8e17 .. 1.82e17"));
    CHECK(has(text, "training-may-overlap"));
}

TEST_CASE("logs without times are copies only where all they print is equal") {
    const auto log = [](double milliseconds) {
        std::string text =
            "------ arguments ------\n  seq_length ........ 1000\n  log_interval ...... 10\n"
            "------ end of arguments ------\n";
        for (int iteration = 10; iteration <= 100; iteration += 10) {
            text += fmt::format(
                " iteration {:8}/     100 | consumed samples: {:8} | elapsed time per iteration "
                "(ms): {:.1f} | global batch size: 10 |\n",
                iteration, iteration * 10, milliseconds);
        }
        return text;
    };
    for (const double other : {1000.0, 1001.0, 1000.1, 1400.0}) {
        Logs logs;
        logs.with("a.log", log(1000)).with("b.log", log(other));
        CAPTURE(other);
        CHECK(has(logs.estimated(by_parameters, "files: ['*.log']"), "training-may-overlap") ==
              (other != 1000.0));
    }
}

TEST_CASE("states that could be copies count once at the least, and each at the most") {
    Logs logs;
    for (const char* name : {"a", "b", "c"}) {
        logs.with(std::string(name) + "/trainer_state.json",
                  state(100, "", "\"num_input_tokens_seen\": 1000000"));
    }
    const std::string text = logs.estimated(by_parameters, states);
    CHECK(has(text, "logs (tokens) 6e15 6e15 .. 1.8e16"));
    CHECK(has(text, "training-may-overlap"));
}

TEST_CASE("evaluations tell runs apart") {
    const auto evaluated = [](const char* loss, const char* again = "") {
        return state(
            100,
            entry(50) + "," + entry(100) + ", {\"eval_loss\": " + loss + ", \"step\": 100}" + again,
            "\"num_input_tokens_seen\": 1000000");
    };
    Logs logs;
    logs.with("a/trainer_state.json", evaluated("1.5"))
        .with("b/trainer_state.json", evaluated("1.6"));
    const std::string two = logs.estimated(by_parameters, states);
    CHECK(has(two, "logs (tokens) 1.2e16"));
    CHECK(two.find("training-may-overlap") == two.npos);
    // A state saved after one more evaluation is of the same run.
    logs.with("b/trainer_state.json",
              evaluated("1.5", ", {\"eval_loss\": 1.5, \"eval_runtime\": 9, \"step\": 100}"));
    const std::string one = logs.estimated(by_parameters, states);
    CHECK(has(one, "logs (tokens) 6e15"));
    CHECK(one.find("..") == one.npos);
    // Where evaluations are all there is.
    const auto alone = [](const char* loss) {
        return state(100, std::string("{\"eval_loss\": ") + loss + ", \"step\": 100}",
                     "\"num_input_tokens_seen\": 1000000");
    };
    Logs bare;
    bare.with("a/trainer_state.json", alone("1.5")).with("b/trainer_state.json", alone("1.6"));
    CHECK(has(bare.estimated(by_parameters, states), "logs (tokens) 1.2e16"));
}

TEST_CASE("steps without a count of tokens are in the high end") {
    Logs logs;
    const auto of = [&logs](const std::string& text) {
        logs.with("a/trainer_state.json", text);
        return logs.estimated(by_parameters, states);
    };
    const std::string half = ", \"num_tokens\": 500000";
    const std::string whole = ", \"num_tokens\": 1000000";
    const std::string other = "\"total_flos\": 0";
    const std::string behind = of(state(105, entry(50, half) + "," + entry(100, whole), other));
    CHECK(has(behind, "logs (tokens) 6e15 6e15 .. 6.3e15"));
    CHECK(has(behind, "iterations-missing"));
    CHECK(has(of(state(100, entry(50) + "," + entry(100, half), other)), "3e15 3e15 .. 6e15"));
    const std::string all = of(state(100, entry(50, half) + "," + entry(100, whole), other));
    CHECK(has(all, "logs (tokens) 6e15"));
    CHECK(all.find("..") == all.npos);
}

TEST_CASE("DeepSpeed's batch sizes in one log") {
    const std::string size = "[INFO] [config.py:1:print] train_batch_size ...... ";
    const auto step = [](int number) {
        return fmt::format("[Rank 0] step={}, skipped=0, lr=[0.1]\n", number);
    };
    Logs logs;
    logs.with("two.log", size + "32\n" + size + "16\n" + step(10) + step(20))
        .with("again.log", size + "32\n" + step(10) + step(20) + size + "16\n" + step(20))
        .with("engines.log",
              size + "16\n" + size + "32\n" + step(10) + step(10) + step(20) + step(20));
    CHECK(has(logs.summarized("two.log"), "executed 20 640"));
    CHECK(has(logs.summarized("again.log"), "executed 30 800"));
    CHECK(has(logs.summarized("engines.log"), "too-many-rejected"));
}

TEST_CASE("names of tokens with a slash are told, rates are not") {
    Logs logs;
    for (const char* name : {"tokens/total", "train/total_tokens", "tokens/trainable"}) {
        logs.with("a/trainer_state.json",
                  state(10, entry(10, fmt::format(", \"{}\": 5", name)), "\"total_flos\": 0"));
        CHECK(has(logs.summarized("a/trainer_state.json"), "tokens-not-read"));
    }
    for (const char* name : {"tokens/s", "train/tokens/gpu", "tokens/train_per_sec_per_gpu"}) {
        logs.with("a/trainer_state.json",
                  state(10, entry(10, fmt::format(", \"{}\": 5", name)), "\"total_flos\": 0"));
        const std::string text = logs.summarized("a/trainer_state.json");
        CHECK(text.find("tokens-not-read") == text.npos);
    }
}

TEST_CASE("what operations states is not asked for, and total_flos by hand is doubted") {
    Logs logs;
    logs.with("a/trainer_state.json", state(10, entry(10), "\"total_flos\": 0"));
    const std::string stated =
        logs.estimated("operations: {parameters: 1e9, sequence_length: 100, tokens: 1e9}", states);
    CHECK(has(stated, "what `operations` states stands for them"));
    CHECK(stated.find("or its `tokens`") == stated.npos);
    CHECK(has(logs.estimated("operations: {parameters: 1e9, total_flos: 6e15}", states),
              "ZeRO stage 3"));
}

}  // namespace flopledger
