// SPDX-License-Identifier: Apache-2.0
// The rule about rooms, the folders inside of floors.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/house/source_text.hpp"
#include "tests/support/house/tidy_rules.hpp"

namespace flopledger {

namespace {

// As many names as one reads through to find a shelf.
constexpr int files_max = 40;

using Rooms = std::map<std::string, std::set<std::string>>;

std::string room_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

// Whether includes lead from one room to another, also by way of others.
bool leads_to(const Rooms& includes, const std::string& from, const std::string& to,
              std::set<std::string>& seen) {
    const auto found = includes.find(from);
    if (from == to || found == includes.end()) return from == to;
    return std::any_of(found->second.begin(), found->second.end(), [&](const std::string& room) {
        return seen.insert(room).second && leads_to(includes, room, to, seen);
    });
}

void check_circles(const std::vector<SourceFile>& files, Messages& messages) {
    Rooms includes;
    for (const SourceFile& file : files) {
        for (const Include& include : includes_of(file.text)) {
            if (include.quoted) includes[room_of(file.path)].insert(room_of(include.path));
        }
    }
    for (const SourceFile& file : files) {
        const std::string own = room_of(file.path);
        for (const Include& include : includes_of(file.text)) {
            const std::string other = room_of(include.path);
            std::set<std::string> seen;
            if (!include.quoted || other == own || !leads_to(includes, other, own, seen)) continue;
            messages.push_back(fmt::format("{}:{}: {} is in a room that leads back to {}",
                                           file.path, include.line, include.path, own));
        }
    }
}

std::string trimmed(const std::string& line) {
    const std::size_t first = line.find_first_not_of(' ');
    return first == line.npos ? "" : line.substr(first);
}

// A sentence of a list: "# text/files: ..." is one of core/text/files.
struct RoomSentence {
    std::string room;
    std::string text;
};

RoomSentence sentence_of(const std::string& folder, const std::string& comment) {
    const std::size_t colon = comment.find(": ");
    if (!comment.starts_with("# ") || colon == comment.npos) return {};
    const std::string name = comment.substr(2, colon - 2);
    return {name == folder ? name : folder + "/" + name, comment.substr(colon + 2)};
}

// Whether a line of a document is about a room: "files/   its sentence".
bool is_told(const std::string& document, const RoomSentence& sentence) {
    const std::string name = sentence.room.substr(sentence.room.rfind('/') + 1) + "/ ";
    for (const std::string& line : split_lines(document)) {
        if (trimmed(line).starts_with(name) && line.ends_with(" " + sentence.text)) return true;
    }
    return false;
}

}  // namespace

Messages check_rooms(const std::vector<SourceFile>& files) {
    Messages messages;
    std::map<std::string, int> sizes;
    for (const SourceFile& file : files) ++sizes[room_of(file.path)];
    for (const auto& [room, size] : sizes) {
        if (size <= files_max) continue;
        messages.push_back(fmt::format("{}: has {} files, more than {}", room, size, files_max));
    }
    check_circles(files, messages);
    return messages;
}

Messages check_room_lists(const std::vector<SourceFile>& cmake_lists, const std::string& document) {
    Messages messages;
    for (const SourceFile& list : cmake_lists) {
        std::set<std::string> begun;
        std::string room;
        std::string above;
        int number = 0;
        for (const std::string& line : split_lines(list.text)) {
            ++number;
            for (const std::string& source : listed_sources({list.path, line})) {
                if (room_of(source) == room) continue;
                room = room_of(source);
                const RoomSentence sentence = sentence_of(room_of(list.path), above);
                const char* fault = !begun.insert(room).second ? "stands in two places"
                                    : sentence.room != room ? "has no sentence on top of its list"
                                    : !is_told(document, sentence)
                                        ? "has another sentence in CONTRIBUTING.md or none"
                                        : nullptr;
                if (!fault) continue;
                messages.push_back(fmt::format("{}:{}: {} {}", list.path, number, room, fault));
            }
            above = trimmed(line);
        }
    }
    return messages;
}

}  // namespace flopledger
