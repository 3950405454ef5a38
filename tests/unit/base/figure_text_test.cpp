// SPDX-License-Identifier: Apache-2.0
#include "core/base/figure_text.hpp"

#include <doctest/doctest.h>

#include <variant>

#include "core/base/number_text.hpp"

namespace flopledger {

namespace {

Exact exact(std::string_view text) { return std::get<Exact>(parse_exact(text)); }

}  // namespace

TEST_CASE("figures have three digits, and no more than they need") {
    struct Case {
        std::string_view value, scientific, plain, input;
    };
    const Case cases[] = {
        // value        figure     plain      input
        {"0", "0", "0", "0"},
        {"1e26", "1e26", "1e26", "1e26"},
        {"3.81e25", "3.81e25", "3.81e25", "3.81e25"},
        {"3.8096e25", "3.81e25", "3.81e25", "3.81e25"},
        {"3.5e25", "3.5e25", "3.5e25", "3.5e25"},
        {"3.4999e25", "3.50e25", "3.50e25", "3.50e25"},
        {"1e25/3", "3.33e24", "3.33e24", "3.33e24"},
        {"0.381", "3.81e-1", "0.381", "0.381"},
        {"0.3814", "3.81e-1", "0.381", "0.3814"},
        {"38.14", "3.81e1", "38.1", "38.14"},
        {"989.4", "9.89e2", "989", "989.4"},
        {"16384", "1.64e4", "16384", "16384"},
        {"0.0004", "4e-4", "4e-4", "0.0004"},
        {"2/3", "6.67e-1", "0.667", "0.667"},
        {"405e9", "4.05e11", "4.05e11", "4.05e11"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.value);
        CHECK(figure(exact(one.value)) == one.scientific);
        CHECK(plain_figure(exact(one.value)) == one.plain);
        CHECK(input_figure(exact(one.value)) == one.input);
    }
}

TEST_CASE("ranges name their ends only where these print differently") {
    const Range range{exact("3.42e25"), exact("3.81e25"), exact("4.18e25")};
    CHECK(figure(range) == "3.81e25 (3.42e25 .. 4.18e25)");
    CHECK(span_text(range) == "3.42e25 .. 4.18e25");
    CHECK(figure(point(exact("3.81e25"))) == "3.81e25");
    CHECK(figure(Range{exact("3.8101e25"), exact("3.8102e25"), exact("3.8103e25")}) == "3.81e25");
    CHECK(plain_figure(Range{exact("0.342"), exact("0.381"), exact("0.418")}) == "0.342 .. 0.418");
    CHECK(percent(exact("0.3")) == "30%");
    CHECK(percent(exact("0.803")) == "80.3%");
    CHECK(percent(exact("0")) == "0%");
    CHECK(percent(exact("0.0001")) == "<0.1%");
    CHECK(percent(exact("0.9999")) == ">99.9%");
    CHECK(percent(exact("1")) == "100%");
}

}  // namespace flopledger
