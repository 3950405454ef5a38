// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_factors.hpp"

#include <vector>

#include "core/read/audit/note_context.hpp"

namespace flopledger {

namespace {

// The numbers of the sentence before a calculation and of what stands before it in its own.
std::vector<Exact> numbers_before(const NoteWords& words, std::size_t begin) {
    constexpr std::size_t most_numbers = 12;
    std::vector<Exact> numbers;
    std::size_t at = begin;
    const auto skip_ends = [&words, &at] {
        while (at > 0 && ends_clause(words[at - 1])) --at;
    };
    skip_ends();
    int sentences = at < begin ? 1 : 2;
    while (at > 0 && numbers.size() < most_numbers) {
        if (ends_clause(words[at - 1])) {
            if (--sentences == 0) break;
            skip_ends();
            continue;
        }
        --at;
        if (words[at].kind == NoteWord::Kind::number) numbers.push_back(words[at].value);
    }
    return numbers;
}

// By what a number of the sentence before multiplies a calculation: `we assume 30 % utilization`,
// or, of `3.25B parameters`, the billions that its factor 3.25 lacks.
std::vector<Exact> left_out_factors(const std::vector<Exact>& before,
                                    const std::vector<Exact>& factors) {
    std::vector<Exact> multipliers;
    for (const Exact& number : before) {
        if (number.is_zero() || number.is_negative()) continue;
        multipliers.push_back(number);
        for (const Exact& factor : factors) {
            for (const int power : {3, 6, 9, 12}) {
                const Exact thousands = Exact::power_of_ten(power);
                if (factor * thousands == number) multipliers.push_back(thousands);
            }
        }
    }
    return multipliers;
}

}  // namespace

void take_factor_before(const NoteWords& words, std::size_t begin,
                        const std::vector<Exact>& readings, NoteEquation& equation) {
    for (const Exact& multiplier :
         left_out_factors(numbers_before(words, begin), equation.factors)) {
        if (multiplier == 1 || multiplier == 10 || multiplier == 100) continue;
        for (const Exact& reading : readings) {
            const Exact made = reading * multiplier;
            const bool right =
                larger(made, equation.stated) * 100 <= smaller(made, equation.stated) * 102;
            if (!right) continue;
            equation.computed = made;
            equation.factors.push_back(multiplier);
            if (multiplier < 1) equation.shares.push_back(multiplier);
            return;
        }
    }
}

}  // namespace flopledger
