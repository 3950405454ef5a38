// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/catalog_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/check/check_json.hpp"
#include "core/report/json/json_output.hpp"
#include "core/report/words/explanation.hpp"

namespace flopledger {

namespace {

Json number_or_null(const std::optional<Exact>& value) {
    return value ? Json(value->nearest_double()) : Json();
}

Json date_or_null(const std::optional<Date>& date) { return date ? Json(to_text(*date)) : Json(); }

Json truth_or_null(const std::optional<bool>& truth) { return truth ? Json(*truth) : Json(); }

// The word of an optional enumerator, or null.
template <typename Enumerator>
Json word_or_null(const std::optional<Enumerator>& value) {
    return value ? Json(word(*value)) : Json();
}

Json citation_json(const Citation& citation) {
    return Json::Object{{"text", citation.text},
                        {"article", text_or_null(citation.article)},
                        {"link", text_or_null(citation.link)}};
}

Json peak_json(const Peak& peak) {
    return Json::Object{{"precision", word(peak.precision)},
                        {"flop_per_second", peak.dense.value.best.nearest_double()},
                        {"exact", peak.dense.value.best.text()},
                        {"sources", texts_json(peak.sources)},
                        {"unverified", peak.unverified}};
}

Json measured_json(const Chip& chip) {
    Json::Array array;
    for (const BestMeasured& best : chip.best_measured) {
        array.push_back(Json::Object{{"precision", word(best.precision)},
                                     {"utilization", best.utilization.nearest_double()},
                                     {"what", best.what},
                                     {"source", best.source}});
    }
    return array;
}

Json energy_json(const Chip& chip) {
    Json::Array array;
    for (const EnergyCalibration& energy : chip.energy) {
        array.push_back(Json::Object{{"precision", word(energy.precision)},
                                     {"scope", word(energy.scope)},
                                     {"flop_per_joule", range_json(energy.yield.value)},
                                     {"what", energy.what},
                                     {"source", energy.source}});
    }
    return array;
}

Json chip_json(const Chip& chip) {
    Json::Array peaks;
    for (const Peak& peak : chip.peaks) peaks.push_back(peak_json(peak));
    Json::Array sources;
    for (const CodedSource& source : chip.sources) {
        sources.push_back(Json::Object{{"code", source.code}, {"citation", source.citation}});
    }
    return Json::Object{
        {"id", chip.id},
        {"name", chip.name},
        {"vendor", text_or_null(chip.vendor)},
        {"form_factor", text_or_null(chip.form_factor)},
        {"architecture", text_or_null(chip.architecture)},
        {"released", date_or_null(chip.released)},
        {"market", chip.market ? Json(word(*chip.market)) : Json()},
        {"confidence", word(chip.confidence)},
        {"aliases", texts_json(chip.aliases)},
        {"candidate_for", texts_json(chip.candidate_for)},
        {"peaks", std::move(peaks)},
        {"sparse_multiplier", chip.sparse_multiplier.nearest_double()},
        {"sparse_note", text_or_null(chip.sparse_note)},
        {"memory_gib", number_or_null(chip.memory_gib)},
        {"memory_type", text_or_null(chip.memory_type)},
        {"memory_bytes_per_second", number_or_null(chip.memory_bytes_per_second)},
        {"interconnect_name", text_or_null(chip.interconnect_name)},
        {"interconnect_bytes_per_second", number_or_null(chip.interconnect_bytes_per_second)},
        {"scale_out_bits_per_second", number_or_null(chip.scale_out_bits_per_second)},
        {"power_watts", number_or_null(chip.power_watts)},
        {"die_area_square_millimetres", number_or_null(chip.die_area_square_millimetres)},
        {"units", text_or_null(chip.units)},
        {"devices_per_chip", chip.devices_per_chip},
        {"best_measured", measured_json(chip)},
        {"energy", energy_json(chip)},
        {"pitfall", text_or_null(chip.pitfall)},
        {"unverified", texts_json(chip.unverified)},
        {"sources", std::move(sources)}};
}

Json condition_json(const Condition& condition) {
    Json::Array any;
    for (const Condition& part : condition.any) any.push_back(condition_json(part));
    return Json::Object{{"fact", text_or_null(condition.fact)},
                        {"text", condition_text(condition)},
                        {"is_true", truth_or_null(condition.is_true)},
                        {"is_word", condition.is_word ? Json(*condition.is_word) : Json()},
                        {"includes_any", texts_json(condition.includes_any)},
                        {"greater", number_or_null(condition.greater)},
                        {"at_least", number_or_null(condition.at_least)},
                        {"any", std::move(any)}};
}

Json conditions_json(const std::vector<Condition>& conditions) {
    Json::Array array;
    for (const Condition& condition : conditions) array.push_back(condition_json(condition));
    return array;
}

Json status_json(const StatusPeriod* period) {
    if (period == nullptr) return {};
    return Json::Object{{"from", to_text(period->from)},
                        {"status", word(period->status)},
                        {"confidence", word(period->confidence)}};
}

// What a threshold asks, and of whom.
Json duties_json(const Threshold& threshold) {
    Json::Array array;
    for (const Duty& duty : threshold.duties) {
        array.push_back(Json::Object{
            {"text", duty.text},
            {"who", text_or_null(duty.who)},
            {"condition", duty.condition ? Json(condition_text(*duty.condition)) : Json()},
            {"from", duty.from ? Json(to_text(*duty.from)) : Json()}});
    }
    return array;
}

Json threshold_json(const Threshold& threshold, const Date& as_of) {
    Json::Array periods;
    for (const StatusPeriod& period : threshold.status) periods.push_back(status_json(&period));
    Json::Array sources;
    for (const Citation& source : threshold.sources) sources.push_back(citation_json(source));
    Json base;
    if (threshold.base) {
        base = Json::Object{{"total_known", threshold.base->total_known},
                            {"systemic_risk", truth_or_null(threshold.base->systemic_risk)}};
    }
    return Json::Object{
        {"id", threshold.id},
        {"title", threshold.title},
        {"jurisdiction", threshold.jurisdiction},
        {"subject", word(threshold.subject)},
        {"measure", word(threshold.measure)},
        {"amount", threshold.amount.nearest_double()},
        {"exact", threshold.amount.text()},
        {"comparison", word(threshold.comparison)},
        {"unit", text_or_null(threshold.unit)},
        {"standard", text_or_null(threshold.standard)},
        {"standard_if_base_systemic", text_or_null(threshold.standard_if_base_systemic)},
        {"third_party_base", word(threshold.third_party_base)},
        {"base", std::move(base)},
        {"conditions", conditions_json(threshold.conditions)},
        {"alternatives", conditions_json(threshold.alternatives)},
        {"status", std::move(periods)},
        {"status_as_of", status_json(threshold.status_on(as_of))},
        {"citation", citation_json(threshold.citation)},
        {"consequence", threshold.consequence},
        {"deadline", text_or_null(threshold.deadline)},
        {"notice_days", threshold.notice_days ? Json(*threshold.notice_days) : Json()},
        {"confidence", word(threshold.confidence)},
        {"sources", std::move(sources)},
        {"notes", text_or_null(threshold.notes)},
        {"model_kind", threshold.model_kind ? Json(word(*threshold.model_kind)) : Json()},
        {"duties", duties_json(threshold)}};
}

Json months_or_null(const std::optional<int>& months) { return months ? Json(*months) : Json(); }

// Adds the three keys of a rule.
void add_rule(Json::Object& object, const SourcedRule& rule) {
    object.emplace_back("rule", word(rule.rule));
    object.emplace_back("basis", word(rule.basis));
    object.emplace_back("source", rule.source);
}

Json standard_json(const Standard& standard) {
    Json::Object recomputation;
    add_rule(recomputation, standard.recomputation);
    Json::Array activities;
    for (const ActivityRow& row : standard.activities) {
        Json::Object object{{"kind", word(row.kind)},
                            {"public", truth_or_null(row.is_public)},
                            {"outcome", word_or_null(row.outcome)},
                            {"released_within_months", months_or_null(row.released_within_months)}};
        add_rule(object, row.rule);
        activities.emplace_back(std::move(object));
    }
    Json::Array bases;
    for (const BaseRow& row : standard.base_models) {
        Json::Object object{{"relation", word_or_null(row.relation)},
                            {"provider", word_or_null(row.provider)},
                            {"public", truth_or_null(row.is_public)},
                            {"released_within_months", months_or_null(row.released_within_months)}};
        add_rule(object, row.rule);
        bases.emplace_back(std::move(object));
    }
    return Json::Object{{"id", standard.id},
                        {"title", standard.title},
                        {"jurisdiction", standard.jurisdiction},
                        {"version", text_or_null(standard.version)},
                        {"date", date_or_null(standard.date)},
                        {"citation", citation_json(standard.citation)},
                        {"error_margin", number_or_null(standard.error_margin)},
                        {"error_margin_source", text_or_null(standard.error_margin_source)},
                        {"recomputation", std::move(recomputation)},
                        {"activities", std::move(activities)},
                        {"base_models", std::move(bases)},
                        {"notes", text_or_null(standard.notes)}};
}

std::string finished(Json::Object document, std::string_view key, Json::Array items,
                     const Diagnostics& diagnostics) {
    document.emplace_back(key, std::move(items));
    document.emplace_back("diagnostics", diagnostics_json(diagnostics));
    return json_text(document);
}

}  // namespace

std::string chips_json(const std::vector<std::shared_ptr<const Chip>>& chips,
                       const Diagnostics& diagnostics, std::string_view version) {
    Json::Array items;
    for (const std::shared_ptr<const Chip>& chip : chips) items.push_back(chip_json(*chip));
    return finished(document_head("flopledger/chips/1", version), "chips", std::move(items),
                    diagnostics);
}

std::string thresholds_json(const std::vector<std::shared_ptr<const Threshold>>& thresholds,
                            const Date& as_of, const Diagnostics& diagnostics,
                            std::string_view version) {
    Json::Array items;
    for (const std::shared_ptr<const Threshold>& threshold : thresholds) {
        items.push_back(threshold_json(*threshold, as_of));
    }
    Json::Object document = document_head("flopledger/thresholds/1", version);
    document.emplace_back("as_of", to_text(as_of));
    document.emplace_back("law_data", to_text(law_data_day));
    return finished(std::move(document), "thresholds", std::move(items), diagnostics);
}

std::string standards_json(const std::vector<std::shared_ptr<const Standard>>& standards,
                           const Diagnostics& diagnostics, std::string_view version) {
    Json::Array items;
    for (const std::shared_ptr<const Standard>& standard : standards) {
        items.push_back(standard_json(*standard));
    }
    Json::Object document = document_head("flopledger/standards/1", version);
    document.emplace_back("law_data", to_text(law_data_day));
    return finished(std::move(document), "standards", std::move(items), diagnostics);
}

}  // namespace flopledger
