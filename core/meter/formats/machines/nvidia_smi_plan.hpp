// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/meter/formats/machines/nvidia_smi_columns.hpp"

namespace flopledger {

// One thing to do on the walk through a row: what is read there, of how many fields, and whether
// the row ends behind it.
struct NvidiaSmiStep {
    enum class Kind { skip, time, identity, utilization, power };

    Kind kind = Kind::skip;
    std::size_t fields = 1;
    bool ends_row = false;
};

// How the rows of a table are walked through, once from left to right.
struct NvidiaSmiPlan {
    std::vector<NvidiaSmiStep> steps;  // empty where rows cannot be walked through
    std::size_t rest = 0;              // fields after the last step
};

// The plan for a header. Rows can be walked through where the fields that name the device stand
// together and there is a time.
NvidiaSmiPlan plan_walk(const NvidiaSmiHeader& header);

}  // namespace flopledger
