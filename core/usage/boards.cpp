// SPDX-License-Identifier: Apache-2.0
#include "core/usage/boards.hpp"

namespace flopledger {

namespace {

constexpr std::string_view of_instances_sign = " (MIG instances)";

}  // namespace

std::string_view board_of(std::string_view device, Identity identity) {
    // The first slash stands before a bus.
    std::size_t slash = device.find('/');
    if (identity == Identity::bus && slash != device.npos) slash = device.find('/', slash + 1);
    if (slash == device.npos) return device;
    device = device.substr(0, slash);
    if (device.starts_with("MIG-GPU-")) device.remove_prefix(4);
    return device;
}

std::string_view board_of(const DeviceUsage& device) {
    return board_of(device.device, device.identity);
}

bool is_instance(std::string_view device, Identity identity) {
    return board_of(device, identity).size() != device.size() ||
           (identity == Identity::uuid && device.starts_with("MIG-"));
}

bool is_instance(const DeviceUsage& device) { return is_instance(device.device, device.identity); }

std::string day_name(std::string_view chip, bool of_instances) {
    std::string name(chip);
    if (of_instances) name += of_instances_sign;
    return name;
}

std::string day_name(const DeviceUsage& device) {
    return day_name(device.chip, is_instance(device));
}

bool is_of_instances(std::string_view day_name) { return day_name.ends_with(of_instances_sign); }

}  // namespace flopledger
