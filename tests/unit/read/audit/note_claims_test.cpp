// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_claims.hpp"

#include <doctest/doctest.h>

#include "core/base/number_text.hpp"
#include "core/read/audit/note_equations.hpp"

using namespace flopledger;

namespace {

NoteClaims claims_of(std::string_view text) {
    NoteClaims claims;
    read_note_claims(text, {"notes.csv", 10, 0}, claims);
    return claims;
}

Exact number(std::string_view text) { return std::get<Exact>(parse_exact(text)); }

}  // namespace

TEST_CASE("notes: calculations that are read, and what they make") {
    struct Case {
        std::string_view text;
        EquationKind kind;
        std::string_view computed;
    };
    const Case cases[] = {
        {"6 * 37e9 * 14.8e12 = 3.29e24", EquationKind::operations, "3285600000000000000000000"},
        {"6ND = 6*37B*14.8T = 3.29e24", EquationKind::operations, "3285600000000000000000000"},
        {"6 \xc3\x97 37B \xc3\x97 14.8T = 3.29e24", EquationKind::operations,
         "3285600000000000000000000"},
        {"6 FLOP / parameter / token * 37 * 10^9 active parameters * 14.8 * 10^12 tokens [see "
         "notes] = 3.29e+24 FLOP",
         EquationKind::operations, "3285600000000000000000000"},
        {"so that 13 billion * 1 trillion * 6 ~= 7.8e22", EquationKind::operations,
         "78000000000000000000000"},
        {"2 * 3 * 1e11 parameters * 1e12 tokens (one pass) = 6\xc2\xb7"
         "10\xc2\xb2\xc2\xb3",
         EquationKind::operations, "600000000000000000000000"},
        {"512 * 312 trillion * 40 * 24 * 3600 * 0.56 = 3.09e23", EquationKind::chip_time,
         "309162147840000000000000"},
        {"100 days * 512 processors * 320 teraFLOPS/processor * 33% utilization = 4.67e+23",
         EquationKind::chip_time, "467140608000000000000000"},
        {"7.1e24 FLOP [base model] + 2.8e24 FLOP = 9.9e24", EquationKind::sum,
         "9900000000000000000000000"},
        {"sqrt(4e23 * 9e23) = 6e23", EquationKind::mean, "600000000000000000000000"},
        {"3,000 * 1e20 = 3e23", EquationKind::other, "300000000000000000000000"},
        {"13,2 * 10^12 * 1e11 = 1.32e24", EquationKind::other, "1320000000000000000000000"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        const NoteClaims claims = claims_of(one.text);
        REQUIRE(claims.equations.size() == 1);
        CHECK(claims.equations[0].kind == one.kind);
        CHECK(claims.equations[0].computed == number(one.computed));
        CHECK(equation_holds(claims.equations[0]));
    }
}

TEST_CASE("notes: what is not understood to the last word is no calculation") {
    for (const std::string_view text :
         {"compute * (8 + 9)/8 = 2.7e24", "6ND = 3e24", "3e24", "= 3e24", "6 * x * 5e23 = 3e24",
          "2 -> 6 * 7 = 3e24 * 5", "sqrt(2.9*29.6)*10^24 = 9.26e24", "(6 * 5e23 = 3e24",
          "6 * 5e23) = 3e24", "6 / 0 = 3e24", "6 ^ 99 = 3e24", "about 6 = 3e24"}) {
        CAPTURE(text);
        CHECK(claims_of(text).equations.empty());
    }
}

TEST_CASE("notes: calculations that do not hold") {
    const NoteClaims slip = claims_of("6 * 8e9 * 15e12 = 2.7e24");
    REQUIRE(slip.equations.size() == 1);
    CHECK_FALSE(equation_holds(slip.equations[0]));
    const NoteClaims six = claims_of("6ND = 41e9 active parameters * 45e12 tokens = 1.845e24");
    REQUIRE(six.equations.size() == 1);
    CHECK(six.equations[0].lacks_six);
    const NoteClaims share =
        claims_of("480 * 720 hours * 3600 * 78e12 * 41.0 [utilization] = 4e24");
    REQUIRE(share.equations.size() == 1);
    CHECK(share.equations[0].share_above_one);
}

TEST_CASE("notes: figures belong to the words beside them") {
    CHECK(claims_of("~12.5 trillion pretraining tokens").tokens ==
          std::vector<Exact>{number("12.5e12")});
    CHECK(claims_of("20 * 310B tokens").tokens.empty());
    CHECK(claims_of("We \"train all models for 300 billion tokens\"").trained_tokens ==
          std::vector<Exact>{number("3e11")});
    CHECK(claims_of("256 * 177k * 65k = 2.945T tokens").derived_tokens ==
          std::vector<Exact>{number("2.945e12")});
    CHECK(claims_of("~13.2B activated per token").active_parameters ==
          std::vector<Exact>{number("13.2e9")});
    CHECK(claims_of("7.0M H100 hours in all").chip_hours == std::vector<Exact>{7000000});
    CHECK(claims_of("for 2400 hours").chip_hours.empty());
    const NoteClaims mfu = claims_of("at the claimed 18.3% MFU; that implies ~7% MFU");
    REQUIRE(mfu.utilizations.size() == 1);
    CHECK(mfu.utilizations[0].share == number("0.183"));
    const NoteClaims quoted = claims_of("We estimated Whisper v1 as 4.65e22.");
    REQUIRE(quoted.quoted.size() == 1);
    CHECK(quoted.quoted[0].model == "Whisper v1");
    CHECK(quoted.quoted[0].flop == number("4.65e22"));
    CHECK(claims_of("an estimate of 4.65e22 for Whisper 1.\n").quoted.at(0).model == "Whisper 1");
}

TEST_CASE("notes: giga tokens, and a sign of about before a figure") {
    CHECK(claims_of("\"trained with ~ 5500GT of data\"").trained_tokens ==
          std::vector<Exact>{number("5.5e12")});
    CHECK(claims_of("\"trained on ~300B tokens\"").trained_tokens ==
          std::vector<Exact>{number("3e11")});
    CHECK(claims_of("emits 5500Gt").tokens.empty());
}

TEST_CASE("notes: amounts that are called something") {
    for (const std::string_view text :
         {"Total compute was 1.17*10^24 FLOP.", "training compute is ~1.17e24",
          "the total training compute of about 1.17e24 FLOP", "Total compute: 1.17e24"}) {
        CAPTURE(text);
        CHECK(claims_of(text).total_flop == std::vector<Exact>{number("1.17e24")});
    }
    for (const std::string_view text :
         {"Total compute: 1.17e24 + 1e23 = 1.27e24", "compute was 1.17e24", "total 1.17e24",
          "training compute in 2024 was 1.17e24", "training compute is 1.17e24 - 3e24"}) {
        CAPTURE(text);
        CHECK(claims_of(text).total_flop.empty());
    }
    CHECK(claims_of("did ~2.1e23 additional pre-training.").further_flop ==
          std::vector<Exact>{number("2.1e23")});
    CHECK(claims_of("2.1e23 FLOP of continued training").further_flop ==
          std::vector<Exact>{number("2.1e23")});
    CHECK(claims_of("2.1e23 FLOP. Additional training followed").further_flop.empty());
    CHECK(claims_of("so ~1400 days").days == std::vector<Exact>{1400});
    CHECK(claims_of("1400 days * 24 hours").days.empty());
    CHECK(claims_of("6B, 12 layers").amounts == std::vector<Exact>{number("6e9")});
}

TEST_CASE("notes: the utilizations that a calculation multiplies") {
    const NoteClaims claims =
        claims_of("(128 TPUs)*(44 days)*(123 TFLOPS)*(0.3 utilization) = 1.8e22");
    REQUIRE(claims.equations.size() == 1);
    CHECK(claims.equations[0].shares == std::vector<Exact>{number("0.3")});
}

TEST_CASE("notes: passes over the data, in a remark too") {
    CHECK(claims_of("164 times (or epochs) in all").names_epochs);
}

TEST_CASE("notes: places are lines of the file") {
    CHECK(claims_of("a\nb\n6 * 5e23 = 3e24").equations.at(0).place.line == 12);
}
