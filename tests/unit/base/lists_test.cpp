// SPDX-License-Identifier: Apache-2.0
#include "core/base/lists.hpp"

#include <doctest/doctest.h>

#include <string>

namespace flopledger {

namespace {

struct NamedThing {
    std::string name;
    int value = 0;
};

}  // namespace

TEST_CASE("lists: everything, what is not there, what is not there by name") {
    std::vector<int> list{1, 2};
    append(list, {2, 3});
    CHECK(list == std::vector<int>{1, 2, 2, 3});
    add_once(list, 3);
    add_once(list, 4);
    CHECK(list == std::vector<int>{1, 2, 2, 3, 4});
    add_each_once(list, {5, 5, 1});
    CHECK(list == std::vector<int>{1, 2, 2, 3, 4, 5});
    std::vector<NamedThing> things{{"a", 1}};
    add_once_by_name(things, {"a", 2});
    add_once_by_name(things, {"b", 3});
    REQUIRE(things.size() == 2);
    CHECK(things[0].value == 1);
    CHECK(things[1].value == 3);
}

}  // namespace flopledger
