// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/text_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace flopledger {

namespace {

// What may stand between a key and its value, or before a key: no part of a word.
bool is_between(char one) {
    return one == '"' || one == '\'' || one == ' ' || one == '\t' || one == '\n' || one == '\r';
}

// Whether a text that is no tree has the key with such a value: it may be of the kind with a fault
// in it. In UTF-16 every other byte is nothing.
bool seems(const TextKind& kind, std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
    const std::string_view all = text;
    for (std::size_t at = all.find(kind.key); at != all.npos; at = all.find(kind.key, at + 1)) {
        const char before = at == 0 ? ' ' : all[at - 1];
        if (!is_between(before) && before != '{' && before != ',' &&
            static_cast<unsigned char>(before) < 0x80) {
            continue;
        }
        const auto skip = [&](std::size_t from) {
            while (from < all.size() && is_between(all[from])) ++from;
            return from;
        };
        const std::size_t colon = skip(at + kind.key.size());
        if (colon == all.size() || all[colon] != ':') continue;
        if (kind.fits(all.substr(skip(colon + 1)))) return true;
    }
    return false;
}

bool is_of(const TextKind& kind, const Node& root) {
    const Node* value = root.kind == Node::Kind::mapping ? root.find(kind.key) : nullptr;
    return value != nullptr && value->kind == Node::Kind::scalar && kind.fits(value->text);
}

}  // namespace

bool is_version(std::string_view value) {
    return !value.empty() && value.front() >= '0' && value.front() <= '9';
}

std::optional<Document> parse_as(const TextKind& kind, Parse parse,
                                 std::shared_ptr<const Source> source, Diagnostics& diagnostics) {
    Diagnostics found;
    auto document = parse(source, found);
    const bool is_empty = source->text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (!is_empty && (document ? !is_of(kind, document->root) : !seems(kind, source->text))) {
        diagnostics.add({.name = kind.fault,
                         .place = {.file = source->name},
                         .excerpt = "",
                         .message = fmt::format("this is no {}: it has no `{}` that says so",
                                                kind.what, kind.key),
                         .hint = std::string(kind.remedy)});
        return std::nullopt;
    }
    for (Diagnostic& one : found.list) diagnostics.add(std::move(one));
    return document;
}

}  // namespace flopledger
