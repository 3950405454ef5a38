// SPDX-License-Identifier: Apache-2.0
// Any bytes as a model configuration: no crash, a model or an error, every place inside the text,
// and a model that is read has parameters and is counted the same as a whole and in parts.
#include <cstddef>
#include <cstdint>

#include "core/count/models/model_breakdown.hpp"
#include "core/read/models/model_reader.hpp"
#include "tests/support/inside.hpp"

namespace flopledger {

namespace {

void count_any(const Model& model) {
    Diagnostics diagnostics;
    const ModelBreakdown breakdown =
        break_down(model, {}, AttentionConvention::causal, diagnostics);
    insist(!diagnostics.has_errors());
    insist(!breakdown.parameters.total.is_zero() && !breakdown.parameters.total.is_negative());
    insist(!(breakdown.parameters.total < breakdown.parameters.active));
    insist(!breakdown.flop.forward.total().is_negative());
    Exact training;
    for (const TowerShare& tower : breakdown.towers) training = training + tower.share.training;
    insist(training == breakdown.flop.model_flop());
    Exact explained = breakdown.six.active;
    for (const RuleDifference& difference : breakdown.six.differences) {
        explained = explained + difference.flop;
    }
    insist(explained == breakdown.flop.model_flop());
}

void read_any(const std::string& text) {
    Diagnostics diagnostics;
    const auto model =
        read_model(std::make_shared<const Source>(Source{"config.json", text}), {}, diagnostics);
    insist((model == nullptr) == diagnostics.has_errors());
    const std::vector<MeasuredLine> lines = measured_lines(text);
    for (const Diagnostic& diagnostic : diagnostics.list) {
        insist(!diagnostic.message.empty());
        insist(safe_text(diagnostic.message) == diagnostic.message);
        expect_told_inside(lines, diagnostics, diagnostic);
    }
    if (model != nullptr) count_any(*model);
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size <= flopledger::largest_model_bytes) {
        flopledger::read_any(std::string(reinterpret_cast<const char*>(data), size));
    }
    return 0;
}
