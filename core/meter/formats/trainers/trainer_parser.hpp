// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/meter/formats/trainers/run_follower.hpp"
#include "core/meter/formats/trainers/trainer_text.hpp"
#include "core/meter/readings/line_parser.hpp"

namespace flopledger {

// What the readers of trainers' logs share: lines without colours, cut where a progress bar goes
// back to the beginning of its line, and the run they tell of.
class TrainerParser : public LineParser {
  public:
    void end(std::string_view rest) final;

  protected:
    TrainerParser(Meter& meter, std::string_view format) : meter_(meter), run_(meter, format) {}

    // A line, or a part of one; all parts of a line have its number.
    virtual void text_line(std::string_view text, std::uint64_t number) = 0;

    // Gives an iteration the time that a text begins with, and asks whether that is wanted.
    void set_time(IterationLine& line, std::string_view text);

    Meter& meter() { return meter_; }
    RunFollower& run() { return run_; }

  private:
    void line(std::string_view raw, std::uint64_t number) final;

    Meter& meter_;
    RunFollower run_;
    std::string scratch_;
    std::int64_t last_time_ = 0;
};

}  // namespace flopledger
