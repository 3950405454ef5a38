// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/embedded.hpp"

namespace flopledger {

// A text full of what CMake and C++ treat specially, in short literals.
std::span<const EmbeddedFile> embedded_traps();

// The licence, which is longer than one literal may be.
std::span<const EmbeddedFile> embedded_licence();

}  // namespace flopledger
