// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/trainer_state.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "core/base/ascii.hpp"
#include "core/base/number_text.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/trainers/history_count.hpp"
#include "core/meter/formats/trainers/trainer_text.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/json_value.hpp"
#include "core/usage/run_history.hpp"

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

// A fingerprint of bytes behind those that another one is of (FNV-1a).
std::uint64_t fingerprint_of(std::string_view bytes, std::uint64_t before) {
    for (const char byte : bytes) {
        before = (before ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
    return before;
}

// A fingerprint of an entry's fields, in whatever order they stand.
std::uint64_t fingerprint_of(const JsonValue& entry) {
    constexpr std::uint64_t basis = 0xcbf29ce484222325U;
    std::uint64_t sum = 0;
    for (const JsonValue field : entry) {
        sum +=
            fingerprint_of(field.text(), fingerprint_of("=", fingerprint_of(field.name(), basis)));
    }
    return sum;
}

// Tokens as entries count them since the start of the run. The Trainer counts padding with them and
// keeps the count in its checkpoints; TRL's trainers leave padding out and begin again at a
// restart.
class HistoryTokens {
  public:
    // Takes what an entry says; gives the tokens up to it, 0 where it does not say.
    std::uint64_t take(const JsonValue& entry, std::int64_t step) {
        return std::max(take(seen_, entry["num_input_tokens_seen"], step),
                        take(counted_, entry["num_tokens"], step));
    }

    std::uint64_t all() const { return std::max(seen_.all(), counted_.all()); }

    std::uint64_t in_doubt() const {
        const std::uint64_t most = std::max(most_of(seen_), most_of(counted_));
        return most - std::min(most, all());
    }

    // Whether a count is not plain: one that began again, or that may have.
    bool is_doubtful() const {
        return seen_.began_again() || counted_.began_again() || in_doubt() != 0;
    }

  private:
    static std::uint64_t take(HistoryCount& count, const JsonValue& value, std::int64_t step) {
        const auto printed = printed_count(value.text());
        return count.take(step, printed ? printed->value : 0);
    }

    static std::uint64_t most_of(const HistoryCount& count) {
        std::uint64_t most = count.all();
        add_limited(most, count.in_doubt());
        return most;
    }

    HistoryCount seen_;
    HistoryCount counted_;
};

// total_flos since the start of the run: kept in checkpoints, so where it falls it began again, and
// its parts are added up.
class HistoryFlop {
  public:
    void take(std::string_view text) {
        const auto number = parse_exact(text);
        if (!std::holds_alternative<Exact>(number)) return;
        const Exact& value = std::get<Exact>(number);
        if (value <= 0) return;
        if (value < last_) before_ = before_ + last_;
        last_ = value;
        printed_ = text;
    }

    bool began_again() const { return !before_.is_zero(); }

    // As printed, as far as it never fell; empty where nothing was told.
    std::string text() const { return began_again() ? (before_ + last_).text() : printed_; }

  private:
    Exact before_;
    Exact last_;
    std::string printed_;
};

// Whether a field of a configuration says that parameters are split over devices: FSDP, or ZeRO of
// stage 3.
bool says_split(const JsonValue& field) {
    const std::string name = lower_case(field.name());
    const std::string value = lower_case(field.text());
    if (field.is(JsonKind::object) || field.is(JsonKind::array)) {
        if (name == "fsdp" && field.size() != 0) return true;
        bool says = false;
        for (const JsonValue inner : field) says = says || says_split(inner);
        return says;
    }
    if (name == "fsdp") return !(value.empty() || value == "false" || value == "null");
    if (name == "stage" || name == "zero_stage") return value == "3";
    constexpr auto words = std::to_array<std::string_view>(
        {"fsdp", "full_shard", "zero3", "zero_3", "zero-3", "stage3", "stage_3", "stage-3"});
    return field.is(JsonKind::text) &&
           std::any_of(words.begin(), words.end(),
                       [&value](std::string_view word) { return value.find(word) != value.npos; });
}

// Whether a field may hold tokens that are not read.
bool is_unread(std::string_view name) {
    return may_hold_tokens(name) && name != "num_input_tokens_seen" && name != "num_tokens";
}

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
        stretch.lengths_vary = true;
        LineCounter lines(text);
        HistoryTokens counted;
        HistoryFlop flop;
        fingerprint_ = 0;
        uncounted_until_ = 0;
        evaluated_ = false;
        for (const JsonValue entry : root["log_history"]) {
            take_entry(entry, lines, counted, stretch);
            flop.take(entry["total_flos"].text());
        }
        ++meter().row_count;
        const auto steps = printed_count(root["global_step"].text());
        if (!steps || steps->value > largest_count) {
            return meter().rows.reject(Rejection::bad_number, 1);
        }
        stretch.last_iteration = static_cast<std::int64_t>(steps->value);
        const bool tells = counted.take(root, stretch.last_iteration) != 0;
        stretch.tokens = counted.all();
        stretch.tokens_in_doubt = counted.in_doubt();
        flop.take(root["total_flos"].text());
        stretch.reported_flop = flop.text();
        stretch.flop_of_part = is_split(root);
        if (counted.is_doubtful() || flop.began_again()) {
            meter().rows.find(name::trainer_counts_differ, lines.line(text.size()));
        }
        if (!tells) leave_to_be_counted(stretch, uncounted_until_);
        thin_out(stretch.history);
        const auto planned = printed_count(root["max_steps"].text());
        if (planned && planned->value > steps->value) {
            // The rate is that of all samples planned, of which the steps made their share.
            const auto made = product(stretch.samples, steps->value);
            stretch.samples = made ? *made / planned->value + 1 : 0;
        }
        if (stretch.last_iteration > 0) meter().training.push_back(std::move(stretch));
    }

    // Iterations without a count of tokens, before the first entry that has one and behind the
    // last: their tokens are not known, and the stretch goes from the one to the other.
    static void leave_to_be_counted(TrainingStretch& stretch, std::int64_t uncounted_until) {
        const auto counts = [](const HistoryMark& mark) { return mark.tokens != 0; };
        const auto& history = stretch.history;
        const auto first = std::find_if(history.begin(), history.end(), counts);
        if (first == history.end()) return;
        const auto last = std::find_if(history.rbegin(), history.rend(), counts);
        if (last->iteration < stretch.last_iteration) {
            stretch.not_read_after =
                static_cast<std::uint64_t>(stretch.last_iteration - last->iteration);
            stretch.last_iteration = last->iteration;
        }
        if (uncounted_until <= 0 || uncounted_until >= first->iteration) return;
        stretch.not_shown_before = static_cast<std::uint64_t>(uncounted_until);
        stretch.first_iteration = uncounted_until + 1;
    }

    // Whether what a state says beside its history splits the parameters of its model.
    static bool is_split(const JsonValue& root) {
        bool says = false;
        for (const JsonValue field : root) {
            says = says || (field.name() != "log_history" && says_split(field));
        }
        return says;
    }

    // Whether an entry is of training: one of an evaluation has neither.
    static bool is_of_training(const JsonValue& entry) {
        return entry["loss"] || entry["learning_rate"] || entry["num_tokens"];
    }

    // An entry of the history: of training, or of a run's end with its duration.
    void take_entry(const JsonValue& entry, LineCounter& lines, HistoryTokens& counted,
                    TrainingStretch& stretch) {
        const JsonValue runtime = entry["train_runtime"];
        if (!runtime && !is_of_training(entry)) return take_evaluation(entry, stretch);
        ++meter().row_count;
        const std::uint64_t line = lines.line(entry.offset());
        const auto step = printed_count(entry["step"].text());
        if (!step || step->rounded) return meter().rows.reject(Rejection::bad_number, line);
        if (runtime) {
            const auto milliseconds = scaled_decimal(runtime.text(), 3);
            if (!milliseconds || !add_checked(stretch.milliseconds, *milliseconds)) {
                return meter().rows.reject(Rejection::bad_number, line);
            }
            stretch.samples = std::max(stretch.samples, samples_of(entry));
        }
        for (const JsonValue field : entry) {
            if (is_unread(field.name())) meter().rows.find(name::tokens_not_read, line);
        }
        const bool plain = step->value <= largest_count;
        const auto number = static_cast<std::int64_t>(plain ? step->value : 0);
        const std::uint64_t tokens = counted.take(entry, number);
        stretch.tokens = std::max(stretch.tokens, tokens);
        const bool uncounted = !runtime && stretch.tokens == 0 && step->value <= largest_count;
        if (uncounted) uncounted_until_ = static_cast<std::int64_t>(step->value);
        if (!runtime) add_mark(entry, static_cast<std::int64_t>(step->value), tokens, stretch);
    }

    // An evaluation trains nothing, but tells runs of the same data apart. It has a mark of its
    // own; another at the same step, as of a state saved after one more evaluation, has none.
    void take_evaluation(const JsonValue& entry, TrainingStretch& stretch) {
        const auto step = printed_count(entry["step"].text());
        if (!step || step->rounded || step->value > largest_count) return;
        std::vector<HistoryMark>& history = stretch.history;
        const auto iteration = static_cast<std::int64_t>(step->value);
        const bool later = history.empty() || history.back().iteration < iteration;
        fingerprint_ = fingerprint_ * 0x9e3779b97f4a7c15U + fingerprint_of(entry);
        if (!later && evaluated_) return;
        history.push_back({later ? iteration : history.back().iteration, fingerprint_, 0});
        evaluated_ = true;
    }

    // Sequences of the whole run, as many as its rate and its duration can mean, both rounded; 0
    // where the entry does not say.
    static std::uint64_t samples_of(const JsonValue& entry) {
        const auto rate = scaled_decimal(entry["train_samples_per_second"].text(), 4);
        const auto seconds = scaled_decimal(entry["train_runtime"].text(), 4);
        if (!rate || !seconds || *rate == 0) return 0;
        const auto samples = product(*rate + 5, *seconds + 1);
        return samples ? *samples / 100'000'000 : 0;
    }

    // One more entry of the history; those of one iteration make one mark.
    void add_mark(const JsonValue& entry, std::int64_t iteration, std::uint64_t tokens,
                  TrainingStretch& stretch) {
        fingerprint_ = fingerprint_ * 0x9e3779b97f4a7c15U + fingerprint_of(entry);
        std::vector<HistoryMark>& history = stretch.history;
        if (history.empty() || history.back().iteration < iteration) {
            history.push_back({iteration, 0, 0});
            evaluated_ = false;
        }
        history.back().fingerprint = fingerprint_;
        history.back().tokens = std::max(history.back().tokens, tokens);
    }

    std::uint64_t fingerprint_ = 0;
    std::int64_t uncounted_until_ = 0;  // the last step before any count of tokens
    bool evaluated_ = false;            // whether the iteration of the last mark was evaluated
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
