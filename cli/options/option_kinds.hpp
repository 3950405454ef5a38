// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/options/command_tree.hpp"
#include "cli/options/options.hpp"
#include "core/base/joined.hpp"

namespace flopledger {

// The kinds of options that commands are made of.

// Words with what they stand for.
template <typename Enumerator>
using Words = std::vector<std::pair<std::string, Enumerator>>;

// The number that digits alone spell, so many at the most, or nothing.
std::optional<int> plain_count(std::string_view given, std::size_t most_digits);

// An option that takes one of some words; the last one given counts.
template <typename Enumerator, typename Into>
void add_words(Command& command, const std::string& name, Into& into,
               const Words<Enumerator>& words, const std::string& sentence) {
    std::vector<std::string> names;
    for (const auto& [word, value] : words) names.push_back(word);
    const auto convert = [&into, words, names, name](const std::string& given) {
        for (const auto& [word, value] : words) {
            if (word == given) {
                into = value;
                return;
            }
        }
        throw UsageFault{fmt::format("{} takes no '{}'", name, given),
                         fmt::format("it takes {}", fmt::join(names, ", "))};
    };
    command.add_text(name, joined(names, "|"), sentence, convert);
}

// An option that takes a day.
void add_date(Command& command, const std::string& name, std::optional<Date>& into,
              const std::string& sentence);

// An option that takes a whole number of days.
void add_days(Command& command, const std::string& name, std::optional<int>& into,
              const std::string& sentence);

// What most commands print: a page, or the result as a document.
inline const std::vector<Format> pages{Format::text, Format::json, Format::markdown, Format::html};

// The same where a table is the answer.
inline const std::vector<Format> pages_and_tables{Format::text, Format::json, Format::markdown,
                                                  Format::html, Format::csv};

// --format with the formats that a command takes, the default first; any other is a usage error
// that lists these.
void add_format(Command& command, CommonOptions& common,
                const std::vector<Format>& formats = pages);

// --class and --ignore-key, of commands that read a configuration.
void add_model_choices(Command& command, ModelChoices& choices);

// --allow-read, of commands that read a ledger.
void add_allow_read(Command& command, std::vector<std::string>& folders);

// --color.
void add_color(Command& command, CommonOptions& common);

// --output, with what becomes of the file.
void add_file(Command& command, std::string& into, const std::string& sentence);

// --output of a result.
void add_output(Command& command, CommonOptions& common);

// --format, --output, --color and --quiet.
void add_common(Command& command, CommonOptions& common,
                const std::vector<Format>& formats = pages);

// --margin: by which share totals are widened; one beyond 1 is a usage error.
void add_margin(Command& command, std::optional<Exact>& into);

}  // namespace flopledger
