// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/base/diagnostic.hpp"
#include "core/facts/models/checkpoint.hpp"
#include "core/text/files/file_reader.hpp"

namespace flopledger {

// Headers and indices have at most 100 MiB, as the format itself says of headers.
inline constexpr std::size_t largest_header_bytes = 100 * 1024 * 1024;

// The checkpoint in the folder of a configuration called config.json: its index and the headers of
// the files it names, or the headers of all *.safetensors files there. A configuration of another
// name may share its folder with those of other models, so nothing is looked for. What is there
// and broken is the error bad-checkpoint.
std::optional<Checkpoint> read_checkpoint(FileReader& files, const std::string& configuration,
                                          Diagnostics& diagnostics);

}  // namespace flopledger
