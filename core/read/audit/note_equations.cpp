// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_equations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/number_text.hpp"
#include "core/read/audit/note_factors.hpp"
#include "core/read/audit/note_units.hpp"

namespace flopledger {

namespace {

using Kind = NoteWord::Kind;
using Readings = std::vector<Exact>;

constexpr std::size_t most_readings = 48;
constexpr std::size_t most_operands = 32;
constexpr int deepest_bracket = 12;
constexpr std::size_t most_equations = 64;

// Evaluates a stretch of words as a calculation, keeping every reading that units leave.
class Calculation {
  public:
    Calculation(const NoteWords& words, std::size_t begin, std::size_t end)
        : words_(words), at_(begin), end_(end) {}

    // All readings; none where something is not understood.
    Readings evaluate() {
        Readings result = take_sum(0);
        return failed_ || at_ != end_ ? Readings{} : result;
    }

    NoteEquation found;  // kind, factors and marks; what is computed stays open

  private:
    const NoteWord* peek() const { return at_ < end_ ? &words_[at_] : nullptr; }

    bool at_sign(char sign) const {
        const NoteWord* word = peek();
        return word != nullptr && word->kind == Kind::sign && word->sign == sign;
    }

    bool take_sign(char sign) {
        if (!at_sign(sign)) return false;
        ++at_;
        return true;
    }

    Readings fail() {
        failed_ = true;
        return {};
    }

    Readings combined(const Readings& left, const Readings& right, char sign) {
        Readings result;
        for (const Exact& first : left) {
            for (const Exact& second : right) {
                if (result.size() == most_readings) return fail();
                if (sign == '/' && second.is_zero()) return fail();
                result.push_back(sign == '*'   ? first * second
                                 : sign == '/' ? first / second
                                 : sign == '+' ? first + second
                                               : first - second);
            }
        }
        return result;
    }

    Readings take_sum(int depth) {
        if (depth > deepest_bracket) return fail();
        Readings left = take_product(depth);
        note_addend(depth, left);
        while (!failed_ && (at_sign('+') || at_sign('-'))) {
            const char sign = words_[at_++].sign;
            if (depth == 0) found.kind = EquationKind::sum;
            const Readings right = take_product(depth);
            note_addend(depth, right);
            left = combined(left, right, sign);
        }
        return left;
    }

    void note_addend(int depth, const Readings& readings) {
        if (depth > 0) return;
        found.addends.insert(found.addends.end(), readings.begin(), readings.end());
    }

    Readings take_product(int depth) {
        Readings left = take_power(depth, '*');
        while (!failed_ && (at_sign('*') || at_sign('/'))) {
            const char sign = words_[at_++].sign;
            const NoteWord* next = peek();
            if (sign == '/' && next != nullptr && next->kind == Kind::word &&
                next->lower != "sqrt") {
                skip_words();  // `FLOP / parameter / token`
                continue;
            }
            left = combined(left, take_power(depth, sign), sign);
        }
        return left;
    }

    Readings take_power(int depth, char sign) {
        const std::size_t before = at_;
        Readings base = take_operand(depth);
        if (failed_) return base;
        if (take_sign('^')) {
            const NoteWord* exponent = peek();
            const bool is_number = exponent != nullptr && exponent->kind == Kind::number;
            if (!is_number || (exponent->value != 2 && exponent->value != 1)) return fail();
            if (exponent->value == 2) {
                for (Exact& reading : base) reading = reading * reading;
            }
            ++at_;
            skip_words();
        }
        const bool plain = words_[before].kind == Kind::number && sign == '*' && depth <= 1;
        if (plain && !base.empty()) found.factors.push_back(base.front());
        return base;
    }

    Readings take_operand(int depth) {
        const NoteWord* word = peek();
        if (word == nullptr || ++operands_ > most_operands) return fail();
        if (word->kind == Kind::number) return take_number();
        if (word->kind == Kind::word && word->lower == "sqrt") {
            ++at_;
            if (depth > 0 || !take_sign('(')) return fail();
            found.kind = EquationKind::mean;
            Readings inside = take_bracket(depth);
            return at_ == end_ ? inside : fail();  // no factor of a root is looked for
        }
        if (take_sign('(')) return take_bracket(depth);
        return fail();
    }

    Readings take_bracket(int depth) {
        Readings inside = take_sum(depth + 1);
        if (failed_ || !take_sign(')')) return fail();
        Readings scaled = with_units(inside, nullptr);
        return scaled;
    }

    Readings take_number() {
        const NoteWord& number = words_[at_++];
        return with_units({number.value}, &number);
    }

