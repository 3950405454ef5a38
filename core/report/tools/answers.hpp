// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/tools/answer.hpp"
#include "core/page/page.hpp"
#include "core/report/json/json_output.hpp"

namespace flopledger {

// Groups of answers: a section each with one line a figure, or each figure unfolded to formula,
// inputs and sources.
std::vector<PageSection> answer_sections(const std::vector<AnswerGroup>& groups, bool explain);

// A page of nothing else.
Page answers_page(std::string title, const std::vector<AnswerGroup>& groups, bool explain);

// A document of a schema: {"schema", "tool", "figures": {KEY: {...}}, "diagnostics"}. A figure is
// {"label", "value", "exact", "unit", "days", "note", "derivation"}; ends that are not there are
// null. What a command tells `more` stands behind the figures.
std::string answers_json(std::string_view schema, const std::vector<AnswerGroup>& groups,
                         const Diagnostics& diagnostics, std::string_view version,
                         Json::Object more = {});

}  // namespace flopledger
