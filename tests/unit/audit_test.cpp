// SPDX-License-Identifier: Apache-2.0
#include "core/audit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "core/text/files/disk_files.hpp"
#include "tests/support/files.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/shared.hpp"

using namespace flopledger;

namespace {

constexpr const char* known_errors = "tests/data/catalogues/known-errors.csv";

AuditResult audited(const std::string& file) {
    std::istringstream no_input;
    DiskFiles files(no_input);
    Catalog catalog;
    AuditResult result =
        audit({.surveys = {file}, .as_of = {2026, 11, 21}, .models = {}}, files, catalog);
    CHECK_FALSE(result.diagnostics.has_errors());
    return result;
}

// A survey of one's own with a header and some rows.
AuditResult audited_text(const std::string& text) {
    MemoryFiles files({{"own.csv", text}});
    static Catalog catalog;
    return audit({.surveys = {"own.csv"}, .as_of = {2026, 11, 21}, .models = {}}, files, catalog);
}

const RecomputedRow* row_of(const AuditResult& result, const std::string& model) {
    for (const RecomputedRow& row : result.rows) {
        if (row.row->model == model) return &row;
    }
    return nullptr;
}

// Whether a row holds a contradiction of a kind whose likeliest cause is this one.
bool holds(const AuditResult& result, const std::string& model, std::string_view kind,
           std::string_view cause) {
    const RecomputedRow* row = row_of(result, model);
    if (row == nullptr) return false;
    return std::any_of(row->contradictions.begin(), row->contradictions.end(),
                       [&](const Contradiction& one) {
                           return one.kind.text == kind && one.causes.front().name.text == cause;
                       });
}

std::set<std::string> above_peak(const AuditResult& result) {
    std::set<std::string> models;
    for (const RecomputedRow* row : result.contradicted) {
        if (row->contradictions.front().certainty == Certainty::impossible) {
            models.insert(row->row->model);
        }
    }
    return models;
}

}  // namespace

TEST_CASE("audit: known errors have the right cause") {
    const AuditResult result = audited(known_errors);
    CHECK(holds(result, "Whisper v2", "quoted-figure-differs", "figure-carried-over"));
    CHECK(holds(result, "ViT-22B", "methods-disagree", "device-for-chip"));
    CHECK(holds(result, "phi-3.5-mini", "peak-differs", "wrong-peak-precision"));
    CHECK(holds(result, "Motif-3", "methods-disagree", "claimed-utilization"));
    CHECK(holds(result, "CodeFuse-13B", "methods-disagree", "epochs-unstated"));
    CHECK(holds(result, "Minerva (540B)", "utilization-over-one", "base-model-included"));
    CHECK(holds(result, "Inkling", "equation-wrong", "six-left-out"));
    CHECK(holds(result, "Falcon Mamba", "methods-disagree", "assumed-utilization"));
    CHECK(holds(result, "AlphaStar", "methods-disagree", "chip-hours-of-a-part"));
    CHECK(holds(result, "TigerBot-70B", "notes-differ", "unknown-cause"));
    CHECK(holds(result, "Megatron-Turing NLG 530B", "notes-differ", "recomputation"));
    CHECK(holds(result, "K-EXAONE", "methods-disagree", "total-for-active-parameters"));
    CHECK(holds(result, "Seed-OSS-36B-Base", "notes-differ", "unit-slip"));
    CHECK(holds(result, "Luca 2.0", "notes-differ", "data-not-tokens"));
    CHECK(holds(result, "LLaMA-33B", "equation-wrong", "unknown-cause"));
    CHECK(holds(result, "Falcon 2 11B", "notes-differ", "wrong-time-unit"));
    CHECK(holds(result, "Yi 6B", "notes-differ", "unknown-cause"));
    for (const char* clean : {"Example-7B", "Example-70B-tuned"}) {
        CHECK(row_of(result, clean)->contradictions.empty());
    }
    CHECK(result.contradicted.front()->row->model == "Minerva (540B)");
}

