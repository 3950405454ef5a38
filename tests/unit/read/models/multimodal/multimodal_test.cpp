// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/support/model_examples.hpp"

using namespace flopledger;

TEST_CASE(
    "published models with images have the parameters and operations they are known to have") {
    if (!has_exact_results()) return;
    CHECK(check_parameters(multimodal_families()) == 9);
    CHECK(check_flop_per_token(multimodal_families()) == 12);
}

TEST_CASE("our descriptions of models with images agree with formulas") {
    CHECK(check_model_examples("tests/data/models/expected_c.txt", multimodal_families()) == 8);
}
