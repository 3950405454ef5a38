// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace flopledger {

// The header of a gzip member (RFC 1952), a piece at a time; what it says is passed over.
class GzipHeader {
  public:
    enum class State { unfinished, finished, not_gzip, damaged };

    // Takes bytes of the header, so many as it has: how many were taken.
    std::size_t take(std::string_view bytes);

    // How far it is; a header that is no header stays so.
    State state() const { return state_; }

  private:
    enum class HeaderPart { fixed, extra_length, extra, name, comment, check_sum };

    void take_byte(unsigned char byte);
    void take_fixed(unsigned char byte);
    void go_on_behind(HeaderPart part);
    bool has(HeaderPart part) const;

    State state_ = State::unfinished;
    HeaderPart part_ = HeaderPart::fixed;
    unsigned flags_ = 0;
    std::uint32_t place_ = 0;   // bytes of the part so far
    std::uint32_t length_ = 0;  // of the extra field
};

}  // namespace flopledger
