// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/language/state_space.hpp"

#include <array>

#include "core/read/models/bricks/families.hpp"
#include "core/read/models/language/qwen3_5_text.hpp"

namespace flopledger {

std::span<const Family> state_space_families() {
    static constexpr auto families = std::to_array<Family>({
        {"mamba", read_mamba},
        {"falcon_mamba", read_falcon_mamba},
        {"mamba2", read_mamba2},
        {"jamba", read_jamba},
        {"nemotron_h", read_nemotron_h},
        {"qwen3_5_text", read_qwen3_5_text},
        {"qwen3_5_moe_text", read_qwen3_5_text},
    });
    return families;
}

}  // namespace flopledger
