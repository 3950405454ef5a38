// SPDX-License-Identifier: Apache-2.0
// What is left out of a report is nowhere in it, and what is left out is said.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "core/report/report_request.hpp"
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

std::string report_without(const std::string& fields, const std::string& form, const char* format) {
    std::vector<std::string> call = {"report", "-",        "--as-of", "2026-11-21", "--template",
                                     form,     "--format", format,    "--quiet"};
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

}  // namespace flopledger
