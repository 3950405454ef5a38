// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/meter/readings/log_format.hpp"

namespace flopledger {

// A format that is read line by line.
class LineParser : public LogParser {
  public:
    void take(std::string_view lines) final;
    // A last line without its end may be cut short: `torn_line` judges it.
    void end(std::string_view rest) override;
    std::uint64_t lines() const final { return lines_; }

  protected:
    // One line without its end ("\n" or "\r\n"), counted from 1.
    virtual void line(std::string_view text, std::uint64_t number) = 0;

    // The last line of the input, which had no line end. It is read as any other unless a format
    // cannot tell whether it is whole.
    virtual void torn_line(std::string_view text, std::uint64_t number) { line(text, number); }

  private:
    std::uint64_t lines_ = 0;
};

// A format whose input is one document, read when all of it is there.
class DocumentParser : public LogParser {
  public:
    void take(std::string_view lines) final;
    void end(std::string_view rest) final;
    std::uint64_t lines() const final { return lines_; }

  protected:
    explicit DocumentParser(Meter& meter) : meter_(meter) {}

    // The whole text. Not called for texts over largest_document, which are one torn row.
    virtual void document(const std::string& text) = 0;

    Meter& meter() { return meter_; }

  private:
    Meter& meter_;
    std::string text_;
    std::uint64_t lines_ = 0;
    bool too_large_ = false;
};

// The most bytes of a document that is read as a whole: 256 MiB.
inline constexpr std::size_t largest_document = std::size_t{256} << 20;

}  // namespace flopledger
