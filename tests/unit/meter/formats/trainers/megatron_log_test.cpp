// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/megatron_log.hpp"

#include "core/base/exact.hpp"
#include "core/usage/training_sums.hpp"
#include "core/usage/usage_sums.hpp"
#include "tests/support/logs/trainer_logs.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

constexpr std::string_view arguments = R"(using world size: 16, data-parallel-size: 4
------------------------ arguments ------------------------
  global_batch_size ............................... 8
  load ............................................ None
  log_interval .................................... 2
  pipeline_model_parallel_size .................... 1
  seq_length ...................................... 128
  tensor_model_parallel_size ...................... 1
  world_size ...................................... 16
-------------------- end of arguments ---------------------
 > number of parameters on (tensor, pipeline) model parallel rank (0, 0): 12345678
)";

std::string iteration(int number, int samples, std::string_view prefix = "",
                      std::string_view more = "") {
    return std::string(prefix) + " iteration " + std::to_string(number) +
           "/     100 | consumed samples:  " + std::to_string(samples) +
           " | elapsed time per iteration (ms): 1000.5 | learning rate: 1.0E-04 |" +
           " global batch size:     8 | lm loss: 2.5E+00 |" + std::string(more) +
           " number of skipped iterations:   0 | number of nan iterations:   0 |\n";
}

ReadLog read(const std::string& text) { return ReadLog(megatron_log_format, text); }

}  // namespace

TEST_CASE("a Megatron log gives iterations, samples, tokens and time") {
    const ReadLog log = read(std::string(arguments) + iteration(2, 16) +
                             "time (ms) | forward: 1\n" + iteration(4, 32) + iteration(6, 48));
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 3);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    const TrainingStretch& stretch = log.stretch(0);
    CHECK(stretch.first_iteration == 1);
    CHECK(stretch.last_iteration == 6);
    CHECK(stretch.samples == 48);
    CHECK(stretch.sequence_length == 128);
    CHECK(stretch.tokens == 48 * 128);
    CHECK(stretch.milliseconds == 6003);
    CHECK(stretch.devices == 16);
    CHECK(stretch.parameters == 12345678);
    CHECK(stretch.format == "megatron-log");
    CHECK(log.found("log-start-unknown") == 0);
}

TEST_CASE("samples of a starting checkpoint are not executed again") {
    const std::string loaded =
        " successfully loaded checkpoint from /x [ t 1/1, p 1/1 ] at iteration 50\n";
    std::string text = std::string(arguments) + loaded + iteration(52, 416) + iteration(54, 432);
    CHECK(read(text).stretch(0).first_iteration == 51);
    CHECK(read(text).stretch(0).samples == 32);

    // A checkpoint between two lines, and one that the log does not tell of.
    text = std::string(arguments) + "loading checkpoint from /x at iteration 51\n" +
           iteration(52, 416) + iteration(54, 432);
    CHECK(read(text).stretch(0).first_iteration == 52);
    CHECK(read(text).stretch(0).samples == 24);
    const ReadLog bare = read(iteration(52, 416) + iteration(54, 432));
    CHECK(bare.stretch(0).first_iteration == 51);
    CHECK(bare.stretch(0).samples == 32);
    CHECK(bare.stretch(0).tokens == 0);
    CHECK(bare.found("log-start-unknown") == 1);
}

TEST_CASE("iterations after a restart were executed twice") {
    const ReadLog log =
        read(std::string(arguments) + iteration(2, 16) + iteration(4, 32) + iteration(6, 48) +
             std::string(arguments) + "loading checkpoint from /x at iteration 2\n" +
             iteration(4, 32) + iteration(6, 48) + iteration(8, 64));
    REQUIRE(log.meter.training.size() == 2);
    CHECK(log.stretch(1).first_iteration == 3);
    CHECK(log.stretch(1).place > log.stretch(0).place);
    const TrainingSums sums = sums_of(log.meter.training);
    CHECK(sums.executed_iterations == 12);
    CHECK(sums.executed_samples == 96);
    CHECK(sums.kept_iterations == 8);
    CHECK(sums.kept_samples == 64);
    CHECK(sums.restarts == 1);

    const ReadLog same =
        read(iteration(5, 40) + iteration(6, 48) + iteration(4, 32) + iteration(5, 40));
    CHECK(same.meter.training.size() == 2);
    CHECK(same.stretch(1).samples == 16);
}

