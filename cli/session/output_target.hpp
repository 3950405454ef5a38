// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>

namespace flopledger {

// Where an output goes, as far as that can be known before it is written.
struct OutputTarget {
    std::optional<int> descriptor;  // open in this process, as `-`, /dev/stdout, /dev/fd/3 name it
    std::string path;               // with links followed, also one that leads to nothing yet
    std::optional<struct stat> status;  // of what is there; nothing where there is nothing
};

// The folder that a name stands in, by a name that opens: `.` for the one that the program runs in.
std::string folder_to_open(const std::string& path);

// Follows a name. A link of /proc stands for what a process has open, not for the name it shows.
OutputTarget output_target(const std::string& path);

// Whether there is a file that would be replaced: no pipe, no device, nothing that is open already.
bool is_ordinary_file(const OutputTarget& target);

}  // namespace flopledger
