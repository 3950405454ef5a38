// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace flopledger {

// What lies beside the project in ../shared is not in every clone: logs of real machines, published
// configurations and exact results of them.

// The path of a file or folder there. Where it is missing the test says that it is skipped and is
// to end; with SHARED=required in the environment it fails instead.
std::optional<std::string> shared_or_skip(const std::string& path);

// The text of a log of a real machine, or nothing in the same way.
std::optional<std::string> real_log(const std::string& path);

// Whether something was skipped so far.
bool skipped_for_shared();

}  // namespace flopledger
