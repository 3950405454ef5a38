// SPDX-License-Identifier: Apache-2.0
#include "core/page/picture_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/date.hpp"
#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

constexpr int label_pixels = 52;  // a label of an axis with the room around it

int whole(const Exact& value) { return static_cast<int>(value.to_int64()); }

// Ranges and amounts of a picture; a low end of zero has no place on a logarithmic axis.
PictureAxis powers_of_ten(const PagePicture& picture, int pixels) {
    std::optional<Exact> low;
    std::optional<Exact> high;
    const auto take = [&](const Exact& value) {
        if (value.is_zero()) return;
        low = low ? smaller(*low, value) : value;
        high = high ? larger(*high, value) : value;
    };
    for (const PictureRow& row : picture.rows) {
        if (row.span) {
            take(row.span->range.low);
            if (row.span->has_best) take(row.span->range.best);
            if (row.span->has_high) take(row.span->range.high);
        }
        if (!row.mark) continue;
        for (const Exact& value : {row.mark->low, row.mark->best, row.mark->high}) take(value);
    }
    int first = low.value_or(1).exponent10();
    int last = high.value_or(1).exponent10();
    if (Exact::power_of_ten(last) < high.value_or(1)) ++last;
    // Some room around what stands right at an end.
    if (low == Exact::power_of_ten(first)) --first;
    if (high == Exact::power_of_ten(last)) ++last;
    PictureAxis axis(Exact::power_of_ten(first), Exact::power_of_ten(last), true, pixels);
    const int most = std::max(2, pixels / label_pixels);
    const int step = (last - first + most - 1) / most;
    std::vector<Tick> ticks;
    for (int power = first; power <= last; power += step) {
        ticks.push_back({Exact::power_of_ten(power), fmt::format("1e{}", power)});
    }
    axis.set_ticks(std::move(ticks));
    return axis;
}

PictureAxis from_zero(const PagePicture& picture, int pixels) {
    Exact highest;
    for (const PictureRow& row : picture.rows) {
        if (row.span) highest = larger(highest, row.span->range.high);
    }
    // A round step of 1, 2 or 5 times a power of ten makes four to nine labels.
    const int most = std::max(2, pixels / (label_pixels + 20));
    Exact step = Exact::power_of_ten(highest.is_zero() ? -2 : highest.exponent10() - 1);
    for (int turn = 0; step * Exact(most) < highest; ++turn) {
        step = step * (turn % 3 == 1 ? Exact::ratio(5, 2) : Exact(2));
    }
    Exact end = step;
    while (end < highest) end = end + step;
    PictureAxis axis(0, end, false, pixels);
    std::vector<Tick> ticks;
    for (Exact value = 0; value <= end; value = value + step) {
        ticks.push_back({value, figure(value)});
    }
    axis.set_ticks(std::move(ticks));
    return axis;
}

// The first day of a month, counted from January of year 0.
Exact first_day(int month) {
    return days_between(Date{1970, 1, 1}, Date{month / 12, month % 12 + 1, 1});
}

// The month in which a day lies.
int month_of(const Exact& day) {
    int month = 1970 * 12 + whole(day / Exact::ratio(36'525, 1'200)) - 1;
    month = std::clamp(month, 12, 12 * 9999);
    while (month + 1 < 12 * 9999 && first_day(month + 1) <= day) ++month;
    while (month > 12 && day < first_day(month)) --month;
    return month;
}

PictureAxis days(const PagePicture& picture, int pixels) {
    std::optional<Exact> low;
    std::optional<Exact> high;
    for (const PictureRow& row : picture.rows) {
        if (!row.span) continue;
        const Range& span = row.span->range;
        low = low ? smaller(*low, span.low) : span.low;
        high = high ? larger(*high, span.high) : span.high;
    }
    const int first = month_of(low.value_or(0));
    const int last = std::min(month_of(high.value_or(1)) + 1, 12 * 9999 + 11);
    const int most = std::max(2, pixels / (label_pixels + 14));
    int step = 1;
    for (const int months : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000}) {
        step = months;
        if ((last - first) / months < most) break;
    }
    PictureAxis axis(first_day(first), first_day(last), false, pixels);
    std::vector<Tick> ticks;
    for (int month = first; month <= last; month += step) {
        ticks.push_back({first_day(month), fmt::format("{:04}-{:02}", month / 12, month % 12 + 1)});
    }
    axis.set_ticks(std::move(ticks));
    return axis;
}

}  // namespace

PictureAxis::PictureAxis(Exact from, Exact to, bool is_logarithmic, int pixels)
    : from_(std::move(from)),
      to_(std::move(to)),
      is_logarithmic_(is_logarithmic),
      pixels_(pixels) {}

void PictureAxis::set_ticks(std::vector<Tick> ticks) {
    ticks_ = std::move(ticks);
    if (ticks_.empty()) return;
    ticks_.front().is_first = true;
    ticks_.back().is_last = ticks_.size() > 1 && ticks_.back().value == to_;
}

bool PictureAxis::holds(const Exact& value) const { return from_ <= value && value <= to_; }

Exact PictureAxis::tenths(const Exact& value) const {
    if (value <= from_) return 0;
    if (to_ <= value) return Exact(10) * Exact(pixels_);
    if (!is_logarithmic_) return (value - from_) / (to_ - from_) * Exact(10) * Exact(pixels_);
    const double share =
        std::log10((value / from_).nearest_double()) / std::log10((to_ / from_).nearest_double());
    return static_cast<std::int64_t>(std::llround(share * 10 * pixels_));
}

std::string PictureAxis::position(const Exact& value, int offset) const {
    return (tenths(value) / 10 + Exact(offset)).fixed(1);
}

std::string PictureAxis::length(const Exact& from, const Exact& to) const {
    return larger((tenths(to) - tenths(from)) / 10, 2).fixed(1);
}

PictureAxis axis_of(const PagePicture& picture, int pixels) {
    switch (picture.kind) {
        case PagePicture::Kind::ranges:
            return powers_of_ten(picture, pixels);
        case PagePicture::Kind::steps:
            return from_zero(picture, pixels);
        case PagePicture::Kind::periods:
            break;
    }
    return days(picture, pixels);
}

}  // namespace flopledger
