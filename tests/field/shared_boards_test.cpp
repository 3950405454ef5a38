// SPDX-License-Identifier: Apache-2.0
// What a board that is shared out says of itself does not stand against what its instances say.
#include <doctest/doctest.h>

#include "tests/support/logs/scrape_files.hpp"

using namespace flopledger;

namespace {

constexpr int hour = 121;
constexpr const char* busy = "DCGM_FI_DEV_GPU_UTIL";
constexpr const char* engine = "DCGM_FI_PROF_GR_ENGINE_ACTIVE";
constexpr const char* units = "DCGM_FI_PROF_SM_ACTIVE";
constexpr const char* tensor = "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE";
constexpr double peak_hour = 3600 * 989.4e12;

std::string instance(int id) {
    return fmt::format(R"(gpu="0",UUID="GPU-1",modelName="NVIDIA H100 80GB HBM3",)"
                       R"(GPU_I_PROFILE="1g.10gb",GPU_I_ID="{}",Hostname="n1")",
                       id);
}

ScrapedValue around(double value) {
    return [value](int i) { return value + 0.001 * (i % 7); };
}

// A metric of seven instances.
std::vector<Scraped> of_instances(const char* metric, double value) {
    std::vector<Scraped> all;
    for (int id = 1; id <= 7; ++id) all.push_back({metric, around(value), instance(id)});
    return all;
}

std::vector<Scraped> operator+(std::vector<Scraped> left, const std::vector<Scraped>& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

}  // namespace

TEST_CASE("a zero of a board whose instances work is none") {
    const ScrapeFiles files;
    for (const char* metric : {engine, units, tensor}) {
        CAPTURE(metric);
        const auto both =
            scrapes(hour, of_instances(metric, 0.4) + std::vector<Scraped>{{metric, always(0)}});
        const auto alone = files.total(scrapes(hour, of_instances(metric, 0.4)));
        CHECK(files.total(both).high > 0.3 * peak_hour);
        CHECK(files.total(both).high >= 0.99 * alone.high);
    }
    // By another metric than theirs, or by noise.
    const auto other =
        scrapes(hour, of_instances(units, 0.4) +
                          std::vector<Scraped>{{busy, always(0)}, {tensor, always(0)}});
    CHECK(files.total(other).high > 0.3 * peak_hour);
    const auto noise =
        scrapes(hour, of_instances(tensor, 0.4) + std::vector<Scraped>{{tensor, always(0.001)}});
    CHECK(files.total(noise).high > 0.3 * peak_hour);
}

TEST_CASE("busy time of zero of a board that is shared out is no figure") {
    const ScrapeFiles files;
    const auto text =
        scrapes(hour, std::vector<Scraped>{{busy, always(0)}, {busy, always(0), instance(1)}});
    CHECK(files.total(text).high > 0.7 * peak_hour);
}

TEST_CASE("what a board says that its instances do not contradict counts") {
    const ScrapeFiles files;
    // Seven instances at 0.4 are a board at 0.4, and it may be one of them alone.
    const auto board =
        scrapes(hour, of_instances(tensor, 0.4) + std::vector<Scraped>{{tensor, around(0.4)}});
    CHECK(files.total(board).high < 0.6 * peak_hour);
    std::vector<Scraped> idle{{engine, always(0)}};
    for (int id = 1; id <= 7; ++id) idle.push_back({engine, always(0), instance(id)});
    CHECK(files.total(scrapes(hour, idle)).high == 0);
}

TEST_CASE("an instance is known by its UUID and by the name of its chip too") {
    const ScrapeFiles files;
    const auto old = [](int id) {
        return fmt::format(
            R"(UUID="MIG-GPU-1/{}/0",gpu="0",Hostname="n1",modelName="NVIDIA H100 80GB HBM3")", id);
    };
    const auto zeros = scrapes(
        hour, {{busy, always(0), old(1)}, {busy, always(0), old(2)}, {busy, always(0), old(3)}});
    const auto three = files.total(zeros);
    CHECK(three.high > 0.7 * peak_hour);
    CHECK(three.high < 1.1 * peak_hour);
    CHECK(files.summarize(zeros).out.find("no-value") != std::string::npos);
    const char* ratio = "nvidia_smi_utilization_gpu_ratio";
    for (const char* labels :
         {R"(uuid="MIG-1",instance="n1:9835",name="NVIDIA A100-SXM4-80GB")",
          R"(index="0",instance="n1",name="NVIDIA A100-SXM4-80GB MIG 3g.40gb")"}) {
        CAPTURE(labels);
        const auto text = scrapes(hour, {{ratio, always(0), labels}});
        CHECK(files.total(text, ", chip: nvidia-a100-sxm4-80").high > 0.7 * 3600 * 312e12);
    }
    // One that does not say of which board it is has a seventh of it or more.
    const auto alone = files.total(scrapes(
        hour, {{tensor, around(0.4),
                R"(UUID="MIG-1",gpu="0",Hostname="n1",modelName="NVIDIA H100 80GB HBM3")"}}));
    CHECK(alone.high > 0.35 * peak_hour);
    CHECK(alone.low < 0.1 * peak_hour);
}

TEST_CASE("parts of an AMD board count by what they say, and their zeros say nothing") {
    const ScrapeFiles files;
    const char* active = "gpu_gfx_activity";
    const auto part = [](int gpu, int id) {
        return fmt::format(R"(gpu_id="{}",gpu_partition_id="{}",hostname="n1",)"
                           R"(card_model="AMD Instinct MI300X")",
                           gpu, id);
    };
    constexpr double mi300x_hour = 3600 * 1307.4e12;
    std::vector<Scraped> first_idle{{active, always(0), part(0, 0)}};
    std::vector<Scraped> first_alone{{active, always(98), part(0, 0)}};
    std::vector<Scraped> of_their_own{{active, always(98), part(0, 0)}};
    for (int id = 1; id < 8; ++id) {
        first_idle.push_back({active, always(98), part(0, id)});
        first_alone.push_back({active, always(0), part(0, id)});
        of_their_own.push_back({active, always(98), part(id, id)});
    }
    CHECK(files.total(scrapes(hour, first_idle)).high > 0.5 * mi300x_hour);
    const auto alone = scrapes(hour, first_alone);
    CHECK(files.total(alone).high > 0.5 * mi300x_hour);
    CHECK(files.total(alone).high < 1.1 * mi300x_hour);
    CHECK(files.summarize(alone).out.find("no-value") != std::string::npos);
    CHECK(files.total(scrapes(hour, of_their_own)).high > 4 * mi300x_hour);
}
