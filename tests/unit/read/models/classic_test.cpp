// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/support/faults.hpp"
#include "tests/support/model_files.hpp"

namespace flopledger {

TEST_CASE("classic: parameters and FLOP of published configurations") {
    if (!has_exact_results()) {
        MESSAGE("no exact results beside the project: skipped");
        return;
    }
    CHECK(check_parameters(classic_families()) > 0);
    CHECK(check_flop_per_token(classic_families()) > 0);
}

}  // namespace flopledger
