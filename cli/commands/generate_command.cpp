// SPDX-License-Identifier: Apache-2.0
// `flopledger generate KIND`: the manual pages and shell completions that are kept in the tree.
#include "cli/manual/audit_man_page.hpp"
#include "cli/manual/completion.hpp"
#include "cli/manual/ledger_man_page.hpp"
#include "cli/manual/man_page.hpp"
#include "cli/options/command_line.hpp"
#include "cli/options/commands.hpp"
#include "cli/session/session.hpp"
#include "core/base/call_names.hpp"

namespace flopledger {

int run_generate(Session& session, Diagnostics& diagnostics) {
    const std::string& kind = session.line.kind;
    if (kind == "man") return finish(session, man_page(grammar()), 0);
    if (kind == "ledger-page") return finish(session, ledger_page(), 0);
    if (kind == "audit-page") return finish(session, audit_page(), 0);
    if (kind == "bash") return finish(session, bash_completion(grammar()), 0);
    if (kind == "zsh") return finish(session, zsh_completion(grammar()), 0);
    if (kind == "fish") return finish(session, fish_completion(grammar()), 0);
    diagnostics.add({.name = name::usage,
                     .place = {},
                     .excerpt = "",
                     .message = "there is nothing called '" + kind + "' to generate",
                     .hint = "there are man, ledger-page, audit-page, bash, zsh and fish"});
    tell(session, diagnostics);
    return 2;
}

}  // namespace flopledger
