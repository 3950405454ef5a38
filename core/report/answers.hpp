// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/count/answer.hpp"
#include "core/report/json_output.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// Groups of answers: one line a figure, or each unfolded to formula, inputs and sources.
std::string answers_text(const std::vector<AnswerGroup>& groups, bool explain, const Style& style);

// A document of a schema: {"schema", "tool", "figures": {KEY: {...}}, "diagnostics"}. A figure is
// {"label", "value", "exact", "unit", "days", "note", "derivation"}; ends that are not there are
// null. What a command tells `more` stands behind the figures.
std::string answers_json(std::string_view schema, const std::vector<AnswerGroup>& groups,
                         const Diagnostics& diagnostics, std::string_view version,
                         Json::Object more = {});

}  // namespace flopledger