    // The words behind a number: units, some of which scale it, and what else is said of it.
    Readings with_units(const Readings& values, const NoteWord* number) {
        Readings result = values;
        while (peek() != nullptr && peek()->kind == Kind::word) {
            const std::string& lower = words_[at_].lower;
            if (lower == "sqrt") return fail();
            note_word(lower, number);
            if (const Exact* scale = note_unit_scale(lower)) {
                Readings scaled = result;
                for (const Exact& value : result) scaled.push_back(value * *scale);
                if (scaled.size() > most_readings) return fail();
                result = std::move(scaled);
            }
            ++at_;
        }
        return result;
    }

    void note_word(const std::string& lower, const NoteWord* number) {
        if (lower.find("assum") != std::string::npos) found.assumed = true;
        const bool share = lower.starts_with("utili") || lower == "mfu" || lower == "hfu";
        if (share) names_time_ = true;
        if (share && number != nullptr) note_share(number->value);
        if (note_unit_scale(lower) != nullptr || lower.find("gpu") != std::string::npos) {
            names_time_ = true;
        }
        if (number != nullptr && lower.find("flop") != std::string::npos) note_rate(number->value);
        if (lower.find("token") != std::string::npos) names_tokens_ = true;
        if (lower.find("param") != std::string::npos) names_parameters_ = true;
    }

    void note_share(const Exact& value) {
        if (value > 1) {
            found.share_above_one = true;
        } else if (found.shares.empty() || found.shares.back() != value) {
            found.shares.push_back(value);
        }
    }

    // A rate is written in full or in TFLOP/s; six FLOP for a parameter and token is none.
    void note_rate(const Exact& value) {
        if (value < 50) return;
        const bool whole = value >= Exact::power_of_ten(9);
        found.rates.push_back(whole ? value : value * Exact::power_of_ten(12));
    }

    void skip_words() {
        while (peek() != nullptr && peek()->kind == Kind::word && peek()->lower != "sqrt") {
            note_word(words_[at_].lower, nullptr);
            ++at_;
        }
    }

    const NoteWords& words_;
    std::size_t at_;
    std::size_t end_;
    std::size_t operands_ = 0;
    bool failed_ = false;
    bool names_time_ = false;
    bool names_tokens_ = false;
    bool names_parameters_ = false;

