// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace flopledger {

// Where a name is used: errors and warnings stand at a place in a file; findings go with a figure;
// causes explain a ratio between two methods; reasons go with a verdict.
enum class NameKind { error, warning, finding, cause, reason };

// A stable name that scripts may rely on, with one sentence for the manual.
struct RegisteredName {
    std::string_view name;
    NameKind kind;
    std::string_view sentence;
};

// Every name there is. Each has an example and a golden in tests/transcripts/errors.
inline constexpr auto registered_names = std::to_array<RegisteredName>({
    // The command line and files.
    {"usage", NameKind::error, "The words of the call are off."},
    {"file-unreadable", NameKind::error, "A file cannot be read."},
    {"file-too-large", NameKind::error, "A file is larger than its kind can be."},
    {"output-unwritable", NameKind::error, "An output file cannot be written."},
    {"unknown-threshold", NameKind::error, "No threshold has this id."},
    {"unknown-standard", NameKind::error, "No standard has this id."},
    {"not-open", NameKind::error, "A standard itself settles what the call would settle."},
    {"unknown-activity", NameKind::error, "The ledger has no activity of this name."},
    {"unknown-preset", NameKind::error, "No preset has this id."},
    {"no-schedule", NameKind::error, "No activity of the ledger says when it runs."},
    // YAML and JSON.
    {"not-utf8", NameKind::error, "A text file is not UTF-8."},
    {"yaml-syntax", NameKind::error, "The text is not YAML."},
    {"json-syntax", NameKind::error, "The text is not JSON."},
    {"duplicate-key", NameKind::error, "A mapping has the same key twice."},
    {"yaml-feature", NameKind::error, "Anchors, aliases, tags and merge keys are not read."},
    {"nesting-too-deep", NameKind::error, "Values are nested deeper than any ledger needs."},
    {"several-documents", NameKind::error, "The file holds more than one YAML document."},
    {"ambiguous-scalar", NameKind::error, "YAML versions read this unquoted word differently."},
    // Values.
    {"format-version", NameKind::error, "The format version is missing or not supported."},
    {"unknown-key", NameKind::error, "The key is not part of the format."},
    {"missing-key", NameKind::error, "A key that is needed is not there."},
    {"conflicting-keys", NameKind::error, "Keys that exclude one another stand together."},
    {"wrong-type", NameKind::error, "A value is of another kind than its key takes."},
    {"unknown-word", NameKind::error, "The value is not one of the words its key takes."},
    {"empty-text", NameKind::error, "A text that is needed is empty."},
    {"not-a-number", NameKind::error, "The value is not a number."},
    {"number-out-of-bounds", NameKind::error, "The number lies outside what its key can mean."},
    {"negative-number", NameKind::error, "The number is negative where that is impossible."},
    {"range-upside-down", NameKind::error, "The low end of a range is above its high end."},
    {"unknown-unit", NameKind::error, "The unit is not known."},
    {"wrong-unit", NameKind::error, "The unit measures something else than its key takes."},
    {"bad-date", NameKind::error, "The value is not a day of the calendar."},
    {"bad-period", NameKind::error, "The value is not a stretch of days."},
    // Meaning of a ledger.
    {"duplicate-name", NameKind::error, "Two things that must differ have the same name."},
    {"no-method", NameKind::error, "An activity says nothing from which FLOP follow."},
    {"method-not-stated", NameKind::error, "`use` names a method that the activity lacks."},
    {"unknown-chip", NameKind::error, "No chip has this name."},
    {"ambiguous-chip", NameKind::error, "Several chips go by this name."},
    {"precision-missing", NameKind::error, "The peak of a chip depends on a precision not stated."},
    {"no-peak", NameKind::error, "No cited dense peak of this chip at this precision is known."},
    {"sparse-peak", NameKind::error, "The stated peak is the chip's sparse one."},
    {"no-energy-calibration", NameKind::error, "The chip has no cited measured FLOP per joule."},
    {"unsupported-model", NameKind::error, "The model configuration is of a type not counted yet."},
    {"unknown-part", NameKind::error, "No part of the model goes by this name."},
    {"chip-differs", NameKind::error, "The logs name another chip than the ledger does."},
    {"logs-without-evidence", NameKind::error, "No FLOP follow from anything in the logs."},
    {"lineage-cycle", NameKind::error, "A model is built on itself."},
    {"lineage-too-deep", NameKind::error, "More than 64 ledgers are built on one another."},
    {"lineage-differs", NameKind::error, "A lineage states one model in two ways."},
    {"bad-fingerprint", NameKind::error, "A SHA-256 is not 64 hexadecimal digits."},
    {"fingerprint-differs", NameKind::error, "A file's SHA-256 is not the one that is stated."},
    {"bad-data-file", NameKind::error, "A chip, threshold or standard file contradicts itself."},
    {"bad-report", NameKind::error, "A report is not what it must be."},
    {"bad-checkpoint", NameKind::error, "A checkpoint's header or index is not what it must be."},
    {"evidence-missing", NameKind::warning, "A file named as evidence is not there."},
    // The law that a call judges by.
    {"law-data-old", NameKind::warning,
     "The day judged, or today, lies far past the law data; an error past --max-law-age."},
    {"as-of-before-law", NameKind::warning, "No rule that the call selects stood on its day."},
    // What a figure rests on.
    {"attention-not-counted", NameKind::finding, "6PD leaves out the attention scores."},
    {"multi-token-prediction-not-counted", NameKind::finding,
     "Modules that predict further tokens are left out, since nothing says they were trained."},
    {"recomputation-not-stated", NameKind::finding, "Recomputation is taken as none."},
    {"recomputation-unknown-share", NameKind::finding, "HFU may hold up to a quarter recomputed."},
    {"goodput-assumed", NameKind::finding, "Time lost between steps is assumed, not stated."},
    {"utilization-not-stated", NameKind::finding, "Without utilization there is only a bound."},
    {"upper-bound-only", NameKind::finding, "Nothing but an upper bound is known."},
    {"energy-is-a-bound", NameKind::finding, "Energy bounds the FLOP, it does not count them."},
    {"peak-stated", NameKind::finding, "The ledger states the peak instead of the chip data."},
    {"low-confidence-chip", NameKind::finding, "The chip's figures are marked low confidence."},
    {"unverified-peak", NameKind::finding, "The chip's peak was not checked against its source."},
    {"utilization-over-one", NameKind::finding, "The figures imply more than the dense peak."},
    {"utilization-over-best-measured", NameKind::finding,
     "The figures imply more than was ever measured on the chip."},
    {"energy-below-physics", NameKind::finding,
     "The energy stated is less than the FLOP counted can have drawn."},
    {"methods-agree", NameKind::finding, "The methods' ranges meet."},
    {"methods-disagree", NameKind::finding,
     "Two methods' ranges do not meet; as a reason, another method would give another verdict."},
    // What a figure from logs rests on.
    {"logs-evidence", NameKind::finding, "What a figure from logs rests on, and what that proves."},
    {"extent-not-stated", NameKind::finding,
     "Nothing says for how long chips ran, so the logs are taken for all there is."},
    {"time-not-covered", NameKind::finding, "Chips ran for longer than there is evidence for."},
    {"rows-not-used", NameKind::finding, "Rows of the logs could not be used, by reason."},
    {"logs-outside-period", NameKind::finding, "The logs reach beyond the activity's period."},
    {"logs-shorter-than-period", NameKind::finding,
     "The logs begin after the activity's period does, or end before."},
    {"rolled-back-steps", NameKind::finding,
     "Steps were executed again after a restart; compute was spent on all of them."},
    {"tokens-without-model", NameKind::finding,
     "A trainer's log cannot be counted: no model, or no number of tokens."},
    {"training-may-overlap", NameKind::finding,
     "Several logs hold the same iterations, executed again or copied."},
    {"tensor-counter-frozen", NameKind::finding,
     "The counter of the matrix units never moves while the device is busy."},
    {"utilization-scale", NameKind::finding, "A utilization is not in the scale its column says."},
    {"power-over-board", NameKind::finding, "A device draws more than its board may."},
    {"two-sources", NameKind::finding, "A metric of a device is in the logs twice."},
    {"device-by-index", NameKind::finding, "Devices are known by host and index only."},
    {"board-swapped", NameKind::finding,
     "A slot of a host held one board first and another, by its UUID, later."},
    {"clock-of-another-zone", NameKind::finding,
     "Some devices' readings lie whole quarters of an hour beside those of all others."},
    {"partitioned-device", NameKind::finding,
     "Instances of a shared board are in the logs; their sizes are not."},
    // What lies beside a model configuration.
    {"checkpoint-agrees", NameKind::finding, "The checkpoint holds the parameters counted."},
    {"checkpoint-differs", NameKind::finding,
     "The checkpoint holds other parameters than the configuration says."},
    {"checkpoint-unknown", NameKind::finding,
     "What lies beside the configuration does not say how many parameters it holds."},
    // What an inventory of chips is held against.
    {"chip-declared-twice", NameKind::finding,
     "A chip's id stands at two places for the same days; it counts once."},
    {"inventory-overlap", NameKind::finding,
     "Rows of one site and chip are of the same days and may be the same chips."},
    {"work-declared-twice", NameKind::finding,
     "Work of one name is declared more than once for the same time."},
    {"work-outside-inventory", NameKind::finding,
     "Declared work lies outside the time of the chips, or in part."},
    // Utilization logs.
    {"unknown-log-format", NameKind::error, "An input is no log of a known format."},
    {"host-unknown", NameKind::error, "Several inputs name devices without saying of which host."},
    {"columns-needed", NameKind::error, "A table has no header, and --columns is not given."},
    {"duplicate-input", NameKind::error, "The same input is given twice."},
    {"too-many-inputs", NameKind::error, "More logs are given than one summary can tell apart."},
    {"order-lost", NameKind::error,
     "A pipe holds rows so far out of order that they need sorting."},
    {"summaries-overlap", NameKind::error,
     "Rows of one summary lie deeper among those of another than the edges both keep."},
    {"summaries-differ", NameKind::error, "Summaries were made with different --gap."},
    {"bad-summary", NameKind::error, "A summary is not what it must be."},
    {"too-many-rejected", NameKind::error, "More rows than --max-rejected allows cannot be used."},
    // What utilization logs are like.
    {"zone-assumed", NameKind::finding, "Times name no zone and are taken as UTC."},
    {"clocks-changed", NameKind::finding,
     "Local times come twice or never, because clocks are changed then; the row before each tells"
     " which hour is meant."},
    {"damaged-archive", NameKind::finding, "A packed log is damaged; what came before was read."},
    {"file-shrank", NameKind::finding, "A file became shorter while it was read."},
    {"document-too-large", NameKind::finding,
     "A document or a line of a log has more than 256 MiB; ask its source in pieces."},
    {"values-rounded", NameKind::finding,
     "A trainer printed counts rounded to a few digits; its sums are no more exact than those."},
    {"log-start-unknown", NameKind::finding,
     "A trainer's log does not say where it began; its first line is taken for a whole interval."},
    {"iterations-not-shown", NameKind::finding,
     "A trainer's iterations went on without being printed; they are counted as executed."},
    {"run-unfinished", NameKind::finding,
     "A run ended without success; what it trained after its last evaluation is not counted."},
    {"no-value", NameKind::finding,
     "Rows whose only value is their source's sign for none: NaN, a stale marker, a sentinel."},
    {"scale-doubtful", NameKind::finding,
     "A metric that its source says is a ratio has values that only per cents can have."},
    {"samples-invented", NameKind::finding,
     "All times lie on one grid, as those of query_range do, which repeats values through holes and"
     " for five minutes past the end; ask an instant query with a range in brackets instead."},
    {"partial-answer", NameKind::finding,
     "The database warned that its answer may lack something."},
    {"answer-failed", NameKind::finding, "The database answered with an error instead of samples."},
    {"device-parts", NameKind::finding,
     "Rows are about parts of devices, such as MIG instances; each counts as a device."},
    {"power-with-another-device", NameKind::finding,
     "A board of two devices gives the power of both with the first."},
    {"utilization-far-above-flops", NameKind::finding,
     "The FLOP that cores counted are far fewer than their utilization suggests."},
    {"device-ids-differ", NameKind::finding,
     "Two metrics name devices differently: each is counted as a device of its own."},
    {"job-repeated", NameKind::finding,
     "A job's allocation stands in the logs more than once; the row that knows most counts."},
    {"job-row-missing", NameKind::finding,
     "The steps of a job are there, but not the job's own row, which alone counts."},
    {"no-chips-accounted", NameKind::finding,
     "An export of jobs names no accelerator anywhere; the scheduler may not account for them."},
    // Catalogues of models.
    {"csv-syntax", NameKind::error, "A quote in a table never ends."},
    {"column-missing", NameKind::error, "A table lacks a column that is needed."},
    {"unknown-model", NameKind::error, "No row of the catalogues is about this model."},
    {"row-ragged", NameKind::finding,
     "Rows have another number of cells than the header; they are left out."},
    {"row-without-model", NameKind::finding, "Rows name no model; they are left out."},
    {"model-repeated", NameKind::finding, "Several rows are about a model of one name."},
    {"cell-not-utf8", NameKind::finding, "Cells hold bytes that are not UTF-8."},
    {"cell-not-a-number", NameKind::finding, "Cells hold no number where one is needed."},
    {"cell-out-of-bounds", NameKind::finding, "Cells hold numbers that their column cannot mean."},
    {"cell-not-a-day", NameKind::finding, "Cells hold no day of the calendar where one is needed."},
    {"cell-says-none", NameKind::finding, "Cells say in words that there is no figure."},
    {"text-behind-quotes", NameKind::finding, "Text stands behind the closing quote of a cell."},
    {"unsafe-text", NameKind::finding,
     "Cells hold control characters, markup or formulas, which are shown harmless."},
    {"hardware-unknown", NameKind::finding, "Rows name hardware that is no chip known here."},
    {"hardware-ambiguous", NameKind::finding, "Rows name hardware that several chips go by."},
    {"equation-wrong", NameKind::finding, "A calculation in the notes does not make its result."},
    {"notes-differ", NameKind::finding, "No figure of the notes is the one the row states."},
    {"peak-differs", NameKind::finding, "The notes calculate with a peak the row does not run at."},
    {"figures-averaged", NameKind::finding, "The row states the mean of two figures that differ."},
    {"parts-differ", NameKind::finding, "Base model and fine-tuning do not make the total."},
    {"quoted-figure-differs", NameKind::finding,
     "The notes take a figure from another row that the other does not hold."},
    // Why figures of a catalogue disagree.
    {"six-left-out", NameKind::cause, "Parameters times tokens lack the six of 6ND."},
    {"unit-slip", NameKind::cause, "A figure is off by a power of ten."},
    {"percent-for-share", NameKind::cause, "Per cents were multiplied as if they were a share."},
    {"chip-hours-of-a-part", NameKind::cause, "The chip-hours are of a part of the training only."},
    {"claimed-utilization", NameKind::cause, "A utilization is of something else than the row."},
    {"figure-carried-over", NameKind::cause, "A figure rests on that of another model."},
    {"data-not-tokens", NameKind::cause, "The data are not counted in tokens."},
    {"base-model-left-out", NameKind::cause, "One side lacks the base model's training."},
    // Why two methods disagree.
    {"logs-incomplete", NameKind::cause, "The logs do not cover all the time."},
    {"causal-attention", NameKind::cause,
     "One side counts attention over all pairs of positions, the other those a mask leaves."},
    {"attention-left-out", NameKind::cause, "One side leaves out the scores of attention."},
    {"recomputation", NameKind::cause, "One side counts recomputed activations."},
    {"sparse-peak-used", NameKind::cause, "One side was taken against the sparse peak."},
    {"wrong-peak-precision", NameKind::cause, "One side used the peak of another precision."},
    {"pcie-for-sxm", NameKind::cause, "One side used the peak of another form factor."},
    {"device-for-chip", NameKind::cause, "One side counts devices of a chip as chips."},
    {"step-mfu-for-wall-clock", NameKind::cause,
     "A utilization while stepping was applied to all time."},
    {"total-for-active-parameters", NameKind::cause, "One side counts experts that do not run."},
    {"embeddings", NameKind::cause, "One side counts embeddings, the other does not."},
    {"multiply-add-once", NameKind::cause, "One side counts a multiply-add as one operation."},
    {"encoder-decoder-half", NameKind::cause, "Each token passes one half of the model only."},
    {"base-model-included", NameKind::cause, "One side holds the base model's training too."},
    {"assumed-utilization", NameKind::cause, "The utilization was assumed, not measured."},
    {"epochs-unstated", NameKind::cause, "The number of passes over the data is not known."},
    {"words-for-tokens", NameKind::cause, "The data were measured in words."},
    {"padding-counted", NameKind::cause, "One side counts empty positions of batches."},
    {"wrong-time-unit", NameKind::cause, "Seconds, hours or days were taken for one another."},
    {"wrong-prefix", NameKind::cause, "A figure is off by a thousand or a million."},
    {"two-causes", NameKind::cause, "Two causes together make the ratio."},
    {"unknown-cause", NameKind::cause, "No known cause closes the gap."},
    // Why a verdict is what it is.
    {"above", NameKind::reason, "The whole range lies above the amount."},
    {"below", NameKind::reason, "The whole range lies below the amount."},
    {"range-straddles", NameKind::reason, "The amount lies inside the range."},
    {"fact-missing", NameKind::reason, "A condition asks a fact that the ledger does not state."},
    {"condition-false", NameKind::reason, "A condition besides the measure does not hold."},
    {"alternative-holds", NameKind::reason, "The law names another condition that suffices."},
    {"unsettled-activity", NameKind::reason, "Whether an activity counts decides the verdict."},
    {"unsettled-base", NameKind::reason, "Whether a base model counts decides the verdict."},
    {"base-unknown", NameKind::reason, "The base model's compute is not known."},
    {"base-status-unknown", NameKind::reason,
     "Whether the base model has systemic risk is not known."},
});

// A registered name; a literal that is not registered does not compile.
struct Name {
    std::string_view text;

    // Takes a literal and looks it up while compiling.
    consteval Name(const char* literal) : text(literal) {  // NOLINT(google-explicit-constructor)
        bool found = false;
        for (const RegisteredName& registered : registered_names) {
            found = found || registered.name == text;
        }
        if (!found) {
            throw "this name is not registered in core/base/diagnostic_names.hpp";
        }
    }

    friend bool operator==(const Name& left, const Name& right) { return left.text == right.text; }
};

}  // namespace flopledger
