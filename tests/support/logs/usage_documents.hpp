// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "core/page/page_text.hpp"
#include "core/report/usage/usage_json.hpp"
#include "core/report/usage/usage_page.hpp"

namespace flopledger {

// A usage as the JSON of `logs summarize`.
inline std::string usage_json(const Usage& usage, const SumRequest& request = {}) {
    std::string text;
    const auto sink = [&text](std::string_view piece) { text += piece; };
    UsageJson document(sink, usage, request.longest_hold, "0.1.0");
    document.finish(add_up(usage, request, [&](const DeviceUsage& device, const DeviceSums& sums) {
        document.add(device, sums);
    }));
    return text;
}

// A usage as the page of `logs summarize --by-device`.
inline std::string usage_page(const Usage& usage, unsigned threads = 1) {
    UsagePage page;
    const UsageResult result =
        add_up(usage, {.longest_hold = std::nullopt, .threads = threads},
               [&](const DeviceUsage& device, const DeviceSums& sums) { page.add(device, sums); });
    return page_text(std::move(page).page(result), {});
}

}  // namespace flopledger
