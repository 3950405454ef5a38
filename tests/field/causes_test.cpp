// SPDX-License-Identifier: Apache-2.0
// Why two methods disagree: what happened in the field comes first, and no cause comes by chance.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/program_run.hpp"

using namespace flopledger;

namespace {

using Json = nlohmann::ordered_json;

// The causes between the methods of an activity, in their order, for the method compared with the
// one that stands.
std::vector<std::string> causes_of(const std::string& methods, const std::string& with) {
    const std::string ledger =
        "flopledger: 1\nmodel: {name: M}\nactivities:\n"
        "  - name: a\n    kind: pre-training\n" +
        methods;
    const ProgramRun shown =
        run_program({"estimate", "-", "--standard", "all-operations", "--format", "json"}, ledger);
    REQUIRE_MESSAGE(shown.status == 0, shown.err);
    std::vector<std::string> names;
    const Json result = Json::parse(shown.out);
    for (const Json& pair : result["ledgers"][0]["activities"][0]["comparisons"]) {
        if (pair["second"] != with) continue;
        for (const Json& cause : pair["causes"]) names.push_back(cause["name"]);
    }
    return names;
}

std::string first_of(const std::string& methods, const std::string& with) {
    const auto names = causes_of(methods, with);
    return names.empty() ? "" : names.front();
}

bool names(const std::string& methods, const std::string& with, const std::string& cause) {
    const auto all = causes_of(methods, with);
    return std::find(all.begin(), all.end(), cause) != all.end();
}

std::string fed(const std::string& operations) {
    return "    recomputation: none\n    operations: {" + operations + "}\n";
}

// Chips of 989.4e12 FLOP/s.
std::string ran(const std::string& rest) {
    return "    chip_time: {chip: nvidia-h100-sxm5-80, precision: bf16, " + rest + "}\n";
}

std::string mfu(const std::string& share) {
    return ", utilization: " + share + ", utilization_kind: mfu";
}

std::string reported(const std::string& flop) {
    return "    reported: {flop: " + flop + ", source: a paper}\n";
}

}  // namespace

TEST_CASE("field: the number of chips left out") {
    // 64 chips for 40 hours at 0.6 %; the rate of all over the peak of one is 38.4 %.
    const std::string slow = fed("parameters: 1e9, tokens: 9.118e9");
    CHECK(first_of(slow + ran("chips: 64, hours: 40" + mfu("0.384")), "chip_time") ==
          "chips-left-out");
    // 16 of another chip, where the peak in 64 bits makes 16 too.
    CHECK(first_of(fed("parameters: 7e9, tokens: 3e6") +
                       "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, chips: 16, "
                       "hours: 0.25" +
                       mfu("0.45") + "}\n",
                   "chip_time") == "chips-left-out");
    // The other way: the rate of one over the peak of all, and the hours of one for chip-hours.
    const std::string busy = fed("parameters: 1e9, tokens: 583.6e9");
    CHECK(first_of(busy + ran("chips: 64, hours: 40" + mfu("0.006")), "chip_time") ==
          "chips-left-out");
    CHECK(first_of(busy + ran("chips: 64, chip_hours: 40" + mfu("0.384")), "chip_time") ==
          "chips-left-out");
    // Of a total that somebody reported.
    const std::string eight = fed("parameters: 1e9, tokens: 190e9") + ran("chips: 8, hours: 100");
    CHECK(first_of(eight + reported("1.425e20"), "reported") == "chips-left-out");
    CHECK(first_of(eight + reported("9.12e21"), "reported") == "chips-left-out");
    // The hours of a node, and the chips of a node.
    CHECK(first_of(fed("parameters: 1e9, tokens: 608e9") +
                       ran("chips: 64, chip_hours: 320" + mfu("0.4")),
                   "chip_time") == "chips-left-out");
    CHECK(
        first_of(fed("parameters: 1e9, tokens: 3039e9") + ran("chips: 8, hours: 100" + mfu("0.4")),
                 "chip_time") == "chips-left-out");
}

TEST_CASE("field: no 64-bit peak of a training in 16 bits") {
    // 32.2 is the ratio of the 16-bit peak of an A100 and its vector peak in 64 bits, 9.7e12.
    const std::string methods =
        fed("parameters: 1e9, tokens: 9e9") +
        "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, chip_hours: 1600" +
        mfu("0.97") + "}\n";
    CHECK_FALSE(names(methods, "chip_time", "wrong-peak-precision"));
    CHECK(names(fed("parameters: 1e9, tokens: 9e9") +
                    "    chip_time: {chip: nvidia-a100-sxm4-80, precision: fp32, chip_hours: 1600" +
                    mfu("0.96") + "}\n",
                "chip_time", "wrong-peak-precision"));
}

