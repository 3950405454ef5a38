// SPDX-License-Identifier: Apache-2.0
// Two ledgers that differ in what is left out alone have the same report, but for the figures that
// the report itself says tell of it.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/report/compliance/report_request.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

std::string report_of(const std::string& ledger, const std::string& fields, const std::string& form,
                      const std::string& format = "json") {
    const ProgramRun made =
        run_program({"report", "-", "--as-of", "2026-11-21", "--all", "--template", form,
                     "--format", format, "--redact", fields, "--quiet"},
                    ledger);
    REQUIRE_MESSAGE(made.status == 0, made.err);
    return made.out;
}

std::string with(std::string ledger, const std::string& what, const std::string& by) {
    const std::size_t at = ledger.find(what);
    REQUIRE_MESSAGE(at != std::string::npos, what);
    return ledger.replace(at, what.size(), by);
}

// What two reports differ in: where, and in which unit where it is a figure or follows from one.
struct Difference {
    std::string place;
    std::string unit;
};

class Differences {
  public:
    Differences(const std::string& left, const std::string& right) {
        const Json report = Json::parse(left);
        for (const Json& section : report["sections"]) {
            for (const Json& block : section["blocks"]) {
                if (!block.contains("figures")) continue;
                for (const Json& figure : block["figures"]) {
                    units_[figure["id"]] = unit_in(figure, "");
                }
            }
        }
        compare(report, Json::parse(right), "", "");
    }

    const std::vector<Difference>& list() const { return list_; }

  private:
    std::map<std::string, std::string> units_;  // of figures, by their ids
    std::vector<Difference> list_;

    // The unit of what an object tells; that of what it stands in where it is no figure.
    std::string unit_in(const Json& object, const std::string& outer) const {
        if (object.contains("derivation") && object["derivation"].is_string()) {
            const auto found = units_.find(object["derivation"].get<std::string>());
            if (found != units_.end()) return found->second;
        }
        if (!object.contains("exact") || object["exact"].is_null()) return outer;
        return object["unit"].is_string() ? object["unit"].get<std::string>() : "ratio";
    }

    void compare(const Json& left, const Json& right, const std::string& place,
                 const std::string& unit) {
        if (left == right) return;
        const bool alike = left.type() == right.type() && left.size() == right.size();
        if (!alike || !left.is_structured()) {
            list_.push_back(
                {place + ": " + left.dump().substr(0, 300) + " / " + right.dump().substr(0, 300),
                 unit});
        } else if (left.is_array()) {
            for (std::size_t index = 0; index < left.size(); ++index) {
                const Json& one = left[index];
                const bool named = one.is_object() && one.contains("id");
                const std::string name = named ? one["id"].get<std::string>() : "-";
                compare(one, right[index], place + "/" + name, unit);
            }
        } else {
            const std::string inner = unit_in(left, unit);
            for (const auto& [key, one] : left.items()) {
                compare(one, right.value(key, Json()), place + "/" + key, inner);
            }
        }
    }
};

// Fingerprints always tell that something is another: the report says so.
bool is_fingerprint(const Difference& one) { return one.place.find("sha256") != std::string::npos; }

// The fields that a report says follow from others, as its table names them.
std::string told_of(const std::string& report, const std::string& field) {
    std::string from;
    const Json whole = Json::parse(report);
    for (const Json& section : whole["sections"]) {
        for (const Json& block : section["blocks"]) {
            if (block.value("id", "") != "still-told") continue;
            for (const Json& row : block["rows"]) {
                const bool is_about =
                    row["field"].get<std::string>().find(field) != std::string::npos;
                if (is_about) from += row["from"].get<std::string>() + "; ";
            }
        }
    }
    return from;
}

// Activities that have nothing in common but the total, of one kind each: what a standard leaves
// out by its kind is missing in its total.
constexpr const char* head = R"(flopledger: 1
model: {name: Kestrel, developer: Example Aerie}
)";
constexpr const char* facts = R"(facts: {generates: [text], weights: closed}
)";

std::string with_activities(const std::string& activities) {
    return std::string(head) + "activities:\n" + activities + facts;
}

