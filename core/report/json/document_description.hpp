// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/data_origin.hpp"
#include "core/base/diagnostic.hpp"
#include "core/facts/data/standard.hpp"
#include "core/report/json/schema_writer.hpp"

namespace flopledger {

// What most documents tell: diagnostics, findings and citations.

template <>
struct Description<Diagnostic> {
    static constexpr std::string_view name = "diagnostic";
    static constexpr auto keys = std::tuple{
        DescribedKey{"name", "A stable name, as the manual lists them.", &Diagnostic::name},
        DescribedKey{"severity", "How grave it is.", &Diagnostic::severity},
        DescribedKey{"file", "The file; null where it is about none.",
                     as<TextOrNull>(&Diagnostic::place, &Place::file)},
        DescribedKey{"line", "The line, from 1; 0 for none.",
                     path(&Diagnostic::place, &Place::line)},
        DescribedKey{"column", "The column, from 1; 0 for none.",
                     path(&Diagnostic::place, &Place::column)},
        DescribedKey{"message", "What is wrong.", &Diagnostic::message},
        DescribedKey{"hint", "The remedy; may be empty.", &Diagnostic::hint}};
};

// What most documents end with.
struct DocumentFoot {
    const Diagnostics* diagnostics = nullptr;
};

template <>
struct Description<DocumentFoot> {
    static constexpr auto keys =
        std::tuple{DescribedKey{"diagnostics", "What was told on the way.",
                                path(&DocumentFoot::diagnostics, &Diagnostics::list)}};
};

template <>
struct Description<Finding> {
    static constexpr std::string_view name = "finding";
    static constexpr auto keys =
        std::tuple{DescribedKey{"name", "A stable name, as the manual lists them.", &Finding::name},
                   DescribedKey{"message", "What is known.", &Finding::message}};
};

template <>
struct Description<DataOrigin> {
    static constexpr std::string_view name = "origin";
    static constexpr auto keys = std::tuple{
        DescribedKey{"file", "The file it was read from.", &DataOrigin::file},
        DescribedKey{"sha256", "Its fingerprint.", &DataOrigin::sha256},
        DescribedKey{"replaces", "Whether it replaces one of this build.", &DataOrigin::replaces}};
};

template <>
struct Description<Citation> {
    static constexpr std::string_view name = "citation";
    static constexpr auto keys =
        std::tuple{DescribedKey{"text", "The text cited.", &Citation::text},
                   DescribedKey{"article", "Where in it.", as<TextOrNull>(&Citation::article)},
                   DescribedKey{"link", "Where it can be read.", as<TextOrNull>(&Citation::link)}};
};

}  // namespace flopledger
