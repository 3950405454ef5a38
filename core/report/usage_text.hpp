// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/meter/usage_result.hpp"
#include "core/report/style.hpp"

namespace flopledger {

// A usage as a page: by chip and day, in all, what trainers and schedulers logged, the longest
// gaps, and what of the logs was not used; with `by_device`, which must then have been asked of the
// result, a row a device, too.
std::string usage_text(const UsageResult& result, bool by_device, const Style& style);

}  // namespace flopledger
