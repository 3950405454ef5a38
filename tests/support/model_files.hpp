// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/exact.hpp"
#include "core/count/models/model_count.hpp"
#include "core/read/models/bricks/families.hpp"
#include "core/read/models/model_reader.hpp"
#include "core/text/trees/json.hpp"
#include "tests/support/files.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

// A configuration read by one of some families, and what was said about it. There is no model where
// the text is no JSON, where none of the families has its type, or where a fault was told.
struct ReadModel {
    std::string type;
    bool of_these_families = false;
    std::optional<Model> model;
    Diagnostics diagnostics;
};

inline ReadModel read_model_text(std::string text, std::span<const Family> families) {
    ReadModel result;
    auto source = std::make_shared<const Source>(Source{"config.json", std::move(text)});
    Diagnostics told_again;
    const std::optional<Document> document = parse_json(source, told_again);
    if (!document) {
        result.diagnostics = std::move(told_again);
        return result;
    }
    if (const Node* type = document->root.find("model_type")) result.type = type->text;
    for (const Family& family : families) {
        if (family.model_type != result.type) continue;
        result.of_these_families = true;
        if (const auto model = read_model(source, {}, result.diagnostics)) result.model = *model;
    }
    return result;
}

// One text through a model in training, in FLOP per token.
inline ExampleFlop per_token(const Model& model, const Exact& tokens,
                             AttentionConvention convention, bool multi_token_prediction = false) {
    RunPlan plan;
    plan.lengths.text = tokens;
    plan.attention = convention;
    plan.multi_token_prediction = multi_token_prediction;
    ExampleFlop flop = count_example(model, plan);
    ForwardFlop& forward = flop.forward;
    for (Exact* figure :
         {&forward.linear, &forward.router, &forward.output_head, &forward.attention,
          &forward.state_space, &flop.backward, &flop.recomputed, &flop.state_space_backward}) {
        *figure = *figure / tokens;
    }
    return flop;
}

// Where exact results of published configurations lie, beside the project.
inline constexpr std::string_view exact_results = "../shared/facts/models/";
inline constexpr std::string_view published_configurations = "../shared/samples/models/";

inline bool has_exact_results() {
    return shared_or_skip("facts/models") && shared_or_skip("samples/models");
}

// The fields of a line that stand before the first quotation mark.
inline std::vector<std::string> fields_of(std::string_view line, char separator) {
    std::vector<std::string> fields(1);
    for (const char letter : line) {
        if (letter == '"') break;
        if (letter == separator) {
            fields.emplace_back();
        } else {
            fields.back() += letter;
        }
    }
    return fields;
}

// The rows of a comma-separated file without its heading.
inline std::vector<std::vector<std::string>> rows_of(const std::string& path) {
    std::vector<std::vector<std::string>> rows;
    for (const std::string& line : split_lines(read_file(path))) {
        rows.push_back(fields_of(line, ','));
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

// A whole number as such files write it: `12` or `12.0`.
inline Exact whole_number(std::string text) {
    const auto point = text.find('.');
    if (point != std::string::npos) text.erase(point);
    return Exact::from_digits(text);
}

inline ReadModel read_published(const std::string& name, std::span<const Family> families) {
    return read_model_text(read_file(std::string(published_configurations) + name + ".json"),
                           families);
}

// Every configuration of these families against parameters.csv. Gives how many there were.
inline int check_parameters(std::span<const Family> families) {
    int checked = 0;
    for (const auto& row : rows_of(std::string(exact_results) + "parameters.csv")) {
        CAPTURE(row[0]);
        const ReadModel read = read_published(row[0], families);
        if (!read.of_these_families) continue;
        ++checked;
        CHECK_MESSAGE(read.model, row[0]);
        if (!read.model) continue;
        const ParameterCount count = count_parameters(*read.model, {});
        CHECK(count.total.text() == row[1]);
        CHECK(count.active.text() == row[2]);
        CHECK((count.active - count.embedding).text() == row[3]);
        CHECK(count.embedding.text() == row[4]);
        CHECK(count.multi_token_prediction.text() == row[6]);
    }
    return checked;
}

// Every row of these families against flop-per-token.csv. Gives how many there were.
inline int check_flop_per_token(std::span<const Family> families) {
    int checked = 0;
    for (const auto& row : rows_of(std::string(exact_results) + "flop-per-token.csv")) {
        CAPTURE(row[0]);
        CAPTURE(row[1]);
        const ReadModel read = read_published(row[0], families);
        if (!read.of_these_families) continue;
        ++checked;
        CHECK_MESSAGE(read.model, row[0]);
        if (!read.model) continue;
        const Exact tokens = whole_number(row[1]);
        const ExampleFlop full = per_token(*read.model, tokens, AttentionConvention::full);
        const ExampleFlop causal = per_token(*read.model, tokens, AttentionConvention::causal);
        CHECK((full.forward.linear - full.forward.output_head).text() ==
              whole_number(row[2]).text());
        CHECK(full.forward.router.text() == whole_number(row[3]).text());
        CHECK(full.forward.output_head.text() == whole_number(row[4]).text());
        CHECK(full.forward.attention.text() == whole_number(row[5]).text());
        CHECK(causal.forward.attention.text() == whole_number(row[7]).text());
        CHECK(full.model_flop().text() == whole_number(row[8]).text());
        CHECK(causal.model_flop().text() == whole_number(row[10]).text());
    }
    return checked;
}

// Our own descriptions in tests/data/models against a table of theirs: name, parameters, active
// parameters, FLOP per token of training on 4096 tokens with causal attention. Gives how many.
inline int check_own_models(const std::string& table, std::span<const Family> families) {
    int checked = 0;
    for (const std::string& line : split_lines(read_file(table))) {
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string> row = fields_of(line, ' ');
        CAPTURE(row[0]);
        const ReadModel read =
            read_model_text(read_file("tests/data/models/" + row[0] + ".json"), families);
        if (!read.of_these_families) continue;
        ++checked;
        CHECK_MESSAGE(read.model, row[0]);
        if (!read.model) continue;
        const ParameterCount count = count_parameters(*read.model, {});
        CHECK(count.total.text() == row[1]);
        CHECK(count.active.text() == row[2]);
        CHECK(per_token(*read.model, 4096, AttentionConvention::causal).model_flop().text() ==
              row[3]);
    }
    return checked;
}

}  // namespace flopledger
