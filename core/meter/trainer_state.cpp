// SPDX-License-Identifier: Apache-2.0
#include "core/meter/trainer_state.hpp"

#include <algorithm>

#include "core/meter/decimal.hpp"
#include "core/meter/json_value.hpp"
#include "core/meter/line_parser.hpp"
#include "core/meter/trainer_text.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "trainer-state";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// The line that a place in a text is in.
class LineCounter {
  public:
    explicit LineCounter(std::string_view text) : text_(text) {}

    // Places must be asked for in their order.
    std::uint64_t line(std::size_t place) {
        line_ += static_cast<std::uint64_t>(
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(place_),
                       text_.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
        place_ = place;
        return line_;
    }

  private:
    std::string_view text_;
    std::size_t place_ = 0;
    std::uint64_t line_ = 1;
};

// A checkpoint's state tells of the run up to it as one: what was executed and rolled back before a
// checkpoint was loaded again is not in it. Its total_flos is 6 x tokens x parameters without
// embeddings, or 0 where the model does not say.
class TrainerStateParser final : public DocumentParser {
  public:
    explicit TrainerStateParser(Meter& meter) : DocumentParser(meter) {}

  private:
    void document(const std::string& text) override {
        JsonReader reader;
        const JsonValue root = reader.read(text);
        if (!root) {
            ++meter().row_count;
            const auto reason = reader.cut_short() ? Rejection::torn : Rejection::not_this_format;
            meter().rows.reject(reason, LineCounter(text).line(reader.error_offset()));
            return;
        }
        TrainingStretch stretch;
        stretch.input = meter().input;
        stretch.format = format_name;
        stretch.first_iteration = 1;
        LineCounter lines(text);
        for (const JsonValue entry : root["log_history"]) take_entry(entry, lines, stretch);
        ++meter().row_count;
        const auto steps = printed_count(root["global_step"].text());
        if (!steps || steps->value > largest_count) {
            return meter().rows.reject(Rejection::bad_number, 1);
        }
        const auto tokens = printed_count(root["num_input_tokens_seen"].text());
        if (tokens) stretch.tokens = std::max(stretch.tokens, tokens->value);
        const std::string_view total = root["total_flos"].text();
        if (is_positive(total)) stretch.reported_flop = total;
        stretch.last_iteration = static_cast<std::int64_t>(steps->value);
        if (stretch.last_iteration > 0) meter().training.push_back(std::move(stretch));
    }

    // Whether a count of FLOP is a number above zero, be it very large.
    static bool is_positive(std::string_view text) {
        return scaled_decimal(text, 0).value_or(0) != 0 ||
               scaled_decimal(text, -12).value_or(0) != 0;
    }

    // An entry of the history: of training it has a loss, of a run's end its duration.
    void take_entry(const JsonValue& entry, LineCounter& lines, TrainingStretch& stretch) {
        const JsonValue runtime = entry["train_runtime"];
        if (!runtime && !entry["loss"]) return;
        ++meter().row_count;
        const std::uint64_t line = lines.line(entry.offset());
        const auto step = printed_count(entry["step"].text());
        if (!step || step->rounded) return meter().rows.reject(Rejection::bad_number, line);
        if (runtime) {
            const auto milliseconds = scaled_decimal(runtime.text(), 3);
            if (!milliseconds || !add_checked(stretch.milliseconds, *milliseconds)) {
                return meter().rows.reject(Rejection::bad_number, line);
            }
        }
        const auto tokens = printed_count(entry["num_input_tokens_seen"].text());
        if (tokens) stretch.tokens = std::max(stretch.tokens, tokens->value);
    }
};

Recognition recognise(std::string_view beginning) {
    const std::size_t first = beginning.find_first_not_of(" \t\r\n");
    if (first == beginning.npos || beginning[first] != '{') return Recognition::no;
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    const bool state = has("\"log_history\"") && has("\"global_step\"");
    return state ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) {
    return std::make_unique<TrainerStateParser>(meter);
}

}  // namespace

const LogFormat trainer_state_format{format_name, "trainer_state.json of Hugging Face's Trainer",
                                     recognise, parser};

}  // namespace flopledger
