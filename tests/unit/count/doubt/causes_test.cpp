// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/count/ledger/activity_count.hpp"
#include "core/count/methods/operation_counting.hpp"
#include "tests/support/activities.hpp"

using namespace flopledger;

namespace {

// The names of the causes between the operations of an activity and its one other method.
std::vector<std::string> causes_of(const Activity& activity) {
    std::vector<std::string> names;
    for (const MethodComparison& comparison : count_activity(activity).comparisons) {
        for (const Cause& cause : comparison.causes) names.emplace_back(cause.name.text);
    }
    return names;
}

// The ratio that the first cause of a name makes; zero where it is not named.
Exact expected_of(const Activity& activity, const std::string& name) {
    for (const MethodComparison& comparison : count_activity(activity).comparisons) {
        for (const Cause& cause : comparison.causes) {
            if (cause.name.text == name) return cause.expected_ratio;
        }
    }
    return 0;
}

Part product(const std::string& name, int multiply_adds) {
    Part part;
    part.name = name;
    part.parameters = multiply_adds;
    part.active_parameters = multiply_adds;
    part.multiply_adds = multiply_adds;
    return part;
}

// A tied embedding of 40 numbers, two layers of 50 multiply-adds a token and 1 a pair and way, a
// head that multiplies the table.
std::shared_ptr<const Model> tied_model() {
    Part table;
    table.kind = PartKind::lookup;
    table.role = PartRole::embedding;
    table.reads = {from_data};
    table.parameters = 40;
    table.active_parameters = 40;
    Part scores;
    scores.kind = PartKind::scores;
    scores.sublayer = Sublayer::attention;
    scores.reads = {0, 0, 0};
    scores.score_multiply_adds = 1;
    scores.value_multiply_adds = 1;
    Part head = product("output head", 40);
    head.role = PartRole::output_head;
    head.parameters = 0;
    head.active_parameters = 0;
    auto model = std::make_shared<Model>();
    model->file = "config.json";
    model->towers = {{TowerRole::decoder,
                      "decoder",
                      false,
                      {{"embedding", 1, false, {table}},
                       {"layer", 2, true, {product("projections", 50), scores}},
                       {"output head", 1, false, {head}}}}};
    return model;
}

Activity configured(int sequence_length) {
    Activity activity = training();
    OperationsPhase phase;
    phase.model = tied_model();
    phase.tokens = said(Tokens{point(Exact(sequence_length) * 1000)});
    phase.lengths.text = said(Exact(sequence_length));
    activity.operations = {phase};
    return activity;
}

// The activity with a published total that is so many times its count.
Activity reported_times(Activity activity, const Exact& ratio) {
    const Exact count = count_operations(activity).model_flop.value.best;
    activity.reported = ReportedFlop{{}, said(Flop{point(count * ratio)}), "a paper"};
    return activity;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("causes of a configured model have the ratio of that model") {
    // 280 FLOP of 140 multiply-adds a token forward, and of scores 4 x 2 layers x (T + 1) / 2.
    Activity activity = configured(99);  // 280 + 400 forward, 3 times that in all
    CHECK(count_operations(activity).model_flop.value.best == Exact(3) * 680 * 99000);

    // Attention over all pairs: 280 + 792.
    CHECK(causes_of(reported_times(activity, Exact::ratio(1072, 680))) ==
          std::vector<std::string>{"causal-attention"});
    activity.operations[0].attention = AttentionConvention::full;
    CHECK(causes_of(reported_times(activity, Exact::ratio(680, 1072))) ==
          std::vector<std::string>{"causal-attention"});
    activity.operations[0].attention = AttentionConvention::causal;

    // Blocks recomputed whole run all but the head again: (3 x 680 + 600) / (3 x 680).
    const std::vector<std::string> causes =
        causes_of(reported_times(activity, Exact::ratio(2640, 2040)));
    REQUIRE(!causes.empty());
    CHECK(causes[0] == "recomputation");

    // 6 x 100 parameters without the table, of 3 x 680.
    CHECK(causes_of(reported_times(activity, Exact::ratio(600, 2040)))[0] == "embeddings");
    // What 6PD makes of all 140: without the scores.
    CHECK(causes_of(reported_times(activity, Exact::ratio(840, 2040)))[0] == "attention-left-out");
}

TEST_CASE("a published total that says what it holds is not suspected") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};
    activity = reported_times(activity, Exact::ratio(4, 3));
    CHECK(causes_of(activity)[0] == "recomputation");
    activity.reported->excludes_recomputation = true;
    CHECK(causes_of(activity)[0] == "words-for-tokens");
    activity.reported->excludes_recomputation = false;
    activity.recomputation = Recomputation::none;
    CHECK(causes_of(activity)[0] == "words-for-tokens");
}

