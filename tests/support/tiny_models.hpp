// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/models/model.hpp"

namespace flopledger {

// Models of a few thousand parameters whose matrix products were counted while they ran, forward
// and backward. Two sequences ran at once; what follows describes one. Figures in a body are the
// shapes of that model.

// A decoder of the GPT-2 kind: 2 layers, 32 wide, 4 heads, 96 words, 16 positions.
Model tiny_gpt2(bool tied);

// A decoder of the Llama kind: 3 layers, 48 wide, 6 query heads of 8 over 2 key heads, 112 words.
Model tiny_llama();

// The same with a window of 4.
Model tiny_llama_with_window();

// The same with a multi-token-prediction module that shares embedding and output head.
Model tiny_llama_with_module();

// One layer with a single key head and heads wider than hidden / heads.
Model tiny_gemma();

// One layer with 3 of 8 experts and a shared one.
Model tiny_mixture();

// One layer with compressed queries, keys and values.
Model tiny_latent();

// A vision transformer on 16 patches and a class token, with a classifier of 10 classes.
Model tiny_vision();

// Encoder and decoder, 2 layers each, 32 wide with heads of 12.
Model tiny_t5(bool gated, bool tied);

// The encoder of a speech model: two convolutions over sound, the second with a stride of 2.
Model tiny_whisper();

// A vision tower, a projector of two products and tiny_llama over both kinds of token.
Model tiny_vision_language();

// One layer whose 4 experts take a fixed number of tokens through masks.
Model tiny_dispatch();

// One Mamba mixer, its short convolution run over padded positions.
Model tiny_mamba();

// One Mamba-2 mixer with its recurrence as products over chunks of 8.
Model tiny_chunked_mamba();

}  // namespace flopledger
