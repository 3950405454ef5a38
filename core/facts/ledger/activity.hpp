// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostic.hpp"
#include "core/base/quantity.hpp"
#include "core/facts/machines/chip.hpp"
#include "core/facts/machines/log_input.hpp"
#include "core/facts/models/model.hpp"
#include "core/facts/models/training.hpp"

namespace flopledger {

// A value with the place it was stated at, so that an explanation can name the line.
template <typename Value>
struct Stated {
    Value value;
    Place place;
};

struct Usage;

// What was done. The standards decide kind by kind what counts.
enum class ActivityKind {
    pre_training,
    continued_pre_training,
    fine_tuning,
    reinforcement_learning,
    rollout_generation,
    reward_model_training,
    reward_model_inference,
    synthetic_data_generation,
    teacher_training,
    teacher_inference,
    data_processing,
    evaluation,
    safety_work,
    research_experiment,
    failed_run,
    deployment_inference,
};

// How many kinds there are.
inline constexpr int activity_kind_count = 16;

// What became of an activity's result.
enum class Outcome {
    kept,
    discarded,     // the whole of it was dropped
    rolled_back,   // steps of a run that went on from an earlier checkpoint
    merged,        // its weights were merged or averaged into the model
    filtered_out,  // samples made beside those that were kept, and not kept
};

// What a stated utilization is the share of; the differences are factors of 1.3 to 3.
enum class UtilizationKind {
    mfu,            // model FLOP over all chip-hours stated
    step_mfu,       // model FLOP while stepping: lost time is not in it
    hfu,            // hardware FLOP, recomputation included
    tensor_active,  // share of time the matrix units were busy
    sm_active,      // share of time any unit was busy: bounds from above only
    gpu_busy,       // share of time any kernel was resident: bounds from above only
};

// The ways to reach FLOP; an activity may state several.
enum class Method { operations, logs, chip_time, energy, reported };

// What one example consists of, where a configuration is counted. Positions of towers that the
// configuration fixes need not be stated.
struct StatedLengths {
    std::optional<Stated<Exact>> text;          // tokens of the decoder, image tokens among them
    std::optional<Stated<Exact>> source;        // tokens of the encoder
    std::optional<Stated<Exact>> images;        // how many
    std::optional<Stated<Exact>> patches;       // positions of the vision tower, all images
    std::optional<Stated<Exact>> image_tokens;  // what it hands on, all images
    std::optional<Stated<Exact>> frames;        // positions of the audio encoder
};

// Operation counting over one phase: a model, and how much it was fed.
struct OperationsPhase {
    Place place;
    std::shared_ptr<const Model> model;  // from a configuration; else one of the three below
    std::optional<Stated<Parameters>> parameters;
    std::optional<Stated<Parameters>> active_parameters;
    std::optional<Stated<FlopPerExample>> flop_per_example;  // forward, of what is no transformer
    std::string flop_per_example_source;
    std::optional<Stated<Tokens>> tokens;  // processed; or the three below
    std::optional<Stated<Examples>> examples;
    std::optional<Stated<TokensPerExample>> tokens_per_example;
    std::optional<Stated<Ratio>> epochs;
    bool epochs_unstated = false;  // the tokens are a corpus; the passes over it are not known
    std::optional<Stated<Flop>> total_flos;  // as the Trainer of transformers counts: 6 x tokens
    std::optional<Stated<Tokens>> tokens_per_iteration;  // for logs that count iterations alone
    std::optional<Stated<Examples>> global_batch_size;   // likewise: sequences of an iteration
    StatedLengths lengths;
    Trainable trainable;
    AttentionConvention attention = AttentionConvention::causal;
    std::optional<bool> multi_token_prediction;  // whether such modules were trained
};

// Chips running for a time: one phase.
struct ChipTimePhase {
    Place place;
    std::shared_ptr<const Chip> chip;
    std::optional<Stated<Chips>> chips;
    std::optional<Stated<Seconds>> time;
    std::optional<Stated<ChipSeconds>> chip_time;  // or chips x time
    Precision precision = Precision::bf16;
    std::optional<Stated<Ratio>> utilization;
    UtilizationKind utilization_kind = UtilizationKind::mfu;
    bool utilization_assumed = false;  // nobody measured it
    std::optional<Stated<Ratio>> goodput;
    std::optional<Stated<FlopPerChipSecond>> peak;  // stands in for the chip's dense peak
    std::optional<Stated<DollarsPerChipSecond>> price;
};

// Logs of the machines, the scheduler or the trainer, read and summed up.
struct LogsStatement {
    Place place;
    std::vector<std::string> files;  // as the ledger names them
    std::shared_ptr<const Usage> usage;
    std::vector<InputFile> summaries;  // of the files, those that sum up others; if asked for
    HoldRule hold;
    std::shared_ptr<const Chip> chip;  // as stated; nullptr where the logs' own names say it
    std::map<std::string, std::shared_ptr<const Chip>, std::less<>> chips;  // by those names
    std::optional<Precision> precision;  // needed by all but tokens
    bool complete = false;               // nothing ran that is not in the logs

