// SPDX-License-Identifier: Apache-2.0
// The JSON documents are the contract for scripts: which keys there are, in which order, and what
// kind of value each has.
#include "tests/support/json_contract.hpp"

namespace flopledger {

TEST_CASE("contract: check") {
    const Json json = document({"check", "-", "--format", "json"});
    CHECK(keys(json) == "schema tool as_of law_data ledgers settled diagnostics");
    CHECK(json["schema"] == "flopledger/check/1");
    CHECK(keys(json["tool"]) == "name version");
    CHECK(json["as_of"] == "2026-11-21");
    const Json& one = json["ledgers"].at(0);
    CHECK(keys(one) == "file sha256 model call_data totals verdicts not_applicable also settled");
    CHECK(one["sha256"].get<std::string>().size() == 64);
    const Json& total = one["totals"].at(0);
    CHECK(keys(total) == "standard flop exact unsettled unknown_bases open_parts origin");
    check_sum(total["flop"], total["exact"]);
    CHECK(total["standard"] == "eu-cumulative");
    CHECK(total["exact"]["low"] == "38908000000000000000000000");
    const Json& korean = one["totals"].at(2);
    CHECK(korean["standard"] == "kr-basic-act");
    CHECK(keys(korean["unsettled"].at(0)) == "activity model flop");
    CHECK(korean["unsettled"].at(0)["activity"] == "judged");
    const Json& verdict = one["verdicts"].at(0);
    CHECK(keys(verdict) ==
          "threshold status standard amount amount_exact comparison measure flop exact ratio "
          "within_margin reasons conditions alternatives base legal_status title citation "
          "consequence deadline applies_to in_force_from notes duties trigger origin");
    check_sum(verdict["flop"], verdict["exact"]);
    check_range(verdict["amount"], verdict["amount_exact"]);
    CHECK(keys(verdict["ratio"]) == "low best high");
    CHECK(keys(verdict["reasons"].at(0)) == "name message");
    const Json& korea = one["verdicts"].at(2);
    CHECK(keys(korea["conditions"].at(0)) == "fact condition holds missing_facts");
    CHECK(korea["conditions"].at(0)["holds"].is_null());
    CHECK(keys(verdict["notes"].at(0)) == "name message");
    CHECK(keys(verdict["duties"].at(0)) == "text who condition holds from");
    const Json& systemic = one["verdicts"].at(1);
    CHECK(keys(systemic["trigger"]) == "what flop exact amount base");
    CHECK(systemic["trigger"]["what"] == "model");
    CHECK(systemic["in_force_from"] == "2025-08-02");
    CHECK(one["also"].at(0)["applies_to"] == "provider");
    CHECK(one["also"].at(0)["legal_status"] == "enacted");
    CHECK(keys(one["not_applicable"].at(0)) == "threshold reason");
}

TEST_CASE("contract: estimate") {
    const Json json = document({"estimate", "-", "--format", "json"});
    CHECK(keys(json) == "schema tool ledgers settled diagnostics");
    const Json& one = json["ledgers"].at(0);
    CHECK(keys(one) == "file sha256 model call_data activities totals side_by_side settled");
    CHECK(one["side_by_side"].is_null());
    CHECK(one["totals"].size() == 10);
    const Json& activity = one["activities"].at(0);
    CHECK(keys(activity) == "name kind used used_evidence flop exact methods comparisons findings");
    CHECK(activity["used"] == "operations");
    CHECK(keys(activity["methods"].at(0)) ==
          "method evidence flop exact hardware_flop hardware_exact bound findings");
}

TEST_CASE("contract: standards side by side, and what the caller settles") {
    const Json json = document({"estimate", "-", "--standard", "all", "--settle",
                                "us-frontier:reward-model-inference=count", "--format", "json"});
    CHECK(keys(json["settled"].at(0)) == "standard what answer otherwise by");
    const Json& sides = json["ledgers"].at(0)["side_by_side"];
    CHECK(keys(sides) == "entries differences");
    REQUIRE(sides["entries"].size() == 2);
    const Json& entry = sides["entries"].at(0);
    CHECK(keys(entry) == "name model kind outcome relation standards");
    REQUIRE(entry["standards"].size() == 10);
    const Json& cell = entry["standards"].at(0);
    CHECK(keys(cell) == "standard rule own_rule base_rule flop exact");
    CHECK(keys(cell["own_rule"]) == "rule basis source");
    check_range(cell["flop"], cell["exact"]);
    REQUIRE(sides["differences"].size() == 45);
    std::size_t telling = 0;
    while (sides["differences"].at(telling)["rules"].empty()) ++telling;
    const Json& difference = sides["differences"].at(telling);
    CHECK(keys(difference) == "from to flop exact rules unknown_bases");
    check_range(difference["flop"], difference["exact"]);
    const Json& rule = difference["rules"].at(0);
    CHECK(keys(rule) == "subject matter from to things flop exact");
    check_range(rule["flop"], rule["exact"]);
    CHECK(keys(rule["things"].at(0)) == "name model");
}

TEST_CASE("contract: the lineage of explain") {
    const Json json =
        document({"explain", "examples/deepseek-r1/ledger.yaml", "--standard", "casper-2025",
                  "--format", "json", "--allow-read", "examples/deepseek-v3"});
    const Json& lineage = json["ledgers"].at(0)["lineage"];
    CHECK(keys(lineage) == "models relations");
    REQUIRE(lineage["models"].size() == 3);
    CHECK(keys(lineage["models"].at(1)) == "model file brings");
    const Json& brings = lineage["models"].at(1)["brings"].at(0);
    CHECK(keys(brings) == "standard flop exact");
    check_range(brings["flop"], brings["exact"]);
    REQUIRE(lineage["relations"].size() == 3);
    const Json& relation = lineage["relations"].at(0);
    CHECK(keys(relation) == "model built_on relation provider public released rules");
    CHECK(relation["model"].is_number_integer());
    CHECK(relation["released"] == "2024-12-26");
    CHECK(keys(relation["rules"].at(0)) == "standard rule basis source");
}

TEST_CASE("contract: explain") {
    const Json json = document({"explain", "-", "--format", "json"});
    CHECK(keys(json) == "schema tool law_data ledgers settled diagnostics");
    const Json& one = json["ledgers"].at(0);
    CHECK(keys(one) == "file sha256 model call_data figures verdicts lineage");
    const Json& figure = one["figures"].at(0);
    CHECK(keys(figure) == "label formula value exact unit source place inputs findings");
    check_range(figure["value"], figure["exact"]);
    CHECK(keys(figure["inputs"].at(0)["place"]) == "file line column");
    const Json& judged = figure["inputs"].at(0)["inputs"].at(0);
    CHECK(keys(judged["findings"].at(0)) == "name message");
    const Json& verdict = one["verdicts"].at(0);
    CHECK(keys(verdict).ends_with(" rule figures"));
    CHECK(verdict["figures"].at(0)["label"] == "ratio to the amount of eu-gpai-indicative-1e23");
    CHECK(keys(verdict["figures"].at(0)) == keys(figure));
}

TEST_CASE("contract: the causes of a disagreement") {
    const Finished result = finished({"estimate", "-", "--format", "json"}, R"(
flopledger: 1
model: {name: M}
activities:
  - name: a
    kind: pre-training
    operations: {parameters: 1e9, tokens: 1e12}
    reported: {flop: 8e21, source: s}
)");
    const Json json = Json::parse(result.out);
    const Json& comparison = json["ledgers"].at(0)["activities"].at(0)["comparisons"].at(0);
    const Json& cause = comparison["causes"].at(0);
    CHECK(keys(cause) == "name expected_ratio message rank exact formula");
    CHECK(cause["name"] == "recomputation");
    CHECK(cause["expected_ratio"].is_number_float());
    CHECK(cause["rank"] == "exact");
    CHECK(cause["exact"] == "4/3");
}

TEST_CASE("contract: model") {
    const std::string config = R"({"model_type": "llama", "hidden_size": 8, "num_hidden_layers": 1,
        "num_attention_heads": 2, "intermediate_size": 16, "vocab_size": 32})";
    const Finished result =
        finished({"model", "-", "--format", "json", "--sequence-length", "4"}, config);
    CHECK(result.status == 0);
    const Json json = Json::parse(result.out);
    CHECK(keys(json) == "schema tool models diagnostics");
    CHECK(json["schema"] == "flopledger/model/1");
    const Json& one = json["models"].at(0);
    CHECK(keys(one) ==
          "file model_type sequence_length attention lengths parameters flop_per_token exact "
          "flop_per_example exact_per_example six_times_parameters breakdown checkpoint notes "
          "class ignored_keys findings");
    CHECK(one["sequence_length"] == 4);
    CHECK(keys(one["parameters"]) == "total active embedding multi_token_prediction");
    CHECK(one["parameters"]["total"].is_number_integer());
    for (const char* figures : {"flop_per_token", "flop_per_example"}) {
        CHECK(keys(one[figures]) ==
              "forward training linear_forward attention_forward router_forward "
              "output_head_forward state_space_forward state_space_training "
              "multi_token_prediction_training");
        CHECK(one[figures]["forward"].is_number_float());
    }
    CHECK(keys(one["exact"]) == keys(one["flop_per_token"]));
    CHECK(one["exact"]["forward"].is_string());
    const Json& tower = one["breakdown"].at(0);
    CHECK(keys(tower) ==
          "name parameters forward training state_space_forward exact role runs blocks");
    const Json& block = tower["blocks"].at(0);
    CHECK(keys(block) == "name parameters forward training state_space_forward exact count parts");
    CHECK(keys(block["parts"].at(0)) ==
          "name parameters forward training state_space_forward exact");
    CHECK(keys(one["six_times_parameters"]) == "flop exact differences");
    CHECK(keys(one["six_times_parameters"]["differences"].at(0)) == "what flop exact");
    CHECK(one["checkpoint"].is_null());
}

