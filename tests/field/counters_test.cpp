// SPDX-License-Identifier: Apache-2.0
// A counter that shows nothing while the device works proves nothing: what it says is missing, and
// the high end holds what it could have been.
#include <doctest/doctest.h>

#include "tests/support/logs/scrape_files.hpp"

using namespace flopledger;

namespace {

constexpr const char* busy = "DCGM_FI_DEV_GPU_UTIL";
constexpr const char* watts = "DCGM_FI_DEV_POWER_USAGE";
constexpr const char* tensor = "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE";
constexpr const char* units = "DCGM_FI_PROF_SM_ACTIVE";
constexpr const char* energy = "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION";
constexpr const char* engine = "DCGM_FI_PROF_GR_ENGINE_ACTIVE";

// An hour of one H100: 3600 s at 989.4e12 FLOP/s and at most 0.803 of it.
constexpr double peak_hour = 3600 * 989.4e12;
constexpr double best_hour = peak_hour * 0.803;
constexpr int hour = 121;

// A counter that moves a little around a value, as one does that counts.
ScrapedValue around(double value) {
    return [value](int i) { return value + 0.001 * (i % 7); };
}

// The same until some reading, and zero from there on.
ScrapedValue until(int end, double value) {
    return [=](int i) { return i < end ? value + 0.001 * (i % 7) : 0; };
}

bool found(const ProgramRun& run, const std::string& name) {
    return run.out.find("\"" + name + "\"") != std::string::npos;
}

}  // namespace

TEST_CASE("a tensor counter at zero under load is no count, whatever the length") {
    const ScrapeFiles files;
    for (const int count : {12, 40, 100, hour}) {
        CAPTURE(count);
        const std::string text =
            scrapes(count, {{busy, always(98)}, {watts, always(650)}, {tensor, always(0)}});
        CHECK(files.total(text).high > 0.99 * best_hour * (count - 1) / 120);
        CHECK(found(files.estimate(text), "tensor-counter-frozen"));
    }
}

TEST_CASE("a tensor counter at zero beside power alone, or beside busy units alone") {
    const ScrapeFiles files;
    const std::string power = scrapes(hour, {{watts, always(650)}, {tensor, always(0)}});
    CHECK(found(files.estimate(power), "tensor-counter-frozen"));
    CHECK(files.total(power).high > 0.5 * best_hour);
    const std::string sm = scrapes(hour, {{units, around(0.9)}, {tensor, always(0)}});
    CHECK(files.total(sm).high > 0.99 * best_hour);
    // And alone: nothing was counted, which is no count.
    CHECK(files.total(scrapes(hour, {{tensor, always(0)}})).high > 0.99 * best_hour);
}

TEST_CASE("a counter that falls to zero in the middle of a run leaves that time open") {
    const ScrapeFiles files;
    const auto whole = files.total(
        scrapes(hour, {{busy, always(98)}, {watts, always(650)}, {tensor, around(0.45)}}));
    const std::string text =
        scrapes(hour, {{busy, always(98)}, {watts, always(650)}, {tensor, until(110, 0.45)}});
    const auto cut = files.total(text);
    CHECK(cut.high > whole.high);
    CHECK(cut.high > whole.high * 109 / 120 + best_hour * 10 / 120);
    CHECK(cut.low < whole.low);
    CHECK(found(files.estimate(text), "tensor-counter-frozen"));
    // An idle end is no failure: then nothing else says that the device worked.
    const auto idle = files.total(scrapes(
        hour, {{busy, [](int i) { return i < 110 ? 98 : 0; }}, {tensor, until(110, 0.45)}}));
    CHECK(idle.high < whole.high);
}

TEST_CASE("a counter stuck at one low value is none, and at a likely value only after an hour") {
    const ScrapeFiles files;
    const auto stuck = [&](int count, double value) {
        return files.total(
            scrapes(count, {{busy, always(98)}, {watts, always(650)}, {tensor, always(value)}}));
    };
    CHECK(stuck(60, 0.03).high > 0.99 * best_hour * 59 / 120);
    CHECK(stuck(60, 0.45).high < 0.52 * peak_hour * 59 / 120);
    CHECK(stuck(hour, 0.45).high > 0.99 * best_hour);
}

