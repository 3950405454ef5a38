// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number_text.hpp"
#include "core/check.hpp"
#include "core/text/files/disk_files.hpp"

// Published totals from the models' own configurations. They are most often 6PD, which leaves out
// attention: without it the count comes within 3 per cent, and with it the difference is named.

using namespace flopledger;

namespace {

ActivityCount counted(const std::string& file) {
    std::istringstream no_input;
    DiskFiles files(no_input);
    Catalog catalog;
    CheckRequest request;
    request.ledgers = {"tests/configured/" + file + ".yaml"};
    request.as_of = {2026, 11, 21};
    request.selection.none = true;
    request.allowed = {"tests/data/models"};
    CheckResult result = check(request, files, catalog);
    for (const Diagnostic& diagnostic : result.diagnostics.list) {
        FAIL_CHECK(diagnostic.place.file, ": ", diagnostic.message);
    }
    REQUIRE(result.ledgers.at(0).count != nullptr);
    return result.ledgers.at(0).count->activities.at(0);
}

bool has(const ActivityCount& count, std::string_view name) {
    return std::any_of(count.findings.begin(), count.findings.end(),
                       [&](const Finding& finding) { return finding.name.text == name; });
}

Exact number(const char* text) { return std::get<Exact>(parse_exact(text)); }

}  // namespace

TEST_CASE("configured: published totals within 3 per cent, and why they differ") {
    struct Row {
        const char* file;
        const char* published;
        const char* exact_with_attention;  // three digits, from tests of the configurations
        bool named;                        // attention explains what is left
    };
    const std::vector<Row> rows{
        {"gpt-3-175b", "3.14e23", "3.19e23", true},
        {"llama-3.1-405b", "3.8e25", "3.94e25", true},
        {"deepseek-v3", "3.3e24", "3.71e24", true},
        {"qwen2.5-72b", "7.8e24", "8.01e24", true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.file);
        const ActivityCount without = counted(row.file);
        const Exact ratio = without.flop.value.best / number(row.published);
        CHECK_MESSAGE(ratio >= number("0.97"), ratio.fixed(4));
        CHECK_MESSAGE(ratio <= number("1.03"), ratio.fixed(4));
        CHECK(has(without, "attention-not-counted"));
        const ActivityCount with = counted(std::string(row.file) + "-with-attention");
        CHECK(with.flop.value.best.scientific(3) == row.exact_with_attention);
        CHECK_FALSE(has(with, "attention-not-counted"));
        CHECK(has(with, "attention-left-out") == row.named);
    }
}
