// SPDX-License-Identifier: Apache-2.0
// Worked figures of traffic between pods, each computed apart from the program, to the digits that
// they were written with.
#include "core/count/tools/interconnect.hpp"

#include <doctest/doctest.h>

#include "core/count/tools/pod_efficiency.hpp"
#include "core/count/tools/pod_limit.hpp"
#include "core/read/data/preset_reader.hpp"
#include "core/read/models/model_reader.hpp"
#include "tests/support/files.hpp"
#include "tests/support/judge_cases.hpp"
#include "tests/support/shared.hpp"

using namespace flopledger;
using judge_cases::number;

namespace {

// A figure to so many significant digits, as people write it: without zeros at the end.
std::string written(const Exact& value, int digits) {
    const std::string text = value.scientific(digits);
    const std::size_t exponent = text.find('e');
    std::string mantissa = text.substr(0, exponent);
    if (mantissa.find('.') != std::string::npos) {
        while (mantissa.ends_with('0')) mantissa.pop_back();
        if (mantissa.ends_with('.')) mantissa.pop_back();
    }
    return mantissa + (exponent == std::string::npos ? "" : text.substr(exponent));
}

using Given = std::vector<std::pair<PodInput, std::string>>;

Derived<FlopPerChipSecond> peak(std::string_view rate) {
    return given("peak", FlopPerChipSecond{point(number(rate))}, Measures::peak);
}

// 128 H100 at 989.5 TFLOP/s and 40 %, with a replica of a model of 405e9 parameters each.
PodPlan llama_pods(const Given& inputs = {}) {
    Diagnostics diagnostics;
    PodPlan plan;
    for (const auto& preset : built_in_presets(diagnostics)) {
        if (preset->id != "usual" && preset->id != "llama-3.1-405b") continue;
        for (const PresetValue& value : preset->values) {
            if (preset->id == "usual" && plan.has(value.input)) continue;
            plan.set(value.input, value.value, "", "");
        }
    }
    REQUIRE(diagnostics.list.empty());
    plan.peak = peak("989.5e12");
    for (const auto& [input, value] : inputs) plan.set(input, point(number(value)), "", "");
    return plan;
}

// The same under a cap in bytes a second.
PodPlan capped(PodPlan plan, std::string_view rate) {
    plan.cap = given("cap", BytesPerSecond{point(number(rate))}, Measures::bytes_per_second);
    return plan;
}

PodPlan server_pods(const Given& inputs, std::string_view rate) {
    PodPlan plan = capped(llama_pods(inputs), rate);
    plan.synchronization = Synchronization::server_in_turns;  // kappa = 2
    return plan;
}

Strategy strategy(const PodPlan& plan, std::string_view key) {
    for (const Strategy& one : strategies_of(plan)) {
        if (one.key == key) return one;
    }
    FAIL("there is no strategy ", std::string(key));
    return {};
}

std::string bytes(const PodPlan& plan, std::string_view key, int digits) {
    const Strategy one = strategy(plan, key);
    REQUIRE(one.bytes_per_token);
    return written(one.bytes_per_token->value.best, digits);
}

std::string rate(const PodPlan& plan, std::string_view key, int digits) {
    const Strategy one = strategy(plan, key);
    REQUIRE(one.rate);
    return written(one.rate->value.best, digits);
}

Exact best(const AnswerGroup& group, std::string_view key) {
    for (const Answer& answer : group.answers) {
        if (answer.key == key) return answer.figure.value.best;
    }
    FAIL("no answer has the key ", std::string(key));
    return {};
}

std::string ratio(const PodPlan& plan, std::string_view key, int digits) {
    return written(best(ratio_answers(plan), key), digits);
}

ModelShape shape_of_file(const std::string& path) {
    Diagnostics diagnostics;
    const auto model = read_model(
        std::make_shared<const Source>(Source{"config.json", read_file(path)}), {}, diagnostics);
    REQUIRE(model != nullptr);
    return shape_of(*model);
}

PodPlan shaped(PodPlan plan, ModelShape shape) {
    plan.shape = std::move(shape);
    return plan;
}

PodPlan llama_405b(const Given& inputs = {}) {
    return shaped(llama_pods(inputs), shape_of_file("tests/data/models/llama-3.1-405b.json"));
}

std::string required(const Given& inputs, int digits) {
    return written(synchronization_rate(llama_pods(inputs), Synchronization::ring).value.best,
                   digits);
}

std::string link_limit(std::string_view rate, const Given& inputs, int digits) {
    return written(bandwidth_limit(server_pods(inputs, rate)).value.best, digits);
}

const Given every_500_by_4{{PodInput::sync_every, "500"}, {PodInput::compression, "4"}};
const Given every_500_by_146{{PodInput::sync_every, "500"}, {PodInput::compression, "146"}};

}  // namespace

