// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace flopledger {

// Where law, a standard or a chip comes from that is not of this build.
struct DataOrigin {
    std::string file;
    std::string sha256;
    bool replaces = false;  // ours of the same id, which would say something else

    friend bool operator==(const DataOrigin&, const DataOrigin&) = default;
};

// A file of a folder with data that the call named.
struct CallData {
    std::string kind;  // threshold, standard, chip
    std::string id;
    DataOrigin origin;
};

// What stands behind a name wherever it heads a figure or a verdict: nothing for our own data, else
// " (replaced by FILE)" or " (added from FILE)", by the name of the file: the same wherever it
// lies.
inline std::string mark_of(const DataOrigin& origin) {
    const std::string file = origin.file.substr(origin.file.rfind('/') + 1);
    return (origin.replaces ? " (replaced by " : " (added from ") + file + ")";
}

// The same of a thing that may be ours.
inline std::string mark_of(const std::optional<DataOrigin>& origin) {
    return origin ? mark_of(*origin) : "";
}

}  // namespace flopledger
