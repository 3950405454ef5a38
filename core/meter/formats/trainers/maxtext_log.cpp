// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/maxtext_log.hpp"

#include "core/base/ascii.hpp"
#include "core/meter/formats/trainers/trainer_parser.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "maxtext-log";
constexpr std::string_view heading = "completed step: ";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// What stands between a label and the comma that closes it; a field without one may be cut short.
std::optional<std::string_view> closed_field(std::string_view text, std::string_view label) {
    const auto found = behind(text, label);
    const std::size_t end = found ? found->find(',') : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    return trimmed(found->substr(0, end));
}

class MaxtextParser final : public TrainerParser {
  public:
    explicit MaxtextParser(Meter& meter) : TrainerParser(meter, format_name) {
        run().facts.first_ever = 0;
        run().facts.interval = 1;
    }

  private:
    void text_line(std::string_view text, std::uint64_t number) override {
        const std::size_t at = text.find(heading);
        if (at != text.npos) {
            iteration(text, text.substr(at + heading.size()), number);
        } else {
            setting(text);
        }
    }

    void iteration(std::string_view text, std::string_view rest, std::uint64_t number) {
        const std::size_t comma = rest.find(',');
        const auto seconds = closed_field(rest, " seconds: ");
        if (comma == rest.npos || !seconds) return run().reject(Rejection::torn, number);
        const auto step = whole_number(rest.substr(0, comma));
        IterationLine line;
        line.number = number;
        line.microseconds = scaled_decimal(*seconds, 6);
        if (!step || !line.microseconds) return run().reject(Rejection::bad_number, number);
        if (*step > largest_count) return run().reject(Rejection::out_of_range, number);
        line.iteration = static_cast<std::int64_t>(*step);
        // Weights leave padding out; the batch times its length does not.
        const RunFacts& facts = run().facts;
        if (facts.batch == 0 || facts.sequence_length == 0) {
            const auto weights = closed_field(rest, " total_weights: ");
            const auto count = weights ? printed_count(*weights) : std::nullopt;
            if (weights && !count) return run().reject(Rejection::bad_number, number);
            if (count) line.tokens_each = count->value;
        }
        if (const auto rate = closed_field(rest, " TFLOP/s/device: ")) line.rate = from_tera(*rate);
        set_time(line, text.substr(0, text.find(heading)));
        run().add(rank_of(text.substr(0, text.find(heading))), line);
    }

    void setting(std::string_view text) {
        RunFacts& facts = run().facts;
        const auto read = [&](std::string_view label, std::uint64_t& into) {
            const auto found = behind(text, label);
            const auto count = found ? whole_number(first_word(*found)) : std::nullopt;
            if (count && *count <= largest_count) into = *count;
        };
        read("Config param max_target_length: ", facts.sequence_length);
        read("Config param global_batch_size_to_train_on: ", facts.batch);
        read("Num_devices: ", facts.devices);
    }
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    if (has(heading) && has(" TFLOP/s/device: ")) return Recognition::yes;
    return has("Config param max_target_length: ") ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<MaxtextParser>(meter); }

}  // namespace

const LogFormat maxtext_log_format{
    format_name, "What MaxText prints while training, with its configuration", recognise, parser};

}  // namespace flopledger