TEST_CASE("field: no peak of 32-bit vector units of a training in 16 bits") {
    // 16 is the ratio of 312e12 and 19.5e12.
    CHECK_FALSE(names(fed("parameters: 1e9, tokens: 9e9") +
                          "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, "
                          "chip_hours: 1600" +
                          mfu("0.4808") + "}\n",
                      "chip_time", "wrong-peak-precision"));
}

TEST_CASE("field: a peak twice as high is the sparse one before one in integers") {
    const std::string methods =
        fed("parameters: 1e9, tokens: 74.9e9") +
        "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, chip_hours: 1000" +
        mfu("0.2") + "}\n";
    CHECK(first_of(methods, "chip_time") == "sparse-peak-used");
}

TEST_CASE("field: the peak of another chip") {
    // 20 % of an H100 are 63.4 % of an A100.
    const std::string hopper = fed("parameters: 1e9, tokens: 118.7e9");
    CHECK(first_of(hopper + ran("chip_hours: 1000" + mfu("0.634")), "chip_time") ==
          "other-chip-peak");
    // A trainer that takes an MI300X for an A100.
    CHECK(first_of(fed("parameters: 1e9, tokens: 156.9e9") +
                       "    chip_time: {chip: amd-mi300x, precision: bf16, chip_hours: 1000" +
                       mfu("0.838") + "}\n",
                   "chip_time") == "other-chip-peak");
    // A total beside operations was measured against no chip.
    CHECK_FALSE(names(hopper + ran("chip_hours: 1000") + reported("2.246e20"), "reported",
                      "other-chip-peak"));
    CHECK(first_of(fed("parameters: 1e9, tokens: 118.7e9") +
                       "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, chip_hours: "
                       "2114" +
                       mfu("0.095") + "}\n",
                   "chip_time") == "other-chip-peak");
}

TEST_CASE("field: a reported total that is the hardware FLOP of a stated HFU") {
    const auto by_hfu = [](const std::string& share, const std::string& flop) {
        return "    operations: {parameters: 130e9, tokens: 400e9}\n"
               "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, chip_hours: 855366, "
               "utilization: " +
               share + ", utilization_kind: hfu}\n" + reported(flop);
    };
    CHECK(first_of(by_hfu("0.433", "4.16e23"), "reported") == "recomputation");
    // 1.25, where words for tokens would fit as well.
    CHECK(first_of(by_hfu("0.406", "3.9e23"), "reported") == "recomputation");
    CHECK(first_of(by_hfu("0.374", "3.59e23"), "reported") == "recomputation");
    // What is larger than the hardware FLOP is no such total.
    CHECK(first_of(by_hfu("0.375", "6.3e23"), "reported") != "recomputation");
}

TEST_CASE("field: a reported total that is the geometric mean of two methods") {
    const std::string eight = fed("parameters: 8e9, tokens: 15e12");
    CHECK(first_of(eight + ran("chip_hours: 1.46e6" + mfu("0.4")) + reported("1.224e24"),
                   "reported") == "geometric-mean");
    // With 30 % assumed of chip-hours alone.
    CHECK(first_of(fed("parameters: 14e9, tokens: 11.328e12") + ran("chip_hours: 1.456e6") +
                       reported("1.2167e24"),
                   "reported") == "geometric-mean");
    // Chip-time far below the count.
    CHECK(first_of(fed("parameters: 1e9, tokens: 16.67e12") +
                       ran("chip_hours: 17550" + mfu("0.4")) + reported("5e22"),
                   "reported") == "geometric-mean");
    for (const char* flop : {"9e23", "1.1e24", "1.35e24", "1.7e24", "3e24"}) {
        CAPTURE(flop);
        CHECK_FALSE(names(eight + ran("chip_hours: 1.46e6" + mfu("0.4")) + reported(flop),
                          "reported", "geometric-mean"));
    }
}

