// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace flopledger {

// Whether a text that begins so is a summary, of whatever version, for read_summary to take.
bool is_summary(std::string_view beginning);

}  // namespace flopledger