TEST_CASE("contract: usage") {
    const std::string log =
        "timestamp, uuid, utilization.gpu [%], power.draw [W]\n"
        "2026/01/05 10:00:00.000, GPU-1, 97 %, 688.10 W\n"
        "2026/01/05 10:00:15.000, GPU-1, 98 %, [N/A]\n"
        "2026/01/05 10:00:30.000, GPU-1, 98 %, 690.00 W\n";
    const Finished result = finished({"logs", "summarize", "-", "--format", "json"}, log);
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    const Json json = Json::parse(result.out);
    CHECK(keys(json) ==
          "schema tool max_hold_ms gap_ms devices totals days training jobs inputs rejected "
          "findings unread_metrics fleet_findings");
    CHECK(json["schema"] == "flopledger/usage/1");
    CHECK(json["max_hold_ms"].is_null());
    CHECK(json["gap_ms"] == "60000");
    const Json& device = json["devices"].at(0);
    CHECK(keys(device) ==
          "device identity chip slot samples duplicates conflicts first last covered_ms gaps "
          "median_ms hold_ms integrals present_ms longest_gaps tracks");
    CHECK(device["samples"] == 3);
    CHECK(device["first"] == "2026-01-05T10:00:00.000Z");
    CHECK(device["covered_ms"] == "30000");
    CHECK(device["integrals"]["gpu_utilization_percent_ms"] == "2925000");
    CHECK(device["integrals"]["power_centiwatt_ms"] == "1032150000");
    CHECK(device["present_ms"]["gpu_utilization"] == "30000");
    CHECK(device["present_ms"]["power"] == "15000");
    CHECK(keys(device["tracks"].at(0)) ==
          "series duplicates interior_conflicts runs interior interior_zeros interior_gaps");
    CHECK(keys(json["totals"]) ==
          "devices samples duplicates conflicts first last covered_ms gaps integrals present_ms");
    CHECK(keys(json["days"].at(0)) ==
          "chip day series covered_ms integrals present_ms interior interior_zeros");
    CHECK(keys(json["inputs"].at(0)) == "file sha256 format bytes rows rejected_rows");
    CHECK(json["inputs"].at(0)["rows"].is_number_integer());
    CHECK(json["findings"].at(0)["name"] == "zone-assumed");
    const Finished merged = finished({"logs", "merge", "-", "--format", "json"}, result.out);
    CHECK(merged.out == result.out);
    const Finished failed = finished({"logs", "merge", "-", "--format", "json"}, "{}");
    CHECK(failed.status == 2);
    CHECK(failed.err.empty());
    CHECK(keys(Json::parse(failed.out)) == "schema tool diagnostics");
}

