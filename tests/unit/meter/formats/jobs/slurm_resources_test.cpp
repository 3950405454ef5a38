// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/slurm_resources.hpp"

#include <doctest/doctest.h>

namespace flopledger {

namespace {

struct Case {
    std::string_view list;
    std::uint64_t nodes;
    std::optional<std::uint64_t> chips;
    std::string_view type;
};

void check(const Case& row, const std::optional<SlurmChips>& chips) {
    CAPTURE(row.list);
    CHECK(chips.has_value() == row.chips.has_value());
    if (!chips || !row.chips) return;
    const auto nodes = row.nodes == 0 ? std::nullopt : std::optional(row.nodes);
    CHECK(chips->count(nodes) == row.chips);
    CHECK(chips->type() == row.type);
}

}  // namespace

TEST_CASE("accelerators among the resources of a job") {
    constexpr Case table[] = {
        {"", 0, 0, ""},
        {"cpu=1,mem=64G,node=1", 0, 0, ""},
        {"billing=12,cpu=12,gres/gpu=2,mem=31000M,node=1", 0, 2, ""},
        {"cpu=8,gres/gpu=4,gres/gpu:a100=4,node=1", 0, 4, "a100"},
        {"cpu=8,gres/gpu:a100=4,gres/gpu=4,node=1", 0, 4, "a100"},
        {"gres/gpu:a100=2,gres/gpu:a40=1", 0, 3, "a100=2,a40=1"},
        {"gres/gpu=3,gres/gpu:a100=2", 0, 3, "a100=2,gpu=1"},
        {"gres/gpu=1,gres/gpumem=40777023488,gres/gpuutil=100", 0, 1, ""},
        {"gres/shard=4,gres/shard:a100=4,gres/mps=50", 0, 54, "a100"},
        {"gres/shard=4,gres/mps=50,node=1", 1, 32, ""},
        {"gres/hpu=8,gres/hpu:gaudi3=8", 0, 8, "gaudi3"},
        {"gres/gpumem=39936M,gres/gpuutil=12", 0, 0, ""},
        {"gres/gpu=0", 0, 0, ""},
        {"gres/gpu=many", 0, std::nullopt, ""},
        {"gres/gpu=-1", 0, std::nullopt, ""},
        {"gres/gpu=18446744073709551614", 0, std::nullopt, ""},
        {"normal", 0, std::nullopt, ""},
        {"=1", 0, std::nullopt, ""},
    };
    for (const Case& row : table) check(row, chips_of_tres(row.list));
    // More of one type than of all: nobody can say how many there were.
    CHECK(!chips_of_tres("gres/gpu=1,gres/gpu:a100=2")->count(1));
    CHECK(!chips_of_tres("cpu=1,gres/gpumem=1")->named());
    CHECK(chips_of_tres("gres/gpu=0")->named());
}

TEST_CASE("what older versions print for each node") {
    constexpr Case table[] = {
        {"", 2, 0, ""},
        {"gpu:2", 1, 2, ""},
        {"gpu:tesla:2", 4, 8, "tesla"},
        {"gpu:tesla:2(S:0-1)", 4, 8, "tesla"},
        {"gpu:v100:2(IDX:0,3),gpu:k80:1(IDX:1)", 2, 6, "k80=2,v100=4"},
        {"7696487:1", 2, 2, ""},
        {"gpu", 2, 2, ""},
        {"craynetwork:1,gpu:1", 3, 3, ""},
        {"mps:100", 3, 96, ""},
        {"gpu:tesla:x", 1, std::nullopt, ""},
        {"gpu:2(S:0-1", 1, std::nullopt, ""},
        {"gpu:1099511627776", 2, std::nullopt, ""},
    };
    for (const Case& row : table) check(row, chips_of_gres(row.list, row.nodes));
}

TEST_CASE("durations, joules and states of Slurm") {
    struct Duration {
        std::string_view text;
        std::optional<std::uint64_t> seconds;
    };
    constexpr Duration durations[] = {
        {"00:00:00", 0},
        {"01:00:01", 3601},
        {"10-13:27:06", 10 * 86'400 + 13 * 3600 + 27 * 60 + 6},
        {"8371-10:29:20", 8371ULL * 86'400 + 10 * 3600 + 29 * 60 + 20},
        {"00:01.608", 1},
        {"125:00:00", 450'000},
        {"", std::nullopt},
        {"INVALID", std::nullopt},
        {"12", std::nullopt},
        {"1-12:00", std::nullopt},
        {"00:61:00", std::nullopt},
        {"-1:00:00", std::nullopt},
        {"99999999999999-00:00:00", std::nullopt},
    };
    for (const Duration& row : durations) {
        CAPTURE(row.text);
        CHECK(slurm_duration(row.text) == row.seconds);
    }
    CHECK(slurm_joules("") == 0);
    CHECK(slurm_joules("-2") == 0);
    CHECK(slurm_joules("18446744073709551614") == 0);
    CHECK(slurm_joules("1234567") == 1'234'567);
    CHECK(!slurm_joules("12.5K"));
    CHECK(slurm_state("CANCELLED by 380693") == "CANCELLED");
    CHECK(slurm_state("COMPLETED+") == "COMPLETED");
    CHECK(slurm_state("NODE_FAIL") == "NODE_FAIL");
    CHECK(!slurm_state("cpu=1"));
    CHECK(!slurm_state(""));
}

}  // namespace flopledger
