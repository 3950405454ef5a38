// SPDX-License-Identifier: Apache-2.0
// Any bytes as a checkpoint beside a configuration, as a file and as an index: no crash, and what
// is not understood is an error.
#include <cstddef>
#include <cstdint>

#include "core/count/models/checkpoint_comparison.hpp"
#include "core/read/models/checkpoint_reader.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// A model with a tied head and a module, so that tensors of every kind are told apart.
Model small_model() {
    Part head;
    head.name = "output head";
    head.role = PartRole::output_head;
    head.multiply_adds = 8;
    Part table;
    table.name = "embedding";
    table.kind = PartKind::lookup;
    table.parameters = 8;
    Model model;
    model.towers = {
        {TowerRole::decoder,
         "decoder",
         false,
         {{"layer", 2, true, {table}}, {"h", 1, false, {head}}}},
        {TowerRole::multi_token_prediction, "module", false, {{"layer", 1, true, {table}}}}};
    return model;
}

void read_any(const std::string& bytes, const std::string& name) {
    static const Model model = small_model();
    MemoryFiles files({{"m/config.json", "{}"}, {"m/" + name, bytes}});
    Diagnostics diagnostics;
    const auto checkpoint = read_checkpoint(files, "m/config.json", diagnostics);
    insist(checkpoint.has_value() != diagnostics.has_errors());
    for (const Diagnostic& diagnostic : diagnostics.list) {
        insist(!diagnostic.message.empty());
        insist(safe_text(diagnostic.message) == diagnostic.message);
    }
    if (!checkpoint) return;
    const CheckpointComparison comparison =
        compare_checkpoint(model, count_parameters(model, {}), *checkpoint);
    insist(!comparison.finding.message.empty());
    insist(safe_text(comparison.finding.message) == comparison.finding.message);
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    flopledger::read_any(bytes, "model.safetensors");
    flopledger::read_any(bytes, "model.safetensors.index.json");
    // Without this most inputs end at the length of their header.
    std::string length(8, '\0');
    for (std::size_t i = 0; i < 4; ++i) length[i] = static_cast<char>((size >> (8 * i)) & 0xFF);
    flopledger::read_any(length + bytes, "model.safetensors");
    return 0;
}