TEST_CASE("audit: the published catalogue") {
    const auto published =
        shared_or_skip("samples/catalogues/epoch-large-scale-ai-models-2026-08-22.csv");
    if (!published) return;
    const AuditResult result = audited(*published);
    CHECK(result.rows.size() == 526);
    // Worked out apart from the program: stated compute over chips x hours (from the columns, or
    // the only chip-hours that the notes name) x the dense 16-bit peak of the fastest chip named.
    CHECK(above_peak(result) == std::set<std::string>{"DeepSeek-V2 (MoE-236B)", "Minerva (540B)"});
    CHECK(holds(result, "Minerva (540B)", "utilization-over-one", "base-model-included"));
    CHECK(holds(result, "Whisper v2", "methods-disagree", "figure-carried-over"));
    CHECK(holds(result, "Whisper v3", "methods-disagree", "figure-carried-over"));
    CHECK(holds(result, "ViT-22B", "methods-disagree", "device-for-chip"));
    CHECK(holds(result, "Llama 3.2 3B", "peak-differs", "wrong-peak-precision"));
    CHECK(holds(result, "Motif-3", "methods-disagree", "claimed-utilization"));
    CHECK(holds(result, "CodeFuse-13B", "methods-disagree", "epochs-unstated"));
    CHECK(holds(result, "OPT-175B", "methods-disagree", "recomputation"));
    CHECK(holds(result, "Inkling", "equation-wrong", "six-left-out"));
    CHECK(holds(result, "PLaMo-13B", "equation-wrong", "percent-for-share"));
    CHECK(holds(result, "Foundation-sec-8b", "notes-differ", "unit-slip"));
    // Found by reading every row that was not contradicted; see tests/data/catalogues/README.md.
    for (const char* missed :
         {"Falcon Mamba", "AlphaStar", "TigerBot-70B", "Megatron-Turing NLG 530B", "K-EXAONE",
          "Seed-OSS-36B-Base", "Luca 2.0", "LLaMA-33B", "LLaMA-65B", "Falcon 2 11B", "Yi 6B"}) {
        CAPTURE(missed);
        CHECK_FALSE(row_of(result, missed)->contradictions.empty());
    }
    // What explains itself, or is not said clearly enough, is not told.
    for (const char* clean : {"DALL\xc2\xb7"
                              "E 2",
                              "Kimi K2.5", "Qwen2.5-Coder (32B)", "DeepSeek-R1 (May 2025)"}) {
        CAPTURE(clean);
        CHECK(row_of(result, clean)->contradictions.empty());
    }
    CHECK(result.contradicted.size() == 88);
}

TEST_CASE("audit: only what holds for every candidate chip is a contradiction") {
    // 100 chips for 100 hours at the A100's 312 TFLOP/s are 1.12e22; at the H100's 989, 3.56e22.
    const std::string header = "model,training_flop,chip,chips,hours\n";
    CHECK(above_peak(audited_text(header + "m,2e22,A100,100,100\n")).contains("m"));
    CHECK(above_peak(audited_text(header + "m,2e22,\"A100,H100\",100,100\n")).empty());
    CHECK(above_peak(audited_text(header + "m,4e22,\"A100,H100\",100,100\n")).contains("m"));
    CHECK(above_peak(audited_text(header + "m,4e22,\"A100,Nosuch\",100,100\n")).empty());
}

TEST_CASE("audit: a candidate whose peak is not verified does not silence the others") {
    // At 45 % they make 5.05e21 on a usual A100 and 5.80e21 on the custom one of 358 TFLOP/s.
    const AuditResult result =
        audited_text("model,training_flop,chip,chips,hours,mfu\nm,6.1e21,A100,100,100,0.45\n");
    REQUIRE(result.rows.size() == 1);
    REQUIRE(result.rows[0].contradictions.size() == 1);
    const Contradiction& told = result.rows[0].contradictions[0];
    CHECK(told.certainty == Certainty::assumption);
    CHECK(told.message.ends_with("nvidia-a100-sxm-64, whose peak is not verified"));
    CHECK(audited_text("model,training_flop,chip,chips,hours,mfu\nm,5.2e21,A100,100,100,0.45\n")
              .rows[0]
              .contradictions.empty());
}

