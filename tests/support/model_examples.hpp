// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <span>
#include <string>

#include "tests/support/model_files.hpp"

namespace flopledger {

// Our own descriptions in tests/data/models against a table of theirs, for models whose examples
// are more than text. A row: name, parameters, active parameters, lengths of one example (text,
// source, patches, image tokens, frames), FLOP of training on it with causal attention. Gives how
// many rows were of these families.
inline int check_model_examples(const std::string& table, std::span<const Family> families) {
    int checked = 0;
    for (const std::string& line : split_lines(read_file(table))) {
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string> row = fields_of(line, ' ');
        CAPTURE(row[0]);
        const ReadModel read =
            read_model_text(read_file("tests/data/models/" + row[0] + ".json"), families);
        if (!read.of_these_families) continue;
        ++checked;
        for (const Diagnostic& fault : read.diagnostics.list) MESSAGE(fault.message);
        CHECK_MESSAGE(read.model, row[0]);
        if (!read.model) continue;
        const ParameterCount count = count_parameters(*read.model, {});
        CHECK(count.total.text() == row[1]);
        CHECK(count.active.text() == row[2]);
        RunPlan plan;
        plan.lengths = {whole_number(row[3]), whole_number(row[4]), whole_number(row[5]),
                        whole_number(row[6]), whole_number(row[7])};
        CHECK(count_example(*read.model, plan).model_flop().text() == row[8]);
        const auto fixed = [](const std::optional<Exact>& figure, const std::string& stated) {
            return !figure || figure->text() == stated;
        };
        CHECK(fixed(read.model->fixed_patches, row[5]));
        CHECK(fixed(read.model->fixed_image_tokens, row[6]));
        CHECK(fixed(read.model->fixed_frames, row[7]));
    }
    return checked;
}

}  // namespace flopledger
