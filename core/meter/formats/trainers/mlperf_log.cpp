// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/mlperf_log.hpp"

#include <algorithm>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/trainers/trainer_text.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/json_value.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "mlperf-log";
constexpr std::string_view mark = ":::MLLOG";
constexpr std::uint64_t largest_count = 1'000'000'000'000'000;

// Clocks of processes differ by seconds: a start so much later is another start.
constexpr std::int64_t most_skew = 60'000;

// What the settings before a run say; they hold for the runs behind them.
struct Settings {
    std::string benchmark;
    std::uint64_t batch = 0;
    std::uint64_t sequence_length = 0;
    std::uint64_t checkpoint_step = 0;
    std::uint64_t configured_length = 0;  // of the trainer's own configuration
    bool several_lengths = false;
    std::uint64_t devices = 0;
};

// One run: from its start to its stop, with the furthest that an evaluation told.
struct MlperfRun {
    std::uint64_t place = 0;
    std::optional<std::int64_t> start;
    std::optional<std::int64_t> stop;
    std::uint64_t count = 0;         // tokens or sequences trained, whichever the benchmark counts
    std::uint64_t count_before = 0;  // of it, before the window asked for
    bool in_tokens = false;
    bool success = false;
};

class MlperfParser final : public LineParser {
  public:
    explicit MlperfParser(Meter& meter) : meter_(meter) {}

    void end(std::string_view rest) final {
        LineParser::end(rest);
        finish_run();
    }

  private:
    void line(std::string_view text, std::uint64_t number) override {
        std::size_t at = text.find(mark);
        if (at == text.npos) return other_line(text);
        // Lines of several processes may stand in one.
        while (at != text.npos) {
            text.remove_prefix(at + mark.size());
            entry(text, number);
            at = text.find(mark);
        }
    }

    void entry(std::string_view text, std::uint64_t number) {
        const JsonValue value = reader_.read_first(text.substr(0, text.find(mark)));
        if (!value.is(JsonKind::object)) {
            ++meter_.row_count;
            return meter_.rows.reject(
                reader_.cut_short() ? Rejection::torn : Rejection::not_this_format, number);
        }
        const std::string_view key = value["key"].text();
        if (key == "eval_accuracy" || key == "run_start" || key == "run_stop") {
            event(key, value, number);
        } else {
            setting(key, value["value"]);
        }
    }

    void setting(std::string_view key, const JsonValue& value) {
        const auto count = printed_count(value.text());
        const std::uint64_t number = count && count->value <= largest_count ? count->value : 0;
        if (key == "submission_benchmark") settings_.benchmark = value.text();
        if (key == "global_batch_size") settings_.batch = number;
        if (key == "max_sequence_length") settings_.sequence_length = number;
        if (key == "init_checkpoint_step") settings_.checkpoint_step = number;
    }

    void event(std::string_view key, const JsonValue& value, std::uint64_t number) {
        ++meter_.row_count;
        const auto time = parse_epoch_time(value["time_ms"].text());
        if (!time) return meter_.rows.reject(Rejection::no_time, number);
        if (key == "eval_accuracy") return evaluation(value["metadata"], *time, number);
        if (key == "run_start") {
            const bool later = run_ && ((run_->stop && *time > *run_->stop) ||
                                        (run_->start && *time > *run_->start + most_skew));
            if (later) finish_run();
            MlperfRun& run = current(number);
            run.start = std::min(run.start.value_or(*time), *time);
            return;
        }
        MlperfRun& run = current(number);
        run.stop = std::max(run.stop.value_or(*time), *time);
        run.success = run.success || value["metadata"]["status"].text() == "success";
    }

    // train_samples is what was trained in one benchmark and the size of the data in another; what
    // evaluations tell is not ambiguous. Of gpt3 the epoch is the number of tokens.
    void evaluation(const JsonValue& metadata, std::int64_t time, std::uint64_t number) {
        const bool in_tokens = settings_.benchmark == "gpt3" && !metadata["samples_count"];
        const JsonValue told = metadata[in_tokens ? "epoch_num" : "samples_count"];
        if (!told) return meter_.rows.reject(Rejection::not_this_format, number);
        const auto count = printed_count(told.text());
        if (!count) return meter_.rows.reject(Rejection::bad_number, number);
        if (count->value > largest_count) {
            return meter_.rows.reject(Rejection::out_of_range, number);
        }
        MlperfRun& run = current(number);
        run.in_tokens = in_tokens;
        if (meter_.in_window(time, number)) {
            run.count = std::max(run.count, count->value);
        } else if (time < meter_.options.from.value_or(0)) {
            run.count_before = std::max(run.count_before, count->value);
        }
    }

