// SPDX-License-Identifier: Apache-2.0
// The rule about the registers of names.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "tests/support/house/source_text.hpp"
#include "tests/support/house/tidy_rules.hpp"

namespace flopledger {

namespace {

// Building 25 sources again takes less than a minute, as much as one waits for a changed word.
constexpr int sources_max = 25;

using Includes = std::map<std::string, std::vector<std::string>>;

// Every file that one includes, also by way of others.
void follow(const Includes& includes, const std::string& path, std::set<std::string>& seen) {
    const auto found = includes.find(path);
    if (found == includes.end()) return;
    for (const std::string& include : found->second) {
        if (seen.insert(include).second) follow(includes, include, seen);
    }
}

// How many sources see each header.
std::map<std::string, int> sources_that_see(const std::vector<SourceFile>& files) {
    Includes includes;
    for (const SourceFile& file : files) {
        for (const Include& include : includes_of(file.text)) {
            includes[file.path].push_back(include.path);
        }
    }
    std::map<std::string, int> counts;
    for (const SourceFile& file : files) {
        if (!file.path.ends_with(".cpp")) continue;
        std::set<std::string> seen;
        follow(includes, file.path, seen);
        for (const std::string& header : seen) ++counts[header];
    }
    return counts;
}

}  // namespace

std::vector<RegisteredName> registered_names(const std::vector<SourceFile>& files) {
    static const std::regex made("\\bName\\s*(\\w*)\\s*[({]\\s*\"([^\"]*)\",\\s*NameKind::(\\w+)");
    std::vector<RegisteredName> names;
    for (const SourceFile& file : files) {
        const auto begin = file.text.begin();
        for (std::sregex_iterator name(begin, file.text.end(), made), end; name != end; ++name) {
            const auto lines = std::count(begin, begin + name->position(), '\n');
            names.push_back(
                {file.path, static_cast<int>(lines) + 1, name->str(1), name->str(2), name->str(3)});
        }
    }
    return names;
}

Messages check_registers(const std::vector<SourceFile>& files) {
    Messages messages;
    std::map<std::string, const RegisteredName*> first;
    std::set<std::string> registers;
    const std::vector<RegisteredName> names = registered_names(files);
    for (const RegisteredName& name : names) {
        const auto tell = [&](const std::string& fault) {
            messages.push_back(
                fmt::format("{}:{}: '{}' {}", name.file, name.line, name.text, fault));
        };
        registers.insert(name.file);
        if (!name.file.ends_with("_names.hpp")) tell("is made outside of a register");
        std::string identifier = name.text;
        std::replace(identifier.begin(), identifier.end(), '-', '_');
        if (name.identifier != identifier) tell("should be " + identifier);
        const auto [other, is_new] = first.emplace(name.text, &name);
        if (!is_new) {
            tell(fmt::format("stands at {}:{} too", other->second->file, other->second->line));
        }
    }
    const std::map<std::string, int> seen_by = sources_that_see(files);
    for (const std::string& file : registers) {
        const auto found = seen_by.find(file);
        const int sources = found == seen_by.end() ? 0 : found->second;
        if (sources <= sources_max) continue;
        messages.push_back(fmt::format("{}: {} sources see this register, more than {}", file,
                                       sources, sources_max));
    }
    return messages;
}

}  // namespace flopledger
