// SPDX-License-Identifier: Apache-2.0
// `flopledger init`: a commented ledger to start from.
#include "cli/options/commands.hpp"
#include "cli/session/output.hpp"
#include "cli/session/output_target.hpp"
#include "cli/session/session.hpp"
#include "core/base/embedded.hpp"

namespace flopledger {

int run_init(Session& session, Diagnostics& diagnostics) {
    const std::string& file = session.line.common.output;
    if (!file.empty() && is_ordinary_file(output_target(file))) {
        diagnostics.add(output_unwritable("'" + file + "'", "it exists, and may hold your work"));
        tell(session, diagnostics);
        return 2;
    }
    for (const EmbeddedFile& embedded : embedded_templates()) {
        if (embedded.path == "cli/init_template.yaml") {
            return finish(session, std::string(embedded.text), 0);
        }
    }
    return 70;
}

}  // namespace flopledger
