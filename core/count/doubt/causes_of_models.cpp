// SPDX-License-Identifier: Apache-2.0
#include "core/count/doubt/causes_of_models.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "core/count/doubt/cause_names.hpp"
#include "core/count/models/configured_counting.hpp"
#include "core/count/models/model_count.hpp"
#include "core/count/models/recomputation.hpp"

namespace flopledger {

namespace {

// Whether some phase counts bare parameters.
bool is_bare(const Activity& activity) {
    const auto& phases = activity.operations;
    return std::any_of(phases.begin(), phases.end(), [](const OperationsPhase& phase) {
        return phase.parameters || phase.active_parameters;
    });
}

// What the configured phases of an activity make by its own conventions.
struct Recount {
    Exact model;
    Exact hardware;
};

Recount recounted(const Activity& activity) {
    Recount sum;
    for (const OperationsPhase& phase : activity.operations) {
        const PhaseCount count = count_configured(activity, phase, fed_as_stated(phase));
        sum.model = sum.model + count.model.value.best;
        sum.hardware = sum.hardware + count.hardware.value.best;
    }
    return sum;
}

// The part of an activity that operation counting asks, to be counted by other conventions.
Activity counted_part(const Activity& activity) {
    Activity part;
    part.kind = activity.kind;
    part.passes = activity.passes;
    part.trainable_parameters = activity.trainable_parameters;
    part.recomputation = activity.recomputation;
    part.operations = activity.operations;
    return part;
}

Exact over(const Exact& left, const Exact& right) {
    return right.is_zero() ? Exact(1) : left / right;
}

// Counters count what was executed, and published rates and totals may. A utilization that the
// ledger calls one of hardware FLOP is corrected already, and so is a total said to hold it.
bool may_hold_recomputation(const Disagreement& gap) {
    const Activity& activity = gap.activity;
    if (activity.recomputation || passes_of(activity) == Passes::forward) return false;
    const MethodName& method = gap.larger.method;
    if (method.method == Method::reported) {
        const auto& reported = activity.reported;
        return !reported ||
               (!reported->includes_recomputation && !reported->excludes_recomputation);
    }
    if (method.method == Method::chip_time) {
        const auto& phases = activity.chip_time;
        return std::any_of(phases.begin(), phases.end(), [](const ChipTimePhase& phase) {
            return phase.utilization_kind != UtilizationKind::hfu;
        });
    }
    return method.evidence == LogEvidence::tensor_clock ||
           method.evidence == LogEvidence::tensor_active;
}

Cause recomputation_cause(const Disagreement& gap, const Exact& ratio, std::string_view what) {
    return {name::recomputation, ratio,
            fmt::format("does the {} figure hold activation recomputation{} (HFU instead of MFU)?",
                        name_of(gap.larger.method), what)};
}

// Full recomputation makes 4/3, a little less where the output head is counted apart. Where the
// ledger states recomputation, its author tells the two apart, and the other causes come first.
void consider_recomputation(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (!may_hold_recomputation(gap)) return;
    Exact most = Exact::ratio(4, 3);
    if (is_configured(gap.activity)) {
        Activity part = counted_part(gap.activity);
        for (const auto& [way, what] :
             {std::pair{Recomputation::full, " of whole blocks"},
              std::pair{Recomputation::attention, " of the attention halves of the blocks"},
              std::pair{Recomputation::selective, " of the attention scores"}}) {
            part.recomputation = way;
            const Recount count = recounted(part);
            Cause cause = recomputation_cause(gap, over(count.hardware, count.model), what);
            cause.formula = "hardware FLOP / model FLOP, counted from the configuration";
            if (way == Recomputation::full) most = larger(cause.expected_ratio, 1);
            search.add_exact(CauseSubject::model, std::move(cause));
        }
    } else {
        Cause cause = recomputation_cause(gap, most, "");
        cause.formula = "(2 forward + 4 backward + 2 forward again) / 6 = 4/3";
        cause.source = recomputation_source(Recomputation::full);
        search.add_exact(CauseSubject::model, std::move(cause));
    }
    Cause partial = recomputation_cause(gap, gap.ratio, " of some of the blocks");
    partial.formula = fmt::format("1 .. {}, by how much is recomputed", most.fixed(3));
    partial.source = recomputation_source(Recomputation::selective);
    search.add_open(std::move(partial), 1, most);
}

// The width of a decoder with so many parameters, at least: of 12 l h^2 parameters in l layers that
// are h = 64 l wide, fewer than any of the published ones of a billion parameters and more but the
// small SmolLM3 (57).
Exact least_width(const Exact& parameters) {
    const Exact cube = parameters * 64 / 12;
    Exact width = 1;
    Exact step = 1;
    while (step * step * step <= cube) step = step * 2;
    for (; step >= 1; step = step / 2) {
        const Exact wider = width + step;
        if (wider * wider * wider <= cube) width = wider;
    }
    return width;
}

// What the scores of attention add to 6PD of bare parameters at most, all pairs counted: 12 l h T
// over 72 l h^2. Where no length is stated, 8,192 tokens: published models were trained on 2,048 to
// 8,192 but for a small last part.
Exact most_attention(const Activity& activity) {
    Exact most = 1;
    for (const OperationsPhase& phase : activity.operations) {
        const auto& bare = phase.active_parameters ? phase.active_parameters : phase.parameters;
        if (!bare) continue;
        const Exact length = phase.lengths.text ? phase.lengths.text->value : Exact(8192);
        most = larger(most, Exact(1) + length / (6 * least_width(bare->value.value.low)));
    }
    return most;
}

// Published totals are most often 6PD, which leaves the scores of attention out.
void consider_attention_left_out(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.larger.method == Method::operations) {
        const Exact ratio = attention_ratio(gap.larger);
        if (ratio == Exact(1)) return;
        Cause cause{name::attention_left_out, ratio,
                    fmt::format("does the {} figure leave out the scores of attention, as 6PD "
                                "does?",
                                name_of(gap.smaller.method))};
        cause.formula = "model FLOP / model FLOP without attention scores";
        search.add_exact(CauseSubject::model, std::move(cause));
        return;
    }
    // Tokens that a trainer logged are counted by the same 6PD.
    if (gap.smaller.method != Method::operations || !is_bare(gap.activity) ||
        gap.larger.method == MethodName(Method::logs, LogEvidence::tokens)) {
        return;
    }
    Cause cause{name::attention_left_out, gap.ratio,
                fmt::format("does the {} figure count the scores of attention, which 6PD leaves "
                            "out? A config.json with sequence_length counts them",
                            name_of(gap.larger.method))};
    const Exact most = most_attention(gap.activity);
    cause.formula =
        fmt::format("1 .. {}, 1 + length / (6 x width), by parameters and length", most.fixed(3));
    cause.source = "Narayanan et al. 2021, arXiv 2104.04473, equation 2: 12 l h^2 parameters";
    // Of what fits, attention is asked for last: lengths that make so much are rare.
    if (gap.ratio <= most) search.add_open(std::move(cause), 1, Exact::ratio(19, 10));
}

// A causal mask leaves half of the pairs of positions; some tools count them all (12LHQT).
void consider_causal_half(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (!is_configured(gap.activity)) return;
    Activity part = counted_part(gap.activity);
    const auto count_by = [&part](AttentionConvention convention) {
        for (OperationsPhase& phase : part.operations) phase.attention = convention;
        return recounted(part).model;
    };
    const Exact ratio =
        over(count_by(AttentionConvention::full), count_by(AttentionConvention::causal));
    const bool counts_all = gap.activity.operations[0].attention == AttentionConvention::full;
    const MethodCount& operations = counts_all ? gap.larger : gap.smaller;
    if (operations.method != Method::operations || ratio == Exact(1)) return;
    const std::string other = name_of((counts_all ? gap.smaller : gap.larger).method);
    Cause cause{
        name::causal_attention, ratio,
        counts_all
            ? fmt::format("does the {} figure count the causal half of attention alone?", other)
            : fmt::format("does the {} figure count attention over all pairs of positions, "
                          "not the causal half (12LHQT)?",
                          other)};
    cause.formula = "FLOP with attention over all pairs / over those a causal mask leaves";
    search.add_exact(CauseSubject::model, std::move(cause));
}

// Our own counts are of every operation, so only another figure can be too small by two. That a
// token passes one half of the model alone is asked of bare parameters: a configuration tells.
void consider_factors_of_two(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.larger.method != Method::operations) return;
    if (is_bare(gap.activity)) {
        Cause half{name::encoder_decoder_half, 2,
                   "does each token pass only the encoder or only the decoder?"};
        half.formula = "2 halves / 1";
        search.add_exact(CauseSubject::model, std::move(half));
    }
    Cause once{name::multiply_add_once, 2,
               fmt::format("does the {} figure count a multiply-add as one operation?",
                           name_of(gap.smaller.method))};
    once.formula = "2 operations / 1";
    search.add_exact(CauseSubject::model, std::move(once));
}

