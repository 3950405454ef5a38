// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/model.hpp"
#include "core/read/source_reader.hpp"

namespace flopledger {

// A model configuration has at most 1 MiB.
inline constexpr std::size_t largest_model_bytes = 1024 * 1024;

// The model that a Hugging Face config.json describes, or nullptr where it has faults. A model_type
// that no family reads is the error `unsupported-model`, with near names; nothing falls back.
std::shared_ptr<const Model> read_model(std::shared_ptr<const Source> source,
                                        Diagnostics& diagnostics);

// Every model_type that is read, ordered by name.
std::vector<std::string_view> known_model_types();

// Model configurations by canonical name; none is read twice.
class ModelStore {
  public:
    // `hashes` asks for the SHA-256 of every configuration.
    ModelStore(FileReader& files, bool hashes);

    // The model of a file that a ledger names, or nullptr and an error.
    std::shared_ptr<const Model> read(const std::string& path, const Reference& reference);

  private:
    FileReader& files_;
    bool hashes_;
    std::map<std::string, std::shared_ptr<const Model>> models_;
};

}  // namespace flopledger