    // The chip that a name in the logs stands for; nullptr where neither it nor the ledger says.
    const Chip* chip_of(std::string_view name) const;

    // The one of them that can have done the most; nullptr if the logs name none.
    const Chip* most_capable() const;
};

// Energy drawn, and what it ran.
struct EnergyStatement {
    Place place;
    Stated<Joules> energy;
    std::shared_ptr<const Chip> chip;
    Precision precision = Precision::bf16;
    EnergyScope scope = EnergyScope::node;
    std::optional<Stated<Ratio>> power_usage_effectiveness;  // facility / node energy
};

// A total somebody published.
struct ReportedFlop {
    Place place;
    Stated<Flop> flop;
    std::string source;
    bool includes_recomputation = false;
    bool excludes_recomputation = false;  // the ledger says so in so many words
};

// Something an auditor may look up.
struct EvidenceFile {
    Place place;
    std::string file;
    std::string note;
    // Of the file's bytes, where the ledger states it or it was asked for; empty where not to be
    // had.
    std::string sha256 = {};
};

// One thing that was done to make the model.
struct Activity {
    Place place;
    std::string name;
    ActivityKind kind = ActivityKind::pre_training;
    std::optional<Outcome> outcome;
    std::optional<bool> is_public;
    std::optional<Date> public_since;  // the day its results were published
    std::optional<Passes> passes;      // what is not stated follows from the kind
    std::optional<Stated<Parameters>> trainable_parameters;
    std::optional<Recomputation> recomputation;
    std::string from;  // the model in `built_on` whose outputs this made; empty where none is named
    std::optional<Date> planned_on;  // the day the work was decided on
    std::optional<Period> period;
    std::optional<Date> goes_on_until;  // the period's `to`, where logs so far cut it
    std::vector<OperationsPhase> operations;
    std::optional<LogsStatement> logs;
    std::vector<ChipTimePhase> chip_time;
    std::optional<EnergyStatement> energy;
    std::optional<ReportedFlop> reported;
    std::optional<Method> use;
    std::vector<EvidenceFile> evidence;
};

// The passes an activity runs: as stated, else forward only for what generates, judges, filters or
// serves, and forward and backward for what trains.
Passes passes_of(const Activity& activity);

// Whether a kind of activity may stand without its amount: the compute of a reward model or of a
// teacher is often somebody else's secret. Its total is then open upwards.
bool may_lack_amount(ActivityKind kind);

// Whether work of a kind makes what another model learns from; the training of a teacher does not.
bool makes_outputs(ActivityKind kind);

// Whether a phase says how much its model was fed; beside logs of a trainer it need not.
bool is_fed(const OperationsPhase& phase);

// The words of the ledger format, in the order of the enumerators.
std::string_view word(ActivityKind kind);
std::string_view word(Outcome outcome);
std::string_view word(UtilizationKind kind);
std::string_view word(Method method);

}  // namespace flopledger
