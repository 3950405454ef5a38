// SPDX-License-Identifier: Apache-2.0
// What is left out of a report, and what of it follows from what is not.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/report/compliance/report_sections.hpp"

namespace flopledger {

namespace {

using Field = SecretField;

// An equation of the report: who knows the figure and all of its factors but one knows that one.
struct SecretEquation {
    std::string_view figure;
    std::vector<Field> factors;
    std::string_view equation;
};

std::string_view equation_of(const MethodName& method) {
    const std::vector<Field> factors = factors_of(method);
    if (factors.empty()) return "";
    switch (factors.back()) {
        case Field::tokens:
            return "FLOP = FLOP per parameter and token x parameters x tokens";
        case Field::energy:
            return "highest FLOP = energy x FLOP per joule of the chip";
        default:
            return "FLOP = chip-time x peak of the chip x utilization";
    }
}

void add(std::vector<SecretEquation>& relations, SecretEquation relation) {
    const auto same = [&](const SecretEquation& one) { return one.equation == relation.equation; };
    if (std::none_of(relations.begin(), relations.end(), same)) {
        relations.push_back(std::move(relation));
    }
}

// The equations behind what stands in totals and in costs.
std::vector<SecretEquation> relations_of(const ReportContext& context) {
    std::vector<SecretEquation> relations;
    const Judgement& judgement = context.result.judgement;
    const auto add_activity = [&](const ActivityCount& activity) {
        if (!activity.used || factors_of(*activity.used).empty()) return;
        add(relations, {"FLOP", factors_of(*activity.used), equation_of(*activity.used)});
    };
    for (const ActivityCount& activity : context.result.count->activities) add_activity(activity);
    for (const Total& total : judgement.totals) {
        for (const Contribution& part : total.contributions) {
            if (part.activity != nullptr) add_activity(*part.activity);
        }
    }
    for (const auto* verdicts : {&judgement.verdicts, &judgement.also}) {
        for (const Verdict& verdict : *verdicts) {
            const bool is_told = !context.secrets.hides(Field::cost);
            if (verdict.threshold->measure != Measure::cost || !is_told) continue;
            add(relations, {"cost", {Field::chip_hours}, "cost = chip-hours x price"});
        }
    }
    return relations;
}

// The words of fields, with a text between them.
std::string words_of(const std::vector<Field>& fields, std::string_view between) {
    std::string text;
    for (const Field field : fields) {
        text += fmt::format("{}{}", text.empty() ? "" : between, word(field));
    }
    return text;
}

// What follows from equations; what is behind several unknowns follows as their product alone.
PageTable still_told_table(const ReportContext& context) {
    PageTable table{
        "still-told",
        "What of it follows from what is not left out",
        {{"field", "Follows", false}, {"from", "From", false}, {"equation", "By", false}},
        {}};
    table.rows.push_back(
        {said(words_of(context.request.left_out, ", ")), said("findings and verdicts"),
         said("what they say without figures: whether methods agree, whether an amount lies in a "
              "range")});
    if (context.secrets.hides(Field::activities)) {
        table.rows.push_back(
            {said("activities"), said("totals, costs and verdicts"),
             said("a total is the FLOP of its activity where it has but one, and two standards "
                  "differ by the activities that one of them leaves out")});
        table.rows.push_back({said("activities"), said("findings, warnings, methods"),
                              said("that some activity has them is told, not which or how many")});
    }
    for (const SecretEquation& relation : relations_of(context)) {
        std::vector<Field> hidden;
        std::vector<Field> told;
        for (const Field field : relation.factors) {
            (context.secrets.hides(field) ? hidden : told).push_back(field);
        }
        if (hidden.empty()) continue;
        const std::string beside = told.empty() ? "" : " with " + words_of(told, ", ");
        table.rows.push_back({said(words_of(hidden, " x ")),
                              said(fmt::format("{}{}", relation.figure, beside)),
                              said(std::string(relation.equation))});
    }
    const bool has_base = !context.result.count->ledger->built_on.empty();
    if (has_base && context.secrets.hides(Field::base_models)) {
        table.rows.push_back({said("base-models"), said("FLOP of base models"),
                              said("as somebody published them of a model")});
    }
    return table;
}

}  // namespace

PageSection left_out_section(const ReportContext& context) {
    PageSection section{"left-out", "What is left out", {}};
    section.blocks.emplace_back(PageParagraph{
        "Whoever drew up this report has left the following out of it, here and in every table, "
        "picture, formula and derivation. Messages are told by their general sentences, since they "
        "name figures."});
    PageTable table{"left-out-fields",
                    "Left out of this report",
                    {{"field", "Field", false}, {"meaning", "What it is", false}},
                    {}};
    for (const SecretField field : context.request.left_out) {
        table.rows.push_back({said(std::string(word(field))), said(std::string(meaning(field)))});
    }
    section.blocks.emplace_back(std::move(table));
    section.blocks.emplace_back(still_told_table(context));
    section.blocks.emplace_back(PageParagraph{
        "Fingerprints of input files let whoever holds a file, or can guess all of it, see that it "
        "is the one, and there is one for each file."});
    return section;
}

}  // namespace flopledger
