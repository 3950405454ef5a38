// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/exact.hpp"
#include "core/read/keys/values.hpp"

namespace flopledger {

// What all mappings of one configuration share while it is read.
struct ConfigState {
    std::string class_name;  // of the model, as it is counted; empty for the type's usual one
    // The keys asked for, by the mapping they were asked of. What is not in here was not read, and
    // is judged when the reading ends (unread_keys.hpp).
    std::map<const Node*, std::set<std::string, std::less<>>> asked;
};

// A model configuration while it is read. Unlike our own formats it is not strict: it holds much
// that no count needs. A field that is read and faulty is told, and reads as 1, so that a family
// reader needs no checks between its fields; ok() says whether to believe the result.
// Absent and null are different things in these files, so every question names both.
// Some keys have several names (key_names_of in other_names.hpp): any of them answers.
class Config {
  public:
    // The outermost mapping of a configuration.
    Config(const Reading& reading, const Node& node);

    // A whole number from 1 to 1e9 that must be there.
    Exact size(std::string_view key);

    // The same, with what an absent key stands for and what null stands for.
    Exact size_or(std::string_view key, const Exact& absent);
    std::optional<Exact> optional_size(std::string_view key);

    // As size_or, but zero is allowed: counts of layers or experts that may be none.
    Exact count_or(std::string_view key, const Exact& absent);

    // A number above zero, up to 1e9, that may have decimals, and that must be there.
    Exact factor(std::string_view key);

    // A truth value; null reads as false.
    bool flag_or(std::string_view key, bool absent);

    // A text; null and absent read as empty.
    std::string text(std::string_view key);

    // A list of texts (`layer_types`) or of whole numbers; empty where absent or null.
    std::vector<std::string> texts(std::string_view key);
    std::vector<Exact> numbers(std::string_view key);

    // Whether the key is written, and whether its value is null.
    bool has(std::string_view key) const;
    bool is_null(std::string_view key) const;

    // The mappings of a list (`block_configs`); empty where absent or null.
    std::vector<Config> mappings(std::string_view key);

    // A mapping inside this one, which must be there.
    Config inside(std::string_view key);

    // The node of a key, or nullptr, for what has no function here. Two names of one key that say
    // different things are told.
    const Node* find(std::string_view key) const;

    // The mapping that is read.
    const Node& node() const { return node_; }

    // The class that the model is counted as; empty for the type's usual one.
    const std::string& class_name() const { return state_->class_name; }

    // Says the class, before a family reads.
    void set_class(std::string name) { state_->class_name = std::move(name); }

    // What was asked for so far, in this mapping and all others of the configuration.
    const ConfigState& state() const { return *state_; }

    // Reports an error at a key's value, or at the mapping where the key is not written.
    void report(Name name, std::string_view key, std::string message, std::string hint = {});

    // The same at a node of this configuration.
    void report_at(const Node& node, Name name, std::string message, std::string hint = {});

    // The errors that most families know: figures that exclude one another, a figure that no such
    // model can have, and what is not counted yet.
    void conflict(std::string_view key, std::string message, std::string hint = {});
    void out_of_bounds(std::string_view key, std::string message, std::string hint = {});
    void unsupported(std::string_view key, std::string message, std::string hint = {});

    // Whether nothing read so far had a fault, in this mapping or one inside it.
    bool ok() const;

  private:
    // `path` is the mapping's place in the file for messages: "text_config".
    Config(const Config& outer, const Node& node, std::string path);
    void check_mapping();
    const std::vector<Node>& items(std::string_view key);
    Exact read_size(std::string_view key, const Node& node, const Exact& lowest);
    std::string shown_key(std::string_view key) const;

    const Reading& reading_;
    const Node& node_;
    std::string path_;
    std::string type_;  // model_type of this mapping, or of the one around it
    std::shared_ptr<ConfigState> state_;
    bool absence_told_ = false;  // the whole mapping is missing: its keys are not told one by one
};

// Whether two values of a configuration say the same, lists by what is in them.
bool says_the_same(const Node& left, const Node& right);

}  // namespace flopledger
