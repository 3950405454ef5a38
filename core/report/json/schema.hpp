// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/facts/keys/format_keys.hpp"

namespace flopledger {

// The JSON Schema (draft 2020-12) of a file format, for editors: keys, types, words, sentences.
// What only the reader can tell, such as which keys exclude one another, is not in it.
std::string schema_json(const FileFormat& format);

}  // namespace flopledger
