// SPDX-License-Identifier: Apache-2.0
// The strategies one by one: bytes a token and the rate at full speed.
#include <fmt/format.h>

#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/tools/interconnect.hpp"

namespace flopledger {

namespace {

constexpr const char* zero_source = "ZeRO, arXiv 1910.02054, section 7: 2 P and 3 P numbers a step";
constexpr const char* tensor_source =
    "Megatron-LM, arXiv 1909.08053: 2 all-reduces of b s h a layer forward, 2 backward";

// Reads a plan once for all strategies.
class Builder {
  public:
    explicit Builder(const PodPlan& plan)
        : plan_(plan),
          trained_(training_tokens(plan)),
          served_(served_tokens(plan)),
          memory_(pod_memory(plan)) {}

    std::vector<Strategy> build() && {
        add_data_parallel();
        add_model_parallel(StrategyUse::training);
        add_users();
        add_model_parallel(StrategyUse::serving);
        add_push();
        return std::move(list_);
    }

  private:
    Strategy& add(std::string key, std::string name, StrategyUse use) {
        list_.push_back({std::move(key), std::move(name), use, {}, {}, "", "", ""});
        return list_.back();
    }

    // The rate of a strategy whose bytes go with tokens.
    void set(Strategy& strategy, std::string formula, const BytesPerToken& bytes,
             std::vector<Derivation> inputs, std::string source,
             const Derived<TokensPerSecond>& tokens) {
        strategy.bytes_per_token =
            sourced(computed(strategy.name + ": bytes a token", std::move(formula), bytes,
                             Measures::bytes_per_token, std::move(inputs)),
                    std::move(source));
        strategy.rate = computed(strategy.name + ": rate", "bytes a token x tokens a second",
                                 bytes * tokens.quantity(), Measures::bytes_per_second,
                                 {*strategy.bytes_per_token, tokens});
    }

    // What each pod must hold of a model's training state.
    void require_memory(Strategy& strategy, const Bytes& needed) {
        if (!memory_ || needed.value.best <= memory_->value.best) return;
        strategy.infeasible = fmt::format("a pod must hold {} and has {}",
                                          prefixed(needed.value.best, memory_->unit()),
                                          prefixed(memory_->value.best, memory_->unit()));
    }

    // The share of a figure that each of N pods has.
    Bytes shared(const Bytes& whole) { return whole / quantity_of<PodInput::pods>(plan_); }

    void add_gradients(Strategy& strategy, Synchronization synchronization, const Exact& volume,
                       std::string formula, std::string source) {
        const Derived<Ratio> crossings = crossings_of(plan_, synchronization);
        const BytesPerToken bytes = volume * crossings.quantity() *
                                    quantity_of<PodInput::parameters>(plan_) *
                                    quantity_of<PodInput::gradient_bytes>(plan_) /
                                    quantity_of<PodInput::batch_tokens>(plan_);
        set(strategy, std::move(formula), bytes,
            {crossings, plan_.at(PodInput::parameters), plan_.at(PodInput::gradient_bytes),
             plan_.at(PodInput::batch_tokens)},
            std::move(source), trained_);
    }

    void add_data_parallel() {
        const auto training = StrategyUse::training;
        const Bytes state = training_state(plan_).quantity();
        Strategy& one_way = add("data_parallel_one_way", "data parallel, one way", training);
        add_gradients(one_way, Synchronization::server, 1, "kappa x P x g / B", "");
        require_memory(one_way, state);
        Strategy& ring = add("data_parallel_ring", "data parallel, ring", training);
        add_gradients(ring, Synchronization::ring, 1, "kappa x P x g / B", "");
        require_memory(ring, state);
        Strategy& sharded = add("zero_1_2", "ZeRO-1, ZeRO-2", training);
        add_gradients(sharded, Synchronization::ring, 1, "kappa x P x g / B", zero_source);
        require_memory(sharded, weights_and_shared_rest(state));
        Strategy& full = add("zero_3", "ZeRO-3, FSDP", training);
        add_gradients(full, Synchronization::ring, Exact::ratio(3, 2), "3/2 x kappa x P x g / B",
                      zero_source);
        require_memory(full, shared(state));
        full.note = "gathered again for every microbatch, so many times as much";
        add_local_steps(state);
    }

