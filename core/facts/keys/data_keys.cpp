// SPDX-License-Identifier: Apache-2.0
// The keys of the data formats: chips, thresholds and standards.
#include "core/base/enum_words.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/facts/keys/format_keys.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

namespace {

using Type = KeyType;

constexpr bool required = true;
constexpr bool optional = false;

const FormatKey id_key{"id", Type::text, required, "The file's name without its ending.", ""};

const FormatKey sources_key{"sources", Type::texts, required,
                            "Codes that `sources` of the file spells out.", ""};

const FormatKey notes_key{"notes", Type::text, optional, "What else to know.", ""};

FormatMapping chip_keys() {
    return {
        "chip",
        "The file itself.",
        {
            {"chip", Type::version, required, "The version of the format.", ""},
            id_key,
            {"name", Type::text, required, "The name its maker sells it by.", ""},
            {"vendor", Type::text, required, "The maker.", ""},
            {"form_factor", Type::text, required, "Board, module or system.", ""},
            {"architecture", Type::text, required, "The chip's architecture.", ""},
            {"released", Type::date, optional, "The day it came out.", ""},
            {"confidence", Type::word, required, "How well its figures are known.", "",
             words_of<Confidence>()},
            {"aliases", Type::texts, optional, "Names that mean this chip alone.", ""},
            {"candidate_for", Type::texts, optional, "Names that may mean another, too.", ""},
            {"peaks", Type::mappings_by_word, required, "Dense peaks by precision.", "peak",
             words_of<Precision>()},
            {"sparse", Type::mapping, required, "What structured sparsity adds.", "sparse"},
            {"memory", Type::mapping, optional, "Its memory.", "memory"},
            {"interconnect", Type::mapping, optional, "Links to its neighbours.", "interconnect"},
            {"scale_out_gbit_per_second", Type::number, optional,
             "The network a chip gets in the usual system.", ""},
            {"power", Type::mapping, optional, "The power it may draw.", "power"},
            {"market", Type::mapping, optional, "For whom it is designed and marketed.", "market"},
            {"die", Type::mapping, optional, "The silicon.", "die"},
            {"max_clock_mhz", Type::number, optional, "The highest clock.", ""},
            {"units", Type::text, optional, "Its parts that compute.", ""},
            {"devices_per_chip", Type::whole, optional, "What programs see of one chip.", ""},
            {"cores_per_chip", Type::whole, optional, "Cores, where they are taken for chips.", ""},
            {"derivation", Type::mapping, optional, "How a peak follows from units and clock.",
             "derivation"},
            {"best_measured", Type::mappings, optional, "The best utilization ever measured.",
             "best_measured"},
            {"energy", Type::mappings, optional, "Measured FLOP per joule.", "energy"},
            {"often_confused", Type::mappings, optional,
             "The peaks of chips that are taken for this one.", "confused"},
            {"pitfall", Type::text, optional, "What people get wrong about it.", ""},
            {"unverified", Type::texts, optional, "Keys not checked against a source.", ""},
            {"sources", Type::texts_by_key, required, "Every code used above, spelled out.", ""},
        }};
}

FormatMapping market_keys() {
    return {"market",
            "For whom a chip is designed and marketed.",
            {{"for", Type::word, required, "Data centres or consumers.", "", words_of<Market>()},
             sources_key}};
}

std::vector<FormatMapping> chip_parts() {
    const FormatKey precision{"precision",          Type::word, required,
                              "The number format.", "",         words_of<Precision>()};
    const FormatKey what{"what", Type::text, required, "What was measured.", ""};
    const FormatKey source{"source", Type::text, required, "A code of `sources`.", ""};
    return {
        {"peak",
         "A dense peak, a multiply-add being two operations.",
         {{"tera_per_second", Type::number, required, "1e12 operations per second.", ""},
          sources_key,
          {"unverified", Type::truth, optional, "Whether nobody checked it.", ""}}},
        {"sparse",
         "Structured sparsity.",
         {{"multiplier", Type::number, required, "Times the dense peaks; 1 is none.", ""},
          {"note", Type::text, optional, "For which precisions.", ""}}},
        {"memory",
         "Memory of one chip.",
         {{"gib", Type::number, optional, "Size, GiB.", ""},
          {"reported_mib", Type::number, optional, "What its driver reports, MiB.", ""},
          {"type", Type::text, optional, "Such as HBM3.", ""},
          {"gbyte_per_second", Type::number, optional, "Its rate.", ""},
          sources_key}},
        {"interconnect",
         "Links to other chips.",
         {{"name", Type::text, optional, "Such as NVLink 4.", ""},
          {"gbyte_per_second_both_directions", Type::number, optional, "All links together.", ""},
          sources_key}},
        {"power",
         "Power of one chip.",
         {{"watts", Type::number, required, "The limit it is sold with.", ""}, sources_key}},
        market_keys(),
        {"die",
         "The silicon.",
         {{"process_nm", Type::number, optional, "The process.", ""},
          {"area_mm2", Type::number, optional, "All dies together.", ""},
          {"transistors_billion", Type::number, optional, "All dies together.", ""},
          sources_key}},
        {"derivation",
         "Units x operations per clock x clock.",
         {{"peak", Type::word, required, "The peak derived.", "", words_of<Precision>()},
          {"units", Type::number, required, "How many compute.", ""},
          {"operations_per_clock_per_unit", Type::number, required, "Of one unit.", ""},
          {"clock_mhz", Type::number, required, "The clock.", ""},
          {"clock", Type::text, required, "Whether it is published, inferred or assumed.", ""},
          {"ratio_bound", Type::number, required, "How far the result may be off.", ""}}},
        {"best_measured",
         "A utilization somebody measured.",
         {precision,
          {"utilization", Type::number, required, "The share of the dense peak.", ""},
          {"tera_per_second", Type::number, optional, "The same as a rate.", ""},
          {"date", Type::text, optional, "When.", ""},
          what,
          source}},
        {"confused",
         "Another chip's peak.",
         {{"id", Type::text, required, "The other chip.", ""},
          precision,
          {"tera_per_second", Type::number, required, "Its peak.", ""}}},
        {"energy",
         "What a joule bought in a measured run.",
         {precision,
          {"scope", Type::word, required, "Where the energy was measured.", "",
           words_of<EnergyScope>()},
          {"flop_per_joule", Type::measure, required, "The yield.", ""},
          what,
          source}},
    };
}

FormatMapping citation_keys(std::string_view name) {
    return {name,
            "A text, and where to read it.",
            {
                {"text", Type::text, required, "What is cited.", ""},
                {"article", Type::text, optional, "Where in it.", ""},
                {"link", Type::text, optional, "Where to read it.", ""},
                {"date", Type::date, optional, "The day it was read.", ""},
            }};
}

FormatMapping threshold_keys() {
    return {
        "threshold",
        "The file itself.",
        {
            {"threshold", Type::version, required, "The version of the format.", ""},
            id_key,
            {"title", Type::text, required, "What it is called.", ""},
            {"jurisdiction", Type::text, required, "Whose law: eu, us, us-ca.", ""},
            {"subject", Type::word, required, "Whom it binds.", "", words_of<Subject>()},
            {"measure", Type::word, required, "What it measures.", "", words_of<Measure>()},
            {"amount", Type::number, required,
             "FLOP, op/s, US dollars or a fraction, by the measure.", ""},
            {"comparison", Type::word, required, "Whether the amount itself is reached.", "",
             words_of<Comparison>()},
            {"unit", Type::text, required, "The unit in the words of the text.", ""},
            {"standard", Type::text, optional, "The standard that counts.", ""},
            {"standard_if_base_systemic", Type::text, optional,
             "The standard where the base model has systemic risk.", ""},
            {"third_party_base", Type::word, required,
             "Whether there is a verdict for models built on a third party's.", "",
             words_of<ThirdPartyBase>()},
            {"base", Type::mapping, optional, "What must be known of the base model.", "base"},
            {"model_kind", Type::word, optional, "What kind of model the rule is about.", "",
             words_of<ModelKind>()},
            {"open_base_reading", Type::mapping, optional,
             "Where this holds, it is open whether a third party's base counts.", "condition"},
            {"tells_of", Type::texts, optional,
             "Facts of a ledger that make a rule for others worth telling.", ""},
            {"conditions", Type::mappings, optional, "All must hold besides.", "condition"},
            {"alternatives", Type::mappings, optional, "Any suffices instead.", "condition"},
            {"status", Type::mappings, required, "Where it stands from which day on.", "status"},
            {"citation", Type::mapping, required, "The text.", "citation"},
            {"consequence", Type::text, required, "What follows.", ""},
            {"duties", Type::mappings, optional, "What is asked, and of whom.", "duty"},
            {"deadline", Type::text, optional, "By when.", ""},
            {"notice_days", Type::whole, optional,
             "Days to give notice, from the day it is met or known that it will be met.", ""},
            {"notice_days_if_base_systemic", Type::whole, optional,
             "The same where the base model has systemic risk.", ""},
            {"transition", Type::mapping, optional,
             "More time for models placed on the market before a day.", "transition"},
            {"confidence", Type::word, required, "How well the whole is known.", "",
             words_of<Verification>()},
            {"sources", Type::mappings, required, "What was read.", "citation"},
            notes_key,
        }};
}

std::vector<FormatMapping> threshold_parts() {
    return {
        {"duty",
         "Something that is asked of those whom the rule reaches, or of some of them.",
         {{"text", Type::text, required, "What is asked.", ""},
          {"who", Type::text, optional, "Of whom, in words.", ""},
          {"if", Type::mapping, optional, "By which one is among them.", "condition"},
          {"from", Type::date, optional, "From which day, where later than the rule.", ""}}},
        {"transition",
         "More time for models placed on the market before a day.",
         {{"placed_before", Type::date, required, "That day.", ""},
          {"until", Type::date, required, "The day by which they must comply.", ""},
          {"source", Type::text, required, "Where it says so.", ""}}},
        {"base",
         "What must be known of the base model.",
         {{"total",
           Type::word,
           required,
           "Whether its compute is known.",
           "",
           {"known", "unknown"}},
          {"systemic_risk", Type::truth, optional, "Whether it has systemic risk.", ""}}},
        {"condition",
         "A test of one fact of the ledger; or `any`, a group of which one suffices.",
         {{"fact", Type::text, optional, "The fact's name.", ""},
          {"is", Type::truth_or_word, optional, "The value asked for.", ""},
          {"includes_any", Type::texts, optional, "Words of which one must be listed.", ""},
          {"greater", Type::number, optional, "Above this amount.", ""},
          {"at_least", Type::number, optional, "From this amount on.", ""},
          {"any", Type::mappings, optional, "Conditions of which one suffices.", "condition"}}},
        {"status",
         "A status from a day on, up to the next one.",
         {{"from", Type::date, required, "The first day.", ""},
          {"status", Type::word, required, "Where the text stands.", "", words_of<LegalStatus>()},
          {"confidence", Type::word, required, "How well that is known.", "",
           words_of<Verification>()}}},
        citation_keys("citation"),
    };
}

std::vector<FormatKey> rule_keys(std::vector<FormatKey> keys) {
    keys.push_back({"rule", Type::word, required, "What is done with it.", "", words_of<Rule>()});
    keys.push_back({"basis", Type::word, required, "Who says so.", "", row_bases()});
    keys.push_back({"source", Type::text, required, "Where it says so.", ""});
    return keys;
}

FormatMapping standard_keys() {
    return {
        "standard",
        "The file itself.",
        {
            {"standard", Type::version, required, "The version of the format.", ""},
            id_key,
            {"title", Type::text, required, "What it is called.", ""},
            {"jurisdiction", Type::text, required, "Whose law, or which body.", ""},
            {"version", Type::text, required, "Which state of the text.", ""},
            {"date", Type::date, optional, "The day of that text.", ""},
            {"citation", Type::mapping, required, "The text.", "citation"},
            {"error_margin", Type::measure, optional, "The error a provider may make.", ""},
            {"error_margin_source", Type::text, optional, "Where it says so.", ""},
            {"recomputation", Type::mapping, required, "Whether recomputed work counts.", "rule"},
            {"activities", Type::mappings, required, "The first row that fits decides.",
             "activity"},
            {"base_models", Type::mappings, required, "The first row that fits decides.",
             "base_model"},
            notes_key,
        }};
}

std::vector<FormatMapping> standard_parts() {
    return {
        citation_keys("citation"),
        {"rule", "A rule and where it comes from.", rule_keys({})},
        {"activity", "A row for activities; every kind needs a general one.",
         rule_keys(
             {{"kind", Type::word_or_words, required, "The kind of activity, or several.", "",
               words_of<ActivityKind>()},
              {"public", Type::truth, optional, "Only if this is so.", ""},
              {"outcome", Type::word, optional, "Only with this outcome.", "", words_of<Outcome>()},
              {"released_within_months", Type::whole, optional,
               "Only if published, and less than so many months before it was used.", ""}})},
        {"base_model", "A row for models built on; the last one is general.",
         rule_keys(
             {{"relation", Type::word, optional, "Only with this relation.", "",
               words_of<Relation>()},
              {"provider", Type::word, optional, "Only from this provider.", "",
               words_of<Provider>()},
              {"public", Type::truth, optional, "Only if its weights are public, or not.", ""},
              {"released_within_months", Type::whole, optional,
               "Only if released less than so many months before it was used.", ""}})},
    };
}

FileFormat assembled(std::string_view name, std::string_view sentence, FormatMapping file,
                     const std::vector<FormatMapping>& parts) {
    FileFormat format{name, sentence, {std::move(file)}};
    format.mappings.insert(format.mappings.end(), parts.begin(), parts.end());
    return format;
}

}  // namespace

FileFormat chip_format() {
    return assembled("chip", "One accelerator as its vendor sells it.", chip_keys(), chip_parts());
}

FileFormat threshold_format() {
    return assembled("threshold", "One line that a law or a guidance draws.", threshold_keys(),
                     threshold_parts());
}

FileFormat standard_format() {
    return assembled("standard", "What counts as training compute to one text.", standard_keys(),
                     standard_parts());
}

}  // namespace flopledger