    // Anything else that the job printed: the description of the system, and the configuration of
    // a trainer where the benchmark itself does not tell how long its sequences are.
    void other_line(std::string_view text) {
        if (const auto system = behind(text, ":::SYSJSON ")) {
            const JsonValue value = reader_.read_first(*system);
            const auto nodes = whole_number(value["number_of_nodes"].text());
            const auto each = whole_number(value["accelerators_per_node"].text());
            const auto all = nodes && each ? product(*nodes, *each) : std::nullopt;
            if (all && *all <= largest_count) settings_.devices = *all;
        } else if (const auto found = behind(text, " max_seq_length: ")) {
            const std::uint64_t length = whole_number(first_word(*found)).value_or(0);
            const std::uint64_t known = settings_.configured_length;
            if (length == 0 || length > largest_count) return;
            settings_.several_lengths = settings_.several_lengths || (known && known != length);
            settings_.configured_length = settings_.several_lengths ? 0 : length;
        }
    }

    MlperfRun& current(std::uint64_t number) {
        if (!run_) {
            run_.emplace();
            last_place_ = std::max(number, last_place_ + 1);
            run_->place = last_place_;
        }
        return *run_;
    }

    void finish_run() {
        if (!run_) return;
        const MlperfRun run = *run_;
        run_.reset();
        if (!run.success) meter_.rows.find(name::run_unfinished, run.place);
        const std::uint64_t count = run.count - std::min(run.count, run.count_before);
        if (count == 0) return;
        TrainingStretch stretch;
        stretch.input = meter_.input;
        stretch.place = run.place;
        stretch.format = format_name;
        stretch.devices = settings_.devices;
        stretch.sequence_length = settings_.sequence_length != 0 ? settings_.sequence_length
                                                                 : settings_.configured_length;
        const std::uint64_t length = stretch.sequence_length;
        stretch.tokens = run.in_tokens ? count : product(count, length).value_or(0);
        stretch.samples = !run.in_tokens ? count
                          : length != 0  ? count / length + (count % length != 0 ? 1 : 0)
                                         : 0;
        const std::uint64_t batch = settings_.batch;
        const std::uint64_t skipped = run.count_before / (run.in_tokens && length ? length : 1);
        const std::uint64_t before = settings_.checkpoint_step + (batch != 0 ? skipped / batch : 0);
        const std::uint64_t steps =
            batch == 0 ? 1 : stretch.samples / batch + (stretch.samples % batch != 0 ? 1 : 0);
        stretch.first_iteration = static_cast<std::int64_t>(before) + 1;
        stretch.last_iteration =
            static_cast<std::int64_t>(before + std::max<std::uint64_t>(steps, 1));
        set_times(run, stretch);
        meter_.training.push_back(std::move(stretch));
    }

    // The run's own window, cut to the one asked for. Evaluations are in it, their FLOP are not.
    void set_times(const MlperfRun& run, TrainingStretch& stretch) const {
        if (!run.start || !run.stop) return;
        const std::int64_t from = std::max(*run.start, meter_.options.from.value_or(*run.start));
        const std::int64_t to = std::min(*run.stop, meter_.options.to.value_or(*run.stop));
        stretch.first_time = from;
        stretch.last_time = std::max(from, to);
        stretch.milliseconds = static_cast<std::uint64_t>(stretch.last_time - from);
    }

    Meter& meter_;
    JsonReader reader_;
    Settings settings_;
    std::optional<MlperfRun> run_;
    std::uint64_t last_place_ = 0;
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    if (has("\"power_reading\"") && !has("\"run_start\"")) return Recognition::no;
    if (has(mark)) return Recognition::yes;
    return has(":::SYSJSON") ? Recognition::perhaps : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<MlperfParser>(meter); }

}  // namespace

const LogFormat mlperf_log_format{
    format_name, "The :::MLLOG lines of an MLPerf training run of a language model", recognise,
    parser};

}  // namespace flopledger
