// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/near_words.hpp"

#include <doctest/doctest.h>

namespace flopledger {

TEST_CASE("edit distance counts letters put in, taken out, changed and swapped") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("tokens", "tokens") == 0);
    CHECK(edit_distance("Tokens", "tokens") == 0);
    CHECK(edit_distance("token", "tokens") == 1);
    CHECK(edit_distance("tokesn", "tokens") == 1);
    CHECK(edit_distance("tikens", "tokens") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("near words are the nearest first") {
    CHECK(near_words("token", {"tokens", "token", "epochs"}, 2) ==
          std::vector<std::string_view>{"token", "tokens"});
    CHECK(near_words("chip hours", {"chip_hours", "hours"}, 1) ==
          std::vector<std::string_view>{"chip_hours"});
    CHECK(near_words("zebra", {"tokens"}, 3).empty());
    CHECK(near_words("", {"tokens"}, 3).empty());
    CHECK(near_words(std::string(100000, 'a'), {"tokens"}, 3).empty());
}

TEST_CASE("a suggestion names the near word or all of them") {
    CHECK(suggestion("nam", {"name", "kind"}, "known keys") == "did you mean 'name'?");
    CHECK(suggestion("zebra", {"name", "kind"}, "known keys") == "known keys: name, kind");
}

}  // namespace flopledger