    // Weights and gradients whole, what else training holds shared out: ZeRO's first stage.
    Bytes weights_and_shared_rest(const Bytes& state) {
        const Bytes whole{point((2 * quantity_of<PodInput::gradient_bytes>(plan_) *
                                 quantity_of<PodInput::parameters>(plan_))
                                    .value.best)};
        if (state.value.best <= whole.value.best) return state;
        return whole + shared(left_over(Bytes{point(state.value.best)}, whole));
    }

    void add_local_steps(const Bytes& state) {
        const Derivation& every = plan_.at(PodInput::sync_every);
        const Derivation& compression = plan_.at(PodInput::compression);
        if (every.value.best == 1 && compression.value.best == 1) return;
        Strategy& local = add("local_steps", "local steps (DiLoCo)", StrategyUse::training);
        const Derived<Ratio> crossings = crossings_of(plan_, plan_.synchronization);
        const BytesPerToken bytes =
            crossings.quantity() * quantity_of<PodInput::parameters>(plan_) *
            quantity_of<PodInput::gradient_bytes>(plan_) /
            (quantity_of<PodInput::batch_tokens>(plan_) * quantity_of<PodInput::sync_every>(plan_) *
             quantity_of<PodInput::compression>(plan_));
        set(local, "kappa x P x g / (B x H x c)", bytes,
            {crossings, plan_.at(PodInput::parameters), plan_.at(PodInput::gradient_bytes),
             plan_.at(PodInput::batch_tokens), every, compression},
            "DiLoCo, arXiv 2311.08105", trained_);
        require_memory(local, state);
    }

    void add_model_parallel(StrategyUse use) {
        const bool trains = use == StrategyUse::training;
        const Bytes state = trains ? shared(training_state(plan_).quantity()) : Bytes{};
        const std::string prefix = trains ? "" : "serving_";
        Strategy& tensor = add(prefix + "tensor_parallel", "tensor parallel", use);
        set_tensor(tensor, trains);
        require_memory(tensor, state);
        Strategy& pipeline = add(prefix + "pipeline_parallel", "pipeline parallel", use);
        set_pipeline(pipeline, trains);
        require_memory(pipeline, state);
        Strategy& experts = add(prefix + "expert_parallel", "expert parallel", use);
        set_experts(experts, trains);
        require_memory(experts, state);
    }

    // Whether the model has the sizes that a strategy goes by; else it says why there is nothing.
    bool has_sizes(Strategy& strategy) {
        if (plan_.shape.layers && plan_.shape.width) return true;
        strategy.not_applicable =
            plan_.shape.why.empty() ? "the sizes of the model are not known" : plan_.shape.why;
        return false;
    }

    static Derived<Ratio> size(std::string label, const Exact& value,
                               MeasureIn<BaseUnits{}> measures = Measures::ratio) {
        return cited(std::move(label), Ratio{point(value)}, measures, "the model's configuration");
    }

    const Derived<TokensPerSecond>& tokens_of(bool trains) { return trains ? trained_ : served_; }

    void set_tensor(Strategy& strategy, bool trains) {
        if (!has_sizes(strategy)) return;
        const Derivation& degree = plan_.at(PodInput::tensor_parallel);
        const Exact share = (degree.value.best - 1) / degree.value.best;
        const PerToken numbers{
            point((trains ? 8 : 4) * *plan_.shape.width * *plan_.shape.layers * share)};
        set(strategy, trains ? "8 x a x h x L x (t - 1) / t" : "4 x a x h x L x (t - 1) / t",
            numbers * quantity_of<PodInput::activation_bytes>(plan_),
            {plan_.at(PodInput::activation_bytes), size("width (h)", *plan_.shape.width),
             size("layers (L)", *plan_.shape.layers, Measures::layers), degree},
            tensor_source, tokens_of(trains));
        strategy.note = "sent by each chip of a ring of t across pods";
    }

