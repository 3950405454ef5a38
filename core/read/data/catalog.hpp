// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/data_origin.hpp"
#include "core/base/diagnostic.hpp"
#include "core/facts/data/standard.hpp"
#include "core/facts/data/threshold.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

// A data file by its path and bytes, from a folder the user named.
struct DataFile {
    std::string path;
    std::string text;
};

// What a chip's name leads to: one chip, or several candidates, or near names if there is none.
struct ChipLookup {
    std::shared_ptr<const Chip> chip;
    std::vector<std::shared_ptr<const Chip>> candidates;  // that go by an ambiguous name
    std::vector<std::string> near;                        // ids or aliases that look alike
};

// The chips, standards and thresholds of this build, with those the user added on top: a file of
// the same id replaces ours. Files are parsed when they are asked for, and once.
class Catalog {
  public:
    // The embedded data alone.
    Catalog();

    // Files point into what was added.
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    // Adds files on top; faults in them are told when they are read.
    void add_chips(std::vector<DataFile> files);
    void add_standards(std::vector<DataFile> files);
    void add_thresholds(std::vector<DataFile> files);

    // From now on what only people read of built-in files (pitfalls, sources, notes) stays unread:
    // no figure or verdict asks for it, and reading our data is most of what a check costs.
    void leave_out_sources();

    // The files that the user added and that were read without a fault, by kind and id.
    std::vector<CallData> added() const;

    // The bytes of a data file by the path under which it was read; empty where there is none.
    std::string_view text_of(std::string_view path) const;

    // A chip by id, alias or ambiguous name, without regard to case, with `_` for blanks or not; a
    // number behind the last `-` finds the alias that has `*` for it. Only the files whose text
    // holds the name are parsed.
    ChipLookup find_chip(std::string_view name, Diagnostics& diagnostics);

    // All of them, ordered by id. Faulty files are told and left out.
    std::vector<std::shared_ptr<const Chip>> chips(Diagnostics& diagnostics);
    std::vector<std::shared_ptr<const Standard>> standards(Diagnostics& diagnostics);
    std::vector<std::shared_ptr<const Threshold>> thresholds(Diagnostics& diagnostics);

    // Those of the built-in thresholds whose text is wanted, and all that the user added: what a
    // look at the text rules out costs no parsing.
    std::vector<std::shared_ptr<const Threshold>> thresholds(
        Diagnostics& diagnostics, const std::function<bool(std::string_view)>& wanted);

    // One by its id, or nullptr.
    std::shared_ptr<const Standard> standard(std::string_view id, Diagnostics& diagnostics);
    std::shared_ptr<const Threshold> threshold(std::string_view id, Diagnostics& diagnostics);

  private:
    // A file by its id, which is its name without folder and ending. The views are of the binary's
    // own data or of `added_`, so that nothing is copied before it is read.
    struct File {
        std::string_view id;
        std::string_view path;
        std::string_view text;
        bool built_in = false;
        bool replaces = false;  // a built-in one of the same id
    };
    // What was read of one kind of file; nullptr for a faulty one, so that it is told once.
    template <typename Thing>
    struct Shelf {
        std::vector<File> files;
        std::map<std::string, std::shared_ptr<const Thing>, std::less<>> read;
    };

    static DataOrigin origin_of(const File& file);
    template <typename Thing>
    void add(Shelf<Thing>& shelf, std::vector<DataFile> files);
    template <typename Thing>
    std::shared_ptr<const Thing> read(Shelf<Thing>& shelf, const File& file,
                                      Diagnostics& diagnostics);
    template <typename Thing>
    std::shared_ptr<const Thing> find(Shelf<Thing>& shelf, std::string_view id,
                                      Diagnostics& diagnostics);
    template <typename Thing>
    std::vector<std::shared_ptr<const Thing>> all(
        Shelf<Thing>& shelf, Diagnostics& diagnostics,
        const std::function<bool(std::string_view)>& wanted = nullptr);
    // The chips whose files hold a name in small letters.
    std::vector<std::shared_ptr<const Chip>> holders_of(const std::string& lower_name,
                                                        Diagnostics& diagnostics);
    ChipLookup look_up(const std::vector<std::shared_ptr<const Chip>>& chips,
                       std::string_view name) const;

    bool with_sources_ = true;
    std::deque<DataFile> added_;  // a deque, because its elements stay where they are
    Shelf<Chip> chips_;
    Shelf<Standard> standards_;
    Shelf<Threshold> thresholds_;
};

}  // namespace flopledger
