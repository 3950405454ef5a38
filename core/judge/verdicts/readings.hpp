// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/judge/verdicts/verdict.hpp"

namespace flopledger {

// Adds to the verdicts of a judgement what they owe to readings: `settled-by-reading` where the
// caller or the ledger answered something that its sum holds, and `rests-on-reading` where a
// verdict would change if one row of a standard whose basis is a reading said the opposite. Where
// the row is on a third party's base and the rule's `open_base_reading` holds, the verdict becomes
// undetermined.
void tell_readings(const LedgerCount& count, const JudgeRequest& request, Judgement& judgement);

}  // namespace flopledger
