// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/read/models/bricks/config.hpp"
#include "core/read/models/bricks/parts.hpp"

namespace flopledger {

// Mixers that carry a state along the sequence. Their projections are matrix products like any
// other. Their recurrences and short convolutions are told apart: no common convention counts them
// in. A recurrence is counted as it is defined, one step for a token; kernels that work in chunks
// run more.

// The selective state space of Mamba (arXiv 2312.00752, section 3). Three multiply-adds for each
// channel and state: decay, input, output.
struct MambaShape {
    Exact hidden;
    Exact inner;
    Exact state;
    Exact kernel;
    Exact step_rank;  // width from which the step size is projected
    bool bias = false;
    bool convolution_bias = true;
    bool inner_norms = false;  // Jamba's: norms on step size, input and output, with parameters
};

// Adds the mixer, which reads `input`, and gives the index of its output.
int add_mamba(Block& block, const MambaShape& shape, int input);

// The scalar-decay state space of Mamba 2 (arXiv 2405.21060, section 7): three multiply-adds for
// each channel and state.
struct Mamba2Shape {
    Exact hidden;
    Exact heads;
    Exact head_size;
    Exact groups;
    Exact state;
    Exact kernel;
    bool bias = false;
    bool convolution_bias = true;
};

// Adds the mixer, which reads `input`, and gives the index of its output.
int add_mamba2(Block& block, const Mamba2Shape& shape, int input);

// The gated delta rule (arXiv 2412.06464, section 3): four multiply-adds for each entry of a value
// head's matrix state: decay, what the key recalls, the correction, what the query reads.
struct DeltaShape {
    Exact hidden;
    Exact key_heads;
    Exact key_size;
    Exact value_heads;
    Exact value_size;
    Exact kernel;
};

// Adds the mixer, which reads `input`, and gives the index of its output.
int add_delta(Block& block, const DeltaShape& shape, int input);

// `time_step_rank` or a key of its kind: a size, or "auto" for a sixteenth of the hidden size
// rounded up, which is also what an absent key or null stands for.
Exact read_step_rank(Config& config, std::string_view key, const Exact& hidden);

}  // namespace flopledger
