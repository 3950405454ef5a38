// SPDX-License-Identifier: Apache-2.0
#include "tests/support/made_ledgers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace flopledger {

namespace {

constexpr std::array<std::string_view, 16> kinds{"pre-training",
                                                 "continued-pre-training",
                                                 "fine-tuning",
                                                 "reinforcement-learning",
                                                 "rollout-generation",
                                                 "reward-model-training",
                                                 "reward-model-inference",
                                                 "synthetic-data-generation",
                                                 "teacher-training",
                                                 "teacher-inference",
                                                 "data-processing",
                                                 "evaluation",
                                                 "safety-work",
                                                 "research-experiment",
                                                 "failed-run",
                                                 "deployment-inference"};
constexpr std::array<std::string_view, 4> relations{"initialised-from", "merged", "distilled-from",
                                                    "data-from"};
constexpr std::array<std::string_view, 6> outcomes{
    "", "kept", "discarded", "rolled-back", "merged", "filtered-out"};
constexpr std::array<std::string_view, 8> readings{
    "eu-cumulative:teacher-inference=leave-out",  "eu-cumulative:data-processing=leave-out",
    "eu-cumulative:reward-model-inference=count", "us-frontier:teacher-inference=count",
    "us-frontier:recomputation=leave-out",        "us-frontier:data-processing=leave-out",
    "kr-basic-act:recomputation=count",           "kr-basic-act:teacher-inference=leave-out"};
// What lies at, just below and just above the amounts of the law and their thirds.
constexpr std::array<std::string_view, 10> edges{
    "1e23", "1e25", "1e26", "9.9e24", "1.01e25", "3.3e22", "3.34e22", "3.3e24", "1e24", "3.34e24"};

constexpr std::uint32_t percent = 10'000;

template <typename Words>
std::string any_of_words(Random& random, const Words& words) {
    return std::string(words[random.below(static_cast<std::uint32_t>(words.size()))]);
}

// `true`, `false` or not stated.
std::string truth(Random& random) {
    static constexpr std::array<std::string_view, 4> words{"true", "false", "", ""};
    return any_of_words(random, words);
}

// A figure between 1e22 and 3e26, evenly over its powers of ten, as a point or a range; `shift` is
// how many powers of ten less the figure is written with.
std::string figure(Random& random, int shift = 0) {
    if (shift == 0 && random.chance(15 * percent)) return any_of_words(random, edges);
    static constexpr std::array<std::uint32_t, 10> mantissas{10, 13, 16, 20, 25,
                                                             32, 40, 50, 63, 79};
    const std::uint32_t step = random.below(45);  // ten steps a power of ten
    const std::uint32_t mantissa = mantissas[step % 10];
    const int exponent = 21 - shift + static_cast<int>(step / 10);
    if (random.chance(65 * percent)) return fmt::format("{}e{}", mantissa, exponent);
    // Tokens and chips that ran are not nothing.
    if (shift == 0 && random.chance(20 * percent)) {
        return fmt::format("0..{}e{}", mantissa, exponent);
    }
    const std::uint32_t factor = 2 + random.below(3) * random.below(4);
    return fmt::format("{}e{}..{}e{}", mantissa, exponent, mantissa * factor, exponent);
}

MadeBase made_base(Random& random, const std::string& name) {
    MadeBase base;
    base.name = name;
    base.relation = any_of_words(random, relations);
    if (random.chance(35 * percent)) base.relation = relations[random.below(2)];
    base.provider = random.chance(70 * percent) ? "third-party" : "own";
    if (random.chance(70 * percent)) base.flop = figure(random);
    base.systemic_risk = truth(random);
    base.general_purpose = truth(random);
    const bool is_teacher = base.relation == relations[2] || base.relation == relations[3];
    if (is_teacher && random.chance(30 * percent)) base.outputs = "none";
    return base;
}

void add_facts(Random& random, MadeLedger& ledger) {
    const auto add = [&](std::string_view name, std::string value) {
        if (!value.empty()) ledger.facts.emplace_back(name, std::move(value));
    };
    static constexpr std::array<std::string_view, 4> modalities{"[text]", "[text]", "[other]", ""};
    add("generates", any_of_words(random, modalities));
    add("general_purpose", random.chance(25 * percent) ? truth(random) : "");
    add("material_modification", random.chance(30 * percent) ? truth(random) : "");
    add("state_of_the_art", random.chance(70 * percent) ? "true" : truth(random));
    add("grave_risk", random.chance(70 * percent) ? "true" : truth(random));
    add("covered_foreign_person", random.chance(50 * percent) ? "true" : "");
    if (random.chance(15 * percent)) ledger.readings.push_back(any_of_words(random, readings));
}

// Whose outputs an activity may have made.
std::vector<MadeBase*> teachers(MadeLedger& ledger) {
    std::vector<MadeBase*> found;
    for (MadeBase& base : ledger.bases) {
        const bool gave_weights = base.relation == relations[0] || base.relation == relations[1];
        if (!gave_weights && base.outputs != "none") found.push_back(&base);
    }
    return found;
}

void add_activities(Random& random, MadeLedger& ledger) {
    const std::uint32_t count = 1 + random.below(4);
    for (std::uint32_t index = 0; index < count; ++index) {
        ledger.activities.push_back(made_activity(random, fmt::format("a{}", index)));
    }
    for (MadeBase* base : teachers(ledger)) {
        if (!random.chance(50 * percent)) continue;
        MadeActivity activity = made_activity(random, fmt::format("of {}", base->name));
        activity.kind =
            base->relation == relations[2] ? "teacher-inference" : "synthetic-data-generation";
        if (activity.kind != "teacher-inference" && activity.reported.empty()) {
            activity.reported = figure(random);
        }
        activity.from = base->name;
        activity.outcome.clear();
        if (random.chance(50 * percent)) base->outputs = "in-activities";
        ledger.activities.push_back(std::move(activity));
    }
}

// The two ends of a figure, near enough to compare them.
double low_of(const std::string& figure) { return std::strtod(figure.c_str(), nullptr); }

double high_of(const std::string& figure) {
    const std::size_t dots = figure.find("..");
    return low_of(dots == std::string::npos ? figure : figure.substr(dots + 2));
}

// Whether something within an entry is larger than a whole that it lies in.
bool holds_more(const MadeLedger& ledger, const MadeBase& entry, const MadeBase& whole) {
    return std::any_of(ledger.bases.begin(), ledger.bases.end(), [&](const MadeBase& part) {
        const auto& names = entry.ancestors;
        if (std::find(names.begin(), names.end(), part.name) == names.end()) return false;
        const bool is_more =
            !part.flop.empty() && !whole.flop.empty() && low_of(part.flop) > high_of(whole.flop);
        return is_more || holds_more(ledger, part, whole);
    });
}

// Lets entries lie within others, later ones within earlier ones or the other way round.
void add_ancestors(Random& random, MadeLedger& ledger) {
    if (!random.chance(40 * percent)) return;
    const bool backwards = random.chance(50 * percent);
    for (std::size_t index = 0; index < ledger.bases.size(); ++index) {
        for (std::size_t other = 0; other < ledger.bases.size(); ++other) {
            if (backwards ? other >= index : other <= index) continue;
            MadeBase& base = ledger.bases[index];
            const std::string_view relation = ledger.bases[other].relation;
            const bool gave_weights = relation == relations[0] || relation == relations[1];
            if (!gave_weights || !base.file.empty() || !random.chance(60 * percent)) continue;
            base.ancestors.push_back(ledger.bases[other].name);
        }
    }
    for (MadeBase& base : ledger.bases) {
        if (holds_more(ledger, base, base)) base.ancestors.clear();
    }
}

void add_ledger(Random& random, MadeLineage& lineage, const std::string& file, int depth) {
    MadeLedger ledger;
    if (depth == 0) add_facts(random, ledger);
    const std::uint32_t count = random.below(depth == 0 ? 4 : 2);
    for (std::uint32_t index = 0; index < count; ++index) {
        MadeBase base = made_base(random, fmt::format("B{}{}", depth, index));
        if (depth < 2 && random.chance(25 * percent)) {
            base.flop.clear();
            base.file = fmt::format("l{}{}.yaml", depth, index);
            if (!lineage.ledgers.contains(base.file)) {
                lineage.ledgers[base.file];  // taken
                add_ledger(random, lineage, base.file, depth + 1);
            }
        }
        ledger.bases.push_back(std::move(base));
    }
    add_ancestors(random, ledger);
    add_activities(random, ledger);
    lineage.ledgers[file] = std::move(ledger);
}

// Lets a ledger of the lineage name an entry of the root again, with its figure or without.
void share_entry(Random& random, MadeLineage& lineage) {
    if (lineage.ledgers.size() < 2 || !random.chance(30 * percent)) return;
    MadeLedger& root = lineage.ledgers[made_root];
    for (const MadeBase& base : root.bases) {
        if (!base.file.empty() || !random.chance(50 * percent)) continue;
        MadeBase again = base;
        again.ancestors.clear();
        again.outputs.clear();
        if (random.chance(30 * percent)) again.flop.clear();
        for (auto& [file, ledger] : lineage.ledgers) {
            if (file == made_root) continue;
            ledger.bases.push_back(again);
            return;
        }
    }
}

std::string value_of(std::string_view key, const std::string& value) {
    return value.empty() ? "" : fmt::format(", {}: {}", key, value);
}

std::string text_of(const MadeBase& base) {
    return fmt::format(
        "  - {{name: {}, relation: {}, provider: {}{}{}{}{}{}{}}}\n", base.name, base.relation,
        base.provider, value_of("flop", base.flop), value_of("ledger", base.file),
        value_of("systemic_risk", base.systemic_risk),
        value_of("general_purpose", base.general_purpose), value_of("outputs", base.outputs),
        base.ancestors.empty() ? ""
                               : fmt::format(", built_on: [{}]", fmt::join(base.ancestors, ", ")));
}

std::string text_of(const MadeActivity& activity) {
    std::string text = fmt::format(
        "  - {{name: {}, kind: {}{}{}{}{}", activity.name, activity.kind,
        value_of("from", activity.from), value_of("outcome", activity.outcome),
        value_of("public", activity.is_public), value_of("recomputation", activity.recomputation));
    if (!activity.tokens.empty()) {
        text += fmt::format(", operations: {{parameters: 1e11, tokens: {}}}", activity.tokens);
    }
    if (!activity.chip_hours.empty()) {
        text += fmt::format(
            ", chip_time: {{chip: nvidia-h100-sxm5-80, precision: bf16, "
            "chip_hours: {}{}{}}}",
            activity.chip_hours, value_of("utilization", activity.utilization),
            activity.utilization.empty() ? "" : ", utilization_kind: mfu");
    }
    if (!activity.reported.empty()) {
        text += fmt::format(", reported: {{flop: {}, source: s}}", activity.reported);
    }
    return text + "}\n";
}

}  // namespace

