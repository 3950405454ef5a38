// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/read/keys/mapping.hpp"

namespace flopledger {

// The SHA-256 that a row states under `sha256`, in lower case; nothing where it states none, or
// what is no digest, which is an error.
std::optional<std::string> read_fingerprint(Mapping& row);

// Holds the stated SHA-256 of a file against that of its bytes; a difference is an error that names
// both.
void check_fingerprint(const Mapping& row, const std::string& stated, const std::string& actual,
                       const std::string& file);

}  // namespace flopledger