TEST_CASE("interconnect: bytes a token, worked for Llama 3.1 405B") {
    const PodPlan plan = llama_405b();
    CHECK(bytes(plan, "data_parallel_one_way", 3) == "6.18e6");
    CHECK(bytes(plan, "data_parallel_ring", 3) == "1.23e7");
    CHECK(bytes(plan, "zero_1_2", 3) == bytes(plan, "data_parallel_ring", 3));
    CHECK(bytes(plan, "tensor_parallel", 3) == "2.89e7");
    CHECK(bytes(plan, "pipeline_parallel", 5) == "3.2768e4");
    CHECK(bytes(llama_405b(every_500_by_4), "local_steps", 2) == "6.1e3");
    CHECK(bytes(plan, "users", 1) == "4e0");
    CHECK(bytes(plan, "disaggregated_prefill", 6) == "5.16096e5");
    // ZeRO-3 is written as 3 P g: that of a ring of very many pods.
    const PodPlan many = llama_405b({{PodInput::pods, "1e9"}});
    CHECK(bytes(many, "zero_3", 3) == "1.85e7");
    CHECK(written(best(synchronization_answers(plan), "sent_bytes"), 3) == "1.61e12");
}

TEST_CASE("interconnect: rates, worked") {
    CHECK(rate(llama_405b({{PodInput::chips_per_pod, "256"}}), "pipeline_parallel", 3) == "1.37e9");
    const PodPlan plan = llama_405b();
    CHECK(rate(plan, "users", 3) == "1e5");
    CHECK(rate(plan, "disaggregated_prefill", 3) == "1.29e10");
    CHECK(rate(plan, "weight_push", 4) == "1.125e8");
    const PodPlan seventy = shaped(llama_pods(), {80, 8192, {}, 80 * 2 * 8 * 128, false, ""});
    CHECK(bytes(seventy, "disaggregated_prefill", 6) == "3.2768e5");
    CHECK(rate(seventy, "disaggregated_prefill", 2) == "8.2e9");
}

TEST_CASE("interconnect: DeepSeek-V3, latent attention and experts in two precisions") {
    const PodPlan plan =
        shaped(llama_pods({{PodInput::dispatch_bytes, "1"}, {PodInput::combine_bytes, "2"}}),
               shape_of_file("tests/data/models/deepseek-v3.json"));
    CHECK(bytes(plan, "disaggregated_prefill", 5) == "7.0272e4");
    CHECK(rate(plan, "disaggregated_prefill", 2) == "1.8e9");
    CHECK(bytes(plan, "expert_parallel", 2) == "2e7");
}

TEST_CASE("interconnect: the ratio of training to inference, by tokens and by rates") {
    const PodPlan plan = llama_pods();
    CHECK(ratio(plan, "ratio_one_way", 4) == "1.545e6");
    CHECK(ratio(plan, "ratio_ring", 3) == "3.07e6");
    CHECK(ratio(plan, "ratio_equal_flop", 3) == "5.15e5");
    // 400 and 430 TFLOP/s a chip: 6.22 to 5.79 seconds a step, 130 to 140 GB/s one way.
    for (const auto& [achieved, seconds, link] :
         {std::tuple("400e12", "6.22", "1.3e11"), std::tuple("430e12", "5.79", "1.4e11")}) {
        PodPlan tried = llama_pods();
        tried.set(PodInput::utilization, point(number(achieved) / number("989.5e12")), "", "");
        CHECK(best(synchronization_answers(tried), "step_time").fixed(2) == seconds);
        CHECK(written(synchronization_rate(tried, Synchronization::server).value.best, 2) == link);
    }
    // Served at 10 to 40 % of the peak: 15.6k to 62.5k tokens and 63 to 250 kB a second.
    PodPlan serving = llama_pods();
    serving.inputs[static_cast<std::size_t>(PodInput::tokens_per_second)].reset();
    serving.set(PodInput::serving_utilization, between(number("0.1"), number("0.4")), "", "");
    const Range tokens = served_tokens(serving).value;
    CHECK(written(tokens.low, 3) == "1.56e4");
    CHECK(written(tokens.high, 3) == "6.25e4");
    CHECK(written(tokens.low * 4, 2) == "6.3e4");
    CHECK(written(tokens.high * 4, 2) == "2.5e5");
}

