// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/read/keys/mapping.hpp"

namespace flopledger {

// The id a data file must state: its name without folder and ending.
std::string_view id_of_path(std::string_view path);

// The id of a data file, held against the name of the file.
std::string read_id(Mapping& mapping);

}  // namespace flopledger
