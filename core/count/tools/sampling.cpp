// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/sampling.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "core/count/tools/real.hpp"

namespace flopledger {

namespace {

// Above it the chance to miss is below 1e-300, and nothing further is added.
constexpr double enough = 700;

// Products of so many fractions are still cheap to form exactly.
constexpr std::int64_t most_exact_terms = 4000;

// -ln of the chance that m of n items, drawn without replacement, miss all k: the sum over the
// smaller of k and m of ln((n-i) / (n-i-larger)). Its terms are positive, so errors add up and
// nothing cancels.
struct MissExponent {
    double value = 0;
    double error = 0;
    bool is_certain = false;  // more are drawn than are good: nothing is missed
};

MissExponent miss_exponent(std::int64_t items, std::int64_t bad, std::int64_t samples) {
    if (samples > items - bad) return {0, 0, true};
    const std::int64_t terms = std::min(bad, samples);
    const auto drawn = static_cast<double>(std::max(bad, samples));
    double sum = 0;
    std::int64_t added = 0;
    for (; added < terms && sum < enough; ++added) {
        const auto left = static_cast<double>(items - added);
        sum += std::log1p(drawn / (left - drawn));
    }
    const double unit = std::numeric_limits<double>::epsilon();
    return {sum, sum * unit * static_cast<double>(added + 4), false};
}

// The product of (n-i-larger) / (n-i) over a stretch of i, halved to keep factors of one size.
Exact miss_product(std::int64_t items, std::int64_t drawn, std::int64_t from, std::int64_t to) {
    if (to - from == 1) return Exact::ratio(items - from - drawn, items - from);
    const std::int64_t middle = from + (to - from) / 2;
    return miss_product(items, drawn, from, middle) * miss_product(items, drawn, middle, to);
}

Exact to_power(Exact base, std::int64_t exponent) {
    Exact result = 1;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) result = result * base;
        base = base * base;
    }
    return result;
}

// Whether samples suffice; nothing where the error leaves it open and the fraction is too long.
std::optional<bool> suffices(const ItemSampling& plan, std::int64_t samples) {
    const MissExponent miss = miss_exponent(plan.items, plan.bad, samples);
    if (miss.is_certain) return true;
    const Range wanted = minus_log_of_rest(*plan.probability).value;
    const Exact value = exact_double(miss.value) * plan.visits;
    const Exact error = exact_double(miss.error) * plan.visits;
    if (value - error >= wanted.high) return true;
    if (value + error < wanted.low) return false;
    const std::int64_t terms = std::min(plan.bad, samples);
    if (terms > most_exact_terms || plan.visits > most_exact_terms / terms) return std::nullopt;
    const Exact once = miss_product(plan.items, std::max(plan.bad, samples), 0, terms);
    return to_power(once, plan.visits) <= 1 - *plan.probability;
}

// The fewest samples that suffice. More always catch more, so halving finds them.
RoundedUp fewest_without_replacement(const ItemSampling& plan) {
    std::int64_t low = 0;                           // does not suffice
    std::int64_t high = plan.items - plan.bad + 1;  // is certain
    bool is_open = false;
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        const std::optional<bool> answer = suffices(plan, middle);
        is_open = is_open || !answer;
        (answer == true ? high : low) = middle;
    }
    return {high, is_open};
}

RoundedUp fewest_with_replacement(const ItemSampling& plan) {
    if (plan.bad == plan.items) return {1, false};
    const Exact share = Exact::ratio(plan.bad, plan.items);
    const Ratio wanted = minus_log_of_rest(*plan.probability);
    RoundedUp found = rounded_up(wanted / (plan.visits * minus_log_of_rest(share)));
    if (!found.is_open || found.value < 2) return found;
    const Exact draws = (found.value - 1) * plan.visits;
    if (draws > most_exact_terms) return found;
    const auto exponent = draws.to_int64();
    const bool one_less_suffices = to_power(1 - share, exponent) <= 1 - *plan.probability;
    return {one_less_suffices ? found.value - 1 : found.value, false};
}

