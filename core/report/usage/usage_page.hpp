// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/meter/summary/usage_result.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// A usage as a page: by chip and day, in all, what trainers and schedulers logged, the longest
// gaps, and what of the logs was not used.
class UsagePage {
  public:
    // A page without rows of devices.
    UsagePage();

    // Takes a device that is to have a row of its own.
    void add(const DeviceUsage& device, const DeviceSums& sums);

    // The page, with the rows of the devices that were taken.
    Page page(const UsageResult& result) &&;

  private:
    PageTable devices_;
};

}  // namespace flopledger
