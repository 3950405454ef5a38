// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "core/read/ledger/ledger_reader.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// What is told of one method of an activity: names alone.
Diagnostics read_method(const std::string& method) {
    MemoryFiles files({{"ledger.yaml",
                        "flopledger: 1\nmodel: {name: a}\nactivities:\n"
                        "  - {name: a, kind: pre-training, " +
                            method + "}\n"},
                       {"config.json", R"({"model_type": "llama", "hidden_size": 64,
                          "num_hidden_layers": 2, "num_attention_heads": 4,
                          "intermediate_size": 128, "vocab_size": 1000})"},
                       {"mamba.json", R"({"model_type": "lama"})"}});
    Catalog catalog;
    LedgerReader reader(files, catalog, false);
    Diagnostics diagnostics;
    const auto ledger = reader.read("ledger.yaml", diagnostics);
    CHECK((ledger == nullptr) == diagnostics.has_errors());
    return diagnostics;
}

std::string faults(const std::string& method) { return names(read_method(method)); }

std::string operations(const std::string& keys) { return faults("operations: {" + keys + "}"); }

// Of a phase on a chip with known peaks.
std::string chip_time(const std::string& keys) {
    return faults("chip_time: {chip: nvidia-h100-sxm5-80, " + keys + "}");
}

std::string energy(const std::string& keys) {
    return faults("energy: {chip: nvidia-h100-sxm5-80, " + keys + "}");
}

}  // namespace

TEST_CASE("operations: a model and how much it was fed") {
    CHECK(operations("model: config.json, tokens: 1e12") == "");
    CHECK(operations("model: {parameters: 8e9, active_parameters: 1e9}, tokens: 1e12") == "");
    CHECK(operations("parameters: 8e9, tokens: 1e12") == "");
    CHECK(operations("parameters: 8B, examples: 1e6, tokens_per_example: 512") == "");
    CHECK(operations("parameters: 8e9, examples: 1e6, tokens_per_example: 5, epochs: 2.5") == "");
    CHECK(faults("operations: [{parameters: 8e9, tokens: 1}, {parameters: 8e9, tokens: 2}]") == "");

    CHECK(operations("tokens: 1e12") == "missing-key ");
    CHECK(operations("parameters: 8e9") == "missing-key ");
    CHECK(operations("parameters: 8e9, epochs: 2") == "missing-key missing-key ");
    CHECK(operations("parameters: 8e9, tokens: 1e12, epochs: 2") == "conflicting-keys ");
    CHECK(operations("parameters: 8e9, tokens: 1, examples: 2, tokens_per_example: 3") ==
          "conflicting-keys conflicting-keys ");
    CHECK(operations("model: config.json, parameters: 8e9, tokens: 1e12") == "conflicting-keys ");
    CHECK(operations("parameters: 0, tokens: 1e12") == "number-out-of-bounds ");
    CHECK(operations("parameters: 1e9, active_parameters: 2e9, tokens: 1e12") ==
          "number-out-of-bounds ");
    CHECK(operations("parameters: 8e9, tokens: 1e12, sequence_length: 0") ==
          "number-out-of-bounds ");
    CHECK(operations("model: nothing.json, tokens: 1e12") == "file-unreadable ");
    CHECK(operations("model: mamba.json, tokens: 1e12") == "unsupported-model ");
    CHECK(faults("operations: [{model: mamba.json, tokens: 1}, {model: mamba.json, tokens: 1}]") ==
          "unsupported-model file-unreadable ");
    CHECK(faults("operations: []") == "wrong-type ");
    CHECK(faults("operations: 6e24") == "wrong-type ");
}