Derived<Ratio> number(std::string label, const Exact& value) {
    return given(std::move(label), Ratio{point(value)}, Measures::ratio);
}

std::vector<Derivation> inputs_of(const ItemSampling& plan) {
    std::vector<Derivation> inputs{number("items (n)", plan.items),
                                   number("bad ones among them (k)", plan.bad)};
    if (plan.probability) inputs.push_back(number("probability (P)", *plan.probability));
    if (plan.samples) inputs.push_back(number("samples a visit (m)", *plan.samples));
    inputs.push_back(number("visits (e)", plan.visits));
    return inputs;
}

constexpr const char* hypergeometric = "hypergeometric distribution; drawing without replacement";
constexpr const char* binomial = "binomial distribution; drawing with replacement";

Answer samples_answer(std::string key, std::string label, std::string formula, const char* source,
                      const RoundedUp& found, const ItemSampling& plan) {
    Answer answer{std::move(key),
                  sourced(computed(std::move(label), std::move(formula), Ratio{point(found.value)},
                                   Measures::samples_a_visit, inputs_of(plan)),
                          source)};
    if (found.is_open) {
        answer.note = "The error of the logarithms leaves open whether one fewer would do.";
    } else if (found.value > plan.items) {
        answer.note = "That is more than there are: draw without replacement.";
    }
    return answer;
}

Answer chance_answer(std::string key, std::string label, std::string formula, std::string source,
                     const Ratio& value, const ItemSampling& plan) {
    return {std::move(key), sourced(computed(std::move(label), std::move(formula), value,
                                             Measures::ratio, inputs_of(plan)),
                                    std::move(source))};
}

Ratio ratio_of(const MissExponent& miss) {
    const Exact value = exact_double(miss.value);
    const Exact error = exact_double(miss.error);
    return {{larger(0, value - error), value, value + error}};
}

AnswerGroup wanted_samples(const ItemSampling& plan) {
    return {"Samples needed",
            {samples_answer("samples_without_replacement", "samples, without replacement",
                            "fewest m with 1 - (C(n-k, m) / C(n, m))^e >= P", hypergeometric,
                            fewest_without_replacement(plan), plan),
             samples_answer("samples_with_replacement", "samples, with replacement",
                            "ceil(ln(1-P) / (e ln(1 - k/n)))", binomial,
                            fewest_with_replacement(plan), plan)}};
}

AnswerGroup reached_probability(const ItemSampling& plan) {
    const MissExponent miss = miss_exponent(plan.items, plan.bad, *plan.samples);
    Ratio detect{point(1)};
    Ratio missed;
    if (!miss.is_certain) {
        const Ratio exponent = plan.visits * ratio_of(miss);
        detect = one_minus_exp(exponent);
        missed = exp_of_minus(exponent);
    }
    Ratio repeated{point(1)};
    if (plan.bad < plan.items) {
        repeated = one_minus_exp(Exact(*plan.samples) * plan.visits *
                                 minus_log_of_rest(Exact::ratio(plan.bad, plan.items)));
    }
    const std::string error = std::string("; ") + real_error;
    return {"What the plan gives",
            {chance_answer("probability_without_replacement", "probability, without replacement",
                           "1 - (C(n-k, m) / C(n, m))^e", hypergeometric + error, detect, plan),
             chance_answer("missed_without_replacement", "chance to miss, without replacement",
                           "(C(n-k, m) / C(n, m))^e", hypergeometric + error, missed, plan),
             chance_answer("probability_with_replacement", "probability, with replacement",
                           "1 - (1 - k/n)^(m e)", binomial + error, repeated, plan)}};
}

}  // namespace

AnswerGroup sample_items(const ItemSampling& plan) {
    assert(plan.items >= 1 && plan.items <= most_items);
    assert(plan.bad >= 1 && plan.bad <= plan.items && plan.visits >= 1);
    assert(plan.probability.has_value() != plan.samples.has_value());
    return plan.probability ? wanted_samples(plan) : reached_probability(plan);
}

}  // namespace flopledger
