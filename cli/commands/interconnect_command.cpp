// SPDX-License-Identifier: Apache-2.0
// `flopledger interconnect [CONFIG]`: what crosses the boundary of a pod.
#include "cli/options/commands.hpp"
#include "cli/session/pod_request.hpp"
#include "cli/session/request.hpp"
#include "core/read/data/preset_reader.hpp"
#include "core/report/tools/interconnect_json.hpp"
#include "core/report/tools/interconnect_page.hpp"

namespace flopledger {

int run_interconnect(Session& session, Diagnostics& diagnostics) {
    const auto presets = built_in_presets(diagnostics);
    const auto amounts = amounts_on(session, session.line.interconnect.as_of, diagnostics);
    const auto plan = pod_plan(session, presets, diagnostics);
    std::optional<InterconnectResult> result;
    if (plan) result = interconnect_of(*plan, presets, amounts);
    std::string text;
    if (session.line.common.format == Format::json) {
        text = interconnect_json(result, diagnostics, program_version());
    } else if (result) {
        text = written(session, interconnect_page(*result, session.line.interconnect.explain));
    }
    return finish(session, text, diagnostics, plain_status(diagnostics));
}

}  // namespace flopledger