TEST_CASE("a base model's compute closes a gap exactly where it is known") {
    Activity activity = training();
    activity.chip_time = {ran("1000", "30%", UtilizationKind::mfu)};  // 1.08e21
    activity.reported = published("1.3e21");
    const auto causes = [&](const std::optional<Flop>& inherited) {
        std::vector<std::string> names;
        const ActivityCount count = count_activity(activity, inherited);
        for (const Cause& cause : count.comparisons.at(0).causes) {
            names.emplace_back(cause.name.text);
        }
        return names;
    };
    CHECK(causes(std::nullopt)[0] == "recomputation");
    CHECK(causes(Flop{point(Exact(22) * Exact::power_of_ten(19))})[0] == "base-model-included");
}

TEST_CASE("units and prefixes mistaken for one another") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};
    for (const int ratio : {24, 3600, 86400}) {
        CHECK(causes_of(reported_times(activity, ratio))[0] == "wrong-time-unit");
    }
    CHECK(causes_of(reported_times(activity, 1000))[0] == "wrong-prefix");
    CHECK(causes_of(reported_times(activity, Exact::ratio(1, 1'000'000)))[0] == "wrong-prefix");
}

TEST_CASE("two causes are offered only where no single one fits, and only one pair") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};
    activity.chip_time = {ran("1000")};
    // 4/3 of recomputation and 2 of the sparse peak.
    const auto causes = causes_of(reported_times(activity, Exact::ratio(8, 3)));
    REQUIRE(!causes.empty());
    CHECK(causes[0] == "two-causes");
    CHECK(std::count(causes.begin(), causes.end(), "two-causes") == 1);
    CHECK(causes_of(reported_times(activity, 2))[0] == "sparse-peak-used");
    const auto nothing = causes_of(reported_times(activity, Exact::ratio(295, 100)));
    CHECK(nothing == std::vector<std::string>{"unknown-cause"});
}

TEST_CASE("a ratio that misses a small gap by much stands behind causes that make any ratio") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};
    // Some recomputation makes 1.28 as well as any; that of all blocks, 1.333, is near 1.32 only.
    const Activity rough = reported_times(activity, Exact::ratio(128, 100));
    CHECK(expected_of(rough, "recomputation") == Exact::ratio(128, 100));
    const Activity close = reported_times(activity, Exact::ratio(132, 100));
    CHECK(expected_of(close, "recomputation") == Exact::ratio(4, 3));
}

// Causes that fit everything would explain nothing. Of gaps spread evenly, by their logarithm, from
// 1.11 to 20 on a chip with many peaks, a fixed share may have a cause of their own by chance.
TEST_CASE("most gaps have no cause with a ratio of its own") {
    Activity activity = training();
    activity.operations = {fed("1e9", "2e11")};
    activity.chip_time = {ran("1000")};
    auto chip = std::make_shared<Chip>(*activity.chip_time[0].chip);
    const auto peak = [](Precision precision, int tera) {
        return Peak{precision, {point(Exact(tera) * Exact::power_of_ten(12))}, {"TEST"}, false};
    };
    chip->peaks = {peak(Precision::fp64, 34),  peak(Precision::fp32, 67),
                   peak(Precision::tf32, 495), peak(Precision::fp16, 989),
                   peak(Precision::bf16, 989), peak(Precision::fp8, 1979)};
    chip->often_confused = {
        {"other", Precision::bf16, {point(Exact(756) * Exact::power_of_ten(12))}}};
    activity.chip_time[0].chip = chip;
    int own = 0;
    int pairs = 0;
    int steps = 0;
    for (Exact ratio = Exact::ratio(111, 100); ratio < 20; ratio = ratio * Exact::ratio(101, 100)) {
        ratio = (ratio * 10000).floor() / 10000;
        ++steps;
        for (const MethodComparison& comparison :
             count_activity(reported_times(activity, ratio)).comparisons) {
            if (comparison.second != Method::reported || comparison.causes.empty()) continue;
            own += comparison.causes[0].rank == CauseRank::exact ? 1 : 0;
            pairs += comparison.causes[0].rank == CauseRank::pair ? 1 : 0;
        }
    }
    CAPTURE(own);
    CAPTURE(pairs);
    CAPTURE(steps);
    CHECK(own * 100 < steps * 25);
    CHECK(pairs * 100 < steps * 6);
}

TEST_SUITE_END();
