// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/facts/ledger.hpp"
#include "core/read/catalog.hpp"
#include "core/text/file_reader.hpp"

namespace flopledger {

// A ledger is at most 1 MiB, and so is a model configuration.
inline constexpr std::size_t largest_ledger_bytes = 1024 * 1024;

// Reads ledgers with everything they name: bases' ledgers, model configurations, chips. What was
// read once is not read again. A file with an error gives no ledger; all its faults are told.
class LedgerReader {
  public:
    // `hashes` asks for the SHA-256 of every ledger.
    LedgerReader(FileReader& files, Catalog& catalog, bool hashes);

    // The ledger at a path (`-` is standard input), or nullptr where it has errors.
    std::shared_ptr<const Ledger> read(const std::string& path, Diagnostics& diagnostics);

  private:
    friend struct LedgerReading;
    FileReader& files_;
    Catalog& catalog_;
    bool hashes_;
    std::map<std::string, std::shared_ptr<const Ledger>> ledgers_;  // by canonical name
    std::map<std::string, std::shared_ptr<const Model>> models_;    // by canonical name
};

}  // namespace flopledger