const std::vector<std::string>& activities_of_one_total() {
    static const std::vector<std::string> list = {
        R"(  - name: alpha-zebra
    kind: pre-training
    period: 2026-02-03..2026-03-17
    recomputation: none
    operations: {parameters: 10e9, tokens: 2e14}
    chip_time: {chip: nvidia-h100-sxm5-80, chips: 2048, hours: 4000, precision: bf16,
                utilization: 0.3..0.5, utilization_kind: mfu}
)",
        // On other chips at another time, with energy, in other lines.
        R"(  - name: beta-quagga
    # a line more
    kind: pre-training
    period: 2025-11-03..2026-01-17
    recomputation: none
    operations: {parameters: 20e9, tokens: 1e14}
    chip_time:
      chip: nvidia-a100-sxm4-80
      chips: 4096
      hours: 6000
      precision: bf16
      utilization: 0.3..0.5
      utilization_kind: mfu
    energy: {kwh: 7.1e6, chip: nvidia-h100-sxm5-80, precision: fp8, scope: node}
)",
        // In two, of which one goes by a word that reports use, one without a period.
        R"(  - name: total
    kind: pre-training
    recomputation: none
    operations: {parameters: 10e9, tokens: 1e14}
  - name: continued
    kind: pre-training
    period: 2026-04-03..2026-05-17
    recomputation: none
    operations: {parameters: 50e9, tokens: 2e13}
    chip_time: {chip: nvidia-h100-sxm5-80, chips: 512, hours: 9000, precision: bf16,
                utilization: 0.3..0.5, utilization_kind: mfu}
    evidence: [{file: examples/compliance-report/training-record.txt, note: "nothing"}]
)"};
    return list;
}

// What a report told of activities without saying so.
const std::vector<std::string>& told_by_activities() {
    static const std::vector<std::string> list = {"lofty",
                                                  "how-pre",
                                                  "h100",
                                                  "H100",
                                                  "NVIDIA",
                                                  "5417",
                                                  "1013",
                                                  "228642",
                                                  "2.29e5",
                                                  "5317",
                                                  "5.3e3",
                                                  "1.91e13",
                                                  "73370000",
                                                  "7.34e10",
                                                  "7.3e10",
                                                  "8.17e9",
                                                  "19190000",
                                                  "1.92e13",
                                                  "1.31e12",
                                                  "2026-02-03",
                                                  "2026-03-1",
                                                  "2026-04-05",
                                                  "2026-05-09",
                                                  "42 days",
                                                  "0.37",
                                                  "0.43",
                                                  "reward",
                                                  "[-:",
                                                  "input:",
                                                  "training-record",
                                                  "hours and chips",
                                                  "dense peak"};
    return list;
}

}  // namespace

TEST_CASE("how many activities leave a total open, and which, is not told without them") {
    const auto open = [](const std::string& name, const char* tokens) {
        return "  - name: " + name + "\n    kind: pre-training\n    operations: " +
               "{parameters: 1e9, tokens: " + tokens + ", epochs_unstated: true}\n";
    };
    const std::string one = with_activities(open("zebra", "4e12"));
    const std::string two = with_activities(open("quagga", "1e12") + open("okapi", "3e12"));
    for (const std::string& form : report_templates()) {
        const std::string before = report_of(one, "activities", form);
        CHECK(before.find("zebra") == std::string::npos);
        CHECK(before.find("how often an activity passed over its data") != std::string::npos);
        const Differences found(before, report_of(two, "activities", form));
        for (const Difference& difference : found.list()) {
            CAPTURE(difference.place);
            CHECK(is_fingerprint(difference));
        }
    }
}

TEST_CASE("without activities no template tells a period, a chip, a time, an energy or a line") {
    for (const std::string& form : report_templates()) {
        CAPTURE(form);
        for (const std::string format : {"json", "markdown", "html"}) {
            CAPTURE(format);
            std::string text = report_of(full_ledger, "activities", form, format);
            const std::size_t style = text.find("</style>");
            if (style != std::string::npos) text = text.substr(style);
            for (const std::string& tell : told_by_activities()) {
                CHECK_MESSAGE(text.find(tell) == std::string::npos, tell);
            }
        }
    }
}

TEST_CASE("ledgers whose activities make the same totals have the same report without them") {
    const auto& list = activities_of_one_total();
    const std::string first = with_activities(list.front());
    for (const std::string& activities : list) {
        CAPTURE(activities);
        const std::string other = with_activities(activities);
        for (const std::string& form : report_templates()) {
            CAPTURE(form);
            const std::string before = report_of(first, "activities", form);
            const Differences found(before, report_of(other, "activities", form));
            for (const Difference& one : found.list()) {
                // The findings and warnings that some activity has are told as such.
                const bool said = is_fingerprint(one) ||
                                  one.place.find("/findings/") != std::string::npos ||
                                  one.place.find("/warnings/") != std::string::npos ||
                                  one.place.find("/approximations/") != std::string::npos;
                CHECK_MESSAGE(said, std::string(one.place));
            }
            CHECK(told_of(before, "activities").find("findings, warnings, methods") !=
                  std::string::npos);
        }
    }
}

