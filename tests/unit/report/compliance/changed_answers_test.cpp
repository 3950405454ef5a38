// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/changed_answers.hpp"

#include <doctest/doctest.h>

using namespace flopledger;

TEST_CASE("answers that changed are those of later versions, by number") {
    CHECK_FALSE(answers_changed_after("0.1.0").empty());
    CHECK_FALSE(answers_changed_after("0.1.10").empty());
    CHECK(answers_changed_after("0.2.0").size() < answers_changed_after("0.1.99").size());
    CHECK(answers_changed_after("0.10.0").size() <= answers_changed_after("0.2.0").size());
    CHECK(answers_changed_after("999.0.0").empty());
}

TEST_CASE("nothing is known of what is no version") {
    for (const char* text : {"", "0.1", "0.1.", "0.1.0 ", "0.1.0.0", "-1.0.0", "0.1.x", "old"}) {
        CAPTURE(text);
        CHECK(answers_changed_after(text).empty());
    }
}