TEST_CASE("processes that print the same iterations count once") {
    const std::string a = "[default6]:";
    const std::string b = "[default7]:";
    const ReadLog log = read(iteration(1, 8, a) + iteration(1, 8, b) + iteration(2, 16, a) +
                             iteration(3, 24, a) + iteration(2, 16, b) + iteration(3, 24, b) +
                             iteration(4, 32, b) + iteration(4, 32, a) + iteration(4, 32, a));
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.meter.row_count == 9);
    CHECK(log.stretch(0).last_iteration == 4);
    CHECK(log.stretch(0).samples == 32);
    CHECK(log.stretch(0).milliseconds == 4002);

    // Both go back; so does one that was not heard of before.
    const std::string c = "[default3]:";
    const ReadLog again =
        read(iteration(1, 8, a) + iteration(1, 8, b) + iteration(2, 16, a) + iteration(2, 16, b) +
             iteration(2, 24, a) + iteration(2, 24, b) + iteration(3, 32, b) + iteration(3, 32, a) +
             iteration(3, 32, c) + iteration(4, 40, a) + iteration(3, 32, "[default5]:"));
    CHECK(again.meter.training.size() == 3);
    CHECK(sums_of(again.meter.training).executed_iterations == 2 + 3 + 1);
}

TEST_CASE("torn and interleaved lines") {
    std::string torn = iteration(2, 16);
    torn.insert(torn.find("1000.5") + 2, iteration(3, 24).substr(0, iteration(3, 24).size() - 1));
    const ReadLog log = read(iteration(1, 8) + torn + iteration(4, 32));
    CHECK(log.meter.row_count == 4);
    CHECK(log.meter.rows.rejected(Rejection::torn) == 1);
    CHECK(log.stretch(0).samples == 32);
    CHECK(log.stretch(0).last_iteration == 4);

    const std::string last = iteration(5, 40);
    for (std::size_t size = 0; size < last.size(); ++size) {
        const ReadLog cut = read(iteration(3, 24) + iteration(4, 32) + last.substr(0, size));
        const bool whole = size > last.find("1000.5") + 7;
        CHECK(cut.stretch(0).last_iteration == (whole ? 5 : 4));
        CHECK(cut.meter.row_count - cut.meter.rows.rejected() == (whole ? 3 : 2));
    }
}

TEST_CASE("values that cannot be") {
    CHECK(read(iteration(101, 8)).meter.rows.rejected(Rejection::out_of_range) == 1);
    CHECK(read(" iteration 99999999999999999999/ 100 | a: 1 |\n").meter.rows.rejected() == 1);
    std::string text = iteration(1, 8);
    text.replace(text.find("1000.5"), 6, "abcdef");
    CHECK(read(text).meter.rows.rejected(Rejection::bad_number) == 1);
    // Samples that go back while iterations go on.
    const ReadLog back = read(iteration(1, 8) + iteration(2, 4) + iteration(3, 24));
    CHECK(back.meter.rows.rejected(Rejection::out_of_range) == 1);
    CHECK(back.stretch(0).samples == 24);
    // A digit lost of an iteration, and one won of its samples.
    const ReadLog lost = read(iteration(11, 88) + iteration(1, 96) + iteration(13, 104));
    CHECK(lost.meter.rows.rejected(Rejection::out_of_range) == 1);
    REQUIRE(lost.meter.training.size() == 1);
    CHECK(lost.stretch(0).last_iteration == 13);
    const ReadLog won = read(iteration(11, 88) + iteration(12, 966) + iteration(13, 104));
    CHECK(won.meter.rows.rejected(Rejection::out_of_range) == 1);
    CHECK(won.stretch(0).samples == 24);
    CHECK(read("saving checkpoint at iteration 500 to /x\n").meter.row_count == 0);
    CHECK(read(std::string("\0 iteration 1/\x1b[", 17)).meter.row_count == 0);
}

TEST_CASE("a batch that grows, seconds, colours, times and rates") {
    std::string text;
    int samples = 0;
    for (int i = 1; i <= 4; ++i) {
        samples += 8 * i;
        text += "\x1b[32m[default7]: iteration    " + std::to_string(i) +
                "/  100 | consumed samples: " + std::to_string(samples) +
                " | consumed tokens: " + std::to_string(samples * 128) +
                " | elapsed time per iteration (s): 105.22 | gloabl batch size: " +
                std::to_string(8 * i) + " | samples per second: 4.761 | TFLOPs: 97.07 |\x1b[0m\n";
    }
    const ReadLog log = read(text);
    CHECK(log.stretch(0).samples == 80);
    CHECK(log.stretch(0).tokens == 80 * 128);
    CHECK(log.stretch(0).sequence_length == 0);
    CHECK(log.stretch(0).milliseconds == 420880);
    CHECK(log.stretch(0).reported_rate == "97.07e12");

    const std::string_view more = " throughput per GPU (TFLOP/s/GPU): 490.0 |";
    const ReadLog timed = read(iteration(1, 8, " [2025-06-05 12:00:00]", more) +
                               iteration(2, 16, " [2025-06-05 12:00:01.500]", more));
    CHECK(timed.stretch(0).first_time == 1749124800000);
    CHECK(timed.stretch(0).last_time == 1749124801500);
    CHECK(timed.stretch(0).reported_rate == "490.0e12");
    CHECK(timed.meter.zone_assumed);

    MeterOptions options;
    options.from = 1749124801000;
    const ReadLog window(
        megatron_log_format,
        iteration(1, 8, " [2025-06-05 12:00:00]") + iteration(2, 16, " [2025-06-05 12:00:01]"),
        options);
    CHECK(window.stretch(0).first_iteration == 2);
    CHECK(window.stretch(0).samples == 8);
    CHECK(window.meter.rows.rejected(Rejection::out_of_window) == 1);
}

