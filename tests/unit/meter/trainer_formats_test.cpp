// SPDX-License-Identifier: Apache-2.0
// What holds for all formats of trainers alike.
#include <random>

#include "core/meter/formats/trainers/deepspeed_log.hpp"
#include "core/meter/formats/trainers/llmc_log.hpp"
#include "core/meter/formats/trainers/maxtext_log.hpp"
#include "core/meter/formats/trainers/megatron_log.hpp"
#include "core/meter/formats/trainers/mlperf_log.hpp"
#include "core/meter/formats/trainers/nemo_log.hpp"
#include "core/meter/formats/trainers/torchtitan_log.hpp"
#include "core/meter/formats/trainers/trainer_state.hpp"
#include "core/meter/formats/trainers/trainer_text.hpp"
#include "core/usage/training_sums.hpp"
#include "tests/support/files.hpp"
#include "tests/support/logs/trainer_logs.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

std::vector<const LogFormat*> trainers() {
    return {&deepspeed_log_format, &llmc_log_format, &maxtext_log_format,    &megatron_log_format,
            &mlperf_log_format,    &nemo_log_format, &torchtitan_log_format, &trainer_state_format};
}

}  // namespace

TEST_CASE("a trainer's log is taken for its own") {
    for (const SourceFile& file : read_files("tests/fuzz/corpus/trainer_log", {".log", ".json"})) {
        int takers = 0;
        for (const LogFormat* format : trainers()) {
            if (format->recognise(file.text) == Recognition::yes) ++takers;
        }
        if (!file.path.ends_with("others.log")) CHECK_MESSAGE(takers == 1, file.path);
    }
    for (const std::string_view name :
         {"03-bigscience-megatron/meg_gpt2_perf_n16.out", "05-nanogpt/2024-10-13_llmc_main.log",
          "02-mlperf-mllog/v4.0_SMC_1x8H100_llama2_70b_lora_result_1.txt"}) {
        const auto text = real_log(std::string(name));
        if (!text) return;
        const LogFormat* format = recognise_format(text->substr(0, 65536), "");
        REQUIRE(format != nullptr);
        CHECK(format->name == (name[1] == '2'   ? "mlperf-log"
                               : name[1] == '3' ? "megatron-log"
                                                : "llmc-log"));
    }
}

TEST_CASE("what others wrote is not taken for a trainer's log") {
    const auto samples = shared_or_skip("samples/telemetry");
    if (!samples) return;
    for (const std::string& path : list_files(*samples, {""})) {
        const std::string_view name = std::string_view(path).substr(samples->size() + 1);
        const bool own = name.starts_with("02-") || name.starts_with("03-") ||
                         name.starts_with("05-") || name == "SOURCES.md";
        if (own || path.ends_with(".gz")) continue;
        const std::string text = read_file(path).substr(0, 65536);
        for (const LogFormat* format : trainers()) {
            CHECK_MESSAGE(format->recognise(text) == Recognition::no, path << format->name);
        }
    }
}

TEST_CASE("bytes changed, lost and put in between: counted, never more than was there") {
    std::mt19937 random(7);
    for (const SourceFile& file : read_files("tests/fuzz/corpus/trainer_log", {".log", ".json"})) {
        for (int round = 0; round < 60; ++round) {
            std::string text = file.text;
            for (int change = 0; change < 3; ++change) {
                const std::size_t at = random() % text.size();
                const std::size_t size = random() % 40;
                const auto letter = static_cast<char>(random() % 256);
                if (change == 0) text[at] = letter;
                if (change == 1) text.erase(at, size);
                if (change == 2) text.insert(at, file.text.substr(at % file.text.size(), size));
            }
            for (const LogFormat* format : trainers()) {
                const ReadLog log(*format, text);
                CHECK(log.meter.rows.rejected() <= log.meter.row_count);
                const TrainingSums sums = sums_of(log.meter.training);
                CHECK(sums.kept_iterations <= sums.executed_iterations);
                CHECK(sums.kept_samples <= sums.executed_samples);
            }
        }
    }
}

TEST_CASE("what trainers print is read back") {
    CHECK(whole_number("8,030,261,248") == 8030261248);
    CHECK(whole_number(" 51200 ") == 51200);
    CHECK(!whole_number("1,23"));
    CHECK(!whole_number("1234,567"));
    CHECK(!whole_number("1.5"));
    CHECK(!whole_number("-1"));
    CHECK(!whole_number("18446744073709551616"));
    CHECK(whole_number("18446744073709551615") == UINT64_MAX);

    CHECK(printed_count("49.00")->value == 49);
    CHECK(!printed_count("49.00")->rounded);
    CHECK(printed_count("2.56e+5")->value == 256000);
    CHECK(printed_count("2.56e+5")->rounded);
    CHECK(printed_count("1.258B")->value == 1258000000);
    CHECK(!printed_count("49.5"));
    CHECK(!printed_count("nan"));
    CHECK(!printed_count("B"));

    std::string scratch;
    CHECK(without_escapes("\x1b[1;31mred\x1b[0m!", scratch) == "red!");
    CHECK(without_escapes("cut\x1b[", scratch) == "cut");
    CHECK(without_escapes("cut\x1b", scratch) == "cut");
    CHECK(rank_of("[default7]: iteration") == "[default7");
    CHECK(rank_of(" 12: text") == "12");
    CHECK(rank_of("[2025-06-05 12:00:00] iteration").empty());
    CHECK(first_word("  4,376, x") == "4,376");
    CHECK(first_word("").empty());
    CHECK(from_tera("496.3 (avg 496.1)") == "496.3e12");
    CHECK(from_tera("N/A").empty());
    CHECK(line_time("[x] 2025/06/05T12:00:00.123Z rest")->has_zone);
    CHECK(line_time("[x] 2025-06-05 12:00:00,123 rest")->milliseconds == 1749124800123);
    CHECK(!line_time("2025-06-05"));
    CHECK(printed_argument("[t] [INFO] [config.py:752:print]   world_size ... 8")->name ==
          "world_size");
    CHECK(!printed_argument("  name = value"));
}

}  // namespace flopledger
