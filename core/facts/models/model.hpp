// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/base/exact.hpp"

namespace flopledger {

// What a part of a model does with the numbers it is given.
enum class PartKind {
    lookup,       // takes rows of a table: parameters, no operations
    scale,        // norms, gates, biases that stand alone: parameters, no matrix product
    product,      // a matrix product with weights, convolutions over patches and frames included
    scores,       // attention: query x key and weight x value for each pair
    convolution,  // the short convolution of a state-space or linear-attention mixer
    scan,         // the recurrence of such a mixer
};

// What a part is counted under in totals.
enum class PartRole { plain, router, output_head, embedding };

// Which half of a layer a part belongs to; recomputation may repeat the attention half alone.
enum class Sublayer { attention, feed_forward, other };

// What a part is run for, once each.
enum class Positions {
    text,          // tokens of the decoder, or of the one stack there is
    source,        // tokens of the encoder
    patches,       // positions of a vision tower
    image_tokens,  // what a vision tower hands on, after merging
    frames,        // positions of an audio encoder
    sequence,      // once for a whole example
};

// Which keys a query meets.
enum class Pattern { causal, bidirectional, cross };

// A part may read, besides the parts of its own block, what the blocks before have made.
inline constexpr int from_stream = -1;

// Or pixels and sound, for which no gradient is ever needed.
inline constexpr int from_data = -2;

// Or the output of the tower that crosses over.
inline constexpr int from_encoder = -3;

// One step of a block: what it stores, what it multiplies, what it reads.
struct Part {
    std::string name;  // "query", "experts: up", "output head"
    PartKind kind = PartKind::product;
    PartRole role = PartRole::plain;
    Sublayer sublayer = Sublayer::other;
    std::vector<int> reads{from_stream};  // indices of parts of this block, or the above
    Exact parameters;                     // numbers stored, each once
    Exact active_parameters;              // of them, those that one token meets
    bool fixed = false;   // never trained: a table of sines, a layer past the last used
    Exact multiply_adds;  // forward, for one position
    Exact input_size;     // of a product: width read, for adapters beside it
    Exact output_size;    // of a product: width made
    Exact kept;           // numbers that decoding keeps of a token: its key, its value, or a latent
    Exact chosen_experts;  // of a product of experts: how many a token meets
    Positions positions = Positions::text;
    Exact positions_factor = 1;  // positions run for each of those: 2 before a stride
    Exact score_multiply_adds;   // of scores: query x key, for one pair, all heads
    Exact value_multiply_adds;   // of scores: weight x value, for one pair, all heads
    Pattern pattern = Pattern::causal;
    std::optional<Exact> window;       // a query meets at most so many keys, itself included
    std::optional<Exact> chunk;        // attention stays inside chunks of so many positions
    Positions keys = Positions::text;  // whose keys, where the pattern is cross
};

// A run of equal layers, or what stands before and after them.
struct Block {
    std::string name;  // "layer", "layer with experts", "output head"
    Exact count = 1;
    bool is_layer = true;  // layers are what recomputation repeats
    std::vector<Part> parts;
};

// What a tower is for; freezing and training are said by these words.
enum class TowerRole { decoder, encoder, vision, audio, projector, multi_token_prediction };

// A stack of blocks in the order in which they run.
struct Tower {
    TowerRole role = TowerRole::decoder;
    std::string name;
    bool reads_towers = false;  // its stream begins with what the towers before have made
    std::vector<Block> blocks;
};

// What a configuration says is multiplied. Counting needs nothing but this.
struct Model {
    std::string type;                    // model_type of the configuration
    std::string class_name;              // as which it is counted; empty for layers of a ledger
    std::string file;                    // empty where a ledger lists the layers
    std::string sha256;                  // of the file's bytes; empty unless asked for
    std::vector<Tower> towers;           // in the order in which they run
    std::optional<Exact> fixed_patches;  // positions of a vision tower of one image size
    std::optional<Exact> fixed_image_tokens;
    std::optional<Exact> fixed_frames;             // positions of an audio encoder of one length
    std::optional<Exact> patches_per_image_token;  // where images may have any size
    std::optional<Exact> longest_text;             // tokens that learned positions are made for
    std::vector<std::string> notes;                // what a reader must know about this reading
    std::vector<std::string> ignored_keys;  // keys of an architecture, passed over as told to
    std::vector<Finding> findings;          // of the reading: they go with every figure
};

// The words for roles, in the order of the enumerators.
std::string_view word(TowerRole role);

// The source of a figure that was counted from a configuration: its file, the class it was counted
// as, and the keys that were passed over.
std::string described(const Model& model);

}  // namespace flopledger
