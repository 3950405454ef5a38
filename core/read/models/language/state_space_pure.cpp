// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/read/models/bricks/layers.hpp"
#include "core/read/models/bricks/state_space_parts.hpp"
#include "core/read/models/language/state_space.hpp"

namespace flopledger {

// Models whose layers are a norm and a state-space mixer, nothing else. All read hidden_size,
// vocab_size, num_hidden_layers, and
//   conv_kernel           absent: 4
//   expand                absent: 2
//   use_bias              absent: false; on both outer projections
//   use_conv_bias         absent: true
//   tie_word_embeddings   absent: true, of mamba2 false
// mamba and falcon_mamba:
//   state_size            absent: 16
//   intermediate_size     absent or null: expand x hidden_size; where it is written, it holds even
//                         against expand
//   time_step_rank        absent, null or "auto": hidden_size / 16, rounded up
// falcon_mamba norms step size, input and output too, but these norms have no parameters.
// mamba2:
//   num_heads             absent: 128
//   head_dim              absent: 64; both together must make expand x hidden_size
//   n_groups              absent: 8
//   state_size            absent: 128

namespace {

Model pure_model(Config& config, const DecoderFrame& frame, Block layer) {
    layer.name = "layer";
    layer.count = config.size("num_hidden_layers");
    return decoder_model(config, frame, {std::move(layer)});
}

}  // namespace

Model read_mamba(Config& config) {
    const DecoderFrame frame = read_frame(config, true);
    MambaShape shape;
    shape.hidden = frame.hidden;
    shape.inner = config.size_or("intermediate_size", config.size_or("expand", 2) * frame.hidden);
    shape.state = config.size_or("state_size", 16);
    shape.kernel = config.size_or("conv_kernel", 4);
    shape.step_rank = read_step_rank(config, "time_step_rank", frame.hidden);
    shape.bias = config.flag_or("use_bias", false);
    shape.convolution_bias = config.flag_or("use_conv_bias", true);
    Block layer;
    const int input = add_norm(layer, "norm", frame.hidden, Sublayer::attention, {from_stream});
    add_mamba(layer, shape, input);
    return pure_model(config, frame, std::move(layer));
}

Model read_falcon_mamba(Config& config) { return read_mamba(config); }

Model read_mamba2(Config& config) {
    const DecoderFrame frame = read_frame(config, false);
    Mamba2Shape shape;
    shape.hidden = frame.hidden;
    shape.heads = config.size_or("num_heads", 128);
    shape.head_size = config.size_or("head_dim", 64);
    shape.groups = config.size_or("n_groups", 8);
    shape.state = config.size_or("state_size", 128);
    shape.kernel = config.size_or("conv_kernel", 4);
    shape.bias = config.flag_or("use_bias", false);
    shape.convolution_bias = config.flag_or("use_conv_bias", true);
    const Exact inner = config.size_or("expand", 2) * frame.hidden;
    if (config.ok() && shape.heads * shape.head_size != inner) {
        config.conflict("num_heads",
                        fmt::format("{} heads of {} are not expand x hidden_size, {}",
                                    shape.heads.text(), shape.head_size.text(), inner.text()));
    }
    Block layer;
    const int input = add_norm(layer, "norm", frame.hidden, Sublayer::attention, {from_stream});
    add_mamba2(layer, shape, input);
    return pure_model(config, frame, std::move(layer));
}

}  // namespace flopledger
