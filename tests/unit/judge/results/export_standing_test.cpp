// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/export_standing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

#include "core/read/data/catalog.hpp"
#include "core/read/data/export_rule_reader.hpp"
#include "tests/support/judge_cases.hpp"

using namespace flopledger;

namespace {

const std::vector<std::string_view> in_force{"us-eccn-3a090-a", "us-eccn-3a090-b",
                                             "us-licence-review-2026"};
const std::vector<std::string_view> bills{"us-s4456-covered", "us-s4456-restricted",
                                          "us-s3374-safe-chips", "us-hr6875-covered"};

const ExportFinding& finding_of(const ExportStanding& standing, std::string_view id) {
    const auto found = std::find_if(standing.findings.begin(), standing.findings.end(),
                                    [&](const auto& finding) { return finding.rule->id == id; });
    REQUIRE(found != standing.findings.end());
    return *found;
}

// For each rule `y`es, `n`o or `-`; `m` and `c` where the market is not known or is consumers', `o`
// outside the rule on which one builds.
std::string answers(const ExportStanding& standing, const std::vector<std::string_view>& ids) {
    std::string text;
    for (const std::string_view id : ids) {
        const ExportFinding& finding = finding_of(standing, id);
        if (finding.reason == ExportReason::market_not_known) {
            text += 'm';
        } else if (finding.reason == ExportReason::not_for_data_centres) {
            text += 'c';
        } else if (finding.reason == ExportReason::outside_other_rule) {
            text += 'o';
        } else {
            text += !finding.within ? '-' : *finding.within ? 'y' : 'n';
        }
    }
    return text;
}

std::vector<std::shared_ptr<const ExportRule>> all_rules() {
    Diagnostics diagnostics;
    auto rules = built_in_export_rules(diagnostics);
    REQUIRE(rules.size() == 8);
    CHECK(diagnostics.list.empty());
    return rules;
}

ExportStanding standing_of(const Chip& chip, const Date& day = {2026, 11, 21}) {
    return export_standings({std::make_shared<const Chip>(chip)}, all_rules(), day).front();
}

ExportStanding standing_of(const std::string& id, const Date& day = {2026, 11, 21}) {
    Catalog catalog;
    Diagnostics diagnostics;
    const std::shared_ptr<const Chip> chip = catalog.find_chip(id, diagnostics).chip;
    REQUIRE(chip != nullptr);
    return standing_of(*chip, day);
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
        nvidia-h20-96        2368         2.91     nno
        nvidia-l40s          5864         9.64     yny
        nvidia-b200          36000        -        y-n
        amd-mi325x           20919        -        y-y
        amd-mi210            2899         4.00     nyo
        nvidia-l4            1940         6.60     yny
        nvidia-rtx-4090      5285         8.68     yny
        nvidia-rtx-4090-d    4707         7.74     cno
        nvidia-rtx-a6000     2478         3.94     nmo
        amd-rx-7900-xtx      1965         3.71     nco
        amd-mi355x           60398        -        y-n
        google-tpu-v4        4400         -        ---
        groq-lpu-v1          6000         8.28     yn-
        nvidia-v100-sxm2-32  2000         2.45     nno
        nvidia-k80-board     279          -        nno
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
        CHECK(answers(standing, in_force) == row[3]);
    }
}

TEST_CASE("export control: the rule of 2022 asks for links, and what is not known clears nobody") {
    const auto rows = judge_cases::table(R"(
        chip                         rule
        nvidia-a100-sxm4-80          y
        nvidia-h100-sxm5-80          y
        nvidia-a800-sxm4-80          n
        nvidia-h800-sxm5-80          n
        nvidia-h20-96                n
        biren-br100                  -
        nvidia-rtx-pro-6000-bw-maxq  -
    )");
    for (const auto& row : rows) {
        CAPTURE(judge_cases::line_of(row));
        const ExportStanding standing = standing_of(row[0], {2022, 12, 1});
        REQUIRE(standing.findings.size() == 1);
        CHECK(standing.findings.front().is_in_force());
        CHECK(answers(standing, {"us-eccn-3a090-2022"}) == row[1]);
    }
    Chip chip = chip_of(Precision::bf16, "300");
    const auto answer = [&chip] { return answers(standing_of(chip), {"us-eccn-3a090-2022"}); };
    CHECK(answer() == "-");
    const std::vector<std::pair<int, std::string>> cases{
        {600, "y"}, {599, "-"}, {472, "-"}, {471, "n"}};
    for (const auto& one : cases) {
        CAPTURE(one.first);
        chip.interconnect_bytes_per_second = one.first * Exact::power_of_ten(9);
        CHECK(answer() == one.second);
    }
}

