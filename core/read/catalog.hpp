// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/facts/chip.hpp"
#include "core/facts/standard.hpp"
#include "core/facts/threshold.hpp"

namespace flopledger {

// A data file by its path and bytes: embedded in the binary, or from a folder the user named.
struct DataFile {
    std::string path;
    std::string text;
};

// What a chip's name leads to: one chip, or several candidates, or near names if there is none.
struct ChipLookup {
    std::shared_ptr<const Chip> chip;
    std::vector<std::string> candidates;  // ids of the chips that go by an ambiguous name
    std::vector<std::string> near;        // ids or aliases that look alike
};

// The chips, standards and thresholds of this build, with those the user added on top: a file of
// the same id replaces ours. Files are parsed when they are asked for, and once.
class Catalog {
  public:
    // The embedded data alone.
    Catalog();

    // Adds files on top; faults in them are told when they are read.
    void add_chips(std::vector<DataFile> files);
    void add_standards(std::vector<DataFile> files);
    void add_thresholds(std::vector<DataFile> files);

    // A chip by id, alias or ambiguous name, without regard to case. Only the files whose text
    // holds the name are parsed.
    ChipLookup find_chip(std::string_view name, Diagnostics& diagnostics);

    // All of them, ordered by id. Faulty files are told and left out.
    std::vector<std::shared_ptr<const Chip>> chips(Diagnostics& diagnostics);
    std::vector<std::shared_ptr<const Standard>> standards(Diagnostics& diagnostics);
    std::vector<std::shared_ptr<const Threshold>> thresholds(Diagnostics& diagnostics);

    // One by its id, or nullptr.
    std::shared_ptr<const Standard> standard(std::string_view id, Diagnostics& diagnostics);
    std::shared_ptr<const Threshold> threshold(std::string_view id, Diagnostics& diagnostics);

  private:
    // Files by id; the id of a data file is its name without folder and ending.
    using Files = std::map<std::string, DataFile, std::less<>>;
    Files chip_files_;
    Files standard_files_;
    Files threshold_files_;
    std::map<std::string, std::shared_ptr<const Chip>, std::less<>> chips_;
    std::map<std::string, std::shared_ptr<const Standard>, std::less<>> standards_;
    std::map<std::string, std::shared_ptr<const Threshold>, std::less<>> thresholds_;
};

}  // namespace flopledger
