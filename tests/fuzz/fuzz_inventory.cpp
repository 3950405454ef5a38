// SPDX-License-Identifier: Apache-2.0
// Any bytes as an inventory: no crash, an inventory or an error, whatever is said of a place lies
// inside the text, and what is counted of it is in order.
#include <cstddef>
#include <cstdint>

#include "core/judge/results/capacity_result.hpp"
#include "core/read/ledger/inventory_reader.hpp"
#include "tests/support/inside.hpp"

namespace flopledger {

namespace {

void expect_in_order(const Range& range) {
    insist(range.low <= range.best && range.best <= range.high);
    insist(!range.low.is_negative());
}

void count_any(const Inventory& inventory) {
    CapacityPlan plan;
    plan.holdings = inventory.holdings;
    plan.work = inventory.work;
    plan.utilization = given("u", Ratio{point(Exact::ratio(1, 2))}, Measures::utilization);
    plan.inference_utilization = plan.utilization;
    const CapacityResult result = capacity_of(std::move(plan), {});
    for (const AnswerGroup& group : capacity_answers(result.count)) {
        for (const Answer& answer : group.answers) expect_in_order(answer.figure.value);
    }
}

void read_any(const std::string& text) {
    // Chips are parsed once for all inputs: they are the same, and many.
    static Catalog catalog;
    Diagnostics diagnostics;
    const auto inventory = read_inventory(
        std::make_shared<const Source>(Source{"inventory.yaml", text}), catalog, diagnostics);
    insist(inventory.has_value() != diagnostics.has_errors());
    if (inventory) count_any(*inventory);
    const std::vector<MeasuredLine> lines = measured_lines(text);
    for (const Diagnostic& diagnostic : diagnostics.list) {
        insist(!diagnostic.message.empty());
        insist(safe_text(diagnostic.message) == diagnostic.message);
        if (diagnostic.place.file == "inventory.yaml") {
            expect_inside(lines, diagnostic.place.line, diagnostic.place.column, diagnostic.length);
        }
    }
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size <= flopledger::largest_inventory_bytes) {
        flopledger::read_any(std::string(reinterpret_cast<const char*>(data), size));
    }
    return 0;
}
