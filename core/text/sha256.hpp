// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace flopledger {

// The SHA-256 of some bytes as 64 lower-case hexadecimal digits (FIPS 180-4, by libcrypto).
std::string sha256(std::string_view bytes);

}  // namespace flopledger