TEST_CASE("field: experts counted at total where no active figure is given") {
    const auto count = [](const std::string& parameters, const std::string& flop) {
        return fed("parameters: " + parameters + ", tokens: 2e12") + reported(flop);
    };
    CHECK(first_of(count("46.7e9", "1.548e23"), "reported") == "total-for-active-parameters");
    CHECK(first_of(
              fed("parameters: 671e9, tokens: 14.8e12") + ran("chip_hours: 2.664e6" + mfu("0.35")),
              "chip_time") == "total-for-active-parameters");
    for (const char* flop : {"2.2e23", "1e22"}) {
        CHECK_FALSE(names(count("46.7e9", flop), "reported", "total-for-active-parameters"));
    }
    CHECK_FALSE(
        names(fed("parameters: 46.7e9, active_parameters: 12.9e9, tokens: 2e12") + reported("3e22"),
              "reported", "total-for-active-parameters"));
}

TEST_CASE("field: the forward pass alone and powers of ten before experts") {
    for (const char* parameters : {"8e9", "70e9"}) {
        CAPTURE(parameters);
        const std::string count = fed(std::string("parameters: ") + parameters + ", tokens: 1e12");
        const Json of = Json::parse(parameters);
        const auto at = [&](double ratio) {
            return count + reported(Json(of.get<double>() * 6e12 / ratio).dump());
        };
        CHECK(causes_of(at(3), "reported") == std::vector<std::string>{"forward-only"});
        CHECK(causes_of(at(10), "reported") == std::vector<std::string>{"unit-slip"});
        CHECK(first_of(at(100), "reported") == "unit-slip");
        CHECK(first_of(at(10.5), "reported") == "total-for-active-parameters");
        CHECK(first_of(at(6), "reported") == "total-for-active-parameters");
    }
}

TEST_CASE("field: attention only within what the lengths can make") {
    const auto offered = [](const std::string& operations, const std::string& flop) {
        return names(fed(operations) + reported(flop), "reported", "attention-left-out");
    };
    CHECK_FALSE(offered("parameters: 70e9, tokens: 1e12, sequence_length: 2048", "6.3e23"));
    CHECK(offered("parameters: 70e9, tokens: 1e12, sequence_length: 32768", "6.3e23"));
    CHECK_FALSE(offered("parameters: 70e9, tokens: 1e12", "6.3e23"));
    CHECK(offered("parameters: 1e9, tokens: 1e12", "9e21"));
    CHECK_FALSE(offered("parameters: 1e9, tokens: 1e12, sequence_length: 1024", "9e21"));
}

TEST_CASE("field: the rate of steps, of model and of hardware FLOP, over all time") {
    // 1.4 times as much, by hardware FLOP of which a quarter is recomputed.
    CHECK(
        names("    recomputation: full\n    operations: {parameters: 1e9, tokens: 1e12}\n"
              "    chip_time: {chip: nvidia-a100-sxm4-80, precision: bf16, chip_hours: 19943, "
              "utilization: 0.5, utilization_kind: hfu}\n",
              "chip_time", "step-mfu-for-wall-clock"));
    // 1.9 times as much: lost time and recomputation together.
    const std::string both =
        "    operations: {parameters: 1e9, tokens: 1e12}\n" + ran("chip_hours: 6400" + mfu("0.5"));
    CHECK(first_of(both, "chip_time") == "step-mfu-for-wall-clock");
    // Lost time taken off twice.
    CHECK(first_of(fed("parameters: 1e9, tokens: 1e12") +
                       ran("chip_hours: 3369, utilization: 0.5, utilization_kind: step-mfu, "
                           "goodput: 0.65"),
                   "chip_time") == "step-mfu-for-wall-clock");
    CHECK_FALSE(names(
        "    operations: {parameters: 1e9, tokens: 1e12}\n" + ran("chip_hours: 8100" + mfu("0.5")),
        "chip_time", "step-mfu-for-wall-clock"));
}

TEST_CASE("field: other ratios do not name these causes") {
    // 96 chips for 100 hours at 40 % make 1.3675e22.
    const auto at = [](const std::string& tokens) {
        return fed("parameters: 1e9, tokens: " + tokens) +
               ran("chips: 96, hours: 100" + mfu("0.4"));
    };
    // From a 60th to 60 times as much, but for the ratios that the causes make.
    for (const char* tokens :
         {"37.9e9", "49e9", "84e9", "121e9", "175e9", "345e9", "430e9", "1.5e12", "3.9e12",
          "4.4e12", "12.4e12", "15e12", "43e12", "65e12"}) {
        CAPTURE(tokens);
        for (const char* cause : {"chips-left-out", "other-chip-peak", "geometric-mean"}) {
            CAPTURE(cause);
            CHECK_FALSE(names(at(tokens), "chip_time", cause));
        }
    }
}
