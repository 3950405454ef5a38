// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/recorded_inputs.hpp"

#include <fmt/core.h>

#include "core/report/compliance/report_changes.hpp"

namespace flopledger {

namespace {

constexpr std::size_t print_length = 64;  // of a SHA-256 in hexadecimal digits

std::string text_in(const Node& row, std::string_view key) {
    const Node* value = row.find(key);
    return value != nullptr && value->quoted ? value->text : "";
}

bool is_print(const std::string& text) {
    return text.size() == print_length &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::vector<ReportInput> recorded_inputs(const Node& report) {
    std::vector<ReportInput> inputs;
    for (const Node* row : rows_of(report, "inputs")) {
        ReportInput input{text_in(*row, "kind"), text_in(*row, "file"), text_in(*row, "sha256")};
        if (!input.file.empty() && is_print(input.sha256)) inputs.push_back(std::move(input));
    }
    return inputs;
}

std::multimap<std::string, std::string> names_by_print(const std::vector<ReportInput>& inputs) {
    std::multimap<std::string, std::string> names;
    for (const ReportInput& input : inputs) names.emplace(input.sha256, input.file);
    return names;
}

std::string input_text(const ReportInput& input) {
    const std::string name = fmt::format("{} {}", input.kind, input.file);
    return input.sha256.empty() ? name : fmt::format("{}, SHA-256 {}", name, input.sha256);
}

}  // namespace flopledger
