// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace flopledger {

// A document that some command prints, with its JSON Schema.
struct DocumentSchema {
    std::string_view name;
    std::string (*text)() = nullptr;
};

}  // namespace flopledger