// Inference takes 2 operations a parameter and token, training 6: a total that holds the first
// alone.
void consider_forward_only(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.larger.method != Method::operations || gap.smaller.method != Method::reported) return;
    if (passes_of(gap.activity) != Passes::forward_and_backward) return;
    Cause cause{name::forward_only, 3,
                "does the reported figure count the forward pass alone, 2 instead of 6 FLOP a "
                "parameter and token?"};
    cause.formula = "(2 forward + 4 backward) / 2 forward";
    search.add_exact(CauseSubject::model, std::move(cause));
}

// A corpus in English words has fewer of them than the model was fed tokens. That shows beside a
// total that was published for the tokens; a rate over hours differs for many other reasons.
void consider_words(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    const auto& phases = gap.activity.operations;
    const bool has_tokens = std::any_of(phases.begin(), phases.end(),
                                        [](const auto& phase) { return phase.tokens.has_value(); });
    if (gap.smaller.method != Method::operations || gap.larger.method != Method::reported ||
        !has_tokens) {
        return;
    }
    Cause cause{name::words_for_tokens, gap.ratio,
                "are the tokens words? English has 1.25 to 1.4 tokens a word; look at how the "
                "size of the data was measured"};
    cause.formula = "1.25 .. 1.4 tokens / word";
    cause.source =
        "OpenAI, tokenizer page: about 3/4 of a word a token; GPT-3 300e9 tokens of 238e9 words: "
        "1.26";
    search.add_open(std::move(cause), Exact::ratio(125, 100), Exact::ratio(14, 10));
}

