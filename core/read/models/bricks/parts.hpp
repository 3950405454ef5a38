// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/facts/models/model.hpp"

namespace flopledger {

// Building bricks that the family readers share. Each adds parts to a block; the indices that later
// parts read come back, since gradients are followed by what reads what.

// A table of rows: token or position embedding.
Part lookup(std::string name, const Exact& rows, const Exact& width);

// A norm or a gain: parameters alone. It reads the stream.
Part scale(std::string name, const Exact& parameters, Sublayer sublayer);

// A matrix with or without a bias. Sizes are kept, so that adapters can stand beside it.
Part linear(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
            Sublayer sublayer, std::vector<int> reads);

// Matrices of experts: all are stored, `chosen` of them run for a token.
Part expert_linear(std::string name, const Exact& inputs, const Exact& outputs, bool bias,
                   const Exact& experts, const Exact& chosen, std::vector<int> reads);

// The output head over a vocabulary; a tied one stores nothing. `bias` is stored either way.
Part output_head(const Exact& width, const Exact& vocabulary, bool tied, bool bias);

// Appends a part and gives its index.
int add(Block& block, Part part);

// The sizes of grouped attention.
struct AttentionShape {
    Exact hidden;
    Exact heads;
    Exact key_value_heads;
    Exact head_size;
    bool query_bias = false;    // of query, key and value
    bool key_bias = true;       // the key may lack a bias where query and value have one
    bool value_is_key = false;  // one product makes both
    bool output_bias = false;
    Exact query_norm;          // parameters of a norm on the query, zero for none
    Exact key_norm;            // and on the key
    Exact sinks;               // learned numbers that take part in the softmax, zero for none
    bool output_gate = false;  // the query is made twice as wide; half of it gates the output
    Pattern pattern = Pattern::causal;
    std::optional<Exact> window;
    std::optional<Exact> chunk;
    Positions positions = Positions::text;
    std::optional<Positions> crossed;  // keys and values are made at these, of an encoder's output
};

// Adds query, key, value, scores and output; `input` is what they read. Gives the output's index.
int add_attention(Block& block, const AttentionShape& shape, int input);

// Adds gate, up and down. Gives the index of down.
int add_gated_feed_forward(Block& block, const Exact& hidden, const Exact& inner, bool bias,
                           int input);

// Adds up and down. Gives the index of down.
int add_feed_forward(Block& block, const Exact& hidden, const Exact& inner, bool bias, int input);

// Routed experts: a router and gated (or plain) feed-forwards, `chosen` of `experts` for a token.
struct ExpertShape {
    Exact hidden;
    Exact inner;
    Exact experts;
    Exact chosen;
    bool gated = true;
    bool expert_bias = false;
    bool router_bias = false;
};

// Adds router and experts; `input` is what they read.
void add_experts(Block& block, const ExpertShape& shape, int input);

// Moves a block's parts to other positions: a vision tower's, an encoder's.
void place_at(Block& block, Positions positions);

}  // namespace flopledger
