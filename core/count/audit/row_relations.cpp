// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/figure_text.hpp"
#include "core/count/audit/row_count.hpp"
#include "core/count/audit/row_names.hpp"
#include "core/count/doubt/cause_names.hpp"
#include "core/count/doubt/causes.hpp"

namespace flopledger {

namespace {

// A model's name for looking it up: small letters and digits alone, `v1` and `1` being one.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char letter = lower_case(name[at]);
        const bool next_digit = at + 1 < name.size() && is_digit(name[at + 1]);
        const bool version = letter == 'v' && next_digit && (at == 0 || name[at - 1] == ' ');
        const bool kept =
            is_letter(letter) || is_digit(letter) || static_cast<unsigned char>(letter) >= 0x80;
        if (kept && !version) plain += letter;
    }
    return plain;
}

using Names = std::map<std::string, const SurveyRow*, std::less<>>;

// The rows that have compute, by name. A name that several rows have leads nowhere.
Names names_of(const std::vector<RecomputedRow>& rows) {
    Names names;
    for (const RecomputedRow& count : rows) {
        const auto [place, fresh] = names.emplace(plain_name(count.row->model), count.row);
        if (!fresh) place->second = nullptr;
    }
    return names;
}

const SurveyRow* find(const Names& names, std::string_view name) {
    const std::string plain = plain_name(name);
    auto found = names.find(plain);
    // The first version of a model goes by its bare name too.
    if (found == names.end() && plain.size() > 4 && plain.ends_with("1")) {
        found = names.find(std::string_view(plain).substr(0, plain.size() - 1));
    }
    const bool has = found != names.end() && found->second != nullptr;
    return has && found->second->training_flop ? found->second : nullptr;
}

// Where a row stands, seen from another: the file too, where it is another one.
std::string place_of(const SurveyRow& row, const Place& from) {
    const std::string line = fmt::format("line {}", row.place.line);
    return row.place.file == from.file ? line : fmt::format("{} of {}", line, row.place.file);
}

// A figure taken over from another row that the other does not hold.
void compare_quoted(RecomputedRow& count, const Names& names) {
    for (const QuotedFigure& quoted : count.row->training_notes.quoted) {
        const SurveyRow* other = find(names, quoted.model);
        if (other == nullptr || other == count.row) continue;
        if (within_ten_percent(quoted.flop, *other->training_flop)) continue;
        const Exact ratio = larger(quoted.flop, *other->training_flop) /
                            smaller(quoted.flop, *other->training_flop);
        count.contradictions.push_back(
            {.certainty = Certainty::conflict,
             .kind = name::quoted_figure_differs,
             .ratio = ratio,
             .message = fmt::format(
                 "the notes take {} for {}, whose own row, {}, states {}", figure(quoted.flop),
                 quoted.model, place_of(*other, count.row->place), figure(*other->training_flop)),
             .causes =
                 {{name::figure_carried_over, ratio,
                   "which is right, and does the total of this row still rest on the other?"}},
             .place = quoted.place});
    }
}

// Why base model and fine-tuning do not make the total: a total that is mostly the fine-tuning, and
// less than half of the base model, lacks it; one that is the base model alone has a fine-tuning
// that its notes may show to be a slip.
Cause cause_of_parts(const RecomputedRow& count, const Exact& base, const Exact& ratio) {
    const SurveyRow& row = *count.row;
    const bool is_mostly_own = *row.fine_tune_flop * 2 > *row.training_flop;
    const bool lacks_base = within_ten_percent(*row.fine_tune_flop, *row.training_flop) ||
                            (*row.training_flop * 2 <= base && is_mostly_own);
    if (lacks_base) return {name::base_model_left_out, ratio, "is the base model left out?"};
    const auto slip = std::find_if(
        count.contradictions.begin(), count.contradictions.end(), [](const Contradiction& one) {
            return !one.causes.empty() && one.causes.front().name == name::unit_slip;
        });
    if (within_ten_percent(base, *row.training_flop) && slip != count.contradictions.end()) {
        return {name::unit_slip, ratio,
                "the base model alone makes the total: is the fine-tuning the figure that is off?"};
    }
    return {name::figure_carried_over, ratio,
            "was the base model's figure changed after this row was made?"};
}

// A total that is not base model and fine-tuning together.
void compare_parts(RecomputedRow& count, const Names& names) {
    const SurveyRow& row = *count.row;
    if (!row.training_flop || !row.fine_tune_flop) return;
    std::vector<std::pair<std::string, Exact>> bases;
    if (row.base_flop) bases.emplace_back("its base model", *row.base_flop);
    for (const std::string& name : row.base_models) {
        const SurveyRow* base = row.base_flop ? nullptr : find(names, name);
        if (base != nullptr && base != &row) bases.emplace_back(name, *base->training_flop);
    }
    if (bases.empty() || (!row.base_flop && bases.size() != row.base_models.size())) return;
    Exact all = *row.fine_tune_flop;
    bool fits = false;
    for (const auto& [name, flop] : bases) {
        all = all + flop;
        // Of several bases one may be all that counts.
        fits = fits || within_ten_percent(flop + *row.fine_tune_flop, *row.training_flop);
    }
    if (fits || within_ten_percent(all, *row.training_flop)) return;
    const Exact ratio = larger(all, *row.training_flop) / smaller(all, *row.training_flop);
    count.contradictions.push_back(
        {.certainty = Certainty::conflict,
         .kind = name::parts_differ,
         .ratio = ratio,
         .message =
             fmt::format("{} ({}) and fine-tuning ({}) make {}, the row states {}",
                         bases.front().first, figure(bases.front().second),
                         figure(*row.fine_tune_flop), figure(all), figure(*row.training_flop)),
         .causes = {cause_of_parts(count, bases.front().second, ratio)},
         .place = row.place});
}

}  // namespace

void compare_rows(std::vector<RecomputedRow>& rows) {
    const Names names = names_of(rows);
    for (RecomputedRow& count : rows) {
        compare_quoted(count, names);
        compare_parts(count, names);
        rank(count.contradictions);
    }
}

}  // namespace flopledger
