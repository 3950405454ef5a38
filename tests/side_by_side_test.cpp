// SPDX-License-Identifier: Apache-2.0
// Standards side by side on a published model: their totals differ, and the rules that are told as
// the reason make up the whole difference, to the last operation.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <sstream>

#include "core/check.hpp"
#include "core/judge/totals/difference.hpp"
#include "core/text/files/disk_files.hpp"

using namespace flopledger;

namespace {

CheckResult estimated(const std::string& path, const std::vector<std::string>& settlements = {}) {
    std::istringstream no_input;
    DiskFiles files(no_input);
    Catalog catalog;
    CheckRequest request;
    request.ledgers = {path};
    request.allowed = {"examples/deepseek-v3"};
    request.as_of = {2026, 11, 21};
    request.selection.none = true;
    request.every_standard = true;
    for (const std::string& text : settlements) {
        request.settlements.push_back(std::get<Settlement>(parse_settlement(text)));
    }
    CheckResult result = check(request, files, catalog);
    for (const Diagnostic& diagnostic : result.diagnostics.list) {
        FAIL_CHECK(diagnostic.place.file, ": ", diagnostic.message);
    }
    return result;
}

void check_differences(const CheckResult& result) {
    const std::vector<Total>& totals = result.ledgers.at(0).judgement.totals;
    REQUIRE(totals.size() == 10);
    for (const Total& from : totals) {
        for (const Total& to : totals) {
            CAPTURE(from.standard->id);
            CAPTURE(to.standard->id);
            const TotalDifference found = difference(from, to);
            Shift sum;
            for (const RuleExchange& rule : found.rules) sum = sum + rule.flop;
            CHECK(sum == shift(from.flop, to.flop));
            // Added to one total they give the other, so nothing was rounded on the way.
            CHECK(from.flop.value.low + sum.low == to.flop.value.low);
            CHECK(from.flop.value.best + sum.best == to.flop.value.best);
            CHECK(from.flop.value.high + sum.high == to.flop.value.high);
        }
    }
}

}  // namespace

TEST_CASE("DeepSeek-R1: four standards, four totals") {
    const CheckResult result = estimated("examples/deepseek-r1/ledger.yaml");
    std::set<std::string> bests;
    for (const Total& total : result.ledgers.at(0).judgement.totals) {
        const std::string& id = total.standard->id;
        if (id == "eu-parameter-updates" || id == "eu-cumulative" || id == "us-frontier" ||
            id == "casper-2025") {
            bests.insert(total.flop.value.best.text());
        }
    }
    CHECK(bests.size() == 4);
}

TEST_CASE("DeepSeek-R1: the differences add up exactly between any two standards") {
    check_differences(estimated("examples/deepseek-r1/ledger.yaml"));
    check_differences(estimated("examples/deepseek-v3/r1.yaml"));
    check_differences(estimated("examples/llama-3.1-405b/ledger.yaml"));
}

TEST_CASE("DeepSeek-R1: they still do where the caller settles what is open") {
    const CheckResult result =
        estimated("examples/deepseek-r1/ledger.yaml",
                  {"reward-model-inference=count", "us-frontier:recomputation=leave-out"});
    CHECK(result.settled.size() > 1);
    check_differences(result);
}
