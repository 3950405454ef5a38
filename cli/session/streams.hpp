// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

namespace flopledger {

class FileReader;

// Everything a run takes from its surroundings, so that a test can be the surroundings.
struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int width = 80;               // columns of the terminal
    bool no_color = false;        // NO_COLOR is set
    bool utf8 = false;            // the terminal takes UTF-8
    std::string today;            // 2026-11-21: what `--as-of` is when not given
    FileReader* files = nullptr;  // what files are read from; where there is none, the disk
};

}  // namespace flopledger
