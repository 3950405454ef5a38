// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/support/model_examples.hpp"

using namespace flopledger;

TEST_CASE("published encoders have the parameters they are known to have") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(encoder_families()) == 16);
}

TEST_CASE("our descriptions of encoders agree with formulas") {
    CHECK(check_model_examples("tests/data/models/expected_c.txt", encoder_families()) == 7);
}
