// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/torchtitan_log.hpp"

#include "core/meter/formats/trainers/trainer_parser.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "torchtitan-log";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// A number behind a label, or nothing.
std::optional<std::uint64_t> number_behind(std::string_view text, std::string_view label) {
    const auto found = behind(text, label);
    return found ? whole_number(first_word(*found)) : std::nullopt;
}

// A number in front of a label, or nothing.
std::optional<std::uint64_t> number_before(std::string_view text, std::string_view label) {
    const std::size_t end = text.find(label);
    if (end == text.npos) return std::nullopt;
    const std::size_t blank = text.rfind(' ', end == 0 ? 0 : end - 1);
    return whole_number(text.substr(blank == text.npos ? 0 : blank + 1, end - blank - 1));
}

class TorchtitanParser final : public TrainerParser {
  public:
    explicit TorchtitanParser(Meter& meter) : TrainerParser(meter, format_name) {}

  private:
    void text_line(std::string_view text, std::uint64_t number) override {
        const std::size_t step = text.find("step: ");
        const bool validation = step != text.npos && text.substr(0, step).ends_with("validate ");
        if (step != text.npos && !validation && text.find(" loss: ", step) != text.npos) {
            iteration(text, text.substr(step + 6), number);
        } else {
            preamble(text);
        }
    }

    // The speed stands near the end of a line: where it is missing, the line was cut short.
    void iteration(std::string_view text, std::string_view rest, std::uint64_t number) {
        const std::optional<std::uint64_t> step = whole_number(first_word(rest));
        auto speed = behind(rest, " tps: ");
        if (!speed) speed = behind(rest, " wps: ");
        if (!step) return run().reject(Rejection::bad_number, number);
        if (!speed) return run().reject(Rejection::torn, number);
        if (*step > largest_count) return run().reject(Rejection::out_of_range, number);
        IterationLine line;
        line.number = number;
        line.iteration = static_cast<std::int64_t>(*step);
        if (const auto rate = behind(rest, " tflops: ")) line.rate = from_tera(*rate);
        set_time(line, text);
        run().add(rank_of(text), line);
    }

    void preamble(std::string_view text) {
        RunFacts& facts = run().facts;
        const auto starts = number_behind(text, "Training starts at step ");
        const bool begins = starts && *starts != 0 && *starts <= largest_count;
        if (begins && run().begin(rank_of(text), false)) {
            run().start_after(static_cast<std::int64_t>(*starts) - 1);
        }
        if (begins || text.find("Trainer is initialized with ") != text.npos) {
            const auto batch = number_behind(text, "global batch size ");
            auto length = number_behind(text, "sequence length ");
            // Since August 2026 a step is told in tokens.
            const auto tokens = number_before(text, " tokens per train step");
            if (!length) length = number_behind(text, "maximum context length ");
            if (batch) facts.batch = *batch;
            if (length) facts.sequence_length = *length;
            if (tokens) facts.tokens_each = *tokens;
        }
        if (text.find(" total parameters") != text.npos) {
            const auto parameters = number_behind(text, " size: ");
            if (parameters) facts.parameters = *parameters;
        }
    }
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    if (has("[titan]") && has(" - root - INFO - ")) return Recognition::yes;
    const bool lines = has("step: ") && has(" loss: ") && (has(" tps: ") || has(" wps: "));
    return lines ? Recognition::perhaps : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) {
    return std::make_unique<TorchtitanParser>(meter);
}

}  // namespace

const LogFormat torchtitan_log_format{format_name, "What torchtitan prints while training",
                                      recognise, parser};

}  // namespace flopledger
