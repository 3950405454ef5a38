// SPDX-License-Identifier: Apache-2.0
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <filesystem>

// Tests name files from the root of the project, as the documents they run do.
int main(int count, char** arguments) {
    std::filesystem::current_path(PROJECT_ROOT);
    doctest::Context context(count, arguments);
    return context.run();
}