std::string text_of(const MadeLedger& ledger, const std::string& file) {
    std::string text = fmt::format("flopledger: 1\nmodel: {{name: {}}}\n", file);
    if (!ledger.facts.empty()) text += "facts:\n";
    for (const auto& [name, value] : ledger.facts) text += fmt::format("  {}: {}\n", name, value);
    if (!ledger.readings.empty()) text += "readings:\n";
    for (const std::string& reading : ledger.readings) {
        const std::size_t sign = reading.find('=');
        text += fmt::format("  - {{what: {}, answer: {}, by: counsel, date: 2026-11-01}}\n",
                            reading.substr(0, sign), reading.substr(sign + 1));
    }
    if (!ledger.bases.empty()) text += "built_on:\n";
    for (const MadeBase& base : ledger.bases) text += text_of(base);
    text += "activities:\n";
    for (const MadeActivity& activity : ledger.activities) text += text_of(activity);
    return text;
}

std::string text_of(const MadeLineage& lineage) {
    std::string text;
    for (const auto& [file, ledger] : lineage.ledgers) {
        text += fmt::format("# {}\n{}", file, text_of(ledger, file));
    }
    return text;
}

MadeLineage made_lineage(Random& random) {
    MadeLineage lineage;
    add_ledger(random, lineage, made_root, 0);
    share_entry(random, lineage);
    return lineage;
}

MadeActivity made_activity(Random& random, const std::string& name) {
    MadeActivity activity;
    activity.name = name;
    activity.kind = any_of_words(random, kinds);
    if (random.chance(40 * percent)) activity.kind = kinds[random.below(3)];
    if (random.chance(20 * percent)) activity.outcome = any_of_words(random, outcomes);
    if (random.chance(15 * percent)) activity.is_public = truth(random);
    if (random.chance(30 * percent))
        activity.recomputation = random.chance(500'000) ? "none" : "full";
    const std::string_view kind = activity.kind;
    const bool may_lack = kind.starts_with("reward-model-") || kind.starts_with("teacher-");
    if (may_lack && random.chance(30 * percent)) return activity;
    const std::uint32_t method = random.below(10);
    if (method < 3) activity.tokens = figure(random, 12);
    if (method == 2 || (method >= 3 && method < 6)) activity.chip_hours = figure(random, 18);
    if (!activity.chip_hours.empty() && random.chance(70 * percent)) {
        activity.utilization = random.chance(500'000) ? "0.4" : "0.3..0.5";
    }
    if (method >= 5) activity.reported = figure(random);
    return activity;
}

}  // namespace flopledger
