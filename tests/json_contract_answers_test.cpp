// SPDX-License-Identifier: Apache-2.0
// The JSON documents are the contract for scripts: which keys there are, in which order, and what
// kind of value each has. Here those of commands besides the way from a ledger to its verdicts.
#include "tests/support/json_contract.hpp"

namespace flopledger {

TEST_CASE("contract: forecast") {
    const Json json =
        document({"forecast", "examples/planned-2027/ledger.yaml", "--format", "json"});
    CHECK(keys(json) == "schema tool as_of law_data ledgers diagnostics");
    CHECK(json["schema"] == "flopledger/forecast/1");
    const Json& one = json["ledgers"].at(0);
    CHECK(keys(one) == "file sha256 model call_data schedule undated forecasts not_forecast");
    const Json& entry = one["schedule"].at(0);
    CHECK(keys(entry) ==
          "activity basis first_day last_day from_seconds to_seconds stop_seconds flop_per_second "
          "exact");
    check_range(entry["flop_per_second"], entry["exact"]);
    const Json& forecast = one["forecasts"].at(1);
    CHECK(keys(forecast) ==
          "threshold outlook may_be_reached conditions_hold earliest_known earliest best latest "
          "so_far so_far_exact planned planned_exact notice verdict");
    CHECK(keys(forecast["earliest"]) == "crosses day missing_flop exact");
    CHECK(keys(forecast["notice"]) == "days known first_due last_due due met_by until");
    check_range(forecast["planned"], forecast["planned_exact"]);
}

TEST_CASE("contract: figures of sampling, trend and export control") {
    const Json sampling = document(
        {"sampling", "items", "--items", "10", "--bad", "1", "--samples", "3", "--format", "json"});
    CHECK(keys(sampling) == "schema tool figures diagnostics");
    CHECK(sampling["schema"] == "flopledger/sampling/1");
    const Json& figure = sampling["figures"]["probability_without_replacement"];
    CHECK(keys(figure) == "label value exact unit days note derivation");
    check_range(figure["value"], figure["exact"]);
    const Json trend =
        document({"trend", "--flop", "1e28", "--frontier", "5e26", "--format", "json"});
    CHECK(trend["schema"] == "flopledger/trend/1");
    CHECK(keys(trend["figures"]["frontier_crossing"]["days"]) == "low best high");
    const Json chips = document({"chips", "nvidia-l4", "--export-control", "--format", "json"});
    CHECK(keys(chips) == "schema tool as_of chips rules diagnostics");
    CHECK(keys(chips["chips"].at(0)) ==
          "id name total_processing_performance performance_density memory_rate link_rate market "
          "not_known notes findings");
    CHECK(keys(chips["chips"].at(0)["findings"].at(0)) ==
          "rule status within within_limits reason near_a_limit");
}

TEST_CASE("contract: interconnect") {
    const Json json = document(
        {"interconnect", "--preset", "llama-3.1-405b", "--cap", "100kB/s", "--format", "json"});
    CHECK(keys(json) == "schema tool figures inputs strategies methods amounts notes diagnostics");
    CHECK(json["schema"] == "flopledger/interconnect/1");
    check_range(json["figures"]["required_rate"]["value"],
                json["figures"]["required_rate"]["exact"]);
    CHECK(keys(json["inputs"]["parameters"]) == "value exact unit from source");
    CHECK(keys(json["strategies"].at(0)) ==
          "strategy name use not_applicable infeasible cap speed_left note");
    CHECK(keys(json["methods"].at(0)) == "preset title mark result infeasible cap");
    CHECK(keys(json["amounts"].at(0)) ==
          "amount exact comparison thresholds levels one_pod_reaches all_pods_reach "
          "method_reaches");
    CHECK(json["notes"].at(0).is_string());
}

TEST_CASE("contract: capacity") {
    const std::string inventory =
        "inventory: 1\n"
        "chips:\n"
        "  - {chip: nvidia-h100-sxm5-80, precision: bf16, count: 8, period: "
        "2026-01-01..2026-01-02}\n"
        "work:\n"
        "  - {name: a, kind: training, flop: 1e20}\n";
    const Finished result = finished({"capacity", "-", "--format", "json"}, inventory);
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    const Json json = Json::parse(result.out);
    CHECK(keys(json) ==
          "schema tool figures verdict why hours_of chips work amounts findings notes diagnostics");
    CHECK(json["schema"] == "flopledger/capacity/1");
    CHECK(json["verdict"] == "explained");
    check_range(json["figures"]["largest_hidden_run"]["value"],
                json["figures"]["largest_hidden_run"]["exact"]);
    CHECK(keys(json["chips"].at(0)) == "site chip precision count from to active capacity_flop");
    CHECK(keys(json["work"].at(0)) == "name kind flop utilization accounted_flop");
    CHECK(keys(json["amounts"].at(0)) == "amount exact comparison thresholds levels verdict");
}

TEST_CASE("contract: report and verify") {
    const Json json = document({"report", "-", "--format", "json"});
    CHECK(keys(json) ==
          "schema tool call law_data title model developer sha256 note sections diagnostics");
    CHECK(json["schema"] == "flopledger/report/1");
    CHECK(keys(json["call"]) ==
          "ledger template as_of thresholds jurisdictions all standards margin left_out "
          "chip_folders threshold_folders standard_folders allowed_folders");
    std::string sections;
    for (const Json& section : json["sections"]) {
        CHECK(keys(section) == "id title blocks");
        sections += section["id"].get<std::string>() + " ";
    }
    CHECK(sections ==
          "thresholds-at-a-glance totals activities verdicts assumptions ledger derivations "
          "appendix ");
    const Json& table = json["sections"].at(0)["blocks"].at(1);
    CHECK(keys(table) == "kind id caption rows");
    CHECK(keys(table["rows"].at(0)) == "title verdict amount total range ratio standard threshold");
    const Json& total = table["rows"].at(0)["total"];
    CHECK(keys(total) == "text unit value exact derivation");
    check_range(total["value"], total["exact"]);
    const Json& figure = json["sections"].at(6)["blocks"].at(1)["figures"].at(0);
    CHECK(keys(figure) == "id label formula value exact unit source place see left_out inputs");
    const Finished failed = finished({"report", "-", "--format", "json"}, "flopledger: 2\n");
    CHECK(failed.status == 2);
    CHECK(keys(Json::parse(failed.out)) == "schema tool diagnostics");
    const Finished verified = finished({"verify", "-", "--format", "json"}, json.dump());
    CHECK(verified.status == 2);  // the ledger was standard input
    CHECK(keys(Json::parse(verified.out)) ==
          "schema tool report ledger written_by same figures inputs not_looked_at missing "
          "changed_verdicts changed_statements differences changed_answers diagnostics");
}

TEST_CASE("contract: audit") {
    const Json json =
        document({"audit", "tests/data/catalogues/known-errors.csv", "--all", "--format", "json"});
    CHECK(keys(json) ==
          "schema tool as_of law_data catalogues summary rows thresholds diagnostics");
    CHECK(json["schema"] == "flopledger/audit/1");
    CHECK(keys(json["catalogues"].at(0)) == "file sha256 rows findings");
    CHECK(json["catalogues"].at(0)["sha256"].get<std::string>().size() == 64);
    CHECK(keys(json["summary"]) ==
          "rows with_compute recomputed contradicted by_certainty by_kind left_out");
    CHECK(json["summary"]["rows"] == json["rows"].size());
    const Json& row = json["rows"].at(0);
    CHECK(keys(row) == "model organization file line stated_flop methods contradictions left_out");
    const Json& method = row["methods"].at(0);
    CHECK(keys(method) == "method flop exact bound firm how");
    check_range(method["flop"], method["exact"]);
    const Json& one = row["contradictions"].at(0);
    CHECK(keys(one) == "certainty kind ratio exact_ratio message line causes");
    CHECK(keys(one["causes"].at(0)) == "name expected_ratio message");
    const Json& threshold = json["thresholds"].at(0);
    CHECK(keys(threshold) == "threshold amount exact comparison over open near");
    const Json& over = json["thresholds"].back()["over"].at(0);
    CHECK(keys(over) == "model file line");
}

}  // namespace flopledger
