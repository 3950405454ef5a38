// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/diagnostic.hpp"
#include "core/facts/data/standard.hpp"
#include "core/report/json/description.hpp"

namespace flopledger {

// What every document has: which program wrote it, and what it told on the way.

// The program.
struct DocumentTool {
    std::string_view version;
};

template <>
struct Description<DocumentTool> {
    static constexpr std::string_view name = "tool";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "Always flopledger.",
                     [](const DocumentTool&) -> std::string_view { return "flopledger"; }},
        DescribedKey{"version", "Its version.",
                     [](const DocumentTool& tool) { return tool.version; }}};
};

template <>
struct Description<Diagnostic> {
    static constexpr std::string_view name = "diagnostic";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "A stable name, as the manual lists them.",
                     [](const Diagnostic& one) { return one.name; }},
        DescribedKey{"severity", "How grave it is.",
                     [](const Diagnostic& one) { return one.severity; }},
        DescribedKey{"file", "The file; null where it is about none.",
                     [](const Diagnostic& one) { return TextOrNull{one.place.file}; }},
        DescribedKey{"line", "The line, from 1; 0 for none.",
                     [](const Diagnostic& one) { return one.place.line; }},
        DescribedKey{"column", "The column, from 1; 0 for none.",
                     [](const Diagnostic& one) { return one.place.column; }},
        DescribedKey{"message", "What is wrong.",
                     [](const Diagnostic& one) -> std::string_view { return one.message; }},
        DescribedKey{"hint", "The remedy; may be empty.",
                     [](const Diagnostic& one) -> std::string_view { return one.hint; }}};
};

template <>
struct Description<Finding> {
    static constexpr std::string_view name = "finding";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "A stable name, as the manual lists them.",
                     [](const Finding& finding) { return finding.name; }},
        DescribedKey{"message", "What is known.",
                     [](const Finding& finding) -> std::string_view { return finding.message; }}};
};

template <>
struct Description<Citation> {
    static constexpr std::string_view name = "citation";
    static constexpr auto keys = std::tuple{
        DescribedKey{"text", "The text cited.",
                     [](const Citation& citation) -> std::string_view { return citation.text; }},
        DescribedKey{"article", "Where in it.",
                     [](const Citation& citation) { return TextOrNull{citation.article}; }},
        DescribedKey{"link", "Where it can be read.",
                     [](const Citation& citation) { return TextOrNull{citation.link}; }}};
};

}  // namespace flopledger
