// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// What the HTTP API of Prometheus and its kin answers to a query: JSON, one answer or many, each
// read as soon as it is whole.
extern const LogFormat prometheus_answer_format;

}  // namespace flopledger
