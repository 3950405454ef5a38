// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// The longest line that a format gets to see: as long as the largest document, for documents are
// often one line. Of longer ones only the count is kept.
inline constexpr std::size_t longest_line = std::size_t{256} << 20;

// Hands bytes that come piece by piece to a parser, in blocks of whole lines.
class LineBlocks {
  public:
    LineBlocks(LogParser& parser, Meter& meter);

    // Room for so many more bytes, which the caller fills from the front.
    char* room(std::size_t bytes);

    // So many bytes were put into the room; whole lines among them go to the parser.
    void filled(std::size_t bytes);

    // The input ends: what is left goes to the parser.
    void end();

    // Drops everything up to and with the next line end: the start of a stretch within a file.
    void skip_to_line_end() { skipping_ = true; }

    // Nothing that begins behind so many bytes, counted from the first one filled in, is handed on.
    void stop_after(std::uint64_t bytes) { stop_ = bytes; }

    // Whether the last line that counts has been handed on.
    bool stopped() const { return stopped_; }

  private:
    void hand_on(std::size_t searched);
    void drop_long_line();

    LogParser& parser_;
    Meter& meter_;
    struct Free {
        void operator()(char* bytes) const { std::free(bytes); }
    };
    std::unique_ptr<char, Free> buffer_;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;        // bytes that wait
    std::uint64_t consumed_ = 0;  // bytes that were handed on or dropped
    std::uint64_t stop_ = UINT64_MAX;
    bool skipping_ = false;
    bool in_long_line_ = false;
    bool stopped_ = false;
};

}  // namespace flopledger
