// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "core/meter/readings/meter.hpp"
#include "core/meter/words/json_value.hpp"

namespace flopledger {

// The lines of places in a text that are asked for in the order in which they stand.
class LineFinder {
  public:
    explicit LineFinder(std::string_view text) : text_(text) {}

    // The line of a byte, counted from 1.
    std::uint64_t line_at(std::size_t offset);

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::uint64_t line_ = 1;
};

// Reads all JSON documents of a text, one behind the other, as programs write them that print one
// every few seconds. What is no JSON between them is one row that is not of this format, a document
// cut short is one that is torn; the next line that begins with a bracket is where reading goes on.
// `take` is told where its document begins, which is what the places of its values are counted
// from; values last until the next document.
void read_documents(Meter& meter, std::string_view text, LineFinder& lines,
                    const std::function<void(JsonValue, std::size_t)>& take);

}  // namespace flopledger
