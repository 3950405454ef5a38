// SPDX-License-Identifier: Apache-2.0
#include "tests/support/shared.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "tests/support/files.hpp"

namespace flopledger {

namespace {

bool& skipped() {
    static bool any = false;
    return any;
}

}  // namespace

std::optional<std::string> shared_or_skip(const std::string& path) {
    const std::string whole = "../shared/" + path;
    if (std::filesystem::exists(whole)) return whole;
    const char* wish = std::getenv("SHARED");
    if (wish != nullptr && std::string_view(wish) == "required") {
        FAIL("SHARED=required, and there is no ", whole);
    }
    MESSAGE("skipped: there is no ", whole);
    skipped() = true;
    return std::nullopt;
}

std::optional<std::string> real_log(const std::string& path) {
    const auto found = shared_or_skip("samples/telemetry/" + path);
    return found ? std::optional(read_file(*found)) : std::nullopt;
}

bool skipped_for_shared() { return skipped(); }

}  // namespace flopledger
