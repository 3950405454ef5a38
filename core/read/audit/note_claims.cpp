// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_claims.hpp"

#include <algorithm>
#include <string>

#include "core/read/audit/note_amounts.hpp"
#include "core/read/audit/note_context.hpp"
#include "core/read/audit/note_equations.hpp"
#include "core/read/audit/note_words.hpp"
#include "core/read/audit/survey_cells.hpp"

namespace flopledger {

namespace {

using Kind = NoteWord::Kind;

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// `"pre-trained on 1.56T words"`, as somebody is quoted.
void read_words(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    const bool follows = at + 1 < words.size() && words[at + 1].lower == "words";
    if (!follows || words[at].value < Exact::power_of_ten(8) || !is_quoted(words, at)) return;
    const bool trained = is_near(words, at, 2, 0, [](std::string_view lower) {
        return lower.starts_with("pretrain") || lower.starts_with("pre-train") ||
               lower.starts_with("train");
    });
    if (trained) add_distinct(claims.trained_words, words[at].value);
}

// `12.5 trillion pretraining tokens`, `15T tokens`.
void read_tokens(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    const Exact& value = words[at].value;
    if (value < Exact::power_of_ten(8) || value > Exact::power_of_ten(16)) return;
    const bool tokens = words[at].of_tokens || is_near(words, at, 0, 3, [](std::string_view lower) {
                            return lower == "tokens";
                        });
    if (!tokens || is_factor(words, at)) return;
    // `This could refer to several passes over the 300B tokens`: nobody says so.
    const bool guessed = is_near(words, at, 16, 0, [](std::string_view lower) {
        return lower == "could" || lower == "might" || lower == "perhaps" || lower == "possibly";
    });
    // `a suite of models trained on 9T tokens`: those of all of them together.
    const bool of_several = is_near(words, at, 12, 0, [](std::string_view lower) {
        return lower == "suite" || lower == "family" || lower == "series";
    });
    if (guessed || of_several) return;
    add_distinct(claims.tokens, value);
    const bool trained = is_near(words, at, 9, 0, [](std::string_view lower) {
        return lower.starts_with("train") || lower.starts_with("pretrain") ||
               lower.starts_with("pre-train");
    });
    const bool about = at > 1 && words[at - 1].sign == '~';
    const std::string& before = at > 0 ? words[at - (about ? 2 : 1)].lower : words[at].lower;
    const bool passed = before == "on" || before == "for" || before == "with" ||
                        before == "approximately" || before == "over";
    if (trained && passed && is_quoted(words, at)) add_distinct(claims.trained_tokens, value);
}

// `13.2B activated per token`, `55 billion active parameters`, `activates 96.6 billion`.
void read_active(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    const Exact& value = words[at].value;
    if (value < Exact::power_of_ten(7) || value > Exact::power_of_ten(13)) return;
    const auto active = [](std::string_view lower) {
        return lower == "active" || lower == "activated" || lower == "activates" ||
               lower == "activate";
    };
    const bool behind = is_near(words, at, 0, 2, active);
    const bool before = at > 0 && words[at - 1].kind == Kind::word && active(words[at - 1].lower);
    if (behind || before) add_distinct(claims.active_parameters, value);
}

// `1,720,320 GPU hours`, `7.0M H100 hours`, `1.3M A100-hours`.
void read_chip_hours(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    const Exact& value = words[at].value;
    if (value < 1000) return;
    std::string unit;
    for (std::size_t on = at + 1; on < words.size() && on <= at + 3; ++on) {
        if (words[on].kind != Kind::word) break;
        unit += words[on].lower + " ";
    }
    const std::size_t hours = unit.find("hour");
    if (hours == std::string::npos) return;
    const std::string_view before = std::string_view(unit).substr(0, hours);
    constexpr std::string_view chips[] = {"gpu",  "tpu",  "h100", "h800",
                                          "a100", "h200", "v100", "chip"};
    const bool of_chips = std::any_of(std::begin(chips), std::end(chips),
                                      [&](std::string_view chip) { return has(before, chip); });
    if (of_chips) add_distinct(claims.chip_hours, value);
}

// `18.3% MFU`, `an MFU of 38%`, `utilization was about 35%`.
void read_utilization(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    const NoteWord& number = words[at];
    const bool share = number.percent && !number.value.is_zero() && number.value <= 1;
    if (!share) return;
    const auto names = [](std::string_view lower) {
        return lower == "mfu" || lower == "hfu" || lower == "utilization" || lower == "utilisation";
    };
    if (!is_near(words, at, 5, 3, names) || is_factor(words, at)) return;
    // Only what somebody says of the run counts; notes weigh many a utilization.
    const bool claimed = is_quoted(words, at) || is_near(words, at, 10, 6, [](auto lower) {
                             return has(lower, "claim") || has(lower, "report") ||
                                    has(lower, "achiev") || has(lower, "sustain") ||
                                    has(lower, "measur");
                         });
    if (!claimed) return;
    NoteUtilization found{number.value, false, false};
    found.hardware = is_near(words, at, 4, 3, [](std::string_view lower) {
        return lower == "hfu" || lower == "hardware";
    });
    // Words such as "would imply" behind the figure speak of what follows from it.
    found.assumed =
        is_near(words, at, 6, 3,
                [](std::string_view lower) {
                    return has(lower, "assum") || lower == "probably" || lower == "presumably";
                }) ||
        is_near(words, at, 4, 0, [](std::string_view lower) { return has(lower, "impl"); });
    if (claims.utilizations.size() < 16) claims.utilizations.push_back(found);
}

// `we estimated Whisper v1 as 4.65e22`, `an estimate of 4.65e22 for Whisper 1`: the name is the
// capitalised word nearest to the figure, with the version that follows it.
void read_quoted(const NoteWords& words, std::size_t at, std::string_view text, const Place& place,
                 NoteClaims& claims) {
    const auto estimates = [](std::string_view lower) { return lower.starts_with("estimate"); };
    if (words[at].value < least_flop() || !is_near(words, at, 6, 0, estimates)) return;
    const auto is_name = [](const NoteWord& word) {
        const char first = word.text.empty() ? ' ' : word.text.front();
        return word.kind == Kind::word && first >= 'A' && first <= 'Z' && word.lower.size() >= 4 &&
               word.lower != "flop" && word.lower != "flops";
    };
    const auto take = [&](std::size_t name) {
        std::size_t last = name;
        while (last + 1 < words.size() && last - name < 3 &&
               (words[last + 1].kind == Kind::number || words[last + 1].kind == Kind::word) &&
               words[last + 1].lower != "as" && words[last + 1].lower != "was" &&
               words[last + 1].value < 1000) {
            const NoteWord& next = words[last + 1];
            const bool version = next.kind == Kind::number || next.lower.size() <= 2 ||
                                 is_name(next) || next.lower.find('-') != std::string::npos;
            if (!version) break;
            ++last;
        }
        const std::size_t end = words[last].offset + words[last].text.size();
        if (claims.quoted.size() == 16) return;
        Place where = place;
        where.line += words[name].line;
        claims.quoted.push_back(
            {std::string(text.substr(words[name].offset, end - words[name].offset)),
             words[at].value, std::move(where)});
    };
    for (std::size_t on = 1; on <= 4 && at + on < words.size(); ++on) {
        if (ends_clause(words[at + on])) break;
        const bool is_of = words[at + on - 1].lower == "for" || words[at + on - 1].lower == "of";
        if (is_of && is_name(words[at + on])) return take(at + on);
    }
    for (std::size_t back = 1; back <= 5 && back <= at; ++back) {
        if (ends_clause(words[at - back])) break;
        if (is_name(words[at - back])) return take(at - back);
    }
}

// `this yields a median estimate of ~2e25 FLOP`: a figure of the row's own.
void read_estimate(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    if (words[at].value < least_flop()) return;
    const bool of_estimate =
        is_near(words, at, 3, 0, [](std::string_view lower) { return lower == "of"; }) &&
        is_near(words, at, 4, 0,
                [](std::string_view lower) { return lower.starts_with("estimate"); });
    const bool follows = is_near(words, at, 8, 0, [](std::string_view lower) {
        return lower.starts_with("yield") || lower.starts_with("lead") || lower == "gives";
    });
    if (of_estimate && follows) add_distinct(claims.estimates, words[at].value);
}

// `for 3 epochs`, `two passes` is none.
void read_passes(const NoteWords& words, std::size_t at, NoteClaims& claims) {
    if (at + 1 == words.size() || words[at].value <= 1 || words[at].value > 1000) return;
    const std::string& unit = words[at + 1].lower;
    if (unit == "epochs" || unit == "passes") add_distinct(claims.passes, words[at].value);
}

void read_kinds(const NoteWords& words, NoteClaims& claims) {
    for (const NoteWord& word : words) {
        if (word.kind != Kind::word) continue;
        const std::string& lower = word.lower;
        const auto precision = lower.size() <= 8 ? cell_precision(lower) : std::nullopt;
        const auto& known = claims.precisions;
        if (precision && std::find(known.begin(), known.end(), *precision) == known.end()) {
            claims.precisions.push_back(*precision);
        }
        claims.names_tokens = claims.names_tokens || lower == "token" || lower == "tokens";
        claims.names_words = claims.names_words || lower == "word" || lower == "words";
        const bool mean = lower == "geomean" || lower == "geometric";
        claims.names_mean = claims.names_mean || mean;
        claims.names_base = claims.names_base || lower == "base";
        claims.names_epochs = claims.names_epochs || lower.starts_with("epoch");
        claims.names_experts = claims.names_experts || lower == "moe" || lower == "experts" ||
                               lower == "expert" || lower == "mixture-of-experts" ||
                               lower == "sparse" || lower.starts_with("activat") ||
                               lower == "active";
    }
}

}  // namespace

void read_note_claims(std::string_view text, const Place& place, NoteClaims& claims) {
    if (text.empty()) return;
    const NoteWords words = note_words(text);
    for (NoteEquation& equation : note_equations(text, words, place)) {
        if (equation.of_tokens) add_distinct(claims.derived_tokens, equation.stated);
        claims.equations.push_back(std::move(equation));
    }
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (words[at].kind != Kind::number) continue;
        if (words[at].value >= least_flop()) add_distinct(claims.flop, words[at].value);
        read_tokens(words, at, claims);
        read_words(words, at, claims);
        read_active(words, at, claims);
        read_chip_hours(words, at, claims);
        read_utilization(words, at, claims);
        read_estimate(words, at, claims);
        read_quoted(words, at, text, place, claims);
        read_amount(words, at, claims);
        read_passes(words, at, claims);
    }
    read_kinds(words, claims);
}

}  // namespace flopledger
