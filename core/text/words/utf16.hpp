// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace flopledger {

// Whether a text begins with a byte order mark of UTF-16, or with two characters of ASCII in it, as
// what PowerShell appends to a file that is not there yet.
bool begins_utf16(std::string_view beginning);

// Passes bytes on, those of UTF-16 as UTF-8. What is no character in it becomes U+FFFD.
class Utf16Text {
  public:
    // The next bytes: how many, 0 at the end, nothing when reading fails.
    using Read = std::function<std::optional<std::size_t>(char* into, std::size_t most)>;

    // Reads some of a text, from the source that it always reads from; `most` is at least 8.
    std::optional<std::size_t> read(const Read& source, char* into, std::size_t most);

  private:
    std::optional<std::size_t> fill(const Read& source, std::size_t most);
    std::size_t take(char* into, std::size_t most, bool at_end);

    std::string waiting_;  // bytes not passed on yet
    bool begun_ = false;
    bool is_utf16_ = false;
    bool big_endian_ = false;
    bool ended_ = false;
};

}  // namespace flopledger