void consider_epochs(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.smaller.method != Method::operations) return;
    for (const OperationsPhase& phase : gap.activity.operations) {
        if (!phase.epochs_unstated) continue;
        Cause cause{name::epochs_unstated, gap.ratio,
                    fmt::format("the passes over the data are not stated; {} would close the gap",
                                gap.ratio.fixed(1))};
        cause.formula = "passes over the data / 1";
        search.add_assumption(std::move(cause));
        return;
    }
}

// Trainers count the positions of a batch, empty ones too.
void consider_padding(CauseSearch& search) {
    const Disagreement& gap = search.gap();
    if (gap.larger.method != MethodName(Method::logs, LogEvidence::tokens)) return;
    Cause cause{name::padding_counted, gap.ratio,
                fmt::format("are empty positions among the tokens that the trainer logged? the {} "
                            "figure may hold the others alone",
                            name_of(gap.smaller.method))};
    cause.formula = "positions / positions that hold a token";
    search.add_open(std::move(cause), 1, std::nullopt);
}

}  // namespace

bool is_configured(const Activity& activity) {
    const auto& phases = activity.operations;
    return !phases.empty() && std::all_of(phases.begin(), phases.end(), [](const auto& phase) {
        return phase.model != nullptr && is_fed(phase);
    });
}

Exact attention_ratio(const MethodCount& count) {
    const Exact& all = count.model_flop.value.best;
    const Exact rest = all - count.attention_flop.value.best;
    return rest.is_zero() ? Exact(1) : all / rest;
}

void consider_models(CauseSearch& search) {
    consider_epochs(search);
    consider_recomputation(search);
    consider_attention_left_out(search);
    consider_causal_half(search);
    consider_factors_of_two(search);
    consider_forward_only(search);
    consider_words(search);
    consider_padding(search);
}

}  // namespace flopledger
