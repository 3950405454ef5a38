// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/language/mixture.hpp"

#include <array>

#include "core/read/models/bricks/families.hpp"
#include "core/read/models/language/llama4_text.hpp"

namespace flopledger {

std::span<const Family> mixture_families() {
    static constexpr auto families = std::to_array<Family>({
        {"mixtral", read_mixtral},
        {"phimoe", read_phimoe},
        {"minimax_m2", read_minimax_m2},
        {"olmoe", read_olmoe},
        {"grok-1", read_grok},
        {"minicpm", read_minicpm},
        {"gpt_oss", read_gpt_oss},
        {"dbrx", read_dbrx},
        {"qwen2_moe", read_qwen2_moe},
        {"qwen3_moe", read_qwen3_moe},
        {"glm4_moe", read_glm4_moe},
        {"llama4_text", read_llama4_text},
    });
    return families;
}

}  // namespace flopledger
