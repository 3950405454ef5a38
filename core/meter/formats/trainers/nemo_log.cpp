// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/nemo_log.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/trainers/trainer_parser.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "nemo-log";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// What stands between a label and a sign that closes it.
std::optional<std::string_view> closed_field(std::string_view text, std::string_view label,
                                             std::string_view closing) {
    const auto found = behind(text, label);
    const std::size_t end = found ? found->find_first_of(closing) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    return trimmed(found->substr(0, end));
}

// A progress bar: `Epoch 0: : 100%|####| 50/50 [23:22<00:00, ..., global_step=49.00, ...]`. Its
// counter is exact, while its values keep three digits.
struct Bar {
    std::uint64_t epoch = 0;
    std::uint64_t counter = 0;
    std::string_view values;  // in the brackets
};

enum class BarFault { none, torn, bad_number };

BarFault read_bar(std::string_view text, Bar& bar) {
    const std::size_t open = text.rfind(" [");
    const std::size_t close = text.rfind(']');
    if (open == text.npos || close == text.npos || close < open) return BarFault::torn;
    bar.values = text.substr(open + 2, close - open - 1);
    const auto epoch = behind(text, "Epoch ");
    const auto number = epoch ? whole_number(epoch->substr(0, epoch->find(':'))) : std::nullopt;
    const std::string_view head = trimmed(text.substr(0, open));
    std::string_view counter = head.substr(head.find_last_of(" |") + 1);
    const auto count = whole_number(counter.substr(0, counter.find('/')));
    if (!number || !count) return BarFault::bad_number;
    bar.epoch = *number;
    bar.counter = *count;
    return BarFault::none;
}

class NemoParser final : public TrainerParser {
  public:
    explicit NemoParser(Meter& meter) : TrainerParser(meter, format_name) {
        run().facts.refreshes = true;
    }

  private:
    void text_line(std::string_view text, std::uint64_t number) override {
        if (text.find("Training epoch ") != text.npos && text.find(", iteration ") != text.npos) {
            line_of_second_generation(text, number);
        } else if (text.find("Epoch ") != text.npos && text.find("global_step=") != text.npos) {
            bar(text, number);
        } else {
            setting(text);
        }
    }

    void bar(std::string_view text, std::uint64_t number) {
        Bar bar;
        const BarFault fault = read_bar(text, bar);
        if (fault == BarFault::torn) return run().reject(Rejection::torn, number);
        const auto step_text = closed_field(bar.values, "global_step=", ",]");
        const auto step = step_text ? printed_count(*step_text) : std::nullopt;
        const bool plain = step && step->value <= largest_count && bar.counter <= largest_count;
        if (fault != BarFault::none || !plain) return run().reject(Rejection::bad_number, number);
        IterationLine line;
        line.number = number;
        line.iteration = iteration_of(bar, *step);
        if (const auto samples = closed_field(bar.values, "consumed_samples=", ",]")) {
            const auto count = printed_count(*samples);
            if (!count) return run().reject(Rejection::bad_number, number);
            line.samples_so_far = count->value;
            line.rounded = count->rounded;
            if (count->rounded) meter().rows.find(name::values_rounded, number);
        }
        if (const auto timing = closed_field(bar.values, "train_step_timing in s=", ",]")) {
            line.microseconds = scaled_decimal(*timing, 6);
        }
        run().add(rank_of(text), line);
    }

    // The number of the step, from 1: as the bar says it, or by its counter where that is rounded.
    std::int64_t iteration_of(const Bar& bar, const PrintedCount& step) {
        const auto counter = static_cast<std::int64_t>(bar.counter);
        if (bar.epoch != epoch_) before_epoch_ = bar.epoch > epoch_ ? latest_ : 0;
        epoch_ = bar.epoch;
        if (!step.rounded) {
            latest_ = static_cast<std::int64_t>(step.value) + 1;
            // The counter may be ahead of the values by one while a bar is drawn anew.
            if (latest_ - counter >= before_epoch_) before_epoch_ = latest_ - counter;
        } else {
            latest_ = before_epoch_ + counter;
        }
        return latest_;
    }

    // `Training epoch 0, iteration 120/149 | ... | consumed_samples: 121 | global_step: 120 | ...`
    void line_of_second_generation(std::string_view text, std::uint64_t number) {
        const auto step_text = closed_field(text, "| global_step: ", "|");
        if (!step_text) return run().reject(Rejection::torn, number);
        const auto step = whole_number(*step_text);
        if (!step) return run().reject(Rejection::bad_number, number);
        if (*step > largest_count) return run().reject(Rejection::out_of_range, number);
        IterationLine line;
        line.number = number;
        line.iteration = static_cast<std::int64_t>(*step) + 1;
        if (const auto samples = closed_field(text, "| consumed_samples: ", "|")) {
            line.samples_so_far = whole_number(*samples);
            if (!line.samples_so_far) return run().reject(Rejection::bad_number, number);
        }
        if (const auto batch = closed_field(text, "| global_batch_size: ", "|")) {
            line.batch = whole_number(*batch);
        }
        if (const auto timing = behind(text, "train_step_timing in s: ")) {
            line.microseconds = scaled_decimal(first_word(*timing), 6);
        }
        set_time(line, text.substr(0, text.find("Training epoch ")));
        run().add(rank_of(text.substr(0, text.find("Training epoch "))), line);
    }

    // `    encoder_seq_length: 2048`, of the configuration printed before.
    void setting(std::string_view text) {
        auto found = behind(text, " encoder_seq_length: ");
        if (!found) found = behind(text, " max_seq_length: ");
        if (!found) found = behind(text, " seq_length: ");
        const auto length = found ? whole_number(first_word(*found)) : std::nullopt;
        if (!length || *length == 0 || *length > largest_count) return;
        // Two different lengths say nothing about which of them the samples have.
        std::uint64_t& known = run().facts.sequence_length;
        several_lengths_ = several_lengths_ || (known != 0 && known != *length);
        known = several_lengths_ ? 0 : *length;
    }

    std::uint64_t epoch_ = 0;
    std::int64_t latest_ = 0;        // the step told last
    std::int64_t before_epoch_ = 0;  // steps before the counter began
    bool several_lengths_ = false;
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    if (has("Training epoch ") && has("| global_step: ")) return Recognition::yes;
    if (has("Epoch ") && has("global_step=") && has("consumed_samples=")) return Recognition::yes;
    return has("[NeMo I ") || has("[NeMo W ") ? Recognition::perhaps : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<NemoParser>(meter); }

}  // namespace

const LogFormat nemo_log_format{
    format_name, "What NeMo prints while training: progress bars or lines", recognise, parser};

}  // namespace flopledger
