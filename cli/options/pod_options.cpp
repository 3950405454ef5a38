// SPDX-License-Identifier: Apache-2.0
#include "cli/options/pod_options.hpp"

#include <algorithm>

#include "cli/options/figure_options.hpp"
#include "cli/options/option_kinds.hpp"
#include "cli/options/outlook_options.hpp"
#include "core/base/enum_words.hpp"
#include "core/base/measure.hpp"
#include "core/read/data/preset_reader.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

namespace {

// `--chips-per-pod` of `chips_per_pod`.
std::string option_of(std::string_view key) {
    std::string name = "--" + std::string(key);
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

// One of the inputs that presets have, too.
void add_input(Command& command, const PodInputDescription& input, std::optional<Range>& into) {
    const std::string name = option_of(input.key);
    const auto take = [&into, &input, name](const std::string& given) {
        const auto parsed = parse_measure(given, input.dimension, input.default_unit);
        if (const auto* fault = std::get_if<MeasureFault>(&parsed)) {
            throw UsageFault{fmt::format("{}: {}", name, shown(fault->message)), fault->hint};
        }
        const Range& range = std::get<Range>(parsed);
        if (!input.is_share && !range.is_point()) {
            throw UsageFault{
                fmt::format("{} takes one number, not the range '{}'", name, shown(given)),
                "write one of its ends"};
        }
        if (const std::string fault = input_fault(input, range); !fault.empty()) {
            throw UsageFault{fmt::format("{} cannot be '{}': {}", name, shown(given), fault), ""};
        }
        into = range;
    };
    command.add_text(name, std::string(input.value), std::string(input.sentence), take);
}

void add_cap(Command& command, std::optional<Exact>& into) {
    const auto take = [&into](const std::string& given) {
        const auto parsed = parse_measure(given, Dimension::bytes_per_second);
        if (const auto* fault = std::get_if<MeasureFault>(&parsed)) {
            throw UsageFault{fmt::format("--cap: {}", shown(fault->message)), fault->hint};
        }
        const Range& range = std::get<Range>(parsed);
        // A bare number, or one with a letter of magnitude, may mean bits or bytes.
        if (given.find("/s") == std::string::npos) {
            throw UsageFault{fmt::format("--cap does not say its unit: '{}'", shown(given)),
                             "write 100 kB/s, 12.5 MB/s or 25 Gbit/s"};
        }
        if (Exact::power_of_ten(30) < range.high) {
            throw UsageFault{fmt::format("--cap is 1e30 B/s at the most, not '{}'", shown(given)),
                             "without --cap nothing holds pods up"};
        }
        if (!range.is_point() || range.best < Exact::power_of_ten(-15)) {
            throw UsageFault{fmt::format("--cap takes one rate above zero, not '{}'", shown(given)),
                             "without any link between pods, the most is what one pod trains"};
        }
        into = range.best;
    };
    command.add_text(
        "--cap", "RATE",
        "Hold strategies against a cap on what crosses a pod's boundary each way: 100kB/s, "
        "25 Gbit/s.",
        take);
}

// The chip of pods or of devices in logs.
void add_chip(Command& command, CommandLine& into, std::string& chip,
              std::optional<Precision>& precision, const std::string& sentence) {
    const auto take = [&chip](const std::string& given) { chip = given; };
    command.add_text("--chip", "NAME", sentence, take);
    Words<std::optional<Precision>> words;
    for (const std::string_view word : words_of<Precision>()) {
        words.emplace_back(word, from_word<Precision>(word));
    }
    add_words<std::optional<Precision>>(command, "--precision", precision, words,
                                        "The precision of its peak; the default is bf16.");
    command.add_texts(
        "--chips", into.data.chips, "DIR",
        "Add the chips of the folder's *.yaml files; one with the id of a built-in chip "
        "replaces it.");
}

void add_laws(Command& command, CommandLine& into, std::optional<Date>& as_of) {
    command.add_texts("--thresholds", into.data.thresholds, "DIR",
                      "Add the thresholds of the folder's *.yaml files, or replace built-in ones.");
    add_date(command, "--as-of", as_of, "Take the thresholds of this day; the default is today.");
}

}  // namespace

void add_interconnect(Command& command, CommandLine& into) {
    InterconnectOptions& options = into.interconnect;
    command.add_optional_argument(
        "CONFIG", options.configuration,
        "The model: a config.json as Hugging Face publishes it, or a folder with one.");
    add_model_choices(command, options.choices);
    command.add_texts(
        "--preset", options.presets, "ID",
        "Take values of a preset, such as llama-3.1-405b, deepseek-v3, diloco or miri-2026; "
        "later ones go before earlier ones, and options before all.");
    add_chip(command, into, options.chip, options.precision, "The chip of the pods.");
    add_cap(command, options.cap);
    add_words<Synchronization>(command, "--synchronization", options.synchronization,
                               {{"ring", Synchronization::ring},
                                {"server", Synchronization::server},
                                {"server-in-turns", Synchronization::server_in_turns}},
                               "How pods bring gradients together: in a ring, or by a server that "
                               "sends while it receives, or not.");
    for (const PodInputDescription& input : pod_inputs()) {
        if (input.value.empty()) continue;
        add_input(command, input, options.inputs[static_cast<std::size_t>(input.input)]);
    }
    add_explain_flag(command, options.explain);
    add_laws(command, into, options.as_of);
    add_common(command, into.common);
}

void add_capacity(Command& command, CommandLine& into) {
    CapacityOptions& options = into.capacity;
    command.add_argument(
        "INVENTORY", options.inventory,
        "A file of declared chips and work, or a summary of logs; - is standard input.");
    command.add_texts("--ledger", options.ledgers, "LEDGER",
                      "Declare the activities of a ledger, too.");
    add_allow_read(command, into.allowed);
    add_range(command, "--inference", "FLOP", options.inference, Dimension::flop, "FLOP",
              "Declare so many FLOP of inference, too.");
    add_range(command, "--utilization", "SHARE", options.utilization, Dimension::ratio, "",
              "The share of the dense peak that declared training made, instead of the "
              "inventory's.");
    add_range(command, "--inference-utilization", "SHARE", options.inference_utilization,
              Dimension::ratio, "", "The same of declared inference.");
    add_number(command, "--highest-utilization", "SHARE", options.highest_utilization,
               Dimension::ratio, "",
               "The highest share that a run nobody declared could have made.");
    add_chip(command, into, options.chip, options.precision,
             "The chip of a summary of logs that does not name it.");
    add_explain_flag(command, options.explain);
    add_laws(command, into, options.as_of);
    add_common(command, into.common);
}

}  // namespace flopledger
