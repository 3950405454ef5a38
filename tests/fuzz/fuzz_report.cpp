// SPDX-License-Identifier: Apache-2.0
// Any bytes as a recorded report: no crash; what is read is the same as itself, and its call is one
// that a command line could make.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/page/page_text.hpp"
#include "core/report/compliance/recorded_inputs.hpp"
#include "core/report/compliance/recorded_report.hpp"
#include "core/report/compliance/report_changes.hpp"
#include "core/report/compliance/report_comparison.hpp"
#include "core/report/compliance/verify_page.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace flopledger;
    auto source = std::make_shared<const Source>(
        Source{"report.json", std::string(reinterpret_cast<const char*>(data), size)});
    Diagnostics diagnostics;
    const auto report = read_recorded_report(std::move(source), diagnostics);
    if (report.has_value() == diagnostics.has_errors()) std::abort();
    if (!report) return 0;
    const auto& left_out = report->request.left_out;
    for (std::size_t index = 1; index < left_out.size(); ++index) {
        if (left_out[index] <= left_out[index - 1]) std::abort();
    }
    const Node& root = report->document.root;
    VerifyResult result{.report = "report.json",
                        .ledger = report->request.ledger,
                        .version = report->version,
                        .comparison = compare_reports(root, root)};
    if (!result.comparison.differences.empty()) std::abort();
    // Against nothing, everything that is told differs; it must be told without a fault.
    Node nothing;
    result.comparison = compare_reports(root, nothing);
    result.verdicts = changed_verdicts(root, nothing);
    result.stated = changed_statements(nothing, root);
    result.not_looked_at = recorded_inputs(root);
    if (verify_json(result, diagnostics, "0").empty()) std::abort();
    return page_text(verify_page(result, "0"), Style{}).empty() ? 1 : 0;
}