TEST_CASE("chip_time: which chips, how long, how busy") {
    CHECK(chip_time("chip_hours: 1e6, precision: bf16") == "");
    CHECK(chip_time("chip_days: 1e6, precision: bf16") == "");
    CHECK(chip_time("chips: 8, hours: 1, precision: bf16") == "");
    CHECK(chip_time("chips: 8, days: 1..2, precision: bf16") == "");
    CHECK(chip_time("chips: 8, chip_hours: 10, precision: bf16, utilization: 41%, "
                    "utilization_kind: hfu") == "");

    CHECK(chip_time("precision: bf16") == "missing-key ");
    CHECK(chip_time("chips: 8, precision: bf16") == "missing-key ");
    CHECK(chip_time("hours: 8, precision: bf16") == "missing-key ");
    CHECK(chip_time("chips: 8, hours: 8, days: 1, precision: bf16") == "conflicting-keys ");
    CHECK(chip_time("chip_hours: 8, hours: 1, precision: bf16") == "conflicting-keys ");
    CHECK(chip_time("chips: 0, hours: 1, precision: bf16") == "number-out-of-bounds ");
    CHECK(chip_time("chip_hours: 1") == "precision-missing ");
    CHECK(chip_time("chip_hours: 1, precision: bf61") == "unknown-word ");
    const std::string time = "chip_hours: 1, precision: bf16, ";
    CHECK(chip_time(time + "utilization: 41, utilization_kind: mfu") == "number-out-of-bounds ");
    CHECK(chip_time(time + "utilization: 0, utilization_kind: mfu") == "number-out-of-bounds ");
    CHECK(chip_time(time + "utilization: 0.4") == "missing-key ");
    CHECK(chip_time(time + "utilization_kind: mfu") == "missing-key ");
    CHECK(chip_time(time + "utilization: 0.4, utilization_kind: mfu, goodput: 0.9") ==
          "conflicting-keys ");
    CHECK(chip_time(time + "utilization: 0.4, utilization_kind: step-mfu, goodput: 0.9") == "");
    CHECK(chip_time(time + "utilization: 0.4, utilization_kind: hfu, utilization_assumed: true") ==
          "");
    CHECK(chip_time(time + "goodput: 0.9") == "missing-key ");
    CHECK(chip_time(time + "utilization_assumed: true") == "missing-key ");
}

TEST_CASE("chip_time: the peak is the chip's dense one unless stated") {
    const std::string v100 = "chip_time: {chip: nvidia-v100-sxm2-32, chip_hours: 1, ";
    CHECK(faults(v100 + "precision: fp16}") == "");
    CHECK(faults(v100 + "precision: fp8}") == "no-peak ");
    CHECK(faults(v100 + "precision: fp8, peak: 100 TFLOP/s}") == "");
    CHECK(faults(v100 + "precision: fp8, peak: 100 kWh}") == "wrong-unit ");
    const std::string time = "chip_hours: 1, precision: bf16, ";
    CHECK(chip_time(time + "peak: 989 TFLOP/s") == "");
    CHECK(chip_time(time + "peak: 1979 TFLOP/s") == "sparse-peak ");
    CHECK(chip_time(time + "peak: 0") == "number-out-of-bounds ");
}

TEST_CASE("chips that are not known or not certain") {
    const Diagnostics ambiguous =
        read_method("chip_time: {chip: H100, chip_hours: 1, precision: bf16}");
    REQUIRE(names(ambiguous) == "ambiguous-chip ");
    CHECK(ambiguous.list[0].hint.find("\n- nvidia-h100-sxm5-80: ") != std::string::npos);
    CHECK(ambiguous.list[0].hint.find("\n- nvidia-h100-pcie-80: ") != std::string::npos);
    const Diagnostics unknown =
        read_method("chip_time: {chip: nvidia-h100-smx5-80, chip_hours: 1, precision: bf16}");
    REQUIRE(names(unknown) == "unknown-chip ");
    CHECK(unknown.list[0].hint.find("nvidia-h100-sxm5-80") != std::string::npos);
}

TEST_CASE("energy: only where a joule's yield was measured") {
    CHECK(energy("kwh: 1e6, precision: fp8, scope: node") == "");
    CHECK(energy("kwh: 2.5 GWh, precision: fp8, scope: facility, pue: 1.1..1.2") == "");
    CHECK(energy("kwh: 1e6, precision: bf16, scope: node") == "no-energy-calibration ");
    CHECK(energy("kwh: 1e6, precision: fp8, scope: chip") == "no-energy-calibration ");
    CHECK(energy("kwh: 1e6, precision: fp8, scope: facility") == "missing-key ");
    CHECK(energy("kwh: 1e6, precision: fp8, scope: node, pue: 1.2") == "conflicting-keys ");
    CHECK(energy("kwh: 1e6, precision: fp8, scope: facility, pue: 0.9") == "number-out-of-bounds ");
    CHECK(energy("precision: fp8, scope: node") == "missing-key ");
    CHECK(energy("kwh: 1e6, scope: node") == "precision-missing ");
    CHECK(energy("kwh: 1e6, precision: fp8") == "missing-key ");
}

TEST_CASE("reported: a total and who says so") {
    CHECK(faults("reported: {flop: 3.8e25 +- 10%, source: paper}") == "");
    CHECK(faults("reported: {flop: 43_500 PFLOP/s-days, source: paper}") == "");
    CHECK(faults("reported: {flop: 3.8e25}") == "missing-key ");
    CHECK(faults("reported: {source: paper}") == "missing-key ");
    CHECK(faults("reported: {flop: 0, source: paper}") == "number-out-of-bounds ");
}

}  // namespace flopledger
