// SPDX-License-Identifier: Apache-2.0
#include "tests/support/house/tidy_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "tests/support/house/source_text.hpp"

namespace flopledger {

namespace {

// Where each library may be included: files, or folders ending in '/'.
struct Door {
    const char* header_prefix;
    std::vector<std::string> allowed;
};

const std::vector<Door>& doors() {
    static const std::vector<Door> table = {
        {"yaml.h", {"core/text/trees/yaml.cpp"}},
        {"nlohmann/", {"core/text/trees/json.cpp", "core/report/json/json_output.cpp"}},
        {"boost/", {"core/base/exact.cpp"}},
        {"openssl/", {"core/text/files/sha256.cpp"}},
        {"isa-l", {"core/text/files/unpack_gzip.cpp"}},
        {"zstd", {"core/text/files/unpack_zstd.cpp"}},
        {"CLI/", {"cli/options/command_tree.cpp"}},
        {"doctest/", {}},
        {"iostream", {"cli/main.cpp"}},
    };
    return table;
}

// The floors of core, lowest first.
const std::vector<std::string>& floors() {
    static const std::vector<std::string> table = {"base", "text",  "facts", "usage", "meter",
                                                   "read", "count", "judge", "page",  "report"};
    return table;
}

// The floor of a path of core, from 0; files loose in core stand above all floors.
std::size_t floor_of(const std::string& path) {
    const std::string folder = path.substr(5, path.find('/', 5) - 5);
    const auto found = std::find(floors().begin(), floors().end(), folder);
    return static_cast<std::size_t>(found - floors().begin());
}

bool permits(const Door& door, const std::string& path) {
    return std::any_of(door.allowed.begin(), door.allowed.end(), [&](const std::string& allowed) {
        return allowed.back() == '/' ? path.starts_with(allowed) : path == allowed;
    });
}

bool of_project(const std::string& include) {
    return include.starts_with("core/") || include.starts_with("cli/") ||
           include.starts_with("tests/");
}

}  // namespace

std::vector<std::string> listed_sources(const SourceFile& cmake_lists) {
    static const std::regex source("(\\$\\{\\w+\\}/)?([A-Za-z0-9_/]+\\.[ch]pp)");
    const std::string folder = cmake_lists.path.substr(0, cmake_lists.path.rfind('/') + 1);
    std::vector<std::string> listed;
    for (std::string line : split_lines(cmake_lists.text)) {
        line = line.substr(0, line.find('#'));
        for (std::sregex_iterator word(line.begin(), line.end(), source), end; word != end;
             ++word) {
            listed.push_back(folder + word->str(2));
        }
    }
    return listed;
}

Messages check_floors(const std::vector<SourceFile>& files,
                      const std::vector<std::string>& listed) {
    Messages messages;
    std::map<std::string, std::size_t> height;
    std::size_t floor = 0;
    for (const std::string& path : listed) {
        height.emplace(path, height.size());
        if (!path.starts_with("core/")) continue;
        if (floor_of(path) < floor) {
            messages.push_back(fmt::format("{}: is listed above its floor", path));
        }
        floor = std::max(floor, floor_of(path));
    }
    for (const SourceFile& file : files) {
        const auto own = height.find(file.path);
        if (own == height.end()) continue;
        for (const Include& include : includes_of(file.text)) {
            if (!of_project(include.path)) continue;
            const auto found = height.find(include.path);
            const char* fault = found == height.end()            ? "is not listed"
                                : found->second >= own->second   ? "is on a higher floor"
                                : include.path.ends_with(".cpp") ? "is no header"
                                                                 : nullptr;
            if (!fault) continue;
            messages.push_back(
                fmt::format("{}:{}: {} {}", file.path, include.line, include.path, fault));
        }
    }
    return messages;
}

Messages check_listed(const std::vector<SourceFile>& files,
                      const std::vector<std::string>& listed) {
    Messages messages;
    std::map<std::string, int> times;
    for (const std::string& path : listed) ++times[path];
    for (const SourceFile& file : files) {
        const auto found = times.find(file.path);
        if (found == times.end()) {
            messages.push_back(fmt::format("{}: is in no CMakeLists.txt", file.path));
        } else {
            if (found->second > 1) {
                messages.push_back(fmt::format("{}: is listed {} times", file.path, found->second));
            }
            times.erase(found);
        }
    }
    for (const auto& [path, count] : times) {
        messages.push_back(fmt::format("{}: is listed but absent", path));
    }
    return messages;
}

Messages check_names(const std::vector<SourceFile>& files) {
    Messages messages;
    std::map<std::string, std::string> file_of;  // by its name without folder and ending
    std::map<std::string, std::string> header_of;
    for (const SourceFile& file : files) {
        const std::string path = file.path.substr(0, file.path.rfind('.'));
        const auto [named, fresh] = file_of.emplace(path.substr(path.rfind('/') + 1), path);
        if (named->second != path) {
            messages.push_back(fmt::format("{}: has the name of {}", file.path, named->second));
        }
        if (!file.path.ends_with(".hpp")) continue;
        for (const TypeName& type : types_of(file.text)) {
            if (!type.nested) header_of.emplace(type.name, file.path);
        }
    }
    for (const SourceFile& file : files) {
        for (const TypeName& type : types_of(file.text)) {
            const auto header = header_of.find(type.name);
            if (header == header_of.end() || header->second == file.path) continue;
            messages.push_back(fmt::format("{}:{}: {} is a type of {}", file.path, type.line,
                                           type.name, header->second));
        }
    }
    return messages;
}

Messages check_doors(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        for (const Include& include : includes_of(file.text)) {
            for (const Door& door : doors()) {
                if (!include.path.starts_with(door.header_prefix) || permits(door, file.path)) {
                    continue;
                }
                messages.push_back(fmt::format("{}:{}: <{}> has its door elsewhere: {}", file.path,
                                               include.line, include.path,
                                               fmt::join(door.allowed, ", ")));
            }
        }
    }
    return messages;
}