TEST_CASE("interconnect: required bandwidth, worked") {
    const Exact one = synchronization_rate(llama_pods(), Synchronization::ring).value.best;
    CHECK(written(one, 3) == "2.56e11");
    CHECK(required({{PodInput::sync_every, "30"}}, 2) == "8.5e9");
    CHECK(required({{PodInput::sync_every, "500"}}, 3) == "5.11e8");
    CHECK(required(every_500_by_4, 3) == "1.28e8");
    CHECK(required({{PodInput::sync_every, "100"}, {PodInput::compression, "4"}}, 3) == "6.39e8");
    CHECK(required({{PodInput::sync_every, "30"},
                    {PodInput::compression, "146"},
                    {PodInput::batch_tokens, "393216"}},
                   3) == "1.95e7");
    Given long_steps = every_500_by_146;
    long_steps.emplace_back(PodInput::batch_tokens, "4194304");
    CHECK(required(long_steps, 3) == "1.09e5");
    // The size of a dense model cancels.
    CHECK(required({{PodInput::parameters, "7e9"}}, 12) == written(one, 12));
}

TEST_CASE("interconnect: the most that pods train, worked") {
    const PodPlan plan = llama_pods();
    CHECK(written(training_rate(plan).value.best, 4) == "5.066e16");
    CHECK(written(one_pod_limit(plan).value.best, 3) == "3.94e23");
    CHECK(written(one_pod_limit(llama_pods({{PodInput::time, "2592000"}})).value.best, 3) ==
          "1.31e23");
    CHECK(written(one_pod_limit(llama_pods({{PodInput::time, "31536000"}})).value.best, 3) ==
          "1.6e24");
    CHECK((number("1e26") / one_pod_limit(plan).value.best).floor() + 1 == 254);
    CHECK(link_limit("1e5", {}, 3) == "1.96e19");
    CHECK(link_limit("1e5", every_500_by_4, 2) == "3.9e22");
    CHECK(link_limit("1e5", every_500_by_146, 2) == "1.4e24");
    CHECK(link_limit("12.5e6", {}, 3) == "2.45e21");
    CHECK(link_limit("12.5e6", every_500_by_4, 2) == "4.9e24");
    CHECK(link_limit("12.5e6", every_500_by_146, 2) == "1.8e26");
    CHECK(link_limit("3.125e9", {}, 2) == "6.1e23");
    CHECK(link_limit("3.125e9", every_500_by_4, 2) == "1.2e27");
    CHECK(link_limit("3.125e9", every_500_by_146, 2) == "4.5e28");
}

namespace {

PodPlan with_efficiency(PodPlan plan) {
    Diagnostics diagnostics;
    for (const auto& preset : built_in_presets(diagnostics)) {
        if (preset->id != "miri-2026") continue;
        for (const PresetValue& value : preset->values) {
            plan.set(value.input, value.value, "", "");
        }
        plan.quality = preset->quality;
    }
    return plan;
}

// The worked figures take the efficiency of local steps alone.
std::string largest(std::string_view rate, const Given& inputs, int digits) {
    const PodPlan plan = with_efficiency(capped(llama_pods(inputs), rate));
    const auto eta = local_steps_efficiency(plan);
    REQUIRE(eta);
    return written(largest_limit(plan, &*eta).value.best, digits);
}

}  // namespace

