// SPDX-License-Identifier: Apache-2.0
#include "core/judge/export_control.hpp"

#include <doctest/doctest.h>

#include "core/read/catalog.hpp"
#include "core/read/export_rule_reader.hpp"
#include "tests/support/judge_cases.hpp"

using namespace flopledger;

namespace {

// `yes`, `no` or `-` for each rule: 3A090.a, 3A090.b, case by case.
std::string answers(const ExportStanding& standing) {
    std::string text;
    for (const std::string_view id :
         {"us-eccn-3a090-a", "us-eccn-3a090-b", "us-licence-review-2026"}) {
        for (const ExportFinding& finding : standing.findings) {
            if (finding.rule->id != id) continue;
            text += !finding.within ? "-" : *finding.within ? "y" : "n";
        }
    }
    return text;
}

ExportStanding standing_of(const std::string& id) {
    Catalog catalog;
    Diagnostics diagnostics;
    const std::shared_ptr<const Chip> chip = catalog.find_chip(id, diagnostics).chip;
    REQUIRE(chip != nullptr);
    const auto rules = built_in_export_rules(diagnostics);
    REQUIRE(rules.size() == 3);
    CHECK(diagnostics.list.empty());
    return export_standings({chip}, rules, {2026, 11, 21}).front();
}

Chip chip_of(Precision precision, std::string_view tera) {
    Chip chip;
    chip.id = "example";
    chip.peaks.push_back(
        {precision, {point(judge_cases::number(tera) * Exact::power_of_ten(12))}, {"S"}, false});
    return chip;
}

std::string performance(Precision precision, std::string_view tera) {
    return export_metrics(chip_of(precision, tera)).performance->value.best.fixed(0);
}

}  // namespace

TEST_CASE("export control: performance from published peaks") {
    CHECK(performance(Precision::bf16, "989.5") == "15832");
    CHECK(performance(Precision::fp8, "1979") == "15832");
    CHECK(performance(Precision::fp8, "4500") == "36000");
    CHECK_FALSE(export_metrics(chip_of(Precision::tf32, "190")).performance.has_value());
}

TEST_CASE("export control: chips of the data, with what the rules say") {
    const auto rows = judge_cases::table(R"(
        chip                 performance  density  rules
        nvidia-h100-sxm5-80  15831        19.45    yny
        nvidia-h200-sxm-141  15831        19.45    yny
        nvidia-a100-sxm4-80  4992         6.04     yny
        nvidia-h20-96        2368         2.91     nny
        nvidia-l40s          5864         9.64     yny
        nvidia-b200          36000        -        y-n
        amd-mi325x           20919        -        y-y
        nvidia-l4            1940         6.60     yny
        nvidia-rtx-4090      5285         8.68     yny
        amd-mi355x           60398        -        y-n
        google-tpu-v4        4400         -        --y
        nvidia-v100-sxm2-32  2000         2.45     nny
        nvidia-k80-board     279          -        nny
    )");
    for (const auto& row : rows) {
        CAPTURE(judge_cases::line_of(row));
        const ExportStanding standing = standing_of(row[0]);
        REQUIRE(standing.metrics.performance.has_value());
        CHECK(standing.metrics.performance->value.best.fixed(0) == row[1]);
        CHECK(standing.metrics.density.has_value() == (row[2] != "-"));
        if (standing.metrics.density) {
            CHECK(standing.metrics.density->value.best.fixed(2) == row[2]);
        }
        CHECK(answers(standing) == row[3]);
    }
}

TEST_CASE("export control: near a limit is said, and a rule begins on its day") {
    for (const char* id : {"nvidia-a40", "nvidia-a30"}) {
        bool is_near = false;
        for (const ExportFinding& finding : standing_of(id).findings) {
            is_near = is_near || finding.is_near;
        }
        CHECK_MESSAGE(is_near, id);
    }
    Diagnostics diagnostics;
    const auto rules = built_in_export_rules(diagnostics);
    const auto chip = std::make_shared<const Chip>(chip_of(Precision::bf16, "1"));
    CHECK(export_standings({chip}, rules, {2023, 11, 16}).front().findings.empty());
    CHECK(export_standings({chip}, rules, {2026, 1, 14}).front().findings.size() == 2);
}
