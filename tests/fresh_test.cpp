// SPDX-License-Identifier: Apache-2.0
// The pages and completions kept in the tree are those that the grammar makes.
#include <doctest/doctest.h>

#include <sstream>

#include "cli/run.hpp"
#include "tests/support/files.hpp"

namespace flopledger {

namespace {

std::string generated(const std::string& kind) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const std::vector<std::string> arguments{"generate", kind};
    const int status = run(arguments, {.in = in, .out = out, .err = err, .today = "2026-11-21"});
    CHECK(status == 0);
    CHECK(err.str().empty());
    return out.str();
}

}  // namespace

TEST_CASE("fresh: `flopledger generate KIND > FILE` would change nothing") {
    struct Kept {
        const char* kind;
        const char* file;
    };
    const Kept all[] = {
        {"man", "man/flopledger.1"},
        {"ledger-page", "man/flopledger-ledger.5"},
        {"audit-page", "man/flopledger-audit.1"},
        {"bash", "completions/flopledger.bash"},
        {"zsh", "completions/_flopledger"},
        {"fish", "completions/flopledger.fish"},
    };
    for (const Kept& kept : all) {
        const bool fresh = generated(kept.kind) == read_file(kept.file);
        CHECK_MESSAGE(fresh, kept.file, " is stale: flopledger generate ", kept.kind, " > ",
                      kept.file);
    }
}

}  // namespace flopledger
