// SPDX-License-Identifier: Apache-2.0
#include "core/base/joined.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

TEST_CASE("joined: something between the words, and empty words are words") {
    CHECK(joined(std::vector<std::string>{}).empty());
    CHECK(joined(std::vector<std::string>{"bf16"}) == "bf16");
    CHECK(joined(std::vector<std::string_view>{"bf16", "fp8"}) == "bf16, fp8");
    CHECK(joined(std::vector<std::string>{"", "a", ""}, "|") == "|a|");
}

}  // namespace flopledger
