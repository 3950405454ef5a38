// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/megatron_log.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/trainers/trainer_parser.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "megatron-log";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// Where ` iteration  5/  100` stands: what is in front of it, its numbers, what is behind.
struct Heading {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view iteration;
    std::string_view total;
};

std::string_view digits(std::string_view text, std::size_t& at) {
    at = std::min(text.find_first_not_of(' ', at), text.size());
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    const std::string_view found = text.substr(at, end - at);
    at = end;
    return found;
}

std::optional<Heading> next_heading(std::string_view text, std::size_t from) {
    constexpr std::string_view word = "iteration";
    while (true) {
        const std::size_t begin = text.find(word, from);
        if (begin == text.npos) return std::nullopt;
        std::size_t at = begin + word.size();
        from = at;
        const std::string_view iteration = digits(text, at);
        if (iteration.empty() || at >= text.size() || text[at] != '/') continue;
        ++at;
        const std::string_view total = digits(text, at);
        if (!total.empty()) return Heading{begin, at, iteration, total};
    }
}

// The fields of a line that matter. What is not closed by a bar may be cut short and is left out.
struct Fields {
    IterationLine line;
    std::optional<std::uint64_t> skipped_samples;
    bool rounded = false;
    bool rounded_tokens = false;
    bool unread_tokens = false;
    bool bad = false;
};

std::optional<std::uint64_t> count_of(std::string_view value, Fields& fields) {
    const std::optional<PrintedCount> count = printed_count(value);
    if (!count) {
        fields.bad = true;
        return std::nullopt;
    }
    fields.rounded = fields.rounded || count->rounded;
    return count->value;
}

// AMD's forks print what a value is now and its mean: `567.6/568.0`.
std::string_view current_value(std::string_view value) {
    return trimmed(value.substr(0, value.find('/')));
}

void take_field(std::string_view key, std::string_view printed, Fields& fields) {
    IterationLine& line = fields.line;
    const std::string_view value = current_value(printed);
    if (key == "consumed samples") {
        line.samples_so_far = count_of(value, fields);
    } else if (key == "skipped samples") {
        fields.skipped_samples = count_of(value, fields);
    } else if (key == "consumed tokens") {
        const bool rounded = fields.rounded;
        line.tokens_so_far = count_of(value, fields);
        fields.rounded_tokens = fields.rounded && !rounded;
        fields.rounded = rounded;
    } else if (key == "elapsed time per iteration (ms)") {
        line.microseconds = scaled_decimal(value, 3);
        fields.bad = fields.bad || !line.microseconds;
    } else if (key == "elapsed time per iteration (s)") {
        line.microseconds = scaled_decimal(value, 6);
        fields.bad = fields.bad || !line.microseconds;
    } else if (key == "global batch size" || key == "gloabl batch size") {
        line.batch = count_of(value, fields);
    } else if (key == "number of skipped iterations") {
        line.skipped = count_of(value, fields).value_or(0);
    } else if (key == "throughput per GPU (TFLOP/s/GPU)" || key == "TFLOPs" ||
               key == "compute per GPU (TFLOP/s/GPU)") {
        line.rate = from_tera(value);
    } else if (key == "approx flops per GPU" && value.ends_with("TFLOPS")) {
        line.rate = from_tera(value.substr(0, value.size() - 6));
    } else if (may_hold_tokens(key)) {
        fields.unread_tokens = true;
    }
}

Fields fields_of(std::string_view text) {
    Fields fields;
    for (std::size_t bar = text.find('|'); bar != text.npos; bar = text.find('|')) {
        const std::string_view field = text.substr(0, bar);
        text.remove_prefix(bar + 1);
        const std::size_t colon = field.find(": ");
        if (colon == field.npos) continue;
        take_field(trimmed(field.substr(0, colon)), trimmed(field.substr(colon + 1)), fields);
    }
    return fields;
}

// Whether a line heads a block of arguments: `------ arguments ------`, in whatever a fork writes
// between its dashes. Their end is headed likewise.
bool begins_arguments(std::string_view text) {
    const std::size_t dashes = text.find("---");
    if (dashes == text.npos) return false;
    const std::string title = lower_case(text.substr(dashes));
    const std::size_t word = title.find("arguments ---");
    return word != title.npos && title.find("end of") == title.npos;
}

class MegatronParser final : public TrainerParser {
  public:
    explicit MegatronParser(Meter& meter) : TrainerParser(meter, format_name) {}

