// SPDX-License-Identifier: Apache-2.0
// What holds for all formats of logs.
#include <doctest/doctest.h>

#include <set>

#include "core/meter/readings/log_format.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

TEST_CASE("every format has a name and a sentence of its own") {
    std::set<std::string_view> names;
    for (const LogFormat& format : log_formats()) {
        CAPTURE(format.name);
        CHECK(names.insert(format.name).second);
        CHECK_FALSE(format.sentence.empty());
        CHECK(format.divisible == (format.parser_within != nullptr));
        CHECK(recognise_format("", std::string(format.name)) == &format);
    }
}

// The corpus of a format makes its fuzz target, see tests/fuzz/CMakeLists.txt.
TEST_CASE("every format is fuzzed, from seeds that are its own") {
    std::set<std::string> known;
    for (const LogFormat& format : log_formats()) {
        CAPTURE(format.name);
        const std::string folder = "tests/fuzz/corpus/log-" + std::string(format.name);
        known.insert(folder);
        const auto seeds = read_files(folder, {""});
        REQUIRE_FALSE(seeds.empty());
        bool recognised = false;
        for (const SourceFile& seed : seeds) {
            recognised = recognised || format.recognise(seed.text) == Recognition::yes;
        }
        CHECK(recognised);
    }
    for (const std::string& path : list_files("tests/fuzz/corpus", {""})) {
        if (!path.starts_with("tests/fuzz/corpus/log-")) continue;
        CHECK_MESSAGE(known.count(path.substr(0, path.rfind('/'))) == 1, path);
    }
}

}  // namespace flopledger
