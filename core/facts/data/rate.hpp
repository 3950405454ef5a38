// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/quantity.hpp"
#include "core/facts/data/threshold.hpp"

namespace flopledger {

// How fast something grows: times a year, with the interval that its source gives.
struct Rate {
    std::string id;
    std::string title;
    Ratio per_year;        // 1 stands still
    std::string interval;  // what its ends are
    Date as_of;
    Verification confidence = Verification::unverified;
    std::vector<Citation> sources;
    std::string notes;
    std::string file;
};

}  // namespace flopledger
