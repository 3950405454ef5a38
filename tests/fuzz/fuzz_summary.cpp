// SPDX-License-Identifier: Apache-2.0
// Any bytes as a summary of logs: no crash; what is read is written as a summary that is the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/meter/summary/summarize.hpp"
#include "tests/support/logs/usage_documents.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    flopledger::Diagnostics diagnostics;
    const auto usage = flopledger::read_summary(text, "usage.json", diagnostics);
    if (usage.has_value() == diagnostics.has_errors()) std::abort();
    if (!usage) return 0;
    const std::string written = flopledger::usage_json(*usage);
    if (flopledger::read_summary(written, "usage.json", diagnostics) != usage) std::abort();
    return 0;
}