    void set_pipeline(Strategy& strategy, bool trains) {
        if (!has_sizes(strategy)) return;
        const PerToken numbers{point(*plan_.shape.width)};
        set(strategy, "a x h", numbers * quantity_of<PodInput::activation_bytes>(plan_),
            {plan_.at(PodInput::activation_bytes), size("width (h)", *plan_.shape.width)},
            trains ? "activations forward, their gradients backward: as many each way"
                   : "activations forward",
            tokens_of(trains));
        strategy.note = "one boundary between stages";
    }

    void set_experts(Strategy& strategy, bool trains) {
        if (!has_sizes(strategy)) return;
        if (!plan_.shape.expert_sends) {
            strategy.not_applicable = "the model has no experts";
            return;
        }
        const PerToken numbers{
            point((trains ? 2 : 1) * *plan_.shape.expert_sends * *plan_.shape.width)};
        set(strategy,
            trains ? "2 x sum of k over layers x h x (d + e)"
                   : "sum of k over layers x h x (d + e)",
            numbers * (quantity_of<PodInput::dispatch_bytes>(plan_) +
                       quantity_of<PodInput::combine_bytes>(plan_)),
            {size("experts a token meets (k), summed over layers", *plan_.shape.expert_sends),
             size("width (h)", *plan_.shape.width), plan_.at(PodInput::dispatch_bytes),
             plan_.at(PodInput::combine_bytes)},
            trains ? "dispatch and combine, forward and backward" : "dispatch and combine",
            tokens_of(trains));
        strategy.note = "at most: as if no chosen expert were in the token's own pod";
    }

    void add_users() {
        Strategy& users = add("users", "users' tokens", StrategyUse::serving);
        set(users, "b", quantity_of<PodInput::token_bytes>(plan_),
            {plan_.at(PodInput::token_bytes)}, "", served_);
        Strategy& prefill =
            add("disaggregated_prefill", "disaggregated prefill", StrategyUse::serving);
        if (!plan_.shape.kept) {
            prefill.not_applicable =
                plan_.shape.why.empty() ? "the model keeps no keys and values" : plan_.shape.why;
            return;
        }
        const PerToken numbers{point(*plan_.shape.kept)};
        const Derived<TokensPerSecond> prompt =
            plan_.has(PodInput::prompt_tokens_per_second)
                ? Derived<TokensPerSecond>{plan_.at(PodInput::prompt_tokens_per_second)}
                : served_;
        set(prefill, "numbers kept of a token x k",
            numbers * quantity_of<PodInput::cache_bytes>(plan_),
            {size("numbers kept of a token, all layers", *plan_.shape.kept),
             plan_.at(PodInput::cache_bytes)},
            "keys and values of grouped attention, or the latent of latent attention (arXiv "
            "2405.04434, section 2.1)",
            prompt);
        prefill.note = plan_.shape.kept_is_less ? "at most: windows and states keep less"
                                                : "prefill in one pod, decoding in another";
    }

    void add_push() {
        Strategy& push =
            add("weight_push", "weights of reinforcement learning", StrategyUse::serving);
        push.rate = computed(push.name + ": rate", "P x w / t_push",
                             quantity_of<PodInput::parameters>(plan_) *
                                 quantity_of<PodInput::weight_bytes>(plan_) /
                                 quantity_of<PodInput::push_every>(plan_),
                             Measures::bytes_per_second,
                             {plan_.at(PodInput::parameters), plan_.at(PodInput::weight_bytes),
                              plan_.at(PodInput::push_every)});
        push.note = "to each pod that samples, whatever it serves";
    }

    const PodPlan& plan_;
    Derived<TokensPerSecond> trained_;
    Derived<TokensPerSecond> served_;
    std::optional<Derived<Bytes>> memory_;
    std::vector<Strategy> list_;
};

}  // namespace

std::vector<Strategy> strategies_of(const PodPlan& plan) { return Builder(plan).build(); }

}  // namespace flopledger
