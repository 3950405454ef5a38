// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/llmc_log.hpp"

#include <algorithm>

#include "core/meter/formats/trainers/trainer_parser.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "llmc-log";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// `s:19559 trl:3.2217 lr:0.000000 norm:0.22`: steps from 0, each on its line, and nothing of their
// size; lines with `tel:` and `eval:` tell of evaluations. The speed runs of nanoGPT write
// `step:6200/6200 train_loss:3.2533 train_time:1339065ms step_avg:216.33ms`: steps from 1 and a
// clock that starts again after the tenth; lines with `val_loss:` tell of evaluations.
class LlmcParser final : public TrainerParser {
  public:
    explicit LlmcParser(Meter& meter) : TrainerParser(meter, format_name) {
        run().facts.first_ever = 0;
        run().facts.interval = 1;
    }

  private:
    void text_line(std::string_view text, std::uint64_t number) override {
        if (text.starts_with("s:")) {
            step(text.substr(2), " ", "trl:", number);
        } else if (text.starts_with("step:")) {
            run().facts.first_ever = 1;
            step(text.substr(5), "/ ", "train_loss:", number);
        }
    }

    void step(std::string_view text, std::string_view closing, std::string_view loss,
              std::uint64_t number) {
        const std::size_t blank = text.find(' ');
        if (blank == text.npos) return run().reject(Rejection::torn, number);
        const std::string_view rest = text.substr(blank + 1);
        for (const std::string_view other : {"tel:", "eval:", "val_loss:"}) {
            if (rest.starts_with(other)) return;
        }
        const auto count = whole_number(text.substr(0, text.find_first_of(closing)));
        if (!count) return run().reject(Rejection::bad_number, number);
        if (!rest.starts_with(loss)) return run().reject(Rejection::torn, number);
        if (*count > largest_count) return run().reject(Rejection::out_of_range, number);
        IterationLine line;
        line.number = number;
        line.iteration = static_cast<std::int64_t>(*count);
        if (const auto clock = behind(rest, " train_time:")) {
            const std::string_view value = clock->substr(0, clock->find("ms"));
            const auto now = whole_number(value);
            if (!now) return run().reject(Rejection::bad_number, number);
            line.microseconds = *now >= clock_ ? product(*now - clock_, 1000) : std::nullopt;
            clock_ = *now;
        }
        run().add({}, line);
    }

    std::uint64_t clock_ = 0;  // in milliseconds, at the step before
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    const bool steps = (beginning.starts_with("s:") || has("\ns:")) && has(" trl:");
    const bool speed_run = has("step:") && has(" train_loss:") && has("ms step_avg:");
    return steps || speed_run ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<LlmcParser>(meter); }

}  // namespace

const LogFormat llmc_log_format{format_name, "The main.log of llm.c: steps without their size",
                                recognise, parser};

}  // namespace flopledger