TEST_CASE("busy time at zero beside power is missing") {
    const ScrapeFiles files;
    const std::string text = scrapes(40, {{busy, always(0)}, {watts, always(650)}});
    const std::string labelled = text;
    CHECK(files.total(text).high > 0.5 * best_hour * 39 / 120);
    CHECK(found(files.estimate(labelled), "counter-failed"));
    // Half of the time at zero, all of it at 650 W.
    const std::string half =
        scrapes(hour, {{busy, [](int i) { return i < 60 ? 98 : 0; }}, {watts, always(650)}});
    CHECK(files.total(half).high > 0.5 * best_hour);
    // An idle board draws little, and its zero is a value.
    const std::string idle = scrapes(40, {{busy, always(0)}, {watts, always(72)}});
    CHECK(files.total(idle).high == 0);
    CHECK(!found(files.estimate(idle), "counter-failed"));
}

TEST_CASE("units at zero beside a matrix counter that counts are missing") {
    const ScrapeFiles files;
    const std::string text =
        scrapes(hour, {{busy, always(98)}, {units, always(0)}, {watts, always(600)}});
    CHECK(files.total(text).high > 0.99 * best_hour);
    CHECK(found(files.estimate(text), "counter-failed"));
}

TEST_CASE("a board that is on draws power, so that none is a missing value") {
    const ScrapeFiles files;
    const std::string text = scrapes(hour, {{busy, always(98)}, {watts, always(0)}});
    CHECK(files.total(text).high > 0.99 * best_hour);
    CHECK(found(files.estimate(text), "counter-failed"));
}