TEST_CASE("audit: a second calculation, and words that were trained on") {
    const std::string header = "model,training_flop,parameters,notes,Dataset size notes\n";
    const AuditResult result = audited_text(
        header +
        "slow,2.05e23,34e9,\"6 * 34.2e9 * 1e12 = 2.05e23\n49618 TFLOPS * 18 * 30 * 24 * "
        "3600 = 2.31e24\",\nwords,3.55e23,137e9,,\"\"\"pre-trained on 1.56T words\"\"\"\n");
    CHECK(holds(result, "slow", "methods-disagree", "assumed-utilization"));
    CHECK(holds(result, "words", "methods-disagree", "unknown-cause"));
}

TEST_CASE("audit: a digit too many, and experts that do not run") {
    const std::string header = "model,training_flop,parameters,active_parameters,tokens\n";
    const AuditResult result =
        audited_text(header + "digit,8.4e23,7e9,,2e12\nexperts,7.2e24,400e9,17e9,3e12\n");
    CHECK(holds(result, "digit", "methods-disagree", "unit-slip"));
    CHECK(holds(result, "experts", "methods-disagree", "total-for-active-parameters"));
}

TEST_CASE("audit: of several kinds of hardware one may have run at another peak") {
    // 78 TFLOP/s are no tensor peak of an A100, and no peak of an H100 at all.
    const std::string header = "model,training_flop,chip,notes\n";
    const std::string both =
        ",9e21,\"nvidia-a100-sxm4-80,nvidia-h100-sxm5-80\",1000 GPUs * 100 hours * 3600 * ";
    const std::string vector = "77.97e12 FLOP/s * 0.32 utilization = 9e21\n";
    CHECK(holds(audited_text(header + "m" + both + vector), "m", "peak-differs",
                "wrong-peak-precision"));
    const std::string own = "989.4e12 FLOP/s * 0.0253 utilization = 9e21\n";
    CHECK(audited_text(header + "m" + both + own).contradicted.empty());
}

TEST_CASE("audit: a sum explains only the counts that it adds up") {
    const std::string header = "model,training_flop,parameters,tokens,notes\n";
    CHECK(audited_text(header + "m,4.4e23,7e9,8e12,3.36e23 FLOP + 1.04e23 FLOP = 4.4e23\n")
              .contradicted.empty());
    CHECK(holds(audited_text(header + "m,4.48e23,7e9,8e12,2.8e23 FLOP + 1.68e23 FLOP = 4.48e23\n"),
                "m", "methods-disagree", "recomputation"));
}

TEST_CASE("audit: what the notes guess, average or estimate") {
    const std::string header = "model,training_flop,parameters,dataset_size,notes\n";
    const std::string mean =
        "m,4.3e24,365e9,,\"365B parameters * 7.3T tokens * 6 = 1.6e25 FLOP.\n"
        "The geometric mean of three estimates is 4.3e24\"\n";
    CHECK(holds(audited_text(header + mean), "m", "figures-averaged", "assumed-utilization"));
    const std::string far = "m,3.8e26,,,This yields a median estimate of ~2e25 FLOP\n";
    CHECK(holds(audited_text(header + far), "m", "notes-differ", "unknown-cause"));
    const std::string guess =
        "m,3.9e24,530e9,,it could mean passes over the 300B tokens of others\n";
    CHECK(audited_text(header + guess).contradicted.empty());
}

