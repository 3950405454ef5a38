// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace flopledger {

// Whether a text that no format recognises looks like a log all the same, by its beginning: lines
// or rows with times and numbers, JSON line by line, samples as Prometheus writes them. Prose,
// configurations and weights do not.
bool looks_like_log(std::string_view beginning);

}  // namespace flopledger
