// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace flopledger {

// How a file is packed that begins so, where that is a way that is not unpacked: `xz`, `bzip2`,
// `7z`, `zip` or `tar`; empty for all else. What libraries pack as zip for themselves, checkpoints
// and arrays, is not meant.
std::string_view unread_packing(std::string_view beginning);

}  // namespace flopledger
