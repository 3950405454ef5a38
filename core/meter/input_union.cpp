// SPDX-License-Identifier: Apache-2.0
#include "core/meter/input_union.hpp"

#include <fmt/core.h>

#include <tuple>

namespace flopledger {

namespace {

// All that is known of a file. Files without fingerprints are the same where all else is.
auto key_of(const InputFile& input) {
    return std::tie(input.name, input.sha256, input.bytes, input.rows, input.rejected_rows,
                    input.format);
}

bool same_file(const InputFile& left, const InputFile& right) {
    if (left.name != right.name || left.sha256 != right.sha256) return false;
    return !left.sha256.empty() || key_of(left) == key_of(right);
}

void tell_duplicate(const InputFile& input, Diagnostics& diagnostics) {
    diagnostics.add(
        {.name = "duplicate-input",
         .place = {.file = input.name},
         .excerpt = "",
         .message = input.sha256.empty()
                        ? "two of the summaries hold a log of this name, and as many rows of it"
                        : fmt::format("two of the summaries hold this log, of SHA-256 {}",
                                      input.sha256),
         .hint = "leave one of them out, or summarize the logs again"});
}

}  // namespace

std::optional<InputUnion> unite_inputs(const std::vector<InputFile>& first,
                                       const std::vector<InputFile>& second,
                                       Diagnostics& diagnostics) {
    InputUnion all;
    bool duplicate = false;
    if (first.size() + second.size() > most_inputs) {
        diagnostics.add({.name = "too-many-inputs",
                         .place = {},
                         .excerpt = "",
                         .message = fmt::format("together the summaries hold {} logs, and one can "
                                                "hold {}",
                                                first.size() + second.size(), most_inputs),
                         .hint = "summarize folders of logs packed together"});
        return std::nullopt;
    }
    all.inputs.reserve(first.size() + second.size());
    while (all.first.size() < first.size() || all.second.size() < second.size()) {
        const InputFile* left =
            all.first.size() < first.size() ? &first[all.first.size()] : nullptr;
        const InputFile* right =
            all.second.size() < second.size() ? &second[all.second.size()] : nullptr;
        if (left != nullptr && right != nullptr && same_file(*left, *right)) {
            tell_duplicate(*left, diagnostics);
            duplicate = true;
        }
        const bool take_left =
            right == nullptr || (left != nullptr && key_of(*left) <= key_of(*right));
        const auto rank = static_cast<std::uint32_t>(all.inputs.size());
        (take_left ? all.first : all.second).push_back(rank);
        all.inputs.push_back(take_left ? *left : *right);
    }
    if (duplicate) return std::nullopt;
    return all;
}

}  // namespace flopledger
