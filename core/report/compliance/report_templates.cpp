// SPDX-License-Identifier: Apache-2.0
// The forms that laws and codes ask for. What they say of the law is in core/judge's data; here is
// which fields a form has and how it rounds.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/compliance/report_forms.hpp"
#include "core/report/compliance/report_sections.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

// The compute that a ledger cannot fill in, as the form names it.
constexpr std::string_view not_of_training =
    "The form's other fields, benchmarked computation for inference among them, are not about the "
    "compute of training, and a ledger does not hold them.";

PageField text_field(std::string id, std::string title, const std::string& text,
                     std::string_view key) {
    return {std::move(id), std::move(title), {text.empty() ? not_stated(key) : said(text)}};
}

PageField provider_field(const ReportContext& context) {
    const std::string developer = context.secrets.text(context.result.count->ledger->developer);
    return text_field("provider", "Provider", developer, "model.developer");
}

PageField model_field(const ReportContext& context) {
    const std::string name = context.secrets.text(context.result.count->ledger->model_name);
    return text_field("model", "Model", name, "model.name");
}

// What leaves a total without an upper end.
std::string open_text(const ReportContext& context, const Total& total) {
    return fmt::format("The total is open upwards, for it is not stated: {}.",
                       fmt::join(open_texts(context, total), "; "));
}

// Whether a total's range stays within the error that its standard permits of the best figure. A
// bare figure shows no error, and neither does a total without an upper end.
PageField error_field(ReportContext& context, std::string_view standard) {
    PageField field{"error", "Uncertainty", {}};
    const Total* total = total_of(context, standard);
    const bool is_open = total != nullptr && total->is_open();
    const bool is_empty = total == nullptr || (!is_open && total->flop.value.best.is_zero());
    if (is_empty || !total->standard->error_margin) {
        field.values.push_back(said("not known", Tone::missing));
        return field;
    }
    const Range& flop = total->flop.value;
    if (is_open || flop.is_point() || !total->best_known) {
        field.values.push_back(
            derived(is_open ? open_text(context, *total)
                    : !total->best_known
                        ? "Of a part nothing but an upper bound is known."
                        : "No uncertainty is stated: every input of this figure is a bare number.",
                    how_total(context, *total)));
        return field;
    }
    const Exact& permitted = *total->standard->error_margin;
    const Spread spread = spread_of(flop).value_or(Spread{});
    field.values.push_back(
        derived(fmt::format("The range reaches {} below and {} above the estimate: {} the {} that "
                            "{} permits.",
                            percent(spread.below), percent(spread.above),
                            spread.within(permitted) ? "within" : "more than", percent(permitted),
                            total->standard->error_margin_source),
                how_total(context, *total)));
    return field;
}

// Findings as approximations, by their general sentences, each once.
PageField approximations_field(const ReportContext& context) {
    PageField field{"approximations", "Approximations", {}};
    for (const ActivityCount& activity : context.result.count->activities) {
        for (const Finding& finding : activity.findings) {
            const std::string message = context.secrets.message(finding);
            const auto same = [&](const PageValue& value) { return value.text == message; };
            if (std::find_if(field.values.begin(), field.values.end(), same) ==
                field.values.end()) {
                field.values.push_back(said(message));
            }
        }
    }
    if (context.secrets.hides(SecretField::activities)) {
        std::sort(
            field.values.begin(), field.values.end(),
            [](const PageValue& left, const PageValue& right) { return left.text < right.text; });
    }
    if (field.values.empty()) field.values.push_back(said("none"));
    return field;
}

// What a fact of the ledger says, or the key that would.
PageField fact_field(const ReportContext& context, const std::string& name, std::string title) {
    PageField field{name, std::move(title), {}};
    const Fact* fact = context.result.count->ledger->fact(name);
    const bool is_cost = name.find("_usd") != std::string::npos;
    if (is_cost && context.secrets.hides(SecretField::cost)) {
        field.values.push_back(hidden_value());
    } else if (fact == nullptr) {
        field.values.push_back(not_stated("facts." + name));
    } else {
        field.values.push_back(said(fact_text(context, *fact)));
    }
    return field;
}

// What calls for notice, and the figure that does (point 32 of C(2025) 5045); nothing where nothing
// does or where it may.
PageField trigger_field(const ReportContext& context) {
    PageField field{"trigger", "What calls for notice", {}};
    const Judgement& judgement = context.result.judgement;
    for (const Verdict& verdict : judgement.verdicts) {
        const bool told = verdict.trigger && verdict.notice_days;
        if (!told || verdict.status == VerdictStatus::not_reached) continue;
        const Trigger& trigger = *verdict.trigger;
        const bool nameless = context.secrets.hides(SecretField::base_models);
        const std::string what =
            trigger.what == Trigger::What::model
                ? std::string("the model's own standing")
                : fmt::format("the modification of {}",
                              nameless ? "a base model" : context.secrets.text(trigger.base));
        field.values.push_back(said(fmt::format(
            "{}{}: {} FLOP against {}, {}",
            verdict.status == VerdictStatus::undetermined ? "if reached, " : "", what,
            best_figure(known_sum(trigger.figure, verdict.best_known, !trigger.figure_known)),
            figure(trigger.amount), verdict.threshold->title)));
    }
    if (field.values.empty()) field.values.push_back(said("nothing", Tone::faint));
    return field;
}