namespace {

// A change of one field alone.
struct Change {
    SecretField field;
    std::vector<std::pair<std::string, std::string>> edits;  // each once, in order
};

const std::vector<Change>& changes() {
    static const std::vector<Change> list = {
        {SecretField::activities, {{"lofty pre-training", "heron"}, {"lofty judging", "a"}}},
        {SecretField::base_models, {{"name: Peregrine", "name: Falconet"}}},
        {SecretField::chips, {{"nvidia-h100-sxm5-80\n", "nvidia-a100-sxm4-80\n"}}},
        {SecretField::chip_hours, {{"hours: 1013", "hours: 1014"}}},
        {SecretField::cost,
         {{"price_per_chip_hour_usd: 2.37", "price_per_chip_hour_usd: 2.38"},
          {"612345678", "612345679"}}},
        {SecretField::energy, {{"kwh: 5.317e6", "kwh: 5.318e6"}}},
        {SecretField::parameters, {{"parameters: 73.37e9", "parameters: 73.38e9"}}},
        {SecretField::periods,
         {{"2026-02-03..2026-03-17", "2026-02-04..2026-03-15"}, {"2026-04-05", "2026-04-07"}}},
        {SecretField::sources,
         {{"activities:", "# a line more\nactivities:"}, {"hours and chips", "another note"}}},
        {SecretField::tokens, {{"tokens: 19.19e12", "tokens: 19.2e12"}}},
        {SecretField::utilization, {{"utilization: 0.37..0.43", "utilization: 0.38..0.42"}}},
    };
    return list;
}

std::string without_line(std::string ledger, const std::string& begin) {
    const std::size_t at = ledger.find(begin);
    REQUIRE(at != std::string::npos);
    return ledger.erase(at, ledger.find('\n', at) + 1 - at);
}

// Ledgers in which operations, chip-time or energy stand for the first activity.
std::vector<std::string> ledgers_by_method() {
    const std::string by_chips = without_line(full_ledger, "    operations: {parameters: 73.37e9");
    std::string by_energy = by_chips;
    const std::size_t from = by_energy.find("    chip_time:");
    by_energy.erase(from, by_energy.find("    energy:") - from);
    return {full_ledger, by_chips, by_energy};
}

// Whether a report says that a figure of a unit, or a finding, tells of what was left out.
bool is_said(const std::string& told, const Difference& one) {
    for (const char* block : {"/blocks/findings/", "/fields/approximations/", "/fields/why/"}) {
        const bool is_in = one.place.find(block) != std::string::npos;
        if (is_in) return told.find("findings and verdicts") != std::string::npos;
    }
    const bool by_flop = told.find("FLOP") != std::string::npos;
    if (one.unit == "FLOP" || one.place.find("/trigger/") != std::string::npos) return by_flop;
    const bool by_cost = told.find("cost") != std::string::npos;
    return one.unit == "USD" ? by_cost : one.unit == "ratio" && (by_flop || by_cost);
}

}  // namespace

TEST_CASE("every field is changed here") {
    CHECK(changes().size() == static_cast<std::size_t>(SecretField::utilization) + 1);
}

TEST_CASE("ledgers that differ in a field have one report without it but for what it names") {
    for (const std::string& ledger : ledgers_by_method()) {
        CAPTURE(ledger);
        for (const Change& change : changes()) {
            const std::string field(word(change.field));
            CAPTURE(field);
            std::string other = ledger;
            for (const auto& [what, by] : change.edits) {
                const bool is_there = other.find(what) != std::string::npos;
                if (is_there) other = with(other, what, by);
            }
            for (const std::string& form : report_templates()) {
                CAPTURE(form);
                const std::string before = report_of(ledger, field, form);
                const std::string told = told_of(before, field);
                CAPTURE(told);
                const Differences found(before, report_of(other, field, form));
                for (const Difference& one : found.list()) {
                    CAPTURE(one.place);
                    CAPTURE(one.unit);
                    CHECK((is_fingerprint(one) || is_said(told, one)));
                }
            }
        }
    }
}

}  // namespace flopledger
