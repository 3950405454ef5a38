// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/session/output_target.hpp"

namespace flopledger {

// A text that comes in pieces: a function that hands them on, one by one.
using TextSource = std::function<void(const std::function<void(std::string_view)>&)>;

// Writes all pieces to an open file; gives the number of the error, 0 for none.
int write_pieces(int descriptor, const TextSource& source);

// What came of writing a file.
struct StagedWrite {
    int error = 0;         // its number; 0 for none
    int not_replaced = 0;  // why what was there had to be written over in place; 0: it had not
};

// Writes an ordinary file, there already or not, whole or not at all: aside first, then put in its
// place at once. Where the place cannot be given to another file, as a mount point or in a folder
// that takes none, what is there is written over, as soon as all of the text is known.
StagedWrite write_staged(const OutputTarget& target, const TextSource& source);

}  // namespace flopledger
