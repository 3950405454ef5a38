// SPDX-License-Identifier: Apache-2.0
// `flopledger capacity INVENTORY`: what declared work leaves of declared chips.
#include "cli/options/commands.hpp"
#include "cli/session/capacity_request.hpp"
#include "cli/session/pod_request.hpp"
#include "cli/session/request.hpp"
#include "core/judge/results/capacity_result.hpp"
#include "core/read/data/preset_reader.hpp"
#include "core/report/tools/capacity_json.hpp"
#include "core/report/tools/capacity_page.hpp"

namespace flopledger {

namespace {

// Scripts tell the verdicts apart by the status, as they do those of `check`.
int status_of(const CapacityResult& result) {
    switch (result.verdict) {
        case CapacityVerdict::explained:
            return 0;
        case CapacityVerdict::unexplained:
            return 3;
        case CapacityVerdict::impossible:
            break;
    }
    return 1;
}

}  // namespace

int run_capacity(Session& session, Diagnostics& diagnostics) {
    const auto presets = built_in_presets(diagnostics);
    const auto amounts = amounts_on(session, session.line.capacity.as_of, diagnostics);
    auto plan = capacity_plan(session, presets, diagnostics);
    std::optional<CapacityResult> result;
    if (plan && !diagnostics.has_errors()) result = capacity_of(std::move(*plan), amounts);
    std::string text;
    if (session.line.common.format == Format::json) {
        text = capacity_json(result, diagnostics, program_version());
    } else if (result) {
        text = written(session, capacity_page(*result, session.line.capacity.explain));
    }
    return finish(session, text, diagnostics,
                  result ? status_of(*result) : plain_status(diagnostics));
}

}  // namespace flopledger
