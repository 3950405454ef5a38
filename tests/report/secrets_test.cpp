// SPDX-License-Identifier: Apache-2.0
// What is left out of a report is nowhere in it, and what is left out is said.
#include "core/report/compliance/secrets.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "core/report/compliance/report_request.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

// A field and what tells of it in the report of the full ledger.
struct Secret {
    SecretField field;
    std::vector<std::string> tells;
};

const std::vector<Secret>& secrets() {
    static const std::vector<Secret> list = {
        {SecretField::activities, {"lofty", "how-pre"}},
        {SecretField::base_models, {"Peregrine", "peregrine"}},
        {SecretField::chips, {"h100", "H100", "NVIDIA", "9.89e14", "989.4"}},
        {SecretField::chip_hours,
         {"5417", "1013", "3646800", "1.98e10", "19754715600", "2.29e5", "228642"}},
        {SecretField::cost, {"612345678", "6.12e8", "2.37", "13005"}},
        {SecretField::energy,
         {"5317", "5.3e3", "5.32e6", "1.91e13", "19141200000000", "1.91e25", "3.83e25"}},
        {SecretField::parameters, {"7.34e10", "73370000000", "7.3e10", "8.17e9", "8170000000"}},
        {SecretField::periods, {"2026-02-03", "2026-03-17", "3628800", "42 days"}},
        {SecretField::sources, {"training-record", "hours and chips", "[-:", "input:"}},
        {SecretField::tokens, {"1.92e13", "19190000000000", "1.31e12", "1313000000000"}},
        {SecretField::utilization, {"0.37", "0.43", "0.4 "}},
    };
    return list;
}

constexpr auto formats = std::to_array<const char*>({"html", "markdown", "json"});

std::string report_without(const std::string& fields, const std::string& form, const char* format,
                           bool every_threshold = false) {
    std::vector<std::string> call = {"report", "-",        "--as-of", "2026-11-21", "--template",
                                     form,     "--format", format,    "--quiet"};
    if (every_threshold) call.emplace_back("--all");
    if (!fields.empty()) call.insert(call.end(), {"--redact", fields});
    const ProgramRun made = run_program(call, full_ledger);
    REQUIRE(made.status == 0);
    // The style sheet and the places of drawings are no figures of the ledger.
    const std::size_t style = made.out.find("</style>");
    return style == std::string::npos ? made.out : made.out.substr(style);
}

}  // namespace

TEST_CASE("every field that can be left out is tried here") {
    CHECK(secrets().size() == static_cast<std::size_t>(SecretField::utilization) + 1);
}

TEST_CASE("what is left out of a report is nowhere in it, and that it is left out is said") {
    for (const Secret& secret : secrets()) {
        const std::string field(word(secret.field));
        CAPTURE(field);
        for (const std::string& form : report_templates()) {
            CAPTURE(form);
            for (const char* format : formats) {
                CAPTURE(format);
                const std::string text = report_without(field, form, format);
                for (const std::string& tell : secret.tells) {
                    CHECK_MESSAGE(text.find(tell) == std::string::npos, tell);
                }
                CHECK(text.find("What is left out") != std::string::npos);
                CHECK(text.find(format == std::string("html") ? "<th scope=\"row\">" + field
                                                              : field) != std::string::npos);
            }
        }
    }
}

TEST_CASE("what tells of a field is in the report where it is not left out") {
    std::string whole;
    for (const std::string& form : report_templates()) {
        for (const char* format : formats) whole += report_without("", form, format);
    }
    for (const Secret& secret : secrets()) {
        bool told = false;
        for (const std::string& tell : secret.tells) {
            told = told || whole.find(tell) != std::string::npos;
        }
        CHECK_MESSAGE(told, std::string(word(secret.field)));
    }
}

TEST_CASE("all fields together can be left out, and the totals stay") {
    std::string all;
    for (const Secret& secret : secrets()) {
        all += (all.empty() ? "" : ",") + std::string(word(secret.field));
    }
    for (const char* format : formats) {
        const std::string text = report_without(all, "summary", format);
        for (const Secret& secret : secrets()) {
            for (const std::string& tell : secret.tells) {
                CHECK_MESSAGE(text.find(tell) == std::string::npos, tell);
            }
        }
        CHECK(text.find("8.79e24") != std::string::npos);
    }
}

TEST_CASE("costs, rates of clusters and bases are unfolded only as far as they may be told") {
    for (const Secret& secret : secrets()) {
        const std::string field(word(secret.field));
        CAPTURE(field);
        for (const char* format : formats) {
            CAPTURE(format);
            const std::string text = report_without(field, "summary", format, true);
            for (const std::string& tell : secret.tells) {
                CHECK_MESSAGE(text.find(tell) == std::string::npos, tell);
            }
        }
    }
}

namespace {

// A step of FLOP that was worked out from one figure of each kind, with that kind's label.
Derivation sum_of_everything(const std::string& label) {
    Derivation sum;
    sum.label = "sum";
    sum.measures = Measures::flop;
    for (const WrittenUnit& unit : written_units) {
        Derivation input;
        input.label = label;
        input.measures = unit.measures;
        sum.inputs.own().push_back(input);
    }
    return sum;
}

// What stays of each kind of figure where a field is left out: the words of the inputs that go.
std::vector<std::vector<std::string>> left_out_with(SecretField field, const std::string& label) {
    const LedgerResult nothing;
    ReportRequest request;
    request.left_out = {field};
    const Secrets hiding(request, nothing);
    std::vector<std::vector<std::string>> words;
    const Derivation every = sum_of_everything(label);
    for (const Derivation& one : every.inputs) {
        Derivation tree;
        tree.measures = Measures::flop;
        tree.inputs.own().push_back(one);
        words.push_back(hiding.step(tree).left_out);
    }
    return words;
}

}  // namespace

TEST_CASE("what is left out follows from what a step measures and from no word of its label") {
    for (const Secret& secret : secrets()) {
        const auto told = left_out_with(secret.field, "a figure");
        for (const char* label :
             {"utilization (mfu)", "goodput", "what the log leaves out", "upper bound of all",
              "share not recomputed", "ratio of the total to the amount", "tokens", ""}) {
            CHECK(left_out_with(secret.field, label) == told);
        }
    }
    const auto place = [](Measures measures) { return static_cast<std::size_t>(measures); };
    const auto tokens = left_out_with(SecretField::tokens, "");
    CHECK(tokens[place(Measures::tokens)] == std::vector<std::string>{"tokens"});
    CHECK(tokens[place(Measures::epochs)] == std::vector<std::string>{"tokens"});
    CHECK(tokens[place(Measures::peak)].empty());
    CHECK(tokens[place(Measures::flop)].empty());
    // What nobody declared harmless goes with any field.
    CHECK(tokens[place(Measures::ratio)] == std::vector<std::string>{"tokens"});
    CHECK(left_out_with(SecretField::chips, "")[place(Measures::peak)] ==
          std::vector<std::string>{"chips"});
    CHECK(left_out_with(SecretField::utilization, "")[place(Measures::goodput)] ==
          std::vector<std::string>{"utilization"});
}

}  // namespace flopledger
