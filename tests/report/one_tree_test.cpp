// SPDX-License-Identifier: Apache-2.0
// A figure has one derivation: `explain` and `report`, in text and as JSON, tell the same steps of
// every verdict, total, activity, method, cost and rate.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

Json document(const std::vector<std::string>& call, const std::string& input) {
    const ProgramRun run = run_program(call, input);
    REQUIRE_MESSAGE(run.status != 2, run.err);
    return Json::parse(run.out);
}

// Every step below a node that has a label.
void collect_steps(const Json& node, std::vector<Json>& steps) {
    if (node.is_object() && node.contains("label") && node.contains("inputs")) {
        steps.push_back(node);
    }
    if (!node.is_structured()) return;
    for (const auto& item : node) collect_steps(item, steps);
}

// The figures of a report by their ids, and the comparison of its steps with those of `explain`.
class Reported {
  public:
    Reported(const Json& report, const std::string& folder) : folder_(folder) {
        collect_steps(report, steps_);
        for (const Json& step : steps_) {
            if (step.contains("id")) figures_[step["id"]] = step;
        }
    }

    // Whether the report has this step, with all that is below it.
    bool has(const Json& explained) const {
        for (const Json& step : steps_) {
            if (is_same(explained, step)) return true;
        }
        return false;
    }

  private:
    // Names of files are seen from the ledger's folder in a report.
    std::string told(const Json& text) const {
        if (text.is_null()) return "";
        std::string shown = text;
        for (std::size_t at = shown.find(folder_); !folder_.empty() && at != std::string::npos;
             at = shown.find(folder_)) {
            shown.erase(at, folder_.size());
        }
        return shown;
    }

    bool is_same(const Json& explained, const Json& step) const {
        if (told(explained["label"]) != step["label"]) return false;
        if (explained["exact"] != step["exact"] || explained["unit"] != step["unit"]) return false;
        for (const char* key : {"formula", "source"}) {
            const std::string wanted = told(explained[key]);
            if (wanted != (step[key].is_null() ? "" : step[key].get<std::string>())) return false;
        }
        if (explained["place"].is_null() != step["place"].is_null()) return false;
        return same_inputs(explained, step);
    }

    bool same_inputs(const Json& explained, const Json& step) const {
        if (!step["see"].is_null()) return unfolds_elsewhere(explained, figures_.at(step["see"]));
        const Json& wanted = explained["inputs"];
        const Json& given = step["inputs"];
        if (wanted.size() != given.size()) return false;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (!is_same(wanted[i], given[i])) return false;
        }
        return true;
    }

    // A step that points to a figure: that is the same one, or holds what is below it, as the
    // figure of an activity holds all its methods.
    bool unfolds_elsewhere(const Json& explained, const Json& figure) const {
        if (told(explained["label"]) == figure["label"]) return same_inputs(explained, figure);
        for (const Json& wanted : explained["inputs"]) {
            bool found = false;
            for (const Json& given : figure["inputs"]) found = found || is_same(wanted, given);
            if (!found) return false;
        }
        return true;
    }

    std::string folder_;
    std::vector<Json> steps_;
    std::map<std::string, Json> figures_;
};

std::string folder_of(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    return slash == std::string::npos ? "" : file.substr(0, slash + 1);
}

// Every figure that `explain` unfolds is in the report, step by step. How many there are.
int check_same(const std::string& ledger, const std::string& input,
               const std::vector<std::string>& more) {
    // What training took stands in the form that asks it; all else in the summary too.
    std::vector<Reported> reports;
    for (const char* form : {"summary", "eu-model-documentation"}) {
        std::vector<std::string> call = {"report", ledger, "--template", form, "--format", "json"};
        call.insert(call.end(), more.begin(), more.end());
        call.emplace_back("--quiet");
        reports.emplace_back(document(call, input), folder_of(ledger));
    }
    std::vector<std::string> explain_call = {"explain", ledger, "--format", "json", "--quiet"};
    explain_call.insert(explain_call.end(), more.begin(), more.end());
    int figures = 0;
    const auto check_each = [&](const Json& list) {
        for (const Json& figure : list) {
            CAPTURE(figure["label"].get<std::string>());
            CHECK((reports[0].has(figure) || reports[1].has(figure)));
            ++figures;
        }
    };
    const Json told = document(explain_call, input)["ledgers"][0];
    check_each(told["figures"]);
    for (const Json& verdict : told["verdicts"]) check_each(verdict["figures"]);
    std::vector<std::string> by_activity = {"explain", ledger, "--format", "json", "--quiet"};
    const Json counted = document({"estimate", ledger, "--format", "json", "--quiet"}, input);
    for (const Json& activity : counted["ledgers"][0]["activities"]) {
        by_activity.insert(by_activity.end(), {"--activity", activity["name"]});
    }
    check_each(document(by_activity, input)["ledgers"][0]["figures"]);
    return figures;
}

constexpr const char* priced = R"(flopledger: 1
model: {name: Merlin, developer: Example Aerie}
activities:
  - name: first
    kind: pre-training
    chip_time:
      chip: nvidia-h100-sxm5-80
      chips: 16000
      days: 60
      precision: bf16
      utilization: 0.41
      utilization_kind: mfu
      price_per_chip_hour_usd: 2
  - name: second
    kind: pre-training
    chip_time:
      chip: nvidia-a100-sxm4-80
      chips: 4000
      days: 30
      precision: bf16
      utilization: 0.38
      utilization_kind: hfu
      price_per_chip_hour_usd: 1.1
)";

}  // namespace

TEST_CASE("explain and report tell the same steps of every figure of the examples") {
    for (const std::string& ledger : report_ledgers()) {
        CAPTURE(ledger);
        CHECK(check_same(ledger, "", {}) > 3);
        CHECK(check_same(ledger, "", {"--all"}) > 10);
    }
}

TEST_CASE("the same of a ledger that states everything, and of a widened total") {
    CHECK(check_same("-", full_ledger, {"--all"}) > 10);
}

TEST_CASE("a cost and a cluster's rate unfold in a report as they do in explain") {
    const std::vector<std::string> rules = {"--threshold", "us-hr9917-kill-switch-cost",
                                            "--threshold", "us-eo14110-cluster-1e20"};
    CHECK(check_same("-", priced, rules) > 3);
    std::vector<std::string> call = {"report", "-", "--format", "markdown", "--quiet"};
    call.insert(call.end(), rules.begin(), rules.end());
    const std::string page = run_program(call, priced).out;
    for (const char* step :
         {"- training cost = 4.92e7 USD, by sum over the phases",
          "- cost of first = 4.61e7 USD, by chip-seconds / 3600 x price",
          "- price = 2 USD/chip-hour", "training cost / amount",
          "- peak rate of the largest cluster stated = 1.58e19 FLOP/s, by chips x dense peak",
          "- dense bf16 peak of nvidia-h100-sxm5-80 = 9.89e14 FLOP/s/chip"}) {
        CHECK_MESSAGE(page.find(step) != std::string::npos, step);
    }
}

}  // namespace flopledger
