// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/unread_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/base/value_names.hpp"
#include "core/read/models/bricks/key_tables.hpp"
#include "core/read/models/bricks/model_names.hpp"
#include "core/text/words/near_words.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// What stands inside of a key is told with it before its own, so keys that are long and deep would
// take more room than the file. Those of published configurations have some fifty bytes.
constexpr std::size_t longest_path = 1024;

// Whether a value says that there is nothing.
bool is_inert(const Node& value) {
    switch (value.kind) {
        case Node::Kind::null:
            return true;
        case Node::Kind::scalar:
            if (value.quoted) return value.text.empty();
            return value.text == "false" ||
                   value.text.find_first_not_of("0.-") == std::string::npos;
        case Node::Kind::sequence:
            return value.items.empty();
        case Node::Kind::mapping:
            return value.fields.empty();
    }
    return false;
}

// What a value says for the tables: a scalar, or what all items of a list are.
std::string said_by(const Node& value) {
    if (value.kind == Node::Kind::scalar) return value.text;
    // An activation may be a mapping with its name.
    if (const Node* name = value.find("name")) return name->text;
    if (value.items.empty()) return "";
    const std::string& first = value.items.front().text;
    const bool same = std::all_of(value.items.begin(), value.items.end(),
                                  [&](const Node& item) { return item.text == first; });
    return same ? first : "";
}

bool holds_mappings(const Node& value) {
    return value.kind == Node::Kind::mapping ||
           std::any_of(value.items.begin(), value.items.end(), holds_mappings);
}

// A key as it is written in YAML and on a command line: brackets need quotes in both.
std::string quoted_where_needed(const std::string& path) {
    const bool plain = std::all_of(path.begin(), path.end(), [](char byte) {
        return is_letter(byte) || is_digit(byte) || byte == '_' || byte == '.';
    });
    return plain ? path : "'" + path + "'";
}

class Judge {
  public:
    Judge(Config& config, std::string_view type, const std::vector<std::string>& ignore)
        : config_(config), text_(config.node().find("text_config")), type_(type), ignore_(ignore) {}

    // A mapping of which keys were asked for.
    void walk(const Node& mapping, const std::string& path) {
        const auto& asked = config_.state().asked.at(&mapping);
        for (const NodeField& field : mapping.fields) {
            const std::string here = path.empty() ? field.key.text : path + "." + field.key.text;
            if (asked.count(field.key.text) == 0) {
                judge(field, here, true);
            } else {
                walk_inside(field.value, here);
            }
        }
    }

    UnreadKeys take() { return std::move(keys_); }

    // A key that is to be ignored and is not there may have been meant to be another one, or to be
    // another configuration's.
    void look_for_ignored() {
        if (ignore_.empty()) return;
        std::vector<std::string> paths;
        add_paths(config_.node(), "", paths);
        const std::vector<std::string_view> there(paths.begin(), paths.end());
        for (const std::string& key : ignore_) {
            if (std::find(there.begin(), there.end(), key) != there.end()) continue;
            std::string near;
            for (const std::string_view one : near_words(key, there, 3)) {
                near += fmt::format("{}'{}'", near.empty() ? " (it has " : ", ", safe_text(one));
            }
            keys_.not_there.push_back(
                fmt::format("'{}'{}{}", safe_text(key), near, near.empty() ? "" : ")"));
        }
    }

  private:
    // The keys of a mapping and of all that it holds, as they are told.
    static void add_paths(const Node& value, const std::string& path,
                          std::vector<std::string>& paths) {
        if (path.size() > longest_path) return;
        for (const NodeField& field : value.fields) {
            paths.push_back(path.empty() ? field.key.text : path + "." + field.key.text);
            add_paths(field.value, std::string(paths.back()), paths);
        }
        for (std::size_t index = 0; index < value.items.size(); ++index) {
            add_paths(value.items[index], fmt::format("{}[{}]", path, index), paths);
        }
    }

    void walk_inside(const Node& value, const std::string& path) {
        if (config_.state().asked.count(&value) != 0) walk(value, path);
        for (std::size_t index = 0; index < value.items.size(); ++index) {
            walk_inside(value.items[index], fmt::format("{}[{}]", path, index));
        }
    }

    // `alone` where it may be told as unknown by itself; what stands inside of an unread key is
    // told by that one.
    void judge(const NodeField& field, const std::string& path, bool alone) {
        const std::string& key = field.key.text;
        const Node& value = field.value;
        if (is_inert(value) || !reason_without_effect(type_, key, said_by(value)).empty()) return;
        if (path.size() > longest_path) return refuse_length(field);
        if (alone && path == key && is_read_in_text(key)) {
            const Node* same = text_->find(key);
            if (same != nullptr && says_the_same(*same, value)) return;
            if (same == nullptr) return keys_.unknown.push_back(path);
        }
        if (is_architecture_key(key)) {
            refuse(field, path);
        } else if (holds_mappings(value)) {
            const std::size_t before = errors_ + keys_.ignored.size();
            judge_inside(value, path);
            if (alone && before == errors_ + keys_.ignored.size()) keys_.unknown.push_back(path);
        } else if (alone) {
            keys_.unknown.push_back(path);
        }
    }

    // Whether the text has a mapping of its own in which the key is read, so that what stands
    // around it is a leftover: passed over where the two say the same, told where only this one
    // says it.
    bool is_read_in_text(std::string_view key) const {
        const auto asked = config_.state().asked.find(text_);
        return asked != config_.state().asked.end() && asked->second.count(key) != 0;
    }

    void judge_inside(const Node& value, const std::string& path) {
        for (const NodeField& field : value.fields) {
            judge(field, path + "." + field.key.text, false);
        }
        for (std::size_t index = 0; index < value.items.size(); ++index) {
            judge_inside(value.items[index], fmt::format("{}[{}]", path, index));
        }
    }

    void refuse_length(const NodeField& field) {
        ++errors_;
        config_.report_at(
            field.key, name::text_too_long,
            fmt::format("the keys down to this one have more than {} bytes together", longest_path),
            "take the config.json of the model as it was published");
    }

    void refuse(const NodeField& field, const std::string& path) {
        if (std::find(ignore_.begin(), ignore_.end(), path) != ignore_.end()) {
            keys_.ignored.push_back(path);
            return;
        }
        ++errors_;
        const std::string shown_path = safe_text(path);
        const std::string name = quoted_where_needed(shown_path);
        config_.report_at(
            field.key, name::unread_key,
            fmt::format("'{}' says how a model is built, and is not read in models of type {}",
                        shown_path, safe_text(type_)),
            fmt::format("count without it by `--ignore-key {}` or, in a ledger, `operations: "
                        "{{..., ignore_keys: [{}]}}`; or state `parameters` there instead of the "
                        "model",
                        name, name));
    }

    Config& config_;
    const Node* text_;  // the mapping of the text, or nullptr
    std::string_view type_;
    const std::vector<std::string>& ignore_;
    UnreadKeys keys_;
    std::size_t errors_ = 0;
};

}  // namespace

UnreadKeys judge_unread_keys(Config& config, std::string_view type,
                             const std::vector<std::string>& ignore) {
    Judge judge(config, type, ignore);
    judge.walk(config.node(), "");
    judge.look_for_ignored();
    return judge.take();
}

}  // namespace flopledger
