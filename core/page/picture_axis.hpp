// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/page/page.hpp"

namespace flopledger {

// A labelled place on an axis.
struct Tick {
    Exact value;
    std::string label;
    bool is_first = false;  // its label begins at the place instead of standing in its middle
    bool is_last = false;
};

// Where values stand on the horizontal axis of a picture. Linear axes are exact up to the last
// rounding; on a logarithmic one a place passes through doubles. All places are told to a tenth of
// a pixel.
class PictureAxis {
  public:
    // The values at both ends, and the pixels between them.
    PictureAxis(Exact from, Exact to, bool is_logarithmic, int pixels);

    // The place of a value, so many pixels further right; what lies beyond an end stands at it.
    std::string position(const Exact& value, int offset) const;

    // The pixels between two values, two at the least.
    std::string length(const Exact& from, const Exact& to) const;

    // Whether a value lies on the axis.
    bool holds(const Exact& value) const;

    // The value at its right end.
    const Exact& end() const { return to_; }

    const std::vector<Tick>& ticks() const { return ticks_; }

    // Adds labelled places; the first and the last of them are marked as such.
    void set_ticks(std::vector<Tick> ticks);

  private:
    Exact tenths(const Exact& value) const;  // of a pixel, from the left end

    Exact from_;
    Exact to_;
    bool is_logarithmic_;
    int pixels_;
    std::vector<Tick> ticks_;
};

// The axis of a picture: powers of ten that hold every range and amount, a scale from zero, or
// days.
PictureAxis axis_of(const PagePicture& picture, int pixels);

}  // namespace flopledger
