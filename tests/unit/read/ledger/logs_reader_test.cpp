// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "core/facts/machines/usage.hpp"
#include "core/read/ledger/ledger_reader.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// Two readings a minute apart of a device whose chip has this name.
std::string csv(const std::string& chip) {
    const std::string row = ", GPU-1, " + chip + ", 90 %, 600.00 W\n";
    return "timestamp, uuid, name, utilization.gpu [%], power.draw [W]\n2024/03/15 10:00:00.000" +
           row + "2024/03/15 10:01:00.000" + row;
}

struct LogsRead {
    std::shared_ptr<const Ledger> ledger;
    Diagnostics diagnostics;
};

LogsRead read_activity_with(const std::string& keys) {
    MemoryFiles files(
        {{"in/ledger.yaml",
          "flopledger: 1\nmodel: {name: a}\nactivities:\n"
          "  - {name: a, kind: pre-training, " +
              keys + "}\n"},
         {"in/h100.csv", csv("NVIDIA H100 80GB HBM3")},
         {"in/vague.csv", csv("NVIDIA H100")},
         {"in/nobody.csv", csv("Frobnicator 9")},
         {"in/once.csv", csv("NVIDIA H100 80GB HBM3").substr(0, 130)},
         {"in/torn.csv", csv("NVIDIA H100 80GB HBM3") + "2024/03/15 10:02\n2024\nx\n"}});
    Catalog catalog;
    LedgerReader reader(files, catalog, false);
    LogsRead result;
    result.ledger = reader.read("in/ledger.yaml", result.diagnostics);
    CHECK((result.ledger == nullptr) == result.diagnostics.has_errors());
    return result;
}

std::string faults(const std::string& keys) {
    return names(read_activity_with("logs: {" + keys + "}").diagnostics);
}

const LogsStatement& logs_of(const LogsRead& read) { return *read.ledger->activities[0].logs; }

}  // namespace

TEST_CASE("logs: chips by the ledger's word or by their own names") {
    CHECK(faults("files: [h100.csv], precision: bf16") == "");
    CHECK(faults("files: [h100.csv], precision: bf16, chip: nvidia-h100-sxm5-80") == "");
    CHECK(faults("files: [vague.csv], precision: bf16, chip: nvidia-h100-sxm5-80") == "");
    CHECK(faults("files: [nobody.csv], precision: bf16, chip: nvidia-h100-sxm5-80") == "");
    CHECK(faults("files: [vague.csv], precision: bf16") == "ambiguous-chip ");
    CHECK(faults("files: [nobody.csv], precision: bf16") == "unknown-chip ");
    CHECK(faults("files: [h100.csv], precision: bf16, chip: nvidia-a100-sxm4-80") ==
          "chip-differs ");
    CHECK(faults("files: [vague.csv], precision: bf16, chip: nvidia-a100-sxm4-80") ==
          "chip-differs ");
    CHECK(faults("files: [h100.csv]") == "precision-missing ");
    CHECK(faults("files: [h100.csv], precision: fp4") == "no-peak ");
    const LogsRead read = read_activity_with("logs: {files: [h100.csv], precision: bf16}");
    REQUIRE(read.ledger);
    CHECK(logs_of(read).chip == nullptr);
    CHECK(logs_of(read).chip_of("NVIDIA H100 80GB HBM3")->id == "nvidia-h100-sxm5-80");
    CHECK(logs_of(read).usage->devices.size() == 1);
}

TEST_CASE("logs: values that cannot be") {
    const auto with = [](const std::string& keys) {
        return faults("files: [h100.csv], precision: bf16, " + keys);
    };
    CHECK(with("max_hold: 90 s, gap: 2 minutes, time_zone: UTC, host: node1") == "");
    CHECK(with("max_hold: 0") == "number-out-of-bounds ");
    CHECK(with("max_hold: 1..2") == "number-out-of-bounds ");
    CHECK(with("gap: 1e12") == "number-out-of-bounds ");
    CHECK(with("time_zone: Nowhere/At_All") == "unknown-word ");
    CHECK(with("host_from: 'logs/*.csv'") == "unknown-word ");
    CHECK(with("host: a, host_from: '{host}.csv'") == "conflicting-keys ");
    CHECK(with("colums: [a]") == "unknown-key ");
    CHECK(faults("files: [], precision: bf16") == "missing-key ");
    CHECK(faults("precision: bf16") == "missing-key ");
    CHECK(faults("files: [none.csv], precision: bf16") != "");
    CHECK(faults("files: [once.csv], precision: bf16") == "logs-without-evidence ");
    CHECK(faults("files: [torn.csv], precision: bf16") == "too-many-rejected ");
}

TEST_CASE("logs: readings outside the period are cut") {
    const std::string logs = ", logs: {files: [h100.csv], precision: bf16}";
    CHECK(names(read_activity_with("period: 2024-03-15..2024-03-15" + logs).diagnostics) == "");
    CHECK(names(read_activity_with("period: 2024-03-16..2024-03-17" + logs).diagnostics) ==
          "nothing-in-window ");
}

TEST_CASE("logs: operations beside them need not say what the model was fed") {
    const std::string logs = ", logs: {files: [h100.csv], precision: bf16}";
    CHECK(names(read_activity_with("operations: {parameters: 8e9}" + logs).diagnostics) == "");
    CHECK(names(read_activity_with("operations: {parameters: 8e9}, use: operations" + logs)
                    .diagnostics) == "method-not-stated ");
    CHECK(names(read_activity_with("operations: [{parameters: 8e9}, {parameters: 8e9, tokens: 1}]" +
                                   logs)
                    .diagnostics) == "missing-key ");
}

}  // namespace flopledger
