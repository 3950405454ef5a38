// SPDX-License-Identifier: Apache-2.0
#include "core/base/range.hpp"

namespace flopledger {

bool Range::is_point() const { return low == best && best == high; }

bool Range::is_bound() const { return low.is_zero() && !high.is_zero() && best + best == high; }

Range point(const Exact& value) { return {value, value, value}; }

Range between(const Exact& low, const Exact& high) { return {low, (low + high) / 2, high}; }

Range at_most(const Exact& high) { return {0, high / 2, high}; }

Range operator+(const Range& left, const Range& right) {
    return {left.low + right.low, left.best + right.best, left.high + right.high};
}

Range operator*(const Range& left, const Range& right) {
    return {left.low * right.low, left.best * right.best, left.high * right.high};
}

Range operator/(const Range& dividend, const Range& divisor) {
    return {dividend.low / divisor.high, dividend.best / divisor.best, dividend.high / divisor.low};
}

Range ceiling(const Range& range) {
    return {range.low.ceiling(), range.best.ceiling(), range.high.ceiling()};
}

bool meet(const Range& left, const Range& right) {
    return left.low <= right.high && right.low <= left.high;
}

}  // namespace flopledger
