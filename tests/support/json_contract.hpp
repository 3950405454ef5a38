// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"

namespace flopledger {

// Keys stay in their order.
using Json = nlohmann::ordered_json;

// The ledger that the contract is shown by.
inline constexpr const char* ledger = R"(
flopledger: 1
model: {name: M}
activities:
  - {name: pre-training, kind: pre-training, operations: {parameters: 405e9, tokens: 15.6e12}}
  - {name: judged, kind: reward-model-inference, reported: {flop: 1e24..3e24, source: s}}
)";

// What a call left.
struct Finished {
    int status = 0;
    std::string out;
    std::string err;
};

// What a call prints, on a day that stays.
inline Finished finished(const std::vector<std::string>& arguments, const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(arguments, {.in = in, .out = out, .err = err, .today = "2026-11-21"});
    return {status, out.str(), err.str()};
}

// The document that a call prints about that ledger, given as standard input.
inline Json document(const std::vector<std::string>& arguments) {
    const Finished result = finished(arguments, ledger);
    CHECK(result.err.empty());
    CHECK(result.out.ends_with("}\n"));
    return Json::parse(result.out);
}

// The keys of an object in their order.
inline std::string keys(const Json& object) {
    std::string text;
    for (const auto& [key, value] : object.items()) text += (text.empty() ? "" : " ") + key;
    return text;
}

// A range of doubles and its exact figures.
inline void check_range(const Json& range, const Json& exact) {
    REQUIRE(keys(range) == "low best high");
    REQUIRE(keys(exact) == "low best high");
    for (const char* key : {"low", "best", "high"}) {
        CHECK(range[key].is_number_float());
        CHECK(exact[key].is_string());
    }
}

// The same of a sum, which says whether it is open upwards.
inline void check_sum(const Json& sum, const Json& exact) {
    REQUIRE(keys(sum) == "low best high open");
    CHECK_FALSE(sum["open"].get<bool>());
    Json range = sum;
    range.erase("open");
    check_range(range, exact);
}

}  // namespace flopledger
