// SPDX-License-Identifier: Apache-2.0
#include "core/facts/ledger/ledger.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

const Fact* Ledger::fact(std::string_view name) const {
    for (const Fact& stated : facts) {
        if (stated.name == name) {
            return &stated;
        }
    }
    return nullptr;
}

std::optional<bool> Ledger::truth(std::string_view name) const {
    const Fact* stated = fact(name);
    const bool* value = stated == nullptr ? nullptr : std::get_if<bool>(&stated->value);
    return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<bool> Ledger::free_and_open() const {
    const Fact* weights = fact("weights");
    const auto* words =
        weights == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&weights->value);
    const std::optional<bool> open =
        words == nullptr || words->empty() ? std::nullopt : std::optional(words->front() == "open");
    const std::optional<bool> free = licence ? is_free_and_open(*licence) : std::nullopt;
    if (open == false || free == false) return false;
    return open && free ? std::optional(true) : std::nullopt;
}

std::optional<bool> BaseModel::available() const {
    if (!ledger) return is_public;
    const Fact* weights = ledger->fact("weights");
    const auto* words =
        weights == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&weights->value);
    if (words == nullptr || words->empty()) return std::nullopt;
    return words->front() == "open";
}

std::optional<Date> BaseModel::release_day() const { return ledger ? ledger->released : released; }

WorkDays work_days(const Ledger& ledger) {
    WorkDays days{std::nullopt, ledger.released};
    std::optional<Date> last;
    bool all_dated = true;
    for (const Activity& activity : ledger.activities) {
        if (activity.is_public == true) continue;
        all_dated = all_dated && activity.period.has_value();
        if (!activity.period) continue;
        if (!days.first || activity.period->from < *days.first) days.first = activity.period->from;
        const Date ends = activity.period->last();
        if (!last || *last < ends) last = ends;
    }
    if (!all_dated) days.first = std::nullopt;
    if (!days.last && all_dated) days.last = last;
    return days;
}

const std::vector<FactDescription>& known_facts() {
    using enum FactKind;
    static const std::vector<FactDescription> facts{
        {"generates",
         words,
         "What the model can produce.",
         {"text", "speech", "audio", "image", "video", "biological-sequence", "other"},
         true},
        {"weights", words, "Whether the weights are published.", {"open", "closed"}},
        {"general_purpose", truth,
         "Whether the model is a general-purpose one, made for many tasks (a foundation model); "
         "stated, it decides wherever a rule is about such models."},
        {"material_modification", truth,
         "Whether the work on a third party's model is a material modification of it, which may "
         "make who does it a developer of a frontier model (Illinois)."},
        {"primarily_biological_sequences", truth,
         "Whether the training data are primarily biological sequences."},
        {"state_of_the_art", truth,
         "Whether the system is built and run with state-of-the-art AI technology."},
        {"grave_risk", truth,
         "Whether its risk may broadly and gravely affect life, safety or fundamental rights."},
        {"covered_foreign_person", truth,
         "Whether the developer is a covered foreign person under 31 CFR part 850."},
        {"distilled_from_frontier_model", truth,
         "Whether the model was distilled from a frontier model."},
        {"fine_tuned_from_covered_model", truth,
         "Whether the model is a fine-tune of a covered model of the vetoed California bill."},
        {"cluster_colocated", truth, "Whether the chips stand together in one data centre."},
        {"cluster_network_gbit_per_second", amount,
         "The data rate of the cluster's network, Gbit/s."},
        {"developer_revenue_usd", amount,
         "Gross revenue of the developer's group in the last calendar year, US dollars."},
        {cost_fact, amount, "What the training compute cost at market price, US dollars."},
        {"developer_training_cost_usd_past_12_months", amount,
         "What the developer spent on training compute in 12 months, US dollars."},
        {"monthly_users", amount, "Users in a month."},
        {"downloads", amount, "Downloads of the model in a month."},
        {"free_and_open",
         truth,
         "Whether weights and licence are free and open; follows from `weights` and `licence`.",
         {},
         false,
         true},
    };
    return facts;
}

std::string_view word(Relation relation) {
    constexpr auto table = std::to_array<std::string_view>(
        {"initialised-from", "merged", "distilled-from", "data-from"});
    return word_at(table, relation);
}

std::string_view word(Provider provider) {
    constexpr auto table = std::to_array<std::string_view>({"own", "third-party"});
    return word_at(table, provider);
}

std::string_view word(Outputs outputs) {
    constexpr auto table =
        std::to_array<std::string_view>({"in-activities", "none", "public-data"});
    return word_at(table, outputs);
}

}  // namespace flopledger
