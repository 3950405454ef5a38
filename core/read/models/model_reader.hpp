// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/facts/models/model.hpp"
#include "core/read/keys/source_reader.hpp"

namespace flopledger {

// A model configuration has at most 1 MiB.
inline constexpr std::size_t largest_model_bytes = 1024 * 1024;

// What somebody says beside a configuration.
struct ModelChoices {
    std::string class_name;                // counted as this class, whatever `architectures` says
    std::vector<std::string> ignore_keys;  // counted without these, were they errors

    friend bool operator<(const ModelChoices& left, const ModelChoices& right) {
        return std::tie(left.class_name, left.ignore_keys) <
               std::tie(right.class_name, right.ignore_keys);
    }
};

// The model that a Hugging Face config.json describes, or nullptr where it has faults. A model_type
// that no family reads is the error `unsupported-model`, with near names; nothing falls back. Nor
// is a key passed over because nobody reads it: unread_keys.hpp judges it.
std::shared_ptr<const Model> read_model(std::shared_ptr<const Source> source,
                                        const ModelChoices& choices, Diagnostics& diagnostics);

// Every model_type that is read, ordered by name.
std::vector<std::string_view> known_model_types();

// Model configurations by canonical name; none is read twice.
class ModelStore {
  public:
    // `hashes` asks for the SHA-256 of every configuration.
    ModelStore(FileReader& files, bool hashes);

    // The model of a file that a ledger names, or nullptr and an error.
    std::shared_ptr<const Model> read(const std::string& path, const ModelChoices& choices,
                                      const Reference& reference);

  private:
    FileReader& files_;
    bool hashes_;
    std::map<std::pair<std::string, ModelChoices>, std::shared_ptr<const Model>> models_;
};

}  // namespace flopledger
