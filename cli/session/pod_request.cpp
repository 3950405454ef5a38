// SPDX-License-Identifier: Apache-2.0
#include "cli/session/pod_request.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <utility>

#include "cli/session/chip_lookup.hpp"
#include "core/base/call_names.hpp"
#include "core/count/models/model_count.hpp"
#include "core/read/data/level_reader.hpp"
#include "core/read/keys/values.hpp"
#include "core/read/models/model_reader.hpp"

namespace flopledger {

namespace {

using Presets = std::vector<std::shared_ptr<const Preset>>;

constexpr const char* preset_of_all = "usual";

// What a plan is put together from.
class PlanBuilder {
  public:
    PlanBuilder(Session& session, const Presets& presets, Diagnostics& diagnostics)
        : session_(session),
          options_(session.line.interconnect),
          presets_(presets),
          diagnostics_(diagnostics) {}

    std::optional<PodPlan> build() && {
        plan_.synchronization = options_.synchronization;
        plan_.shape.why = "it takes the sizes of a CONFIG, and none is given";
        take_preset(preset_of_all);
        for (const std::string& id : options_.presets) take_preset(id);
        // What an unknown preset would have brought need not be asked for.
        if (diagnostics_.has_errors()) return std::nullopt;
        if (!options_.configuration.empty()) take_configuration();
        take_options();
        take_chip();
        if (options_.cap) {
            plan_.cap =
                cited("cap on a pod's traffic, each way (W)", BytesPerSecond{point(*options_.cap)},
                      Measures::bytes_per_second, "the call");
        }
        check();
        return diagnostics_.has_errors() ? std::nullopt : std::optional(std::move(plan_));
    }

  private:
    void take_preset(const std::string& id) {
        for (const std::shared_ptr<const Preset>& preset : presets_) {
            if (preset->id == id) return take(*preset);
        }
        std::vector<std::string_view> known;
        for (const std::shared_ptr<const Preset>& preset : presets_) known.push_back(preset->id);
        diagnostics_.add({.name = name::unknown_preset,
                          .place = {},
                          .excerpt = "",
                          .message = fmt::format("there is no preset '{}'", shown(id)),
                          .hint = fmt::format("there are {}", fmt::join(known, ", "))});
    }

    void take(const Preset& preset) {
        // A model's parameters stand or fall together.
        for (const PresetValue& value : preset.values) {
            if (value.input == PodInput::parameters) reset(PodInput::active_parameters);
        }
        for (const PresetValue& value : preset.values) {
            plan_.set(
                value.input, value.value, preset.id,
                fmt::format("preset {} ({}): {}", preset.id, word(preset.mark), value.source));
        }
        if (!preset.chip.empty()) chip_ = preset.chip;
        if (preset.precision) precision_ = *preset.precision;
        if (!preset.quality.empty()) {
            plan_.quality = preset.quality;
            plan_.quality_source = fmt::format("preset {} ({})", preset.id, word(preset.mark));
        }
    }

    void reset(PodInput input) { plan_.inputs[static_cast<std::size_t>(input)].reset(); }

    void take_configuration() {
        const std::string& path = options_.configuration;
        const std::string inside = path + (path.ends_with('/') ? "config.json" : "/config.json");
        const std::string file = path != "-" && session_.files.exists(inside) ? inside : path;
        auto source =
            read_source(session_.files, file, largest_model_bytes, std::nullopt, diagnostics_);
        if (source == nullptr) return;
        const auto model = read_model(std::move(source), options_.choices, diagnostics_);
        if (model == nullptr) return;
        const ParameterCount count = count_parameters(*model, {});
        const std::string source_text = described(*model);
        plan_.set(PodInput::parameters, point(count.total), "CONFIG", source_text);
        reset(PodInput::active_parameters);
        if (count.active != count.total) {
            plan_.set(PodInput::active_parameters, point(count.active), "CONFIG", source_text);
        }
        plan_.shape = shape_of(*model);
    }

    void take_options() {
        if (of(PodInput::parameters)) reset(PodInput::active_parameters);
        for (const PodInputDescription& input : pod_inputs()) {
            if (const auto& given = of(input.input)) {
                plan_.set(input.input, *given, "the call", "the call");
            }
        }
        if (!options_.chip.empty()) chip_ = options_.chip;
        if (options_.precision) precision_ = *options_.precision;
    }

    const std::optional<Range>& of(PodInput input) const {
        return options_.inputs[static_cast<std::size_t>(input)];
    }

    void take_chip() {
        if (chip_.empty()) {
            tell_usage(diagnostics_, "the chip of the pods is not given",
                       "add --chip NAME; `flopledger chips` lists them");
            return;
        }
        const auto chip = find_chip(session_, chip_, diagnostics_);
        if (chip == nullptr) return;
        plan_.chip = chip->id;
        plan_.peak = find_peak(session_, {chip_, precision_}, diagnostics_);
        if (chip->memory_gib) {
            plan_.chip_memory =
                cited(fmt::format("memory of {}", chip->id),
                      BytesPerChip{point(*chip->memory_gib * Exact(std::int64_t{1} << 30))},
                      Measures::bytes_per_chip, chip->file);
        }
    }

    void check() {
        if (!plan_.has(PodInput::parameters)) {
            if (options_.configuration.empty()) {
                tell_usage(diagnostics_, "the model is not given",
                           "give a CONFIG, --parameters, or a --preset that has a model");
            }
        } else if (plan_.at(PodInput::parameters).value.best <
                   (plan_.has(PodInput::active_parameters)
                        ? plan_.at(PodInput::active_parameters).value.best
                        : Exact(0))) {
            tell_usage(diagnostics_, "more parameters are active than there are",
                       "--active-parameters are those of --parameters that a token meets");
        }
        if (!plan_.has(PodInput::chips_per_pod)) {
            tell_usage(diagnostics_, "the size of a pod is not given", "add --chips-per-pod N");
        }
        if (plan_.has(PodInput::prompt_tokens_per_second) &&
            plan_.has(PodInput::tokens_per_second) &&
            plan_.at(PodInput::tokens_per_second).value.best <
                plan_.at(PodInput::prompt_tokens_per_second).value.best) {
            tell_usage(diagnostics_, "more tokens of prompts are given than tokens served",
                       "--prompt-tokens-per-second is a part of --tokens-per-second");
        }
    }

    Session& session_;
    const InterconnectOptions& options_;
    const Presets& presets_;
    Diagnostics& diagnostics_;
    PodPlan plan_;
    std::string chip_;
    Precision precision_ = Precision::bf16;
};

}  // namespace

std::optional<PodPlan> pod_plan(Session& session, const Presets& presets,
                                Diagnostics& diagnostics) {
    return PlanBuilder(session, presets, diagnostics).build();
}

std::vector<AmountLine> amounts_on(Session& session, const std::optional<Date>& day,
                                   Diagnostics& diagnostics) {
    return amount_lines(session.catalog.thresholds(diagnostics), built_in_levels(diagnostics),
                        day_of(session, day));
}

}  // namespace flopledger
