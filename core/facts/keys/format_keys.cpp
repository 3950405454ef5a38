// SPDX-License-Identifier: Apache-2.0
#include "core/facts/keys/format_keys.hpp"

namespace flopledger {

const FormatMapping* FileFormat::mapping(std::string_view wanted) const {
    for (const FormatMapping& one : mappings) {
        if (one.name == wanted) return &one;
    }
    return nullptr;
}

const std::vector<FileFormat>& file_formats() {
    static const std::vector<FileFormat> formats{ledger_format(), chip_format(), threshold_format(),
                                                 standard_format(), inventory_format()};
    return formats;
}

const FileFormat* find_format(std::string_view name) {
    for (const FileFormat& format : file_formats()) {
        if (format.name == name) return &format;
    }
    return nullptr;
}

}  // namespace flopledger
