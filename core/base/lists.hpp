// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace flopledger {

// Adds what stands in another list behind what stands in this one.
template <typename Value>
void append(std::vector<Value>& list, const std::vector<Value>& more) {
    list.insert(list.end(), more.begin(), more.end());
}

// Adds a value unless it is there.
template <typename Value>
void add_once(std::vector<Value>& list, Value value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

// Adds those of several values that are not there yet.
template <typename Value>
void add_each_once(std::vector<Value>& list, std::vector<Value> more) {
    for (Value& value : more) add_once(list, std::move(value));
}

// Adds a value unless one of its name is there.
template <typename Named>
void add_once_by_name(std::vector<Named>& list, const Named& value) {
    const bool known = std::any_of(list.begin(), list.end(),
                                   [&](const Named& other) { return other.name == value.name; });
    if (!known) list.push_back(value);
}

}  // namespace flopledger
