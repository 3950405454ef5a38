// SPDX-License-Identifier: Apache-2.0
#include "core/page/picture_axis.hpp"

#include <doctest/doctest.h>

#include "core/base/date.hpp"

namespace flopledger {

namespace {

PagePicture picture(PagePicture::Kind kind, const std::vector<Range>& spans) {
    PagePicture picture;
    picture.kind = kind;
    for (const Range& span : spans) {
        PictureRow row;
        row.span = span;
        picture.rows.push_back(row);
    }
    return picture;
}

std::string labels(const PictureAxis& axis) {
    std::string text;
    for (const Tick& tick : axis.ticks()) text += (text.empty() ? "" : " ") + tick.label;
    return text;
}

Range flop(int power) { return point(Exact::power_of_ten(power)); }

Exact day(const Date& date) { return days_between(Date{1970, 1, 1}, date); }

}  // namespace

TEST_CASE("a logarithmic axis holds every range between powers of ten, with room at its ends") {
    const PagePicture one = picture(PagePicture::Kind::ranges, {{Exact(3), Exact(50), Exact(400)}});
    const PictureAxis axis = axis_of(one, 900);
    CHECK(labels(axis) == "1e0 1e1 1e2 1e3");
    CHECK(axis.position(1, 8) == "8.0");
    CHECK(axis.position(10, 8) == "308.0");
    CHECK(axis.position(100, 8) == "608.0");
    CHECK(axis.position(1000, 8) == "908.0");
    CHECK(axis.position(Exact::ratio(1, 100), 8) == "8.0");
    CHECK(axis.position(1'000'000, 8) == "908.0");
    CHECK(axis.length(10, 1000) == "600.0");
    CHECK(axis.length(10, 10) == "2.0");
    CHECK(labels(axis_of(picture(PagePicture::Kind::ranges, {flop(25)}), 900)) == "1e24 1e25 1e26");
}

TEST_CASE("labels of an axis keep apart: there are fewer on a phone") {
    const auto wide = axis_of(picture(PagePicture::Kind::ranges, {flop(10), flop(30)}), 900);
    const auto narrow = axis_of(picture(PagePicture::Kind::ranges, {flop(10), flop(30)}), 320);
    CHECK(wide.ticks().size() > narrow.ticks().size());
    CHECK(narrow.ticks().size() <= 7);
    CHECK(narrow.ticks().front().is_first);
}

TEST_CASE("a low end of zero has no place on a logarithmic axis and stands at its end") {
    const PictureAxis axis =
        axis_of(picture(PagePicture::Kind::ranges, {{Exact(0), Exact(50), Exact(400)}}), 900);
    CHECK(labels(axis) == "1e1 1e2 1e3");
    CHECK(axis.position(0, 0) == "0.0");
}

TEST_CASE("an axis from zero has round steps and reaches past the highest end") {
    const auto axis_to = [](int high) {
        return axis_of(picture(PagePicture::Kind::steps, {{Exact(0), Exact(high), Exact(high)}}),
                       900);
    };
    for (const int high : {9, 10, 11, 37, 99, 100, 101}) {
        CAPTURE(high);
        const PictureAxis axis = axis_to(high);
        CHECK(axis.holds(Exact(high)));
        CHECK(axis.position(Exact(0), 0) == "0.0");
        CHECK(axis.ticks().size() >= 5);
        CHECK(axis.ticks().size() <= 13);
    }
    CHECK(labels(axis_to(9)) == "0 1e0 2e0 3e0 4e0 5e0 6e0 7e0 8e0 9e0");
    CHECK(labels(axis_to(37)) == "0 5e0 1e1 1.5e1 2e1 2.5e1 3e1 3.5e1 4e1");
}

TEST_CASE("an axis of days begins and ends with a month") {
    const PictureAxis axis =
        axis_of(picture(PagePicture::Kind::periods,
                        {{day({2026, 2, 2}), day({2026, 3, 18}), day({2026, 3, 18})}}),
                900);
    CHECK(labels(axis) == "2026-02 2026-03 2026-04");
    CHECK(axis.position(day({2026, 2, 1}), 0) == "0.0");
    CHECK(axis.position(day({2026, 4, 1}), 0) == "900.0");
    CHECK(!axis.holds(day({2026, 4, 2})));
    const PictureAxis years =
        axis_of(picture(PagePicture::Kind::periods,
                        {{day({1, 1, 1}), day({9999, 12, 31}), day({9999, 12, 31})}}),
                320);
    CHECK(years.ticks().size() <= 8);
}

}  // namespace flopledger
