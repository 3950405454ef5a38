// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace flopledger {

// What else a key of a configuration is called. Families are read by the names of their first
// releases; configurations that transformers 5 has written, and those of other hands, say the same
// figure under another one (its classes' attribute_map). `type` is the model_type of the mapping.
std::vector<std::string_view> other_names(std::string_view type, std::string_view key);

}  // namespace flopledger
