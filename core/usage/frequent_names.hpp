// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// A name with the rows it was met in.
struct NameRows {
    std::string_view name;
    std::uint64_t rows = 0;
    bool matters = false;
};

// `a (12 rows), b (3) and 4 more`: those that matter first, then the most frequent, ten at the
// most.
std::string most_frequent(std::vector<NameRows> names);

}  // namespace flopledger
