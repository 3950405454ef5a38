// SPDX-License-Identifier: Apache-2.0
#include "core/judge/results/law_day.hpp"

namespace flopledger {

std::string law_data_words() { return "law data of " + to_text(law_data_day); }

}  // namespace flopledger