TEST_CASE("audit: all data that the notes name, where it makes five times the stated compute") {
    const std::string header = "model,domain,training_flop,parameters,Dataset size notes\n";
    CHECK(holds(audited_text(header + "m,Language,1.5e24,236e9,11T tokens\n"), "m",
                "methods-disagree", "total-for-active-parameters"));
    for (const char* row :
         {"m,Language,4e24,236e9,11T tokens\n", "m,Vision,1.5e24,236e9,11T tokens\n",
          "m,Language,1.5e24,236e9,\"11T tokens, of which 9T tokens are new\"\n",
          "m,Language,1.5e24,236e9,\"11T tokens, a mixture of experts\"\n"}) {
        CAPTURE(row);
        CHECK(audited_text(header + row).contradicted.empty());
    }
}

TEST_CASE("audit: a utilization that the columns do not make") {
    // 100 chips for 100 hours at 312 TFLOP/s are 1.12e22: the columns make 60 % of it.
    const std::string header = "model,training_flop,chip,chips,hours,notes\n";
    const std::string row = "m,6.74e21,nvidia-a100-sxm4-80,100,100,";
    const std::string twice = "200 GPUs * 100 hours * 3600 * 312e12 FLOP/s * 0.3 utilization";
    CHECK(holds(audited_text(header + row + twice + " = 6.74e21\n"), "m", "methods-disagree",
                "chip-hours-of-a-part"));
    const std::string third = "133 GPUs * 100 hours * 3600 * 312e12 FLOP/s * 0.45 utilization";
    CHECK(audited_text(header + row + third + " = 6.72e21\n").contradicted.empty());
    CHECK(audited_text("model,training_flop,chip,chip_hours,notes\nm,6.74e21,"
                       "nvidia-a100-sxm4-80,10000," +
                       twice + " = 6.74e21\n")
              .contradicted.empty());
}

TEST_CASE("audit: columns of one's own") {
    const AuditResult result = audited_text(
        "model;training_flop;parameters;active_parameters;tokens;chip;chip_hours;mfu;precision\n"
        "same;3.29e24;671e9;37e9;14.8e12;nvidia-h800-sxm5-80;2.664e6;0.35;bf16\n"
        "total;5.96e25;671e9;37e9;14.8e12;;;;\n"
        "idle;1.78e24;671e9;37e9;14.8e12;nvidia-h800-sxm5-80;2.664e6;0.375;fp8\n");
    CHECK(row_of(result, "same")->contradictions.empty());
    CHECK(row_of(result, "same")->methods.size() == 3);
    CHECK_FALSE(row_of(result, "total")->contradictions.empty());
    CHECK(row_of(result, "idle")->contradictions.size() == 2);
}

TEST_CASE("audit: base model and fine-tuning make the total") {
    const std::string header = "model,training_flop,base_model,fine_tune_flop\nbase,1e24,,\n";
    CHECK(audited_text(header + "tuned,1.1e24,base,1e23\n").contradicted.empty());
    CHECK(holds(audited_text(header + "tuned,1e23,base,1e23\n"), "tuned", "parts-differ",
                "base-model-left-out"));
    CHECK(holds(audited_text(header + "tuned,3e24,base,1e23\n"), "tuned", "parts-differ",
                "figure-carried-over"));
}

TEST_CASE("audit: rows over and near thresholds") {
    const AuditResult result = audited_text(
        "model,training_flop,parameters,tokens\n"
        "over,2e26,,\nopen,9.9e25,17e9,1e15\nnear,7.5e25,,\nsmall,1e22,,\n");
    const auto held = std::find_if(
        result.thresholds.begin(), result.thresholds.end(),
        [](const ThresholdRows& rows) { return rows.threshold->id == "us-ca-sb53-1e26"; });
    REQUIRE(held != result.thresholds.end());
    REQUIRE(held->over.size() == 1);
    CHECK(held->over[0]->row->model == "over");
    REQUIRE(held->open.size() == 1);
    CHECK(held->open[0]->row->model == "open");
    REQUIRE(held->near.size() == 1);
    CHECK(held->near[0]->row->model == "near");
}
