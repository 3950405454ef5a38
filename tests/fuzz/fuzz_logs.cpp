// SPDX-License-Identifier: Apache-2.0
// Any bytes as two logs of whatever formats they are: no crash; the same summary on one thread and
// on two, and where both can be summarized alone and added up, the sum is the same too.
#include <cstddef>
#include <cstdint>

#include "core/meter/summary/summarize.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

struct Summary {
    Usage usage;
    Diagnostics diagnostics;
};

Summary summary_of(std::map<std::string, std::string> texts, int threads, bool fingerprints) {
    MeterOptions options;
    options.threads = threads;
    options.fingerprints = fingerprints;
    std::vector<std::string> names;
    for (const auto& [name, text] : texts) names.push_back(name);
    MemoryFiles files(std::move(texts));
    Summary summary;
    summary.usage = summarize(files, names, options, summary.diagnostics);
    for (const Diagnostic& diagnostic : summary.diagnostics.list) {
        insist(!diagnostic.message.empty());
        insist(safe_text(diagnostic.message) == diagnostic.message);
    }
    return summary;
}

void summarize_any(const std::string& bytes) {
    // The first byte says where the second log begins.
    const std::size_t cut =
        bytes.empty() ? 0 : bytes.size() * static_cast<unsigned char>(bytes[0]) / 255;
    const std::string first = bytes.substr(std::min<std::size_t>(1, bytes.size()), cut);
    const std::string second = bytes.substr(std::min(cut + 1, bytes.size()));
    const Summary both = summary_of({{"a", first}, {"b", second}}, 2, true);
    const Summary on_one = summary_of({{"a", first}, {"b", second}}, 1, true);
    insist(both.diagnostics.list.size() == on_one.diagnostics.list.size());
    if (both.diagnostics.has_errors()) return;
    insist(both.usage == on_one.usage);

    Summary sum = summary_of({{"a", first}}, 1, true);
    const Summary more = summary_of({{"b", second}}, 2, true);
    if (sum.diagnostics.has_errors() || more.diagnostics.has_errors()) return;
    if (merge(sum.usage, more.usage, sum.diagnostics)) insist(sum.usage == both.usage);
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    flopledger::summarize_any({reinterpret_cast<const char*>(data), size});
    return 0;
}
