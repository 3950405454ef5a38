// SPDX-License-Identifier: Apache-2.0
// Any bytes as a trainer's log: no crash; no more rows rejected than counted; the same whatever
// pieces it comes in; and of what was executed no more is kept than there was.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/meter/formats/trainers/deepspeed_log.hpp"
#include "core/meter/formats/trainers/llmc_log.hpp"
#include "core/meter/formats/trainers/maxtext_log.hpp"
#include "core/meter/formats/trainers/megatron_log.hpp"
#include "core/meter/formats/trainers/mlperf_log.hpp"
#include "core/meter/formats/trainers/nemo_log.hpp"
#include "core/meter/formats/trainers/torchtitan_log.hpp"
#include "core/meter/formats/trainers/trainer_state.hpp"
#include "core/usage/training_sums.hpp"

namespace {

using flopledger::LogFormat;
using flopledger::TrainingStretch;

void expect(bool holds) {
    if (!holds) std::abort();
}

std::vector<TrainingStretch> read(const LogFormat& format, std::string_view text,
                                  std::size_t piece) {
    const flopledger::MeterOptions options;
    flopledger::DeviceTable devices;
    flopledger::Meter meter{options, 0, "", devices, {}, 0, {}, {}};
    const auto parser = format.parser(meter);
    const std::size_t last = text.rfind('\n');
    std::string_view whole = text.substr(0, last == text.npos ? 0 : last + 1);
    const std::string_view rest = text.substr(whole.size());
    while (!whole.empty()) {
        const std::size_t end = whole.find('\n', std::min(piece, whole.size() - 1));
        parser->take(whole.substr(0, end + 1));
        whole.remove_prefix(end + 1);
    }
    parser->end(rest);
    expect(meter.rows.rejected() <= meter.row_count);
    return meter.training;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const LogFormat* format :
         {&flopledger::deepspeed_log_format, &flopledger::llmc_log_format,
          &flopledger::maxtext_log_format, &flopledger::megatron_log_format,
          &flopledger::mlperf_log_format, &flopledger::nemo_log_format,
          &flopledger::torchtitan_log_format, &flopledger::trainer_state_format}) {
        format->recognise(text);
        const std::vector<TrainingStretch> stretches = read(*format, text, 0);
        expect(stretches == read(*format, text, 100));
        const flopledger::TrainingSums sums = flopledger::sums_of(stretches);
        expect(sums.kept_iterations <= sums.executed_iterations);
        expect(sums.kept_samples <= sums.executed_samples);
        expect(sums.kept_tokens <= sums.executed_tokens);
        for (std::size_t i = 0; i < stretches.size(); ++i) {
            expect(stretches[i].first_iteration <= stretches[i].last_iteration);
            expect(i == 0 || stretches[i - 1].place < stretches[i].place);
        }
    }
    return 0;
}
