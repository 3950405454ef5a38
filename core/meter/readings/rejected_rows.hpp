// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/exact.hpp"
#include "core/facts/machines/usage.hpp"

namespace flopledger {

// Why a usage rests on too few of its rows: one sentence with the reasons, the first places and
// what was found with them; nothing where at most the given share of rows was rejected. Rows out of
// the window or not selected were not wanted and do not count. A log that is still being written
// ends in a torn row, so one torn row an input is let pass, unless what tore it is known.
std::optional<std::string> too_many_rejected(const Usage& usage, const Exact& most);

// What helps against rejected rows: times, where most of them lack theirs; else what the caller
// says.
std::string remedy_for_rejected(const Usage& usage, std::string otherwise);

}  // namespace flopledger
