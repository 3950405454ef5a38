// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/deepspeed_log.hpp"

#include <algorithm>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/trainers/trainer_parser.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "deepspeed-log";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

class DeepspeedParser final : public TrainerParser {
  public:
    explicit DeepspeedParser(Meter& meter) : TrainerParser(meter, format_name) {}

  private:
    // `[Rank 0] step=40, skipped=2, lr=[...]` and
    // `epoch=0/micro_step=40/global_step=10, RunningAvgSamplesPerSec=...` tell of steps; the older
    // `0/40, SamplesPerSec=...` counts sometimes steps, sometimes parts of them, and is left alone.
    void text_line(std::string_view text, std::uint64_t number) override {
        const auto skipped = behind(text, ", skipped=");
        if (const auto step = behind(text, "] step=")) {
            iteration(text, *step, skipped, number);
        } else if (const auto global = behind(text, "/global_step=")) {
            iteration(text, *global, std::nullopt, number);
        } else if (const auto argument = printed_argument(text)) {
            take_argument(*argument, rank_of(text), number);
        }
    }

    void iteration(std::string_view text, std::string_view rest,
                   std::optional<std::string_view> skipped, std::uint64_t number) {
        const std::size_t comma = rest.find(',');
        if (comma == rest.npos) return run().reject(Rejection::torn, number);
        const auto step = whole_number(rest.substr(0, comma));
        const auto dropped = skipped ? whole_number(first_word(*skipped)) : std::nullopt;
        if (!step || (skipped && !dropped)) return run().reject(Rejection::bad_number, number);
        if (*step > largest_count) return run().reject(Rejection::out_of_range, number);
        if (*step == 0) {
            // Printed when a process starts, whatever checkpoint it loads then.
            run().begin(rank_of(text), true);
            dropped_so_far_ = dropped;
            return;
        }
        IterationLine line;
        line.number = number;
        line.iteration = static_cast<std::int64_t>(*step);
        const bool goes_on = dropped && dropped_so_far_ && *dropped_so_far_ <= *dropped;
        if (goes_on) line.skipped = *dropped - *dropped_so_far_;
        set_time(line, text);
        stepped_ = true;
        const bool told = run().add(rank_of(text), line);
        // Of several engines this may be the other one's step.
        if (!told && several_) run().reject(Rejection::out_of_range, number);
        if (told && dropped) dropped_so_far_ = dropped;
    }

    void take_argument(const PrintedArgument& argument, std::string_view rank,
                       std::uint64_t number) {
        RunFacts& facts = run().facts;
        const std::uint64_t count = whole_number(argument.value).value_or(0);
        if (count == 0 || count > largest_count) return;
        if (argument.name == "train_batch_size") {
            // Behind steps it is of another process. In front of them there may be
            // several engines, of which lines do not say which steps: the largest makes no sum too
            // small.
            if (stepped_) {
                run().begin(rank, true);
                dropped_so_far_.reset();
                facts.batch = 0;
                stepped_ = several_ = false;
            }
            const bool another = facts.batch != 0 && facts.batch != count;
            if (another) meter().rows.find(name::trainer_counts_differ, number);
            several_ = several_ || another;
            facts.batch = std::max(facts.batch, count);
        }
        if (argument.name == "world_size") facts.devices = count;
        if (argument.name == "steps_per_print") facts.interval = static_cast<std::int64_t>(count);
    }

    std::optional<std::uint64_t> dropped_so_far_;
    bool several_ = false;  // batch sizes in front of the steps
    bool stepped_ = false;  // since the last batch size
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    if (has("/global_step=") && has("RunningAvgSamplesPerSec=")) return Recognition::yes;
    if (has("[Rank 0] step=") && has(", skipped=")) return Recognition::yes;
    return has("[INFO] [config.py:") ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<DeepspeedParser>(meter); }

}  // namespace

const LogFormat deepspeed_log_format{
    format_name, "What DeepSpeed prints while training, with its configuration", recognise, parser};

}  // namespace flopledger
