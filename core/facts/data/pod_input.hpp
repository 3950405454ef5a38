// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/dimension.hpp"
#include "core/base/measures.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

// What arithmetic on pods of chips is done with. A pod is a set of chips whose links to one another
// nobody limits; what crosses its boundary can be.
enum class PodInput {
    parameters,
    active_parameters,
    chips_per_pod,
    pods,
    utilization,
    batch_tokens,
    sync_every,
    compression,
    gradient_bytes,
    activation_bytes,
    dispatch_bytes,
    combine_bytes,
    state_bytes,
    tensor_parallel,
    token_bytes,
    tokens_per_second,
    prompt_tokens_per_second,
    serving_utilization,
    cache_bytes,
    weight_bytes,
    push_every,
    time,
    latency,
    straggler_slope,
    efficiency_slope,
    efficiency_scale,
    efficiency_floor,
};

// How many inputs there are.
inline constexpr std::size_t pod_input_count = 27;

// What an input measures. All are in base units, so that the range of one is a quantity as it is.
constexpr Measures measures_of(PodInput input) {
    switch (input) {
        case PodInput::parameters:
        case PodInput::active_parameters:
            return Measures::parameters;
        case PodInput::chips_per_pod:
        case PodInput::tensor_parallel:
            return Measures::chips;
        case PodInput::pods:
            return Measures::pods;
        case PodInput::utilization:
        case PodInput::serving_utilization:
            return Measures::utilization;
        case PodInput::batch_tokens:
            return Measures::tokens;
        case PodInput::sync_every:
            return Measures::steps;
        case PodInput::gradient_bytes:
        case PodInput::state_bytes:
        case PodInput::weight_bytes:
            return Measures::bytes_per_parameter;
        case PodInput::activation_bytes:
        case PodInput::dispatch_bytes:
        case PodInput::combine_bytes:
        case PodInput::cache_bytes:
            return Measures::bytes_per_number;
        case PodInput::token_bytes:
            return Measures::token_size;
        case PodInput::tokens_per_second:
        case PodInput::prompt_tokens_per_second:
            return Measures::tokens_per_second;
        case PodInput::push_every:
        case PodInput::time:
        case PodInput::latency:
            return Measures::time;
        case PodInput::compression:
        case PodInput::straggler_slope:
        case PodInput::efficiency_slope:
        case PodInput::efficiency_scale:
        case PodInput::efficiency_floor:
            break;
    }
    return Measures::ratio;
}

// The quantity that an input is.
template <PodInput input>
using PodInputQuantity = Quantity<written_unit(measures_of(input)).units>;

// What an input is, for options, presets and explanations alike.
struct PodInputDescription {
    PodInput input = PodInput::parameters;
    std::string_view key;    // in presets; with hyphens the option's name
    std::string_view value;  // how help writes what the option takes; empty: no option
    Dimension dimension = Dimension::ratio;
    std::string_view default_unit;  // of a figure written without one
    std::string_view symbol;        // in formulas
    std::string_view label;
    std::string_view sentence;  // of the option
    bool is_whole = false;
    bool is_share = false;  // above zero and 1 at the most
    Exact lowest = 0;       // zero itself is never a value, but for latency
};

// All inputs, in the order of the enumerators.
std::span<const PodInputDescription> pod_inputs();

// The description of one.
const PodInputDescription& description_of(PodInput input);

// How far a preset can be relied on.
enum class PresetMark { published, standard_practice, reconstruction, modelling_choice };

// One value of a preset, with where it comes from.
struct PresetValue {
    PodInput input = PodInput::parameters;
    Range value;
    std::string source;
};

// How much of its training a run keeps where its gradients are compressed so many times.
struct CompressionQuality {
    Exact compression;
    Ratio share;  // low conservative, best expected, high optimistic
};

// A named set of values: a model, a method of training, a model of efficiency.
struct Preset {
    std::string id;
    std::string title;
    PresetMark mark = PresetMark::published;
    bool is_method = false;  // of low-communication training: a row where a cap is asked about
    std::string chip;        // a chip's name, or empty
    std::optional<Precision> precision;
    std::vector<PresetValue> values;
    std::vector<CompressionQuality> quality;  // ordered by compression
    std::string result;                       // what was shown with it, in a sentence; may be empty
    Date as_of;
    Verification confidence = Verification::unverified;
    std::vector<Citation> sources;
    std::string notes;
    std::string file;
};

// The words of the format, in the order of the enumerators.
std::string_view word(PresetMark mark);

}  // namespace flopledger