TEST_CASE("export control: bills limit rates of DRAM and of links, and their sum") {
    const auto rows = judge_cases::table(R"(
        chip                 bills
        nvidia-h100-sxm5-80  ynyy
        nvidia-b200          yyyy
        nvidia-h20-96        ynny
        nvidia-h20-3e-141    ynyy
        nvidia-v100-sxm2-32  nnnn
        nvidia-a2            -n--
        nvidia-rtx-4090      cncc
        cerebras-wse3        mmmm
        amd-mi455x           mmmm
        google-tpu-v4        m--m
    )");
    for (const auto& row : rows) {
        CAPTURE(judge_cases::line_of(row));
        CHECK(answers(standing_of(row[0]), bills) == row[1]);
    }
    Chip chip = chip_of(Precision::bf16, "50");
    chip.market = Market::data_centre;
    chip.memory_type = "HBM";
    const auto answer = [&chip] { return answers(standing_of(chip), {"us-s4456-covered"}); };
    chip.memory_bytes_per_second = 1399 * Exact::power_of_ten(9);
    CHECK(answer() == "-");
    chip.interconnect_bytes_per_second = 300 * Exact::power_of_ten(9);
    CHECK(answer() == "n");
    chip.interconnect_bytes_per_second = 301 * Exact::power_of_ten(9);
    CHECK(answer() == "y");
    chip.memory_type = "SRAM";
    CHECK(answer() == "-");
    CHECK_FALSE(standing_of(chip).metrics.memory_rate.has_value());
}

TEST_CASE("export control: a bill asks when a chip was first marketed") {
    Chip chip = chip_of(Precision::bf16, "310");
    chip.market = Market::data_centre;
    chip.die_area_square_millimetres = 800;
    chip.die_process_nm = 5;
    const auto answer = [&chip] { return answers(standing_of(chip), {"us-s4456-restricted"}); };
    CHECK(answer() == "-");
    chip.released_by = Date{2026, 1, 1};
    CHECK(answer() == "n");
    chip.released_by = Date{2026, 12, 31};
    CHECK(answer() == "-");
    chip.released = chip.released_by = Date{2026, 1, 2};
    CHECK(answer() == "y");
}

TEST_CASE("export control: near a limit is said, and a rule begins and ends on its day") {
    for (const char* id : {"nvidia-a40", "nvidia-a30"}) {
        bool is_near = false;
        for (const ExportFinding& finding : standing_of(id).findings) {
            is_near = is_near || finding.is_near;
        }
        CHECK_MESSAGE(is_near, id);
    }
    const auto in_force_on = [](const Date& day) {
        std::string ids;
        const ExportStanding standing = standing_of(chip_of(Precision::bf16, "1"), day);
        for (const ExportFinding& finding : standing.findings) {
            if (finding.is_in_force()) ids += finding.rule->short_title + " ";
        }
        return ids;
    };
    CHECK(in_force_on({2022, 10, 20}).empty());
    CHECK(in_force_on({2022, 10, 21}) == "3A090 ");
    CHECK(in_force_on({2023, 11, 16}) == "3A090 ");
    CHECK(in_force_on({2023, 11, 17}) == "3A090.a 3A090.b ");
    CHECK(in_force_on({2026, 1, 15}) == "3A090.a 3A090.b 91FR1684 ");
    CHECK(standing_of(chip_of(Precision::bf16, "1"), {2022, 10, 6}).findings.empty());
}

TEST_CASE("export control: a rule that builds on another names one, and links lead to pages") {
    const auto rules = all_rules();
    for (const auto& rule : rules) {
        CAPTURE(rule->id);
        CHECK((rule->only_within.empty() ||
               std::any_of(rules.begin(), rules.end(),
                           [&](const auto& other) { return other->id == rule->only_within; })));
        for (const Citation& source : rule->sources) {
            CAPTURE(source.link);
            REQUIRE(source.link.starts_with("https://"));
            CHECK(source.link.find('/', 8) + 1 < source.link.size());
        }
    }
}
