// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>

#include "core/base/embedded.hpp"
#include "tests/support/embedded_samples.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

// Every file is on disk with the very bytes embedded, and the table is sorted without repetition.
static void check_group(std::span<const EmbeddedFile> files) {
    for (const EmbeddedFile& file : files) {
        CAPTURE(file.path);
        CHECK(read_file(std::string(file.path)) == file.text);
    }
    CHECK(std::adjacent_find(files.begin(), files.end(),
                             [](const EmbeddedFile& a, const EmbeddedFile& b) {
                                 return a.path >= b.path;
                             }) == files.end());
}

TEST_CASE("embedded data are the files of the tree, byte for byte") {
    check_group(embedded_chips());
    check_group(embedded_standards());
    check_group(embedded_thresholds());
    check_group(embedded_presets());
    check_group(embedded_levels());
    check_group(embedded_templates());
}

TEST_CASE("every data file is embedded") {
    CHECK(embedded_chips().size() == list_files("hardware-db", {".yaml"}).size());
    CHECK(embedded_standards().size() == list_files("core/judge/standards", {".yaml"}).size());
    CHECK(embedded_thresholds().size() == list_files("core/judge/thresholds", {".yaml"}).size());
    CHECK(embedded_presets().size() == list_files("core/count/presets", {".yaml"}).size());
    CHECK(embedded_levels().size() == list_files("core/judge/levels", {".yaml"}).size());
}

TEST_CASE("embedding changes nothing that CMake or C++ would treat specially") {
    REQUIRE(embedded_traps().size() == 1);
    CHECK(embedded_traps()[0].path == "tests/data/embedding_traps.txt");
    check_group(embedded_traps());
}

TEST_CASE("a text longer than one literal stays one text") {
    REQUIRE(embedded_licence().size() == 1);
    CHECK(embedded_licence()[0].text.size() > 8192);
    check_group(embedded_licence());
}

}  // namespace flopledger
