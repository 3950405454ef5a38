// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/ledger/ledger.hpp"
#include "core/read/data/catalog.hpp"
#include "core/read/keys/mapping.hpp"
#include "core/read/models/model_reader.hpp"
#include "core/text/files/fenced_files.hpp"

namespace flopledger {

// A ledger is at most 1 MiB, and so is a model configuration.
inline constexpr std::size_t largest_ledger_bytes = 1024 * 1024;

// How many ledgers may be built on one another.
inline constexpr int deepest_lineage = 64;

// Reads ledgers with everything they name: bases' ledgers, model configurations, chips. What was
// read once is not read again. A file with an error gives no ledger; all its faults are told.
//
// A ledger was written by somebody else. Whatever it names, and what the ledgers that it names
// name, is read within its own folder alone, and within those that the user allows.
class LedgerReader {
  public:
    // `hashes` asks for the SHA-256 of every ledger; `allowed` are folders that every ledger may
    // name files of.
    LedgerReader(FileReader& files, Catalog& catalog, bool hashes,
                 std::vector<std::string> allowed = {});

    // The ledger at a path that the user names (`-` is standard input), or nullptr where it has
    // errors.
    std::shared_ptr<const Ledger> read(const std::string& path, Diagnostics& diagnostics);

  private:
    // A ledger once read: nullptr where it has errors; how many ledgers lie in its longest line of
    // ancestors, itself included; and its bytes, for their fingerprint.
    struct Entry {
        std::shared_ptr<const Ledger> ledger;
        int height = 1;
        std::shared_ptr<const Source> source = nullptr;
    };
    // A ledger being read, for cycles: its canonical name and the path as given.
    struct Open {
        std::string canonical;
        std::string path;
    };

    // All that is read for ledgers of one folder.
    struct Tree {
        Tree(FileReader& disk, const std::vector<std::string>& folders, bool hashes)
            : files(disk, folders), models(files, hashes) {}

        FencedFiles files;
        ModelStore models;
        std::map<std::string, Entry> ledgers;  // by canonical name
    };

    Tree& tree_of(const std::string& path);
    Entry read_file(const std::string& path, const std::optional<Reference>& reference,
                    Diagnostics& diagnostics);
    Entry read_tree(std::shared_ptr<const Source> source, const std::string& canonical,
                    Diagnostics& diagnostics);
    void read_base(Mapping& mapping, BaseModel& base, int& height);
    void read_bases(const Reading& reading, Mapping& mapping, Ledger& ledger, int& height);
    bool report_cycle(const std::string& canonical, const Reference& reference,
                      const std::string& path);

    FileReader& disk_;
    Catalog& catalog_;
    bool hashes_;
    std::vector<std::string> allowed_;
    std::map<std::string, Tree> trees_;  // by the canonical folder
    Tree* tree_ = nullptr;               // of the ledger asked for
    CommonDenominator fractions_;        // of a ledger and those below it, which are added up
    std::vector<Open> open_;             // from the ledger asked for down to the one being read
    bool too_deep_ = false;
};

}  // namespace flopledger
