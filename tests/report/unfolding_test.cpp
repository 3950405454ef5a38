// SPDX-License-Identifier: Apache-2.0
// Nothing in a report is printed that cannot be unfolded: every figure leads to one of the report,
// and what the report says of FLOP is what `explain` says.
#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

// Every object of a document, the outermost first.
void walk(const Json& node, const std::function<void(const Json&)>& see) {
    if (node.is_object()) see(node);
    if (node.is_structured()) {
        for (const auto& item : node) walk(item, see);
    }
}

Json report_of(const std::string& ledger, const std::string& form) {
    const ProgramRun made =
        run_program({"report", ledger, "--template", form, "--format", "json", "--quiet"});
    REQUIRE(made.status == 0);
    return Json::parse(made.out);
}

// The ids of all figures that are unfolded.
std::set<std::string> unfolded(const Json& report) {
    std::set<std::string> ids;
    walk(report, [&](const Json& node) {
        if (node.contains("label") && node.contains("id")) ids.insert(node["id"]);
    });
    return ids;
}

// The label and exact value of each step of FLOP, and of time, chips and energy in larger units.
std::set<std::string> steps_of(const Json& document) {
    std::set<std::string> steps;
    walk(document, [&](const Json& node) {
        if (!node.contains("label") || !node.contains("inputs") || !node["unit"].is_string())
            return;
        const std::string unit = node["unit"];
        if (unit != "FLOP" && unit != "days" && unit != "chip-days" && unit != "MWh") return;
        steps.insert(node["label"].get<std::string>() + " " + unit + " " + node["exact"].dump());
    });
    return steps;
}

// The names of a report's activities.
std::vector<std::string> activities_of(const Json& report) {
    std::vector<std::string> names;
    walk(report, [&](const Json& node) {
        if (node.value("id", "") != "activities" || !node.contains("rows")) return;
        for (const Json& row : node["rows"]) names.push_back(row["name"]);
    });
    return names;
}

// The ledgers below this one, seen from the root.
std::vector<std::string> bases_of(const std::string& ledger, const Json& report) {
    std::vector<std::string> files;
    walk(report, [&](const Json& node) {
        if (node.value("kind", "") != "base ledger") return;
        files.push_back(ledger.substr(0, ledger.rfind('/') + 1) + node["file"].get<std::string>());
    });
    return files;
}

// What `explain` unfolds of the activities of a ledger and of those it is built on.
void add_explained(const std::string& ledger, std::set<std::string>& known) {
    const Json report = report_of(ledger, "summary");
    std::vector<std::string> call = {"explain", ledger, "--format", "json", "--quiet"};
    for (const std::string& name : activities_of(report)) {
        call.insert(call.end(), {"--activity", name});
    }
    const ProgramRun explained = run_program(call);
    REQUIRE(explained.status == 0);
    known.merge(steps_of(Json::parse(explained.out)));
    for (const std::string& base : bases_of(ledger, report)) add_explained(base, known);
}

// Columns of figures that stand beside their source instead.
bool is_cited_beside(const std::string& column) {
    return column == "permitted" || column == "value";
}

}  // namespace

TEST_CASE("every figure of a report leads to one that is unfolded there") {
    for (const std::string& ledger : report_ledgers()) {
        for (const std::string& form : report_templates()) {
            CAPTURE(ledger);
            CAPTURE(form);
            const Json report = report_of(ledger, form);
            const std::set<std::string> ids = unfolded(report);
            CHECK(!ids.empty());
            int figures = 0;
            walk(report, [&](const Json& node) {
                if (node.contains("see") && !node["see"].is_null()) {
                    CHECK(ids.contains(node["see"].get<std::string>()));
                }
                if (!node.contains("derivation") || node["exact"].is_null()) return;
                CAPTURE(node.dump());
                ++figures;
                REQUIRE(node["derivation"].is_string());
                CHECK(ids.contains(node["derivation"].get<std::string>()));
            });
            CHECK(figures > 3);
        }
    }
}

TEST_CASE("every cell with a number in a column of figures leads to one that is unfolded") {
    for (const std::string& ledger : report_ledgers()) {
        for (const std::string& form : report_templates()) {
            CAPTURE(ledger);
            CAPTURE(form);
            walk(report_of(ledger, form), [&](const Json& node) {
                if (node.value("kind", "") != "table") return;
                for (const Json& row : node["rows"]) {
                    for (const auto& item : row.items()) {
                        const Json& cell = item.value();
                        if (!cell.is_object() || is_cited_beside(item.key())) continue;
                        const std::string text = cell["text"];
                        if (text.find_first_of("0123456789") == std::string::npos) continue;
                        CAPTURE(row.dump());
                        CHECK_MESSAGE(cell["derivation"].is_string(), item.key());
                    }
                }
            });
        }
    }
}

TEST_CASE("the figures of activities, methods and what they took are those that explain prints") {
    for (const std::string& ledger : report_ledgers()) {
        CAPTURE(ledger);
        const Json report = report_of(ledger, "summary");
        std::set<std::string> known;
        add_explained(ledger, known);
        CHECK(!known.empty());
        int shared = 0;
        for (const std::string& step : steps_of(report)) {
            const bool is_sum = step.find("under ") != std::string::npos;
            const bool is_part = step.find(", counted") != std::string::npos ||
                                 step.find(", left out") != std::string::npos ||
                                 step.find(", unsettled") != std::string::npos ||
                                 step.starts_with("base model ") || step.starts_with("amount ") ||
                                 step.starts_with("FLOP of the base model ");
            if (!is_sum && !is_part) CHECK_MESSAGE(known.contains(step), step);
            shared += known.contains(step) ? 1 : 0;
        }
        CHECK(shared > 0);
    }
}

TEST_CASE("the time, chips and energy in the EU's form are those that explain adds up") {
    int sums = 0;
    for (const std::string& ledger : report_ledgers()) {
        CAPTURE(ledger);
        const ProgramRun explained = run_program(
            {"explain", ledger, "--standard", "eu-cumulative", "--format", "json", "--quiet"});
        std::set<std::string> known;
        walk(Json::parse(explained.out), [&](const Json& node) {
            if (!node.contains("label") || !node.contains("inputs")) return;
            if (node["label"].get<std::string>().ends_with(" under eu-cumulative")) {
                known.insert(node["unit"].dump() + node["exact"].dump());
            }
        });
        walk(report_of(ledger, "eu-model-documentation"), [&](const Json& node) {
            if (!node.contains("label") || !node.contains("inputs")) return;
            const std::string label = node["label"];
            const bool is_sum =
                label.find(" under ") != std::string::npos && node["unit"] != "FLOP";
            if (!is_sum) return;
            CAPTURE(node.dump());
            CHECK(known.contains(node["unit"].dump() + node["exact"].dump()));
            ++sums;
        });
    }
    CHECK(sums > 3);
}

}  // namespace flopledger
