// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/support/model_files.hpp"

using namespace flopledger;

TEST_CASE("published encoders have the parameters they are known to have") {
    if (!has_exact_results()) {
        MESSAGE("exact results of published configurations are not here");
        return;
    }
    CHECK(check_parameters(encoder_families()) == 16);
}
