// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/shared.hpp"

// What ctest takes for a test that was skipped.
constexpr int skipped_status = 77;

// Tests name files from the root of the project, as the documents they run do. Where all went well,
// but something was skipped that needs ../shared, the status says so.
int main(int count, char** arguments) {
    std::filesystem::current_path(PROJECT_ROOT);
    doctest::Context context(count, arguments);
    const int status = context.run();
    return status == 0 && flopledger::skipped_for_shared() ? skipped_status : status;
}
