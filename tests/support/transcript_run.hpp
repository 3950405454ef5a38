// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/support/transcript.hpp"

namespace flopledger {

// What a command showed: output and errors as one stream, the status last as [N] unless it is 0.
struct CommandOutcome {
    std::vector<std::string> lines;
    std::string skipped;  // why the command was not run; empty: it was
};

// Runs the commands of one document. flopledger runs inside the test, with the root of the project
// as its folder, a width of 80, no color and 2026-11-21 as today; the few other programs of a table
// in transcript_run.cpp run in the system's shell where they are installed. $TMP in a command is a
// fresh folder, kept for the whole document and shown as $TMP.
class TranscriptRunner {
  public:
    TranscriptRunner();
    ~TranscriptRunner();
    TranscriptRunner(const TranscriptRunner&) = delete;
    TranscriptRunner& operator=(const TranscriptRunner&) = delete;

    CommandOutcome run(const std::string& command);

  private:
    std::string folder;
};

// Runs a document and fails the test at each command whose output differs; rewrites the document
// instead where the environment says UPDATE_TRANSCRIPTS=1, unless it is a manual page, whose
// examples are mended by hand (a name ending in .1, .5 or .7). Returns how many commands it held.
std::size_t check_transcript(const std::string& path);

}  // namespace flopledger
