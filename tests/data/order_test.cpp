// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "core/base/embedded.hpp"

// Sources and notes stand last in our data, because a check reads a file up to them only.

using namespace flopledger;

namespace {

// Whether a line at the left edge begins a key other than sources and notes after one of them.
bool ends_with_sources(std::string_view text) {
    bool seen = false;
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        const bool is_key = !line.empty() && line[0] != ' ' && line[0] != '#' && line[0] != '-';
        const bool is_last = line.starts_with("sources:") || line.starts_with("notes:") ||
                             line.starts_with("pitfall:") || line.starts_with("unverified:");
        if (is_key && seen && !is_last) return false;
        seen = seen || is_last;
        start = end + 1;
    }
    return true;
}

}  // namespace

TEST_CASE("sources and notes stand last in every file of ours") {
    for (const auto files : {embedded_chips(), embedded_standards(), embedded_thresholds()}) {
        for (const EmbeddedFile& file : files) {
            CAPTURE(std::string(file.path));
            CHECK(ends_with_sources(file.text));
        }
    }
    CHECK_FALSE(ends_with_sources("id: x\nsources: []\nunits: y\n"));
}
