// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace flopledger {

// A data file of the source tree, kept in the program byte for byte.
struct EmbeddedFile {
    std::string_view path;  // relative to the root of the project, such as hardware-db/amd/x.yaml
    std::string_view text;
};

// The files of hardware-db, one chip each, sorted by path.
std::span<const EmbeddedFile> embedded_chips();

// The files of core/judge/standards, one standard each, sorted by path.
std::span<const EmbeddedFile> embedded_standards();

// The files of core/judge/thresholds, one threshold each, sorted by path.
std::span<const EmbeddedFile> embedded_thresholds();

// The files of core/judge/export-control, one rule each, sorted by path.
std::span<const EmbeddedFile> embedded_export_rules();

// The files of core/count/rates, one rate of growth each, sorted by path.
std::span<const EmbeddedFile> embedded_rates();

// The files of core/count/presets, one preset of inputs for pods each, sorted by path.
std::span<const EmbeddedFile> embedded_presets();

// The files of core/judge/levels, one set of levels of compute each, sorted by path.
std::span<const EmbeddedFile> embedded_levels();

// The files of cli named *_template.*, such as the ledger that `init` writes, sorted by path.
std::span<const EmbeddedFile> embedded_templates();

// The style sheets of pages, sorted by path.
std::span<const EmbeddedFile> embedded_styles();

}  // namespace flopledger