TEST_CASE("rounded tokens, data passed over, iterations not shown") {
    std::string text = iteration(1, 8, "", " consumed tokens: 1.258B |");
    ReadLog log = read(text);
    CHECK(log.stretch(0).tokens == 1258000000);
    CHECK(log.found("values-rounded") == 1);
    log = read(std::string(arguments) + iteration(2, 16, "", " consumed tokens: 1.258B |"));
    CHECK(log.stretch(0).tokens == 16 * 128);
    CHECK(log.found("values-rounded") == 0);

    log = read(iteration(1, 8) + iteration(5, 40, "", " skipped samples: 24 |"));
    CHECK(log.stretch(0).samples == 16);
    CHECK(read(std::string(arguments) + iteration(8, 64)).found("iterations-not-shown") == 1);
    log = read(std::string(arguments) + iteration(2, 16) + iteration(8, 64));
    CHECK(log.found("iterations-not-shown") == 1);
    CHECK(log.stretch(0).samples == 64);
}

TEST_CASE("a log that goes back all the time is no log") {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += iteration(1, 8 + i);
    const ReadLog log = read(text);
    CHECK(log.meter.row_count == 5000);
    CHECK(log.meter.training.size() == 4097);
    CHECK(log.meter.rows.rejected(Rejection::not_this_format) == 5000 - 4097);
}

TEST_CASE("real Megatron logs") {
    const std::string folder = "03-bigscience-megatron/";
    const auto pipeline = real_log(folder + "meg_ds_3d_gpt2_perf_n16-ds-off.out");
    if (!pipeline) return;
    ReadLog log = read(*pipeline);
    CHECK(log.recognition == Recognition::yes);
    CHECK(log.meter.row_count == 62);
    CHECK(log.meter.rows.rejected() == 0);
    REQUIRE(log.meter.training.size() == 1);
    CHECK(log.stretch(0).first_iteration == 1);
    CHECK(log.stretch(0).last_iteration == 62);
    CHECK(log.stretch(0).samples == 62 * 1024);
    CHECK(log.stretch(0).tokens == 62ULL * 1024 * 1024);
    CHECK(log.stretch(0).milliseconds / 100 == 78668);
    CHECK(log.stretch(0).devices == 64);
    CHECK(log.stretch(0).parameters == 0);
    // 72 L h^2 (1 + s/6h + V/12Lh) a token; with recomputation 4/3 of what the layers take.
    const Exact h = 8192;
    const Exact layers = 64;
    const Exact base = 72 * layers * h * h;
    const Exact attention = base * 1024 / (6 * h);
    const Exact head = base * 50257 / (12 * layers * h);
    const Exact tokens = Exact(static_cast<std::int64_t>(log.stretch(0).tokens)) / 62;
    CHECK(((base + attention + head) * tokens).scientific(4) == "3.336e17");
    CHECK((((base + attention) * 4 / 3 + head) * tokens).scientific(4) == "4.439e17");

    log = read(*real_log(folder + "meg_gpt2_perf_n16.out"));
    CHECK(log.stretch(0).last_iteration == 3);
    CHECK(log.stretch(0).skipped == 3);
    CHECK(log.stretch(0).tokens == 3ULL * 1024 * 1024);
    CHECK(sums_of(log.meter.training).executed_iterations == 3);
    CHECK(sums_of(log.meter.training).skipped_iterations == 3);

    // A fork that counts no samples: its batch stands in DeepSpeed's configuration.
    log = read(*real_log(folder + "meg_ds_zero_gpt2_perf_n16_nbs48_ms48.out"));
    CHECK(log.stretch(0).last_iteration == 3);
    CHECK(log.stretch(0).samples == 3 * 768);
    CHECK(log.stretch(0).tokens == 3ULL * 768 * 1024);
}

}  // namespace flopledger
