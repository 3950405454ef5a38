// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdint>

#include "tests/support/logs/made_logs.hpp"

namespace flopledger {

namespace {

// Every trainer's log is of 40 iterations of 64 sequences of 2,048 tokens, ten seconds each.
constexpr std::uint64_t iterations = 40;
constexpr std::uint64_t batch = 64;
constexpr std::uint64_t length = 2048;

std::uint64_t or_zero(const MadeLog& made, std::string_view name, std::uint64_t value) {
    return made.zero == name ? 0 : value;
}

std::string clock_at(std::uint64_t seconds) {
    return fmt::format("{:02}:{:02}", seconds / 60, seconds % 60);
}

std::string megatron(const MadeLog& made) {
    std::string text = fmt::format(
        "using world size: 8, data-parallel-size: 8\n"
        "  global_batch_size ............................... {}\n"
        "  seq_length ...................................... {}\n",
        batch, length);
    for (std::uint64_t step = 1; step <= iterations; ++step) {
        text += fmt::format(
            " iteration {:8}/ {:8} | consumed samples: {:12} | elapsed time per iteration (ms): "
            "10000.5 | learning rate: 1.0E-04 | global batch size: {:5} | lm loss: 2.5E+00 | "
            "number "
            "of skipped iterations:   0 | number of nan iterations:   0 |\n",
            step, iterations, or_zero(made, "samples", step * batch),
            or_zero(made, "batch", batch));
    }
    return text;
}

std::string deepspeed(const MadeLog& made) {
    std::string text = fmt::format(
        "[2026-03-02 10:00:00,195] [INFO] [config.py:752:print]   train_batch_size ............. "
        "{}\n"
        "[2026-03-02 10:00:00,196] [INFO] [config.py:752:print]   world_size ................... "
        "8\n",
        or_zero(made, "batch", batch));
    for (std::uint64_t step = 1; step <= iterations; ++step) {
        text += fmt::format(
            "[2026-03-02 10:{},714] [INFO] [logging.py:96:log_dist] [Rank 0] step={}, skipped=0, "
            "lr=[1e-05], mom=[(0.9, 0.95)]\n"
            "[2026-03-02 10:{},715] [INFO] [timer.py:260:stop] "
            "epoch=0/micro_step={}/global_step={}, "
            "RunningAvgSamplesPerSec=6.40, CurrSamplesPerSec=6.40, MemAllocated=4.32GB\n",
            clock_at(10 * step), step, clock_at(10 * step), step, step);
    }
    return text;
}

std::string torchtitan(const MadeLog& made) {
    std::string text = fmt::format(
        "[rank0]:[titan] 2026-03-02 10:00:00,500 - root - INFO - Trainer is initialized with local "
        "batch size 8, global batch size {}, gradient accumulation steps 1, sequence length {}, "
        "total steps {} (warmup 20)\n"
        "[rank0]:[titan] 2026-03-02 10:00:01,500 - root - INFO - Training starts at step 1\n",
        or_zero(made, "batch", batch), length, iterations);
    for (std::uint64_t step = 1; step <= iterations; ++step) {
        text += fmt::format(
            "[rank0]:[titan] 2026-03-02 10:{},500 - root - INFO - step: {:2}  loss: 11.83  "
            "memory: 48.87GiB(51%)  tps: 1,638  tflops: 253.41  mfu: 25.6%\n",
            clock_at(10 * step), step);
    }
    return text;
}

std::string maxtext(const MadeLog& made) {
    std::string text = fmt::format(
        "Config param global_batch_size_to_train_on: {}\nConfig param max_target_length: {}\n"
        "Num_devices: 8, shape (1, 1, 8)\n",
        or_zero(made, "batch", batch), length);
    for (std::uint64_t step = 0; step < iterations; ++step) {
        text += fmt::format(
            "completed step: {}, seconds: 10.000, TFLOP/s/device: 90.5, Tokens/s/device: 1638.4, "
            "total_weights: {}, loss: 10.410\n",
            step, or_zero(made, "tokens", batch * length));
    }
    return text;
}

std::string nemo(const MadeLog& made) {
    std::string text = fmt::format("    encoder_seq_length: {}\n", length);
    for (std::uint64_t step = 1; step <= iterations; ++step) {
        text += fmt::format(
            "Training epoch 0, iteration {}/{} | lr: 0.0006 | consumed_samples: {} | "
            "global_batch_size: {} | global_step: {} | reduced_train_loss: 11.02 | "
            "train_step_timing in s: 10\n",
            step - 1, iterations - 1, or_zero(made, "samples", step * batch),
            or_zero(made, "batch", batch), step - 1);
    }
    return text;
}

std::string llmc(const MadeLog&) {
    std::string text;
    for (std::uint64_t step = 0; step < iterations; ++step) {
        text += fmt::format("s:{} trl:10.0 lr:0.1 norm:1\n", step);
    }
    return text;
}

std::string trainer_state(const MadeLog& made) {
    std::string steps;
    for (std::uint64_t step = 10; step <= iterations; step += 10) {
        steps += fmt::format(
            R"({}{{"epoch": 0.{}, "loss": 2.5, "num_input_tokens_seen": {}, "step": {}}})",
            steps.empty() ? "" : ", ", step, or_zero(made, "tokens", step * batch * length), step);
    }
    return fmt::format(
        R"({{"epoch": 0.4, "global_step": {}, "log_history": [{}], "max_steps": {}, )"
        R"("num_input_tokens_seen": {}, "total_flos": 2.2e17, "train_batch_size": 8}})"
        "\n",
        iterations, steps, iterations, or_zero(made, "tokens", iterations * batch * length));
}

std::string mllog(std::string_view key, const std::string& value, std::string_view metadata,
                  std::uint64_t millisecond) {
    return fmt::format(
        R"(:::MLLOG {{"namespace": "", "time_ms": {}, "event_type": "POINT_IN_TIME", "key": "{}", )"
        R"("value": {}, "metadata": {{{}}}}})"
        "\n",
        1'772'445'600'000 + millisecond, key, value, metadata);
}

std::string mlperf(const MadeLog& made) {
    const std::uint64_t samples = or_zero(made, "samples", iterations * batch);
    return mllog("submission_benchmark", "\"llama31_405b\"", "", 0) +
           mllog("global_batch_size", fmt::format("{}", batch), "", 0) +
           mllog("max_sequence_length", fmt::format("{}", length), "", 0) +
           mllog("run_start", "null", "", 1) +
           mllog("eval_accuracy", "5.6", fmt::format("\"samples_count\": {}", samples), 400'000) +
           mllog("run_stop", "null", "\"status\": \"success\"", 400'001);
}

// Two jobs, of eight and sixteen chips.
std::string sacct(const MadeLog& made) {
    const std::string who = made.identity ? "JobIDRaw|" : "";
    std::string text = who + "Start|End|ElapsedRaw|State|AllocNodes|AllocTRES\n";
    for (std::uint64_t job = 1; job <= 2; ++job) {
        const std::uint64_t named = made.same ? 1 : job;
        const std::string id = made.identity ? fmt::format("{}|", 70 + named) : "";
        text += fmt::format(
            "{}2026-03-02T1{}:00:00|2026-03-02T1{}:00:00|{}|COMPLETED|{}|billing=96,cpu=96,"
            "gres/gpu:h100={},gres/gpu={},mem=1G,node={}\n",
            id, job - 1, job, or_zero(made, "elapsed", 3600), job, or_zero(made, "typed", 8 * job),
            8 * job, job);
    }
    return text;
}

std::string sacct_json(const MadeLog& made) {
    std::string jobs;
    for (std::uint64_t job = 1; job <= 2; ++job) {
        const std::uint64_t named = made.same ? 1 : job;
        const std::string id = made.identity ? fmt::format("\"job_id\": {}, ", 70 + named) : "";
        const std::uint64_t start = 1'772'445'600 + 3600 * (job - 1);
        jobs += fmt::format(
            R"({}{{{}"name": "train", "allocation_nodes": {}, "time": {{"start": {}, "end": {}, )"
            R"("elapsed": {}}}, "state": {{"current": "COMPLETED"}}, "tres": {{"allocated": )"
            R"([{{"type": "gres", "name": "gpu", "id": 1, "count": {}}}, {{"type": "node", )"
            R"("name": "", "id": 4, "count": {}}}], "requested": []}}}})",
            jobs.empty() ? "" : ",\n", id, job, start, start + 3600, or_zero(made, "elapsed", 3600),
            8 * job, job);
    }
    return "{\"jobs\": [\n" + jobs + "\n], \"meta\": {\"Slurm\": {\"release\": \"23.11.1\"}}}\n";
}

}  // namespace

std::vector<LogMaker> run_log_makers() {
    return {
        {"megatron-log",
         "megatron.log",
         {"consumed samples", "global batch size", "iteration ", "seq_length",
          "elapsed time per iteration"},
         {"samples", "batch"},
         {},
         megatron},
        {"deepspeed-log",
         "deepspeed.log",
         {"train_batch_size", "step=", "global_step"},
         {"batch"},
         {},
         deepspeed},
        {"torchtitan-log",
         "titan.log",
         {"global batch size", "sequence length", "step:", "Training starts at step"},
         {"batch"},
         {},
         torchtitan},
        {"maxtext-log",
         "maxtext.log",
         {"global_batch_size_to_train_on", "max_target_length", "total_weights", "completed step"},
         {"batch", "tokens"},
         {},
         maxtext},
        {"nemo-log",
         "nemo.log",
         {"encoder_seq_length", "consumed_samples", "global_batch_size", "global_step"},
         {"samples", "batch"},
         {},
         nemo},
        {"llmc-log", "main.log", {"trl"}, {}, {}, llmc, ", tokens_per_iteration: 131072"},
        {"trainer-state",
         "trainer_state.json",
         {"num_input_tokens_seen", "\"step\"", "global_step", "log_history"},
         {"tokens"},
         {},
         trainer_state},
        {"mlperf-log",
         "mlperf.log",
         {"samples_count", "max_sequence_length", "global_batch_size", "run_start",
          "eval_accuracy"},
         {"samples"},
         {},
         mlperf},
        {"sacct",
         "jobs.sacct",
         {"JobIDRaw", "ElapsedRaw", "AllocTRES", "gres/gpu=", "gres/gpu:h100", "Start", "End"},
         {"elapsed", "typed"},
         {},
         sacct},
        {"sacct-json",
         "jobs.json",
         {"\"job_id\"", "\"elapsed\"", "\"allocated\"", "\"count\"", "\"gpu\"", "\"start\""},
         {"elapsed"},
         {},
         sacct_json},
    };
}

}  // namespace flopledger