TEST_CASE("interconnect: the largest run under a cap, worked") {
    CHECK(largest("1e5", {}, 3) == "3.94e23");
    CHECK(largest("1e5", every_500_by_146, 3) == "1.24e24");
    Given large_batch = every_500_by_146;
    large_batch.emplace_back(PodInput::batch_tokens, "524288");
    CHECK(largest("1e5", large_batch, 2) == "4.9e24");
    CHECK(largest("12.5e6", every_500_by_146, 2) == "4.3e25");
}

TEST_CASE("interconnect: a published scenario of 72 nodes of 48 A100") {
    PodPlan plan = with_efficiency(server_pods({{PodInput::parameters, "240e9"},
                                                {PodInput::chips_per_pod, "48"},
                                                {PodInput::pods, "72"},
                                                {PodInput::compression, "16"},
                                                {PodInput::sync_every, "168"},
                                                {PodInput::time, "47347200"}},
                                               "12.5e6"));
    plan.peak = peak("312e12");
    const AnswerGroup steps = synchronization_answers(plan);
    CHECK(best(steps, "step_time").fixed(1) == "31.5");
    // 240 Gbit sent and as many received, in turns: 4,800 seconds at 100 Mbit/s.
    CHECK(best(steps, "sent_bytes") == number("60e9"));
    CHECK(best(steps, "steps_before_rounding").fixed(1) == "152.3");
    CHECK(local_steps_efficiency(plan)->value.best.fixed(3) == "0.879");
    const Exact straggler = straggler_factor(plan).value.best;
    const Exact every = (best(steps, "steps_before_rounding") * straggler).floor() + 1;
    plan.set(PodInput::sync_every, point(every), "", "");
    const auto eta = local_steps_efficiency(plan);
    CHECK(written(compute_limit(plan).value.best * eta->value.best, 4) == "1.787e25");
}

TEST_CASE("interconnect: published methods, by their own figures") {
    CHECK((number("74.4e9") / number("86.8e6")).floor() == 857);
    CHECK((number("198") / number("0.84")).fixed(1) == "235.7");
    // Covenant-72B: 72e9 parameters, 2 bytes, 146 times smaller, 110 Mbit/s up: 71.7 seconds.
    PodPlan plan = llama_pods({{PodInput::parameters, "72e9"}, {PodInput::compression, "146"}});
    const Strategy local = strategy(plan, "local_steps");
    REQUIRE(local.bytes_per_token);
    plan.synchronization = Synchronization::server;
    const Exact sent = best(synchronization_answers(plan), "sent_bytes");
    CHECK((sent / number("13.75e6")).fixed(1) == "71.7");
}

TEST_CASE("interconnect: what blocks what, and pods too small") {
    const PodPlan plan = capped(llama_405b(), "1e5");
    const BytesPerSecond cap = plan.cap->quantity();
    CHECK(verdict_of(strategy(plan, "data_parallel_ring").rate->quantity(), cap) ==
          CapVerdict::blocked);
    CHECK(verdict_of(strategy(plan, "users").rate->quantity(), cap) == CapVerdict::passes);
    CHECK(strategy(plan, "expert_parallel").not_applicable == "the model has no experts");
    PodPlan small = llama_pods({{PodInput::chips_per_pod, "16"}});
    small.chip_memory =
        given("memory", BytesPerChip{point(number("8.59e10"))}, Measures::bytes_per_chip);
    CHECK_FALSE(strategy(small, "data_parallel_ring").infeasible.empty());
    CHECK(strategy(small, "zero_3").infeasible.empty());
}

TEST_CASE("interconnect: the published configuration of Llama 3.1 405B") {
    const auto path = shared_or_skip("samples/models/llama-3.1-405b.json");
    if (!path) return;
    const PodPlan plan = shaped(llama_pods(), shape_of_file(*path));
    CHECK(bytes(plan, "tensor_parallel", 3) == "2.89e7");
    CHECK(bytes(plan, "pipeline_parallel", 5) == "3.2768e4");
    CHECK(bytes(plan, "disaggregated_prefill", 6) == "5.16096e5");
}
