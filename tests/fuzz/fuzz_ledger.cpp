// SPDX-License-Identifier: Apache-2.0
// Any bytes as a ledger, with a base and a model configuration beside it: no crash, a ledger or an
// error, and whatever is said of a place lies inside the text.
#include <cstddef>
#include <cstdint>

#include "core/read/ledger/ledger_reader.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

constexpr const char* base =
    "flopledger: 1\nmodel: {name: base}\nactivities:\n"
    "  - {name: a, kind: pre-training, reported: {flop: 1e24, source: a}}\n";

constexpr const char* config =
    R"({"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2,
        "num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 1000})";

void read_any(const std::string& text) {
    // Chips are parsed once for all inputs: they are the same, and many.
    static Catalog catalog;
    MemoryFiles files({{"ledger.yaml", text}, {"base.yaml", base}, {"config.json", config}});
    LedgerReader reader(files, catalog, true);
    Diagnostics diagnostics;
    const auto ledger = reader.read("ledger.yaml", diagnostics);
    insist((ledger == nullptr) == diagnostics.has_errors());
    const std::vector<MeasuredLine> lines = measured_lines(text);
    for (const Diagnostic& diagnostic : diagnostics.list) {
        insist(!diagnostic.message.empty());
        insist(safe_text(diagnostic.message) == diagnostic.message);
        if (diagnostic.place.file == "ledger.yaml") {
            expect_told_inside(lines, diagnostics, diagnostic);
        }
    }
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size <= flopledger::largest_ledger_bytes) {
        flopledger::read_any(std::string(reinterpret_cast<const char*>(data), size));
    }
    return 0;
}
