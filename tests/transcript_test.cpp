// SPDX-License-Identifier: Apache-2.0
// Documents are run: every command shown in them must show today what the document says it shows.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/files.hpp"
#include "tests/support/transcript_run.hpp"

namespace flopledger {

static void check_documents(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        if (check_transcript(path) == 0) FAIL_CHECK(path, " holds no command");
    }
}

TEST_CASE("transcripts of the commands") {
    check_documents(list_files("tests/transcripts", {".md", ".txt"}));
}

TEST_CASE("examples") { check_documents(list_files("examples", {"README.md"})); }

TEST_CASE("README, CONTRIBUTING and the manual pages") {
    for (const char* path : {"README.md", "CONTRIBUTING.md"}) {
        if (std::filesystem::exists(path)) check_transcript(path);
    }
    for (const std::string& path : list_files("man", {".1", ".5", ".7"})) check_transcript(path);
}

}  // namespace flopledger
