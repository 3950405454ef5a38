// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// What has a JSON Schema by name: file formats, then the documents that commands print.
std::vector<std::string_view> schema_names();

// The schema of a name; empty for a name that none has.
std::string schema_of(std::string_view name);

}  // namespace flopledger
