// SPDX-License-Identifier: Apache-2.0
#include "core/meter/summary/unread_files.hpp"

#include <algorithm>
#include <utility>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/files/input_names.hpp"

namespace flopledger {

void UnreadFiles::note(Usage& usage, std::uint32_t input, Name finding) {
    usage.inputs[input].format = finding.text;
    RowLog log;
    log.find(finding, 0);  // the file as a whole
    log.move_to(usage, input, 0);
}

bool UnreadFiles::take(Usage& usage, const Stretch& stretch, const StretchResult& result) {
    const bool foreign = result.fault && result.fault->name == name::unknown_log_format;
    if (!foreign || named_.contains(stretch.name)) return false;
    // Files are read again where devices must be sorted.
    if (!faults_.emplace(stretch.name, *result.fault).second) return true;
    note(usage, stretch.input, result.looks_like_log ? name::log_not_read : name::file_not_used);
    return true;
}

std::optional<InputFault> UnreadFiles::fault_of(Usage& usage, const Stretch& stretch,
                                                const InputYield& yield) {
    auto fault = yield.fault();
    if (!fault || fault->name != name::no_known_metric || named_.contains(stretch.name)) {
        return fault;
    }
    Usage told;
    yield.unread().move_to(told, stretch.input);
    if (!told.unread.empty()) return fault;
    faults_.emplace(stretch.name, std::move(*fault));
    note(usage, stretch.input, name::file_not_used);
    return std::nullopt;
}

std::map<std::string, InputFault> UnreadFiles::faults_of(const Usage& usage) const {
    const bool any =
        std::any_of(usage.inputs.begin(), usage.inputs.end(), [this](const InputFile& input) {
            return !faults_.contains(input.name) && input.format != name::file_excluded.text;
        });
    return any ? std::map<std::string, InputFault>() : faults_;
}

}  // namespace flopledger