  public:
    std::size_t operands() const { return operands_; }
    bool names_time() const { return names_time_; }
    bool names_both() const { return names_tokens_ && names_parameters_; }
};

bool is_sign(const NoteWord& word, char sign) {
    return word.kind == Kind::sign && word.sign == sign;
}

// Where the calculation before an equals sign begins: behind the last line end, equals sign or
// other sign that no calculation holds, behind the last two numbers side by side, and at a number,
// a bracket or a square root.
std::size_t begin_of(const NoteWords& words, std::size_t equals) {
    std::size_t begin = equals;
    bool after_value = false;  // whether what stands at `begin` begins with a value
    while (begin > 0) {
        const NoteWord& word = words[begin - 1];
        if (word.kind == Kind::line_end) break;
        if (word.kind == Kind::sign) {
            constexpr std::string_view calculated = "*/+-^()";
            if (calculated.find(word.sign) == std::string_view::npos) break;
        }
        const bool number = word.kind == Kind::number;
        if (number && after_value) break;
        if (word.kind == Kind::sign) after_value = word.sign == '(';
        if (number) after_value = true;
        --begin;
    }
    const auto starts = [](const NoteWord& word) {
        return word.kind == Kind::number || is_sign(word, '(') ||
               (word.kind == Kind::word && word.lower == "sqrt");
    };
    // A sign before the first value joins it to something that is not understood, but for the sign
    // of an item of a list.
    const std::size_t first = begin;
    while (begin < equals && !starts(words[begin])) ++begin;
    const bool joined = begin > first && words[begin - 1].kind == Kind::sign && begin - 1 > first;
    return joined ? equals : begin;
}

// Six alone, or two and three: what operation counting multiplies parameters and tokens by.
bool has_six(const std::vector<Exact>& factors) {
    const auto has = [&factors](const Exact& wanted) {
        return std::find(factors.begin(), factors.end(), wanted) != factors.end();
    };
    return has(6) || (has(2) && has(3));
}

bool has_seconds(const std::vector<Exact>& factors) {
    return std::any_of(factors.begin(), factors.end(), [](const Exact& factor) {
        return factor == 3600 || factor == 86400 || factor == 24;
    });
}

// Whether the word before a calculation's equals sign calls it 6ND.
bool is_called_6nd(const NoteWords& words, std::size_t begin) {
    for (std::size_t back = 1; back <= 3 && back <= begin; ++back) {
        const std::string& lower = words[begin - back].lower;
        if (lower == "6nd" || lower == "6dn" || lower == "6pd") return true;
    }
    return false;
}

// The reading nearest to what is stated; where none is near, one that is off by thousands alone
// says more than one that happens to lie nearer.
const Exact& nearest(const Readings& readings, const Exact& stated) {
    const auto distance = [&stated](const Exact& value) {
        if (value.is_zero() || value.is_negative()) return Exact::power_of_ten(60);
        const Exact ratio = larger(value, stated) / smaller(value, stated);
        for (int power = 3; power <= 12; power += 3) {
            const Exact slip = Exact::power_of_ten(power);
            const bool is_slip = larger(ratio, slip) * 100 <= smaller(ratio, slip) * 105;
            if (is_slip) return Exact(2 + power);
        }
        return ratio < Exact::ratio(12, 10) ? ratio : ratio + 100;
    };
    return *std::min_element(
        readings.begin(), readings.end(),
        [&](const Exact& left, const Exact& right) { return distance(left) < distance(right); });
}

// The square root through a double, so with an error of about 1e-6 of it.
Exact root_of(const Exact& square) {
    const double value = std::sqrt(std::max(0.0, square.nearest_double()));
    const auto parsed = parse_exact(fmt::format("{:.6e}", value));
    const Exact* root = std::get_if<Exact>(&parsed);
    return root == nullptr ? Exact(0) : *root;
}

void classify(NoteEquation& equation, const Calculation& calculation, bool called_6nd) {
    if (equation.kind != EquationKind::other) return;
    const bool by_time = calculation.names_time() || has_seconds(equation.factors);
    if (has_six(equation.factors) && !by_time) {
        equation.kind = EquationKind::operations;
    } else if (by_time) {
        equation.kind = EquationKind::chip_time;
    } else if (equation.factors.size() == 2 && (called_6nd || calculation.names_both())) {
        equation.kind = EquationKind::operations;
        equation.lacks_six = true;
    }
}

// What stands behind an equals sign: a number alone, perhaps about.
struct Result {
    std::size_t at = 0;  // of the number
    bool of_tokens = false;
};

std::optional<Result> result_at(const NoteWords& words, std::size_t at) {
    while (at < words.size() && (is_sign(words[at], '~') || is_sign(words[at], '='))) ++at;
    if (at == words.size() || words[at].kind != Kind::number) return std::nullopt;
    Result result{at, false};
    for (std::size_t next = at + 1; next < words.size(); ++next) {
        const NoteWord& word = words[next];
        if (word.kind == Kind::sign) {
            constexpr std::string_view goes_on = "*/+^(";
            if (goes_on.find(word.sign) != std::string_view::npos &&
                !(word.sign == '(' || word.sign == '/' || word.sign == '+')) {
                return std::nullopt;  // a further step of the calculation
            }
            break;
        }
        if (word.kind != Kind::word) break;
        if (word.lower.starts_with("token") && next - at <= 2) result.of_tokens = true;
    }
    return result;
}

}  // namespace

bool equation_holds(const NoteEquation& equation) {
    if (equation.computed.is_zero() || equation.computed.is_negative()) return false;
    return larger(equation.stated, equation.computed) * 10 <=
           smaller(equation.stated, equation.computed) * 11;
}

std::vector<NoteEquation> note_equations(std::string_view text, const NoteWords& words,
                                         const Place& place) {
    std::vector<NoteEquation> equations;
    for (std::size_t at = 1; at + 1 < words.size() && equations.size() < most_equations; ++at) {
        if (!is_sign(words[at], '=') && !is_sign(words[at], '~')) continue;
        if (is_sign(words[at - 1], '=') || is_sign(words[at - 1], '~')) continue;
        const auto result = result_at(words, at);
        if (!result) continue;
        const Exact& stated = words[result->at].value;
        const int least = result->of_tokens ? 8 : 17;
        if (stated < Exact::power_of_ten(least)) continue;
        const std::size_t begin = begin_of(words, at);
        Calculation calculation(words, begin, at);
        const Readings readings = calculation.evaluate();
        if (readings.empty() || calculation.operands() < 2) continue;
        NoteEquation equation = std::move(calculation.found);
        equation.stated = stated;
        equation.of_tokens = result->of_tokens;
        equation.computed =
            nearest(readings, equation.kind == EquationKind::mean ? stated * stated : stated);
        if (equation.kind == EquationKind::mean) equation.computed = root_of(equation.computed);
        if (equation.kind != EquationKind::mean && !equation_holds(equation)) {
            take_factor_before(words, begin, readings, equation);
        }
        classify(equation, calculation, is_called_6nd(words, begin));
        equation.place = place;
        equation.place.line += words[begin].line;
        const NoteWord& last = words[result->at];
        equation.text = std::string(
            text.substr(words[begin].offset, last.offset + last.text.size() - words[begin].offset));
        equations.push_back(std::move(equation));
    }
    return equations;
}

}  // namespace flopledger