  private:
    void text_line(std::string_view text, std::uint64_t number) override {
        std::optional<Heading> heading = next_heading(text, 0);
        if (!heading) return preamble(text);
        // Lines of several processes may stand in one.
        while (heading) {
            const std::optional<Heading> following = next_heading(text, heading->end);
            const std::size_t end = following ? following->begin : text.size();
            iteration(text, *heading, text.substr(heading->end, end - heading->end), number);
            heading = following;
        }
    }

    void iteration(std::string_view text, const Heading& heading, std::string_view rest,
                   std::uint64_t number) {
        Fields fields = fields_of(rest);
        IterationLine& line = fields.line;
        const std::optional<std::uint64_t> count = whole_number(heading.iteration);
        const std::optional<std::uint64_t> total = whole_number(heading.total);
        if (fields.bad || !count || !total) return run().reject(Rejection::bad_number, number);
        if (!line.microseconds) return run().reject(Rejection::torn, number);
        if (*count > *total || *count > largest_count) {
            return run().reject(Rejection::out_of_range, number);
        }
        line.number = number;
        line.iteration = static_cast<std::int64_t>(*count);
        if (fields.skipped_samples && line.samples_so_far) {
            // Data passed over without computing on them.
            if (*fields.skipped_samples > *line.samples_so_far) {
                return run().reject(Rejection::out_of_range, number);
            }
            *line.samples_so_far -= *fields.skipped_samples;
            line.passed_over = *fields.skipped_samples;
        }
        if (fields.rounded_tokens && line.samples_so_far && run().facts.sequence_length != 0) {
            line.tokens_so_far.reset();
            fields.rounded_tokens = false;
        }
        line.rounded = fields.rounded || fields.rounded_tokens;
        if (line.rounded) meter().rows.find(name::values_rounded, number);
        if (fields.unread_tokens) meter().rows.find(name::tokens_not_read, number);
        set_time(line, text.substr(0, heading.begin));
        run().add(rank_of(text), line);
    }

    // What stands in front of the iterations: the arguments, and where a checkpoint had come to.
    void preamble(std::string_view text) {
        const auto has = [&](std::string_view part) { return text.find(part) != text.npos; };
        if (begins_arguments(text)) {
            run().begin(rank_of(text), true);
            tensor_ = pipeline_ = 0;
            experts_ = 1;
        } else if (has("number of parameters on (tensor, pipeline)")) {
            // Parts of a model repeat some parameters: only of a whole one is the number exact.
            const auto count = behind(text, "rank (0, 0): ");
            const bool whole = tensor_ == 1 && pipeline_ == 1 && experts_ == 1;
            if (count && whole) run().facts.parameters = whole_number(*count).value_or(0);
        } else if (has("loading checkpoint") || has("loaded checkpoint")) {
            const auto at = behind(text, "at iteration ");
            const auto iteration = at ? whole_number(first_word(*at)) : std::nullopt;
            if (iteration && *iteration <= largest_count) {
                run().start_after(static_cast<std::int64_t>(*iteration));
            }
        } else if (has("will start from random")) {
            run().start_after(0);
        } else if (const std::optional<PrintedArgument> argument = printed_argument(text)) {
            take_argument(*argument);
        }
    }

    void take_argument(const PrintedArgument& argument) {
        const std::string_view name = argument.name;
        if (name == "load" && argument.value == "None") run().start_after(0);
        const std::uint64_t count = whole_number(argument.value).value_or(0);
        if (count == 0 || count > largest_count) return;
        RunFacts& facts = run().facts;
        if (name == "seq_length") facts.sequence_length = count;
        if (name == "world_size") facts.devices = count;
        if (name == "log_interval") facts.interval = static_cast<std::int64_t>(count);
        if (name == "global_num_gpus") facts.devices = count;
        if (name == "train_batch_size" || name == "global_batch_size") facts.batch = count;
        if (name == "tensor_model_parallel_size" || name == "model_parallel_size") tensor_ = count;
        if (name == "pipeline_model_parallel_size" || name == "pipe_parallel_size") {
            pipeline_ = count;
        }
        if (name == "expert_model_parallel_size") experts_ = count;
    }

    std::uint64_t tensor_ = 0;
    std::uint64_t pipeline_ = 0;
    std::uint64_t experts_ = 1;
};

Recognition recognise(std::string_view beginning) {
    const auto has = [&](std::string_view text) { return beginning.find(text) != text.npos; };
    if (has("elapsed time per iteration (") && next_heading(beginning, 0)) return Recognition::yes;
    if (has("rguments ---") && has("model_parallel_size")) return Recognition::yes;
    return Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<MegatronParser>(meter); }

}  // namespace

const LogFormat megatron_log_format{
    format_name, "What Megatron-LM and its forks print while training, with their arguments",
    recognise, parser};

}  // namespace flopledger