// A page is set down by writers that know no law, no count and no log.
const std::vector<std::string_view> pages_know_nothing_of = {
    "core/facts/", "core/usage/", "core/meter/", "core/read/", "core/count/", "core/judge/"};

Messages check_purity(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        const bool is_page = file.path.starts_with("core/page/");
        const bool is_pure =
            file.path.starts_with("core/count/") || file.path.starts_with("core/judge/");
        const std::vector<std::string_view> banned_floors =
            is_page   ? pages_know_nothing_of
            : is_pure ? std::vector<std::string_view>{"core/text/", "core/meter/", "core/read/"}
                      : std::vector<std::string_view>{};
        for (const Include& include : includes_of(file.text)) {
            for (const std::string_view banned : banned_floors) {
                if (!include.path.starts_with(banned)) continue;
                messages.push_back(fmt::format("{}:{}: pure code includes {}", file.path,
                                               include.line, include.path));
            }
        }
    }
    return messages;
}

Messages check_writers(const std::vector<SourceFile>& files) {
    static const std::set<std::string> of_threads = {"atomic",
                                                     "condition_variable",
                                                     "future",
                                                     "mutex",
                                                     "thread",
                                                     "core/meter/series/run_all.hpp",
                                                     "core/meter/files/threaded_stream.hpp"};
    static const std::regex adding_up(
        "\\b(sums_of|add_up|fleet_findings|training_by_format|jobs_by_chip|computed|cited|stated|"
        "sum_of)"
        " *\\(|__builtin_prefetch");
    Messages messages;
    for (const SourceFile& file : files) {
        const bool is_writer =
            file.path.starts_with("core/report/") || file.path.starts_with("core/page/");
        if (!is_writer) continue;
        for (const Include& include : includes_of(file.text)) {
            if (!of_threads.contains(include.path)) continue;
            messages.push_back(
                fmt::format("{}:{}: a writer includes {}", file.path, include.line, include.path));
        }
        int number = 0;
        for (const std::string& line : split_lines(code_only(file.text))) {
            ++number;
            std::smatch match;
            if (!std::regex_search(line, match, adding_up)) continue;
            messages.push_back(
                fmt::format("{}:{}: a writer uses {}", file.path, number, match.str()));
        }
    }
    return messages;
}

Messages check_units(const std::vector<SourceFile>& files) {
    Messages messages;
    for (const SourceFile& file : files) {
        if (file.path.starts_with("core/base/")) continue;
        int number = 0;
        for (const std::string& line : split_lines(code_only(file.text))) {
            ++number;
            if (line.find("interval::") == std::string::npos) continue;
            messages.push_back(
                fmt::format("{}:{}: ranges are combined without units", file.path, number));
        }
    }
    return messages;
}

Messages check_silence(const std::vector<SourceFile>& files) {
    static const std::regex banned(
        "\\b(std::(cout|cerr|clog|cin|wcout)\\b|fmt::print\\b|stdout\\b|stderr\\b"
        "|(f|v|vf)?printf *\\(|puts *\\(|putchar *\\(|perror *\\("
        "|(_|quick_)?exit *\\(|abort *\\(|std::terminate *\\(|(secure_)?getenv *\\(|environ\\b)");
    Messages messages;
    for (const SourceFile& file : files) {
        if (!file.path.starts_with("core/")) continue;
        int number = 0;
        for (const std::string& line : split_lines(code_only(file.text))) {
            ++number;
            std::smatch match;
            if (!std::regex_search(line, match, banned)) continue;
            messages.push_back(fmt::format("{}:{}: core uses {}", file.path, number, match.str()));
        }
    }
    return messages;
}

}  // namespace flopledger
