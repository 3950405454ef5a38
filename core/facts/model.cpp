// SPDX-License-Identifier: Apache-2.0
#include "core/facts/model.hpp"

namespace flopledger {

Exact Model::parameters() const {
    Exact sum;
    for (const Block& block : blocks) {
        sum = sum + block.count * block.parameters;
    }
    return sum;
}

}  // namespace flopledger
