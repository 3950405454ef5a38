// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/log_count.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/count/ledger/activity_count.hpp"
#include "tests/support/usages.hpp"

using namespace flopledger;

namespace {

LogCounts count_logs(const Activity& activity) {
    return flopledger::count_logs(activity, log_reading_of(activity));
}

std::string shown(const Flop& flop) {
    const Range& range = flop.value;
    return range.low.scientific(3) + " " + range.best.scientific(3) + " " +
           range.high.scientific(3);
}

Activity logged(Usage usage) {
    Activity activity = training();
    activity.recomputation = Recomputation::none;
    activity.logs = logs_of(std::move(usage));
    return activity;
}

const MethodCount* count_of(const LogCounts& counts, LogEvidence evidence) {
    for (const MethodCount& count : counts.counts) {
        if (count.method.evidence == evidence) return &count;
    }
    return nullptr;
}

const Finding* find(const std::vector<Finding>& findings, std::string_view name) {
    for (const Finding& finding : findings) {
        if (finding.name.text == name) return &finding;
    }
    return nullptr;
}

std::string kinds(const LogCounts& counts) {
    std::string text;
    for (const MethodCount& count : counts.counts) {
        text += (text.empty() ? "" : " ") + std::string(word(*count.method.evidence));
    }
    return text;
}

Usage of_devices(std::vector<DeviceUsage> devices) {
    Usage usage;
    usage.devices = std::move(devices);
    return usage;
}

Usage of_training(std::vector<TrainingStretch> stretches) {
    Usage usage;
    usage.training = std::move(stretches);
    return usage;
}

// The plain chip makes its dense bf16 peak of 1e15 FLOP/s at 1,000 MHz.
void quote_clock(Activity& activity) {
    auto chip = plain_chip();
    chip->derivation = {Precision::bf16, 1, 1, Exact::power_of_ten(9), "published", 0};
    activity.logs->chip = chip;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("each kind of evidence gives what it proves and no more") {
    // Ten hours at 1e15 FLOP/s are 3.6e19. Busy 40 % of the cycles at 0.9 of the clock; any unit 70
    // %, a kernel 95 % of the time; at most 80 % were ever measured.
    Track tensor = steady(Shape::tensor_and_clock, 10, 400'000, 400'000 * 900);
    tensor.interior[0].sums[0] += 1;  // it moves, so it is not frozen
    Track units = steady(Shape::sm_only, 10, 700'000);
    units.interior[0].sums[0] += 1;
    Activity activity = logged(of_devices(
        {device("GPU-1", {tensor, units, steady(Shape::utilization_and_power, 10, 9500, 30'000),
                          drawing(10, 300)})}));
    quote_clock(activity);
    const LogCounts counts = count_logs(activity);
    CHECK(kinds(counts) ==
          "tensor-active-clock tensor-active energy sm-active gpu-busy chip-hours");
    const auto figure_of = [&](LogEvidence evidence) -> std::string {
        const MethodCount* count = count_of(counts, evidence);
        return count == nullptr ? "none" : shown(count->model_flop);
    };
    CHECK(figure_of(LogEvidence::tensor_clock) == "8.68e18 1.30e19 1.38e19");
    CHECK(figure_of(LogEvidence::tensor_active) == "6.55e18 1.44e19 1.77e19");
    CHECK(figure_of(LogEvidence::sm_active) == "0 1.26e19 2.52e19");
    CHECK(figure_of(LogEvidence::gpu_busy) == "0 1.44e19 2.88e19");
    // 300 W for ten hours are 1.08e7 J, and a joule bought 2 FLOP at most.
    CHECK(figure_of(LogEvidence::energy) == "0 1.08e7 2.16e7");
    CHECK(figure_of(LogEvidence::chip_hours) == "0 1.44e19 2.88e19");
    for (const MethodCount& count : counts.counts) {
        CHECK(find(count.findings, "logs-evidence"));
        CHECK(count.bound == (*count.method.evidence > LogEvidence::tensor_active));
    }
}

TEST_CASE("counters of the matrix units hold recomputation") {
    Activity activity =
        logged(of_devices({device("GPU-1", {steady(Shape::tensor_only, 10, 400'000)})}));
    activity.recomputation.reset();
    const LogCounts counts = count_logs(activity);
    const MethodCount& count = counts.counts.front();
    CHECK(shown(count.model_flop) == "4.91e18 1.26e19 1.77e19");
    CHECK(shown(*count.hardware_flop) == "6.55e18 1.44e19 1.77e19");
    CHECK(find(count.findings, "recomputation-unknown-share"));
}

TEST_CASE("the lowest bound stands where nothing counts") {
    const ActivityCount count = count_activity(logged(
        of_devices({device("GPU-1", {steady(Shape::utilization_and_power, 10, 5000, 30'000)})})));
    REQUIRE(count.used);
    CHECK(name_of(*count.used) == "logs (energy)");
    CHECK(count.flop.value.low.is_zero());
    CHECK(find(count.findings, "upper-bound-only"));
}

TEST_CASE("time without evidence enters the high end, unless the ledger says that nothing ran") {
    // Ten of twenty hours are logged: the others at 80 % of 1e15 FLOP/s, 2.88e19.
    Activity activity =
        logged(of_devices({device("GPU-1", {steady(Shape::tensor_only, 10, 500'000)})}));
    activity.chip_time = {ran("20")};
    LogCounts counts = count_logs(activity);
    CHECK(shown(counts.counts[0].model_flop) == "8.18e18 1.80e19 5.09e19");
    CHECK(shown(*counts.counts[0].hardware_flop) == "8.18e18 1.80e19 5.09e19");
    CHECK(counts.counts[0].covered == Exact::ratio(1, 2));
    const Finding* finding = find(counts.counts[0].findings, "time-not-covered");
    REQUIRE(finding);
    CHECK(finding->message.find("of 20.0 chip-hours by chip_time 10.0 are without evidence") == 0);

    activity.logs->complete = true;
    counts = count_logs(activity);
    CHECK(shown(counts.counts[0].model_flop) == "8.18e18 1.80e19 2.21e19");
    CHECK(find(counts.counts[0].findings, "time-not-covered"));

    // A day of the period, 24 hours, where chip_time is not stated.
    activity.logs->complete = false;
    activity.chip_time.clear();
    activity.period = Period{{2024, 1, 1}, {2024, 1, 2}};
    counts = count_logs(activity);
    CHECK(shown(counts.counts[0].model_flop) == "8.18e18 1.80e19 6.24e19");
    CHECK(!find(counts.findings, "extent-not-stated"));
    activity.period.reset();
    CHECK(find(count_logs(activity).findings, "extent-not-stated"));
}

TEST_CASE("chip-time of a chip that is in no log is without evidence altogether") {
    Activity activity =
        logged(of_devices({device("GPU-1", {steady(Shape::tensor_only, 10, 500'000)})}));
    ChipTimePhase other = ran("10");
    auto chip = plain_chip();
    chip->id = "other-chip";
    other.chip = chip;
    activity.chip_time = {ran("10"), other};
    CHECK(shown(count_logs(activity).counts[0].model_flop) == "8.18e18 1.80e19 5.09e19");
}

TEST_CASE("missing values and silence are time without evidence") {
    Track track = steady(Shape::tensor_only, 10, 500'000);
    track.interior[0].missing[0] = track.interior[0].count / 2;
    track.interior[0].sums[0] /= 2;
    const LogCounts counts = count_logs(logged(of_devices({device("GPU-1", {track})})));
    // Five hours count 9e18 at best; five more may have run at 80 %: 1.44e19.
    CHECK(shown(counts.counts[0].model_flop) == "4.09e18 9.00e18 2.54e19");
    Track later = steady(Shape::tensor_only, 10, 500'000);
    Track silent =
        steady(Shape::tensor_only, 10, 500'000, missing_value, new_year_2024 + 20 * hour);
    later.runs.push_back(silent.runs[0]);
    later.interior[0].count *= 2;
    later.interior[0].sums[0] *= 2;
    CHECK(count_logs(logged(of_devices({device("GPU-1", {later})}))).counts[0].covered.fixed(3) ==
          "0.667");
}

TEST_CASE("a frozen or empty counter beside a busy device is a missing one") {
    for (const std::uint32_t value : {0U, 123'456U}) {
        Usage usage = of_devices({device("GPU-1", {steady(Shape::tensor_only, 10, value),
                                                   steady(Shape::utilization_only, 10, 9000)}),
                                  device("GPU-2", {steady(Shape::tensor_only, 10, 500'000),
                                                   steady(Shape::utilization_only, 10, 9000)})});
        // The second one moves a little.
        usage.devices[1].tracks[0].interior[0].sums[0] += 1;
        const LogCounts counts = count_logs(logged(std::move(usage)));
        const Finding* finding = find(counts.findings, "tensor-counter-frozen");
        REQUIRE(finding);
        CHECK(finding->message.find("1 device:") == 0);
        CHECK(counts.counts[0].covered == Exact::ratio(1, 2));
    }
    Usage idle = of_devices({device(
        "GPU-1", {steady(Shape::tensor_only, 10, 0), steady(Shape::utilization_only, 10, 100)})});
    CHECK(!find(count_logs(logged(std::move(idle))).findings, "tensor-counter-frozen"));
}

TEST_CASE("what cannot be is told, and not counted with") {
    auto chip = plain_chip();
    chip->power_watts = Exact(500);
    DeviceUsage odd = device("node1#0", {steady(Shape::utilization_and_power, 10, 70, 60'000),
                                         steady(Shape::tensor_only, 10, 400'000)});
    odd.identity = Identity::index;
    odd.tracks[1].interior[0].sums[0] += 1;  // it moves, so it is not frozen
    Activity activity = logged(of_devices({odd}));
    activity.logs->chip = chip;
    activity.period = Period{{2024, 1, 1}, {2024, 1, 1}};
    const LogCounts counts = count_logs(activity);
    CHECK(find(counts.findings, "power-over-board"));
    CHECK(find(counts.findings, "device-by-index"));
    CHECK(find(counts.findings, "utilization-scale"));
    CHECK(find(counts.findings, "logs-outside-period"));
    CHECK(!count_of(counts, LogEvidence::gpu_busy));
}

TEST_CASE("instances of a board have an unknown share of it") {
    const LogCounts counts = count_logs(
        logged(of_devices({device("GPU-1/3", {steady(Shape::tensor_only, 10, 500'000)}),
                           device("GPU-1/4", {steady(Shape::tensor_only, 10, 500'000)})})));
    // Twice five busy hours, 3.6e19, of half a board each; a seventh at least.
    CHECK(shown(counts.counts[0].model_flop) == "2.34e18 1.80e19 4.42e19");
    CHECK(find(counts.findings, "partitioned-device"));
}

TEST_CASE("jobs bound by the time for which they held chips") {
    Usage usage;
    JobUsage job;
    job.job = "1";
    job.seconds = 3600;
    job.chips = 10;
    usage.jobs = {job};
    const ActivityCount count = count_activity(logged(std::move(usage)));
    CHECK(name_of(*count.used) == "logs (chip-hours)");
    CHECK(shown(count.flop) == "0 1.44e19 2.88e19");
}

TEST_CASE("rows that were not used are told with their reasons and places") {
    Usage usage = of_devices({device("GPU-1", {steady(Shape::tensor_only, 10, 500'000)})});
    usage.inputs = {{"a.csv", "", "test", 100, 20, 3}};
    usage.rejected["torn"] = {3, {{0, 7}}};
    usage.findings["zone-assumed"] = {2, {}};
    const LogCounts counts = count_logs(logged(std::move(usage)));
    CHECK(find(counts.findings, "rows-not-used")->message ==
          "3 of 20 rows were not used: torn 3; first at a.csv:7");
    CHECK(find(counts.findings, "zone-assumed")->message ==
          "Times name no zone and are taken as UTC. (2 rows)");
}

TEST_CASE("tokens that a trainer logged count by the model that the ledger names") {
    Activity activity = logged(of_training({trained(1, 1000)}));
    activity.operations = {fed("1e9", "1")};
    activity.operations[0].tokens.reset();
    const ActivityCount count = count_activity(activity);
    REQUIRE(count.used);
    CHECK(name_of(*count.used) == "logs (tokens)");
    CHECK(count.methods.size() == 1);
    CHECK(shown(count.flop) == "2.46e19 2.46e19 2.46e19");
    CHECK(!find(count.findings, "rolled-back-steps"));
    CHECK(find(count.findings, "attention-not-counted"));
}

TEST_CASE("steps executed again count, and what was kept is told") {
    Activity activity = logged(of_training({trained(1, 600), trained(501, 1000)}));
    activity.operations = {fed("1e9", "1")};
    const ActivityCount count = count_activity(activity);
    const MethodCount* tokens = count.method({Method::logs, LogEvidence::tokens});
    REQUIRE(tokens != nullptr);
    CHECK(shown(tokens->model_flop) == "2.70e19 2.70e19 2.70e19");
    CHECK(tokens->repeated == Exact::ratio(11, 10));
    CHECK(find(tokens->findings, "rolled-back-steps"));
    CHECK(!find(tokens->findings, "training-may-overlap"));
}

TEST_CASE("copies of one log do not count twice for certain") {
    Activity activity = logged(of_training({trained(1, 500, 0), trained(1, 1000, 1)}));
    activity.operations = {fed("1e9", "1")};
    const LogCounts counts = count_logs(activity);
    CHECK(shown(counts.counts[0].model_flop) == "2.46e19 2.46e19 3.69e19");
    CHECK(find(counts.counts[0].findings, "training-may-overlap"));
}

TEST_CASE("a trainer's log without a model counts by its own parameters, or not at all") {
    TrainingStretch stretch = trained(1, 1000);
    stretch.parameters = 1'000'000'000;
    CHECK(shown(count_logs(logged(of_training({stretch}))).counts[0].model_flop) ==
          "2.46e19 2.46e19 2.46e19");
    const LogCounts none = count_logs(logged(of_training({trained(1, 1000)})));
    CHECK(none.counts.empty());
    CHECK(find(none.findings, "tokens-without-model"));
}

TEST_CASE("phases take the stretches of their sequence length") {
    TrainingStretch longer = trained(1001, 2000);
    longer.sequence_length = 8000;
    Activity activity = logged(of_training({trained(1, 1000), longer}));
    activity.operations = {fed("1e9", "1"), fed("2e9", "1")};
    activity.operations[0].lengths.text = said(Exact(1000));
    activity.operations[1].lengths.text = said(Exact(8000));
    CHECK(shown(count_logs(activity).counts[0].model_flop) == "7.37e19 7.37e19 7.37e19");
    activity.operations[1].lengths.text = said(Exact(4000));
    CHECK(count_logs(activity).counts.empty());
}

TEST_CASE("time that a trainer's log leaves out enters the high end") {
    // 1,000 iterations of ten seconds on 8 chips are 22.2 of 30 chip-hours; the others may have run
    // at 80 % of 1e15 FLOP/s.
    Activity activity = logged(of_training({trained(1, 1000)}));
    activity.operations = {fed("1e9", "1")};
    activity.chip_time = {ran("30")};
    const LogCounts counts = count_logs(activity);
    CHECK(shown(counts.counts[0].model_flop) == "2.46e19 2.46e19 4.70e19");
    CHECK(find(counts.counts[0].findings, "time-not-covered"));
}

TEST_CASE("tokens and counters of the same run are held against each other") {
    Usage usage = of_training({trained(1, 1000)});
    usage.devices = {device("GPU-1", {steady(Shape::tensor_only, 10, 100'000)})};
    Activity activity = logged(std::move(usage));
    activity.logs->complete = true;
    activity.operations = {fed("1e9", "1")};
    activity.operations[0].tokens.reset();
    const ActivityCount count = count_activity(activity);
    CHECK(name_of(*count.used) == "logs (tokens)");
    REQUIRE(!count.comparisons.empty());
    CHECK(name_of(count.comparisons[0].second) == "logs (tensor-active)");
    CHECK(!count.comparisons[0].compatible);
    CHECK(find(count.findings, "methods-disagree"));
}

TEST_SUITE_END();
