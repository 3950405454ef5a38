// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/meter/series/device_table.hpp"

namespace flopledger {

// Whether a text stands where an id is missing: `N/A`, `unknown`, `[Not Supported]`.
bool is_no_id(std::string_view text);

// Whether a text is no UUID of a device: none at all, or all zeros, as in `0`, `0x0` or `GPU-` with
// a UUID of zeros. Many devices have such a one, so that it is nobody's.
bool is_no_uuid(std::string_view text);

// Whether the id that a device plugin or a cloud gives a device is the device's own everywhere: it
// has eight hexadecimal digits in a row. Others, as `3`, `480-0` or `tpu-accel-dev3`, count within
// a host.
bool is_global_id(std::string_view id);

// What a row says of its device, without a UUID, bus or index that is none: another of them decides
// then, or the row names no device.
DeviceWords without_missing_ids(DeviceWords words);

}  // namespace flopledger