TEST_CASE("contract: an error is inside the document, and the error stream is silent") {
    const Finished result = finished({"check", "-", "--format", "json"}, "flopledger: 2\n");
    CHECK(result.status == 2);
    CHECK(result.err.empty());
    const Json json = Json::parse(result.out);
    CHECK(json["ledgers"].empty());
    const Json& diagnostic = json["diagnostics"].at(0);
    CHECK(keys(diagnostic) == "name severity file line column message hint");
    CHECK(diagnostic["name"] == "format-version");
    CHECK(diagnostic["line"] == 1);
}

TEST_CASE("contract: statuses") {
    CHECK(finished({"check", "-"}, ledger).status == 1);
    CHECK(finished({"check", "-", "--threshold", "us-ca-sb53-1e26"}, ledger).status == 0);
    CHECK(finished({"check", "-", "--threshold", "kr-ai-basic-act-1e26"}, ledger).status == 0);
    CHECK(finished({"check", "no-such-file", "-"}, ledger).status == 2);
    CHECK(finished({"estimate", "-"}, ledger).status == 0);
    CHECK(finished({"chek"}, "").status == 2);
}

TEST_CASE("contract: thresholds and standards name what they hold") {
    const Json thresholds = document({"thresholds", "--format", "json"});
    CHECK(keys(thresholds) == "schema tool as_of law_data thresholds diagnostics");
    CHECK(thresholds["thresholds"].at(0)["exact"].is_string());
    const Json standards = document({"standards", "eu-cumulative", "--format", "json"});
    CHECK(keys(standards) == "schema tool law_data standards diagnostics");
    CHECK(standards["standards"].size() == 1);
}

}  // namespace flopledger
