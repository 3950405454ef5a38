// SPDX-License-Identifier: Apache-2.0
#include "core/report/catalog/catalog_json.hpp"

#include "core/judge/results/law_day.hpp"
#include "core/report/catalog/threshold_description.hpp"
#include "core/report/json/rule_description.hpp"

namespace flopledger {

namespace {

using ChipList = std::vector<std::shared_ptr<const Chip>>;
using StandardList = std::vector<std::shared_ptr<const Standard>>;

struct ChipsDocument {
    const ChipList* chips = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

struct ThresholdsDocument {
    Date as_of;
    std::vector<ToldThreshold> thresholds;
    const Diagnostics* diagnostics = nullptr;
};

struct StandardsDocument {
    const StandardList* standards = nullptr;
    const Diagnostics* diagnostics = nullptr;
};

}  // namespace

template <>
struct Description<Peak> {
    static constexpr std::string_view name = "peak";
    static constexpr auto keys = std::tuple{
        DescribedKey{"precision", "The number format.", &Peak::precision},
        DescribedKey{"flop_per_second", "Dense operations per second of one chip.",
                     path(&Peak::dense, &FlopPerChipSecond::value, &Range::best)},
        DescribedKey{"exact", "The same in full.",
                     as<ExactNumber>(&Peak::dense, &FlopPerChipSecond::value, &Range::best)},
        DescribedKey{"sources", "Codes of `sources`.", &Peak::sources},
        DescribedKey{"unverified", "Whether it was not found in its source.", &Peak::unverified}};
};

template <>
struct Description<BestMeasured> {
    static constexpr std::string_view name = "best_measured";
    static constexpr auto keys = std::tuple{
        DescribedKey{"precision", "At which precision.", &BestMeasured::precision},
        DescribedKey{"utilization", "The share of its dense peak.", &BestMeasured::utilization},
        DescribedKey{"what", "What was measured.", &BestMeasured::what},
        DescribedKey{"source", "Where it stands.", &BestMeasured::source}};
};

template <>
struct Description<EnergyCalibration> {
    static constexpr std::string_view name = "energy";
    static constexpr auto keys =
        std::tuple{DescribedKey{"precision", "At which precision.", &EnergyCalibration::precision},
                   DescribedKey{"scope", "At which boundary.", &EnergyCalibration::scope},
                   DescribedKey{"flop_per_joule", "What a joule bought.",
                                as<NumberRange>(&EnergyCalibration::yield, &FlopPerJoule::value)},
                   DescribedKey{"what", "What was measured.", &EnergyCalibration::what},
                   DescribedKey{"source", "Where it stands.", &EnergyCalibration::source}};
};

template <>
struct Description<CodedSource> {
    static constexpr std::string_view name = "source";
    static constexpr auto keys =
        std::tuple{DescribedKey{"code", "Its code in this file.", &CodedSource::code},
                   DescribedKey{"citation", "What it is.", &CodedSource::citation}};
};

template <>
struct Description<Chip> {
    static constexpr std::string_view name = "chip";
    static constexpr auto keys = std::tuple{
        DescribedKey{"id", "Its id.", &Chip::id},
        DescribedKey{"name", "As its vendor calls it.", &Chip::name},
        DescribedKey{"vendor", "The vendor.", as<TextOrNull>(&Chip::vendor)},
        DescribedKey{"form_factor", "How it is built in.", as<TextOrNull>(&Chip::form_factor)},
        DescribedKey{"architecture", "Its architecture.", as<TextOrNull>(&Chip::architecture)},
        DescribedKey{"released", "When it was released.", &Chip::released},
        DescribedKey{"market", "For whom it was designed.", &Chip::market},
        DescribedKey{"confidence", "How well its figures are known.", &Chip::confidence},
        DescribedKey{"aliases", "Other names of it.", &Chip::aliases},
        DescribedKey{"candidate_for", "Names that other chips have, too.", &Chip::candidate_for},
        DescribedKey{"peaks", "Dense peaks.", &Chip::peaks},
        DescribedKey{"sparse_multiplier", "What vendors multiply them by for sparse work.",
                     &Chip::sparse_multiplier},
        DescribedKey{"sparse_note", "What is to be known of that.",
                     as<TextOrNull>(&Chip::sparse_note)},
        DescribedKey{"memory_gib", "Its memory in GiB.", &Chip::memory_gib},
        DescribedKey{"memory_type", "Of which kind.", as<TextOrNull>(&Chip::memory_type)},
        DescribedKey{"memory_bytes_per_second", "How fast that is.",
                     &Chip::memory_bytes_per_second},
        DescribedKey{"interconnect_name", "What links it to others of a node.",
                     as<TextOrNull>(&Chip::interconnect_name)},
        DescribedKey{"interconnect_bytes_per_second", "Both directions, all links.",
                     &Chip::interconnect_bytes_per_second},
        DescribedKey{"scale_out_bits_per_second", "What links it to other nodes.",
                     &Chip::scale_out_bits_per_second},
        DescribedKey{"power_watts", "What it takes at most.", &Chip::power_watts},
        DescribedKey{"die_area_square_millimetres", "Of all dies together.",
                     &Chip::die_area_square_millimetres},
        DescribedKey{"units", "What is counted as one chip.", as<TextOrNull>(&Chip::units)},
        DescribedKey{"devices_per_chip", "How many devices programs see.", &Chip::devices_per_chip},
        DescribedKey{"best_measured", "The highest utilizations ever measured.",
                     &Chip::best_measured},
        DescribedKey{"energy", "What a joule bought in measured training.", &Chip::energy},
        DescribedKey{"pitfall", "What is often mistaken.", as<TextOrNull>(&Chip::pitfall)},
        DescribedKey{"unverified", "Keys that were not found in a source.", &Chip::unverified},
        DescribedKey{"sources", "Where it all stands.", &Chip::sources},
        DescribedKey{"origin", "Where it comes from; null for one of this build.", &Chip::origin}};
};

template <>
struct Description<ActivityRow> {
    static constexpr std::string_view name = "activity_row";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "Which activities.", &ActivityRow::kind},
        DescribedKey{"public", "Public ones, or others; null for both.", &ActivityRow::is_public},
        DescribedKey{"outcome", "Which became what; null for all.", &ActivityRow::outcome},
        DescribedKey{"released_within_months", "Published no longer before their use.",
                     &ActivityRow::released_within_months},
        DescribedPart{&ActivityRow::rule}};
};