// Whether the developer is a large one, by the revenue that the ledger states.
PageField large_field(const ReportContext& context) {
    PageField field{"large_frontier_developer", "Large frontier developer", {}};
    const Fact* fact = context.result.count->ledger->fact("developer_revenue_usd");
    const Range* revenue = fact == nullptr ? nullptr : std::get_if<Range>(&fact->value);
    const Exact limit = Exact(5) * Exact::power_of_ten(8);
    if (context.secrets.hides(SecretField::cost)) {
        field.values.push_back(hidden_value());
    } else if (revenue == nullptr) {
        field.values.push_back(not_stated("facts.developer_revenue_usd"));
    } else if (limit < revenue->low) {
        field.values.push_back(said("yes: more than USD 500 million"));
    } else if (revenue->high <= limit) {
        field.values.push_back(said("no: not more than USD 500 million"));
    } else {
        field.values.push_back(said("open: the revenue stated may be more than USD 500 million"));
    }
    return field;
}

}  // namespace

PageSection model_documentation_section(ReportContext& context) {
    PageSection section{"model-documentation", "Compute, time and energy for the form", {}};
    section.blocks.emplace_back(PageParagraph{
        "The fields on compute, time and energy of the Model Documentation Form, GPAI Code of "
        "Practice of 10 July 2025 (AI Act Art. 53(1)(a), Annex XI), at its rounding. For a model "
        "with systemic risk, and to see whether it is one, the cumulative compute counts; "
        "otherwise what directly contributed to parameter updates."});
    PageFields form{"form", {}};
    form.fields.push_back(model_field(context));
    form.fields.push_back(provider_field(context));
    form.fields.push_back(parameters_field(context));
    form.fields.push_back(wall_clock_field(context));
    form.fields.push_back(hardware_field(context));
    form.fields.push_back(months_field(context));
    form.fields.push_back(compute_field(context, "compute_cumulative",
                                        "Amount of computation used for training, cumulative",
                                        "eu-cumulative", eu_digits));
    form.fields.push_back(compute_field(
        context, "compute_updates",
        "Amount of computation used for training, directly contributing to parameter updates",
        "eu-parameter-updates", eu_digits));
    form.fields.push_back(magnitude_field(context, "eu-cumulative"));
    form.fields.push_back(methodology_field(context));
    form.fields.push_back(error_field(context, "eu-cumulative"));
    form.fields.push_back(energy_field(context));
    form.fields.push_back(energy_methodology_field(context));
    section.blocks.emplace_back(std::move(form));
    section.blocks.emplace_back(PageParagraph{std::string(not_of_training), Tone::faint});
    return section;
}

PageSection notification_section(ReportContext& context) {
    PageSection section{"notification", "What a notification says of compute", {}};
    section.blocks.emplace_back(PageParagraph{
        "A provider notifies the Commission without delay, and in any event within two weeks after "
        "the amount of AI Act Art. 51(2) is met or it becomes known that it will be met (Art. "
        "52(1)). The guidelines (section 2.3.2) ask for the amount in FLOP at two significant "
        "figures and for how it was estimated, approximations included."});
    section.blocks.emplace_back(PageParagraph{
        "This is not an official form: none for a notification under Art. 52 was found. The only "
        "official form near it is the Model Documentation Form of the GPAI Code of Practice of 10 "
        "July 2025."});
    PageFields form{"form", {}};
    form.fields.push_back(provider_field(context));
    form.fields.push_back(model_field(context));
    form.fields.push_back(compute_field(context, "compute_cumulative",
                                        "Cumulative training compute", "eu-cumulative", eu_digits));
    form.fields.push_back(trigger_field(context));
    form.fields.push_back(error_field(context, "eu-cumulative"));
    form.fields.push_back(
        verdict_field(context, "Held against 1e25 FLOP", "eu-gpai-systemic-1e25"));
    form.fields.push_back({"approach", "How it was estimated", methodology(context)});
    form.fields.push_back(approximations_field(context));
    form.fields.push_back(parameters_field(context));
    section.blocks.emplace_back(std::move(form));
    section.blocks.emplace_back(PageParagraph{
        "Arguments that the model has no systemic risk (Art. 52(2)) rest on benchmarks, scaling "
        "analyses and the model itself, which a ledger does not hold.",
        Tone::faint});
    return section;
}

PageSection us_frontier_section(ReportContext& context) {
    PageSection section{"us-frontier", "Compute under the state frontier acts", {}};
    section.blocks.emplace_back(PageParagraph{
        "California, New York, Illinois and Connecticut define a frontier model by more than 1e26 "
        "integer or floating-point operations, the original run and later fine-tuning, "
        "reinforcement learning and other material modifications together, which a developer has "
        "used or intends to use."});
    PageFields form{"form", {}};
    form.fields.push_back(text_field("developer", "Developer",
                                     context.secrets.text(context.result.count->ledger->developer),
                                     "model.developer"));
    form.fields.push_back(model_field(context));
    form.fields.push_back(
        compute_field(context, "compute", "Operations used for training", "us-frontier", 3));
    form.fields.push_back(verdict_field(context, "California (SB 53)", "us-ca-sb53-1e26"));
    form.fields.push_back(verdict_field(context, "New York (RAISE Act)", "us-ny-raise-1e26"));
    form.fields.push_back(verdict_field(context, "Illinois", "us-il-aisma-1e26"));
    form.fields.push_back(verdict_field(context, "Connecticut (SB 5)", "us-ct-sb5-1e26"));
    form.fields.push_back(fact_field(context, "developer_revenue_usd",
                                     "Revenue of the developer's group, last calendar year"));
    form.fields.push_back(large_field(context));
    form.fields.push_back({"approach", "How it was estimated", methodology(context)});
    section.blocks.emplace_back(std::move(form));
    section.blocks.emplace_back(PageParagraph{
        "A large frontier developer, with more duties, is one whose group had more than USD 500 "
        "million of gross revenue in the previous calendar year.",
        Tone::faint});
    return section;
}

}  // namespace flopledger
