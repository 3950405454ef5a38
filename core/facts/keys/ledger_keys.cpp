// SPDX-License-Identifier: Apache-2.0
// The keys of the ledger format, version 1.
#include "core/base/enum_words.hpp"
#include "core/facts/keys/format_keys.hpp"
#include "core/facts/keys/logs_keys.hpp"
#include "core/facts/ledger/ledger.hpp"
#include "core/facts/models/layer_words.hpp"

namespace flopledger {

namespace {

using Type = KeyType;

constexpr bool required = true;
constexpr bool optional = false;

FormatMapping ledger_keys() {
    return {
        "ledger",
        "The file itself.",
        {
            {"flopledger", Type::version, required, "The version of the format.", ""},
            {"model", Type::mapping, required, "The model this ledger is about.", "model"},
            {"facts", Type::mapping, optional,
             "What thresholds ask besides compute; leave out what is not known.", "facts"},
            {"readings", Type::mappings, optional,
             "Answers to what standards leave to readers, as --settle gives them.", "readings"},
            {"built_on", Type::mappings, optional, "The models this one started from.", "built_on"},
            {"activities", Type::mappings, required, "Everything that was done to make the model.",
             "activities"},
        }};
}

FormatMapping model_keys() {
    return {"model",
            "What the ledger is about.",
            {
                {"name", Type::text, required, "The model's name.", ""},
                {"developer", Type::text, optional, "Who made it.", ""},
                {"released", Type::date, optional, "The day it was released.", ""},
                {"union_release", Type::date, optional,
                 "The day it was placed on the Union's market, where that is another one.", ""},
                {"licence", Type::text_or_mapping, optional,
                 "Its licence: an identifier of SPDX, or a name and whether it is free and open.",
                 "licence"},
            }};
}

FormatMapping licence_keys() {
    return {
        "licence",
        "A licence that SPDX does not know.",
        {
            {"name", Type::text, required, "What it is called.", ""},
            {"free_and_open", Type::truth, required,
             "Whether anyone may use, change and pass on the model, for any purpose and free.", ""},
        }};
}

FormatMapping reading_keys() {
    return {"readings",
            "One answer to a question that a standard leaves open or reads; told with verdicts.",
            {
                {"what", Type::text, required,
                 "The question, as --settle names it: eu-cumulative:teacher-inference.", ""},
                {"answer", Type::word, required, "Whether it counts.", "", {"count", "leave-out"}},
                {"by", Type::text, required, "Who reads it so.", ""},
                {"date", Type::date, required, "Since when.", ""},
            }};
}

Type type_of(const FactDescription& fact) {
    switch (fact.kind) {
        case FactKind::truth:
            return Type::truth;
        case FactKind::amount:
            return Type::measure;
        case FactKind::words:
            break;
    }
    return fact.several ? Type::words : Type::word;
}

FormatMapping fact_keys() {
    FormatMapping facts{"facts", "What thresholds ask besides compute.", {}};
    for (const FactDescription& fact : known_facts()) {
        if (fact.derived) continue;
        const bool dollars = fact.name.find("_usd") != std::string_view::npos;
        facts.keys.push_back({fact.name, type_of(fact), optional, fact.sentence,
                              fact.kind == FactKind::amount && dollars ? "USD" : "", fact.words});
    }
    return facts;
}

FormatMapping base_keys() {
    return {
        "built_on",
        "A model this one started from. Without `ledger` and `flop` its compute is unknown.",
        {
            {"name", Type::text, required, "The model's name.", ""},
            {"relation", Type::word, required, "How this model came out of it.", "",
             words_of<Relation>()},
            {"provider", Type::word, required, "Who made it.", "", words_of<Provider>()},
            {"ledger", Type::text, optional, "Its own ledger, seen from this file's folder.", ""},
            {"sha256", Type::text, optional,
             "The SHA-256 of that ledger; another one is an error. Needs `ledger`.", ""},
            {"flop", Type::measure, optional, "Its training compute, under every standard.",
             "FLOP"},
            {"systemic_risk", Type::truth, optional,
             "Whether it is a general-purpose model with systemic risk (EU).", ""},
            {"general_purpose", Type::truth, optional,
             "Whether it is a general-purpose model by itself (EU).", ""},
            {"outputs", Type::word, optional,
             "Of what was distilled from or gave data: where its forward passes stand.", "",
             words_of<Outputs>()},
            {"built_on", Type::texts, optional,
             "Other entries whose compute lies within this one's `flop`; shared ones count once.",
             ""},
            {"public", Type::truth, optional,
             "Whether anyone may have its weights; a `ledger` says it by its fact `weights`.", ""},
            {"released", Type::date, optional,
             "The day it was released; a `ledger` says it itself.", ""},
        }};
}

FormatMapping activity_keys() {
    return {
        "activities",
        "One thing that was done. At least one method says how much compute it took.",
        {
            {"name", Type::text, required, "A name that no other activity has.", ""},
            {"kind", Type::word, required, "What was done; standards decide by it.", "",
             words_of<ActivityKind>()},
            {"from", Type::text, optional, "The entry of `built_on` whose outputs this made.", ""},
            {"planned_on", Type::date, optional,
             "The day the work was decided on; notice is due from it.", ""},
            {"period", Type::period, optional, "The first and the last day, both days included.",
             ""},
            {"outcome", Type::word, optional,
             "What became of the result; filtered-out are samples made beside those kept, "
             "discarded is the whole of it.",
             "", words_of<Outcome>()},
            {"public", Type::truth, optional, "Whether its results are published.", ""},
            {"public_since", Type::date, optional,
             "The day they were published; a result that its maker published lately may count "
             "where older public ones do not.",
             ""},
            {"passes", Type::word, optional, "Which passes ran.", "", words_of<Passes>()},
            {"trainable_parameters", Type::measure, optional,
             "How many parameters got gradients, where not all did.", "parameters"},
            {"recomputation", Type::word, optional,
             "How much of the forward pass ran twice to save memory.", "",
             words_of<Recomputation>()},
            {"operations", Type::one_or_several, optional,
             "Method 1, operation counting: one phase or a list of them.", "operations"},
            {"chip_time", Type::one_or_several, optional,
             "Method 2, chips x time x peak x utilization: one phase or a list.", "chip_time"},
            {"logs", Type::mapping, optional,
             "Method 3, logs of machines, a scheduler or a trainer.", "logs"},
            {"energy", Type::mapping, optional, "Method 4, energy drawn; an upper bound.",
             "energy"},
            {"reported", Type::mapping, optional, "Method 5, a total somebody published.",
             "reported"},
            {"use", Type::word, optional, "The method that stands, whatever the usual order.", "",
             words_of<Method>()},
            {"evidence", Type::mappings, optional, "What an auditor may look up.", "evidence"},
        }};
}

FormatMapping operations_keys() {
    return {
        "operations",
        "A model, and how much it was fed. `tokens`, or `examples` with `tokens_per_example`.",
        {
            {"model", Type::text_or_mapping, optional,
             "A model configuration (config.json), or its parameters inline.", "inline model"},
            {"class", Type::text, optional,
             "The class that a configuration is counted as, whatever its architectures says.", ""},
            {"ignore_keys", Type::texts, optional,
             "Keys of a configuration that would be the error unread-key; it is counted "
             "without them.",
             ""},
            {"parameters", Type::measure, optional, "Instead of a model: its parameters.",
             "parameters"},
            {"active_parameters", Type::measure, optional,
             "The parameters each token passes, for mixtures of experts.", "parameters"},
            {"tokens", Type::measure, optional, "Tokens processed, epochs included.", "tokens"},
            {"examples", Type::measure, optional, "Examples in the data.", ""},
            {"tokens_per_example", Type::measure, optional, "Their mean length.", "tokens"},
            {"epochs", Type::measure, optional, "Passes over the examples; 1 if left out.", ""},
            {"epochs_unstated", Type::truth, optional,
             "Whether the tokens are a corpus and the passes over it are not known.", ""},
            {"total_flos", Type::measure, optional,
             "Instead of tokens: `total_flos` of a Hugging Face trainer_state.json.", "FLOP"},
            {"tokens_per_iteration", Type::measure, optional,
             "Beside logs that count iterations alone: tokens of one.", "tokens"},
            {"global_batch_size", Type::measure, optional,
             "Likewise: sequences of one iteration, with sequence_length.", ""},
            {"sequence_length", Type::whole, optional,
             "Tokens attended to at a time; needed with a configuration.", ""},
            {"source_length", Type::whole, optional, "Tokens of the encoder.", ""},
            {"images", Type::whole, optional, "Images of one example.", ""},
            {"patches", Type::whole, optional, "Positions of the vision tower for one example.",
             ""},
            {"image_tokens", Type::whole, optional,
             "What the vision tower hands on for one example.", ""},
            {"frames", Type::whole, optional, "Positions of the audio encoder.", ""},
            {"attention", Type::word, optional, "How pairs are counted; causal if left out.", "",
             words_of<AttentionConvention>()},
            {"multi_token_prediction", Type::truth, optional,
             "Whether modules that predict further tokens were trained.", ""},
            {"trainable", Type::mapping, optional, "What is trained, if not everything.",
             "trainable"},
            {"flop_per_example", Type::mapping, optional,
             "Instead of a model: the forward FLOP of one example.", "flop_per_example"},
        }};
}

FormatMapping trainable_keys() {
    return {"trainable",
            "What is trained: names of towers, of kinds of parts, or of parts.",
            {
                {"only", Type::texts, optional, "These alone.", ""},
                {"frozen", Type::texts, optional, "Everything but these.", ""},
                {"frozen_layers", Type::whole, optional,
                 "So many layers of the decoder from the first.", ""},
                {"lora", Type::mapping, optional,
                 "Adapters of low rank; everything else is frozen.", "lora"},
            }};
}

FormatMapping lora_keys() {
    return {"lora",
            "Adapters of low rank beside frozen matrices.",
            {
                {"rank", Type::whole, required, "Their rank.", ""},
                {"on", Type::texts, required, "The parts beside which they stand: q, v.", ""},
            }};
}

FormatMapping flop_per_example_keys() {
    return {"flop_per_example",
            "What is no transformer, by a figure with its source.",
            {
                {"flop", Type::measure, required, "Operations of one forward pass.", "FLOP"},
                {"source", Type::text, required, "Where the figure stands.", ""},
            }};
}

FormatMapping inline_model_keys() {
    return {"inline model",
            "A model without a configuration file.",
            {
                {"parameters", Type::measure, optional, "Its parameters.", "parameters"},
                {"active_parameters", Type::measure, optional, "Those each token passes.",
                 "parameters"},
                {"layers", Type::mappings, optional,
                 "Instead, of what is no transformer: its layers, fed with `examples`.", "layers"},
            }};
}

FormatMapping layer_keys() {
    return {
        "layers",
        "One layer, in the order in which they run; the first reads data. Sizes are whole numbers.",
        {
            {"kind", Type::word, required, "What it computes.", "", words_of<LayerKind>()},
            {"name", Type::text, optional, "For `trainable`; attention goes by its parts there.",
             ""},
            {"count", Type::whole, optional, "Equal layers in a row; 1 if left out.", ""},
            {"bias", Type::truth, optional, "Whether it adds a bias; true if left out.", ""},
            {"inputs", Type::whole, optional, "Of dense and recurrent: the width it reads.", ""},
            {"outputs", Type::whole, optional, "Of dense: the width it makes.", ""},
            {"positions", Type::whole, optional,
             "Of dense and attention: positions of one example; of dense 1 if left out.", ""},
            {"input_channels", Type::whole, optional, "Of convolution: channels it reads.", ""},
            {"output_channels", Type::whole, optional, "Of convolution: channels it makes.", ""},
            {"kernel", Type::wholes, optional, "Of convolution: one to three lengths.", ""},
            {"output", Type::wholes, optional,
             "Of convolution: positions made in each direction of the kernel.", ""},
            {"groups", Type::whole, optional,
             "Of convolution: groups of channels apart; 1 if left out.", ""},
            {"width", Type::whole, optional,
             "Of attention: width of query, key, value and output, all heads.", ""},
            {"pattern", Type::word, optional,
             "Of attention: which keys a query meets; bidirectional if left out.", "",
             words_of<LayerPattern>()},
            {"units", Type::whole, optional, "Of recurrent: the width of its state.", ""},
            {"gates", Type::whole, optional,
             "Of recurrent: matrices for each; 1 plain, 3 GRU, 4 LSTM.", ""},
            {"steps", Type::whole, optional, "Of recurrent: steps of one example.", ""},
        }};
}

FormatMapping chip_time_keys() {
    return {
        "chip_time",
        "Chips running for a time: `chips` with `hours` or `days`, or `chip_hours` alone.",
        {
            {"chip", Type::text, required, "A chip's id or one of its names.", ""},
            {"chips", Type::measure, optional, "How many ran at a time.", ""},
            {"hours", Type::measure, optional, "For how long.", "hours"},
            {"days", Type::measure, optional, "For how long.", "days"},
            {"chip_hours", Type::measure, optional, "Chips x hours.", "chip-hours"},
            {"chip_days", Type::measure, optional, "Chips x days.", "chip-days"},
            {"precision", Type::word, required, "The number format of the matrix products.", "",
             words_of<Precision>()},
            {"utilization", Type::measure, optional,
             "The share of the dense peak that was reached.", ""},
            {"utilization_kind", Type::word, optional, "What that share is of.", "",
             words_of<UtilizationKind>()},
            {"utilization_assumed", Type::truth, optional,
             "Whether that share was assumed instead of measured.", ""},
            {"goodput", Type::measure, optional,
             "The share of the time that was spent stepping; with step-mfu.", ""},
            {"peak", Type::measure, optional, "A dense peak instead of the chip data's.", "FLOP/s"},
            {"price_per_chip_hour_usd", Type::measure, optional, "The price, for cost.", "USD"},
        }};
}

FormatMapping energy_keys() {
    return {"energy",
            "Energy drawn, and by what.",
            {
                {"kwh", Type::measure, required, "The energy.", "kWh"},
                {"chip", Type::text, required, "A chip's id or one of its names.", ""},
                {"precision", Type::word, required, "The number format of the matrix products.", "",
                 words_of<Precision>()},
                {"scope", Type::word, required, "Where the energy was measured.", "",
                 words_of<EnergyScope>()},
                {"pue", Type::measure, optional,
                 "Facility energy over node energy; with scope facility.", ""},
            }};
}

FormatMapping reported_keys() {
    return {"reported",
            "A total somebody published.",
            {
                {"flop", Type::measure, required, "The total.", "FLOP"},
                {"source", Type::text, required, "Who says so, and where.", ""},
                {"includes_recomputation", Type::truth, optional,
                 "Whether recomputed work is in it.", ""},
            }};
}

FormatMapping evidence_keys() {
    return {"evidence",
            "Something an auditor may look up.",
            {
                {"file", Type::text, required, "A file, seen from this file's folder.", ""},
                {"sha256", Type::text, optional,
                 "The SHA-256 of that file; another one is an error.", ""},
                {"note", Type::text, optional, "What it shows, and where.", ""},
            }};
}

}  // namespace

FileFormat ledger_format() {
    return {"ledger",
            "What was done to make one AI model, and what is known of the compute it took.",
            {ledger_keys(), model_keys(), licence_keys(), fact_keys(), reading_keys(), base_keys(),
             activity_keys(), operations_keys(), trainable_keys(), lora_keys(),
             flop_per_example_keys(), inline_model_keys(), layer_keys(), logs_keys(),
             chip_time_keys(), energy_keys(), reported_keys(), evidence_keys()}};
}

}  // namespace flopledger
