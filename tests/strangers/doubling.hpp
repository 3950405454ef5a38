// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace flopledger {

// An input that tries to keep the program busy: how it is called, with `FILE` or `FOLDER` where the
// path stands, what the file is called, its text at about so many bytes, and a configuration that
// stands beside it, where one is needed.
struct HostileInput {
    std::string name;
    std::vector<std::string> call;
    std::string file;
    std::function<std::string(std::size_t)> write;
    std::string configuration{};
};

// A text of `head`, then of pieces until it has so many bytes, then of `tail`. A piece is made of
// its number.
std::string grown(std::size_t size, const std::string& head,
                  const std::function<std::string(std::size_t)>& piece,
                  const std::string& tail = "");

// The same of one piece, over and over.
std::string grown(std::size_t size, const std::string& head, const std::string& piece,
                  const std::string& tail = "");

// Runs the program on the input at growing sizes, each time in a process of its own, and fails
// where it crashes, or where its time of the processor or its memory grows faster than n log n.
void check_growth(const HostileInput& input);

}  // namespace flopledger
