// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/tools/answer.hpp"
#include "core/page/page.hpp"
#include "core/report/json/description.hpp"
#include "core/report/json/document_schema.hpp"

namespace flopledger {

// Groups of answers: a section each with one line a figure, or each figure unfolded to formula,
// inputs and sources.
std::vector<PageSection> answer_sections(const std::vector<AnswerGroup>& groups, bool explain);

// A page of nothing else.
Page answers_page(std::string title, const std::vector<AnswerGroup>& groups, bool explain);

// flopledger/sampling/1: figures by their keys, and nothing else.
std::string sampling_json(const std::vector<AnswerGroup>& groups, const Diagnostics& diagnostics,
                          std::string_view version);

// Its JSON Schema.
extern const DocumentSchema sampling_document;

// flopledger/trend/1, likewise.
std::string trend_json(const std::vector<AnswerGroup>& groups, const Diagnostics& diagnostics,
                       std::string_view version);

// Its JSON Schema.
extern const DocumentSchema trend_document;

// Every figure of some groups by its key in documents.
ByKey<const Answer*> by_key(const std::vector<AnswerGroup>& groups);

}  // namespace flopledger