TEST_CASE("an energy counter that stands still is none") {
    const ScrapeFiles files;
    const auto joules = [](int end) {
        return [end](int i) { return 1e9 + std::min(i, end) * 650.0 * 30'000; };
    };
    const std::string moving = scrapes(hour, {{busy, always(98)}, {energy, joules(1000)}});
    CHECK(!found(files.estimate(moving), "counter-failed"));
    for (const int end : {0, 40, 100}) {
        CAPTURE(end);
        const std::string text = scrapes(hour, {{busy, always(98)}, {energy, joules(end)}});
        CHECK(found(files.estimate(text), "counter-failed"));
        CHECK(files.total(text).high > 0.99 * best_hour);
    }
    const std::string slow = scrapes(
        hour, {{busy, always(98)}, {energy, [&](int i) { return joules(1000)(i / 2 * 2); }}});
    CHECK(!found(files.estimate(slow), "counter-failed"));
}

TEST_CASE("idle devices beside busy ones are idle") {
    const ScrapeFiles files;
    const std::string other =
        R"(gpu="1",UUID="GPU-2",modelName="NVIDIA H100 80GB HBM3",Hostname="n1")";
    const std::vector<Scraped> one{
        {busy, always(98)}, {watts, always(650)}, {tensor, around(0.45)}};
    std::vector<Scraped> both = one;
    both.insert(both.end(),
                {{busy, always(0), other}, {watts, always(70), other}, {tensor, always(0), other}});
    const auto alone = files.total(scrapes(hour, one));
    const auto beside = files.total(scrapes(hour, both));
    CHECK(beside.high == doctest::Approx(alone.high));
    CHECK(beside.low == doctest::Approx(alone.low));
}

TEST_CASE("a device with a kernel now and then cannot have done more than in that time") {
    const ScrapeFiles files;
    const std::string text = scrapes(hour, {{busy, always(2)}, {tensor, always(0)}});
    CHECK(files.total(text).high < 0.03 * peak_hour);
    CHECK(files.total(text).high > 0);
}

TEST_CASE("how long a kernel was resident on an instance is nothing that a source can say") {
    const ScrapeFiles files;
    const auto instance = [](int id) {
        return fmt::format(R"(gpu="0",UUID="GPU-1",modelName="NVIDIA A100-SXM4-80GB",)"
                           R"(GPU_I_PROFILE="3g.40gb",GPU_I_ID="{}",Hostname="n1")",
                           id);
    };
    const std::string zeros =
        scrapes(hour, {{busy, always(0), instance(1)}, {busy, always(0), instance(2)}});
    CHECK(files.total(zeros).high > 0.8 * 3600 * 312e12);
    const std::string run = files.summarize(zeros).out;
    CHECK(run.find("no-value") != std::string::npos);
    const std::string engines =
        scrapes(hour, {{busy, always(0), instance(1)}, {engine, always(0.98), instance(1)}});
    CHECK(files.total(engines).high > 0.8 * 3600 * 312e12);
    CHECK(files.summarize(engines).out.find("98%") != std::string::npos);
    // On a whole board the engine's busy time stands beside that of kernels, and is no second
    // source.
    const std::string board = scrapes(hour, {{busy, always(98)}, {engine, always(0.97)}});
    CHECK(!found(files.estimate(board), "two-sources"));
}

TEST_CASE("that nothing ran beside the logs does not clear what a counter left out of them") {
    const ScrapeFiles files;
    const std::string text =
        scrapes(hour, {{busy, always(98)}, {watts, always(650)}, {tensor, until(60, 0.45)}});
    const auto open = files.total(text);
    const auto complete = files.total(text, ", complete: true");
    CHECK(complete.high > 0.99 * open.high);
}

TEST_CASE("a device whose source gives no value was there all the same") {
    const ScrapeFiles files;
    const std::string other =
        R"(gpu="1",UUID="GPU-2",modelName="NVIDIA H100 80GB HBM3",Hostname="n1")";
    const std::string text =
        scrapes(hour, {{busy, always(50)}, {busy, always(2147483632.0), other}});
    CHECK(files.total(text).high > 0.5 * peak_hour + 0.99 * best_hour);
}

TEST_CASE("a summary of a failed counter says no less than its log") {
    const ScrapeFiles files;
    const std::string text =
        scrapes(hour, {{busy, always(98)}, {watts, always(650)}, {tensor, until(60, 0.45)}});
    const auto direct = files.total(text);
    const ProgramRun summary = files.summarize(text, {"--format", "json"});
    REQUIRE(summary.status == 0);
    const auto saved = files.total(summary.out);
    CHECK(saved.high == direct.high);
    CHECK(saved.low == direct.low);
}

TEST_CASE("a counter of matrix units below a hundredth while the device works proves nothing") {
    const ScrapeFiles files;
    const ScrapedValue noise = [](int i) { return 0.000001 * (1 + i % 7); };
    const ScrapedValue ratio_as_percent = [](int i) { return (0.45 + 0.01 * (i % 7)) / 100; };
    for (const ScrapedValue& low : {noise, ratio_as_percent}) {
        for (const Scraped& beside : {Scraped{busy, always(98)}, Scraped{watts, always(640)},
                                      Scraped{units, around(0.97)}}) {
            CAPTURE(beside.name);
            const std::string text = scrapes(hour, {beside, {tensor, low}});
            CHECK(files.total(text).high > 0.5 * best_hour);
            CHECK(found(files.estimate(text), "tensor-counter-frozen"));
        }
    }
    // A per cent by its name that was a ratio in fact.
    const std::string amd = R"(gpu_id="0",card_model="AMD Instinct MI300X",hostname="n1")";
    const ScrapedValue ratio = [](int i) { return 0.45 + 0.01 * (i % 7); };
    const std::string text = scrapes(hour, {{"gpu_gfx_activity", always(98), amd},
                                            {"gpu_prof_tensor_active_percent", ratio, amd}});
    CHECK(files.total(text).high > 0.5 * 3600 * 1307e12);
    // What is low but more than that is a value, and so is any of an idle device.
    const std::string low = scrapes(hour, {{busy, always(98)}, {tensor, around(0.02)}});
    CHECK(files.total(low).high < 0.05 * peak_hour);
    const std::string idle =
        scrapes(hour, {{busy, always(4)}, {watts, always(90)}, {tensor, noise}});
    CHECK(files.total(idle).high < 0.05 * peak_hour);
    CHECK(!found(files.estimate(idle), "tensor-counter-frozen"));
}

TEST_CASE("no idle board draws more than a quarter of what it may") {
    const ScrapeFiles files;
    const std::string text = scrapes(hour, {{busy, always(0)}, {watts, always(225)}});
    CHECK(files.total(text).high > 0.3 * best_hour);
    CHECK(found(files.estimate(text), "counter-failed"));
    const auto joules = [](int i) { return 1e9 + i * 220.0 * 30'000; };
    CHECK(files.total(scrapes(hour, {{busy, always(0)}, {energy, joules}})).high > 0.3 * best_hour);
    const std::string amd = R"(gpu_id="0",card_model="AMD Instinct MI300X",hostname="n1")";
    CHECK(files
              .total(scrapes(hour, {{"gpu_gfx_activity", always(0), amd},
                                    {"gpu_package_power", always(150), amd}}))
              .high == 0);
}