template <>
struct Description<BaseRow> {
    static constexpr std::string_view name = "base_row";
    static constexpr auto keys = std::tuple{
        DescribedKey{"relation", "How it was built on; null for any.", &BaseRow::relation},
        DescribedKey{"provider", "Whose it is; null for anybody's.", &BaseRow::provider},
        DescribedKey{"public", "Public ones, or others; null for both.", &BaseRow::is_public},
        DescribedKey{"released_within_months", "Released no longer before their use.",
                     &BaseRow::released_within_months},
        DescribedPart{&BaseRow::rule}};
};

template <>
struct Description<Standard> {
    static constexpr std::string_view name = "standard";
    static constexpr auto keys = std::tuple{
        DescribedKey{"id", "Its id.", &Standard::id},
        DescribedKey{"title", "What it is called.", &Standard::title},
        DescribedKey{"jurisdiction", "Where it holds.", &Standard::jurisdiction},
        DescribedKey{"version", "Which version of the text.", as<TextOrNull>(&Standard::version)},
        DescribedKey{"date", "Of which day.", &Standard::date},
        DescribedKey{"citation", "The text.", &Standard::citation},
        DescribedKey{"error_margin", "The error that it permits.", &Standard::error_margin},
        DescribedKey{"error_margin_source", "Where that stands.",
                     as<TextOrNull>(&Standard::error_margin_source)},
        DescribedKey{"recomputation", "Its rule on recomputed activations.",
                     &Standard::recomputation},
        DescribedKey{"activities", "Its rules on activities, in the order they are tried.",
                     &Standard::activities},
        DescribedKey{"base_models", "Its rules on models built on, likewise.",
                     &Standard::base_models},
        DescribedKey{"notes", "What else is to be known.", as<TextOrNull>(&Standard::notes)},
        DescribedKey{"origin", "Where it comes from; null for one of this build.",
                     &Standard::origin}};
};

template <>
struct Description<ChipsDocument> {
    static constexpr std::string_view name = "chips";
    static constexpr std::string_view sentence = "Chips with their sources.";
    static constexpr auto keys =
        std::tuple{DescribedKey{"chips", "The chips asked for.", pointed(&ChipsDocument::chips)},
                   DescribedPart{as<DocumentFoot>(&ChipsDocument::diagnostics)}};
};

template <>
struct Description<ThresholdsDocument> {
    static constexpr std::string_view name = "thresholds";
    static constexpr std::string_view sentence = "Thresholds with the status each has on a day.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"as_of", "The day asked for.", &ThresholdsDocument::as_of},
        DescribedKey{"law_data", "The day of the law data.",
                     [](const ThresholdsDocument&) { return law_data_day; }},
        DescribedKey{"thresholds", "The thresholds asked for.", &ThresholdsDocument::thresholds},
        DescribedPart{as<DocumentFoot>(&ThresholdsDocument::diagnostics)}};
};

template <>
struct Description<StandardsDocument> {
    static constexpr std::string_view name = "standards";
    static constexpr std::string_view sentence = "Standards with every row of their rules.";
    static constexpr auto keys =
        std::tuple{DescribedKey{"law_data", "The day of the law data.",
                                [](const StandardsDocument&) { return law_data_day; }},
                   DescribedKey{"standards", "The standards asked for.",
                                pointed(&StandardsDocument::standards)},
                   DescribedPart{as<DocumentFoot>(&StandardsDocument::diagnostics)}};
};

constinit const DocumentSchema chips_document = document_schema<ChipsDocument>();
constinit const DocumentSchema thresholds_document = document_schema<ThresholdsDocument>();
constinit const DocumentSchema standards_document = document_schema<StandardsDocument>();

std::string chips_json(const ChipList& chips, const Diagnostics& diagnostics,
                       std::string_view version) {
    return document_text(ChipsDocument{&chips, &diagnostics}, version);
}

std::string thresholds_json(const std::vector<std::shared_ptr<const Threshold>>& thresholds,
                            const Date& as_of, const Diagnostics& diagnostics,
                            std::string_view version) {
    ThresholdsDocument document{as_of, {}, &diagnostics};
    for (const auto& threshold : thresholds) {
        document.thresholds.push_back({threshold.get(), as_of});
    }
    return document_text(document, version);
}

std::string standards_json(const StandardList& standards, const Diagnostics& diagnostics,
                           std::string_view version) {
    return document_text(StandardsDocument{&standards, &diagnostics}, version);
}

}  // namespace flopledger
