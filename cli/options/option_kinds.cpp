// SPDX-License-Identifier: Apache-2.0
#include "cli/options/option_kinds.hpp"

#include <array>
#include <cstddef>

#include "core/base/ascii.hpp"
#include "core/base/measure.hpp"

namespace flopledger {

std::optional<int> plain_count(std::string_view given, std::size_t most_digits) {
    if (!is_all_digits(given) || given.size() > most_digits) return std::nullopt;
    return static_cast<int>(Exact::from_digits(std::string(given)).to_int64());
}

void add_date(Command& command, const std::string& name, std::optional<Date>& into,
              const std::string& sentence) {
    const auto convert = [&into, name](const std::string& given) {
        into = parse_date(given);
        if (into) return;
        throw UsageFault{fmt::format("{} takes a day, not '{}'", name, given),
                         "write it as 2026-08-02"};
    };
    command.add_text(name, "DATE", sentence, convert);
}

void add_days(Command& command, const std::string& name, std::optional<int>& into,
              const std::string& sentence) {
    const auto convert = [&into, name](const std::string& given) {
        into = plain_count(given, 7);
        if (!into) {
            throw UsageFault{fmt::format("{} takes a number of days, not '{}'", name, given),
                             "write digits alone, as in 90"};
        }
    };
    command.add_text(name, "DAYS", sentence, convert);
}

void add_format(Command& command, CommonOptions& common, const std::vector<Format>& formats) {
    struct Entry {
        Format format;
        const char* word;
        const char* purpose;
    };
    static constexpr auto entries = std::to_array<Entry>({
        {Format::text, "text", "text for people"},
        {Format::json, "json", "JSON for programs"},
        {Format::csv, "csv", "CSV for spreadsheets"},
        {Format::html, "html", "a page to read and to print"},
        {Format::markdown, "markdown", "Markdown for documents"},
    });
    common.formats = formats;
    Words<Format> words;
    std::string purposes;
    for (const Format format : formats) {
        const Entry& entry = entries[static_cast<std::size_t>(format)];
        words.emplace_back(entry.word, format);
        const bool last = words.size() == formats.size();
        purposes += (purposes.empty() ? "" : last ? " or " : ", ") + std::string(entry.purpose);
    }
    add_words<Format>(command, "--format", common.stated_format, words,
                      fmt::format("Print {}.", purposes));
}

void add_model_choices(Command& command, ModelChoices& choices) {
    const auto take = [&choices](const std::string& given) { choices.class_name = given; };
    command.add_text("--class", "NAME",
                     "Count a configuration as this class, such as LlamaForCausalLM, whatever its "
                     "'architectures' says.",
                     take);
    command.add_texts("--ignore-key", choices.ignore_keys, "KEY",
                      "Count as if a configuration did not say KEY, where that is the error "
                      "unread-key; of a mapping inside, its path: text_config.KEY.");
}

void add_allow_read(Command& command, std::vector<std::string>& folders) {
    command.add_texts("--allow-read", folders, "DIR",
                      "Let ledgers name files of this folder, too, and of those below it; without "
                      "it they name those of their own folder and below.");
}

void add_color(Command& command, CommonOptions& common) {
    add_words<ColorChoice>(command, "--color", common.color,
                           {{"auto", ColorChoice::automatic},
                            {"always", ColorChoice::always},
                            {"never", ColorChoice::never}},
                           "Color the text; auto does so on a terminal unless NO_COLOR is set.");
}

void add_file(Command& command, std::string& into, const std::string& sentence) {
    // An empty name is an unset variable of a script rather than a wish.
    const auto convert = [&into](const std::string& given) {
        if (given.empty()) {
            throw UsageFault{"--output takes the name of a file, not an empty text",
                             "leave it out for standard output"};
        }
        into = given;
    };
    command.add_text("-o,--output", "FILE", sentence, convert);
}

void add_output(Command& command, CommonOptions& common) {
    add_file(command, common.output,
             "Write the result to a file, whole or not at all, in the format that its ending says; "
             "- is standard output.");
}

void add_common(Command& command, CommonOptions& common, const std::vector<Format>& formats) {
    add_format(command, common, formats);
    add_output(command, common);
    add_color(command, common);
    command.add_flag("--quiet", common.quiet, "Print no warnings; errors are still told.");
}

void add_margin(Command& command, std::optional<Exact>& into) {
    const auto convert = [&into](const std::string& given) {
        const auto parsed = parse_measure(given, Dimension::ratio);
        const Range* range = std::get_if<Range>(&parsed);
        if (range == nullptr || !range->is_point() || range->best > 1) {
            throw UsageFault{fmt::format("--margin takes a share, not '{}'", given),
                             "write it as 30% or 0.3"};
        }
        into = range->best;
    };
    command.add_text("--margin", "SHARE",
                     "Widen every total by this share first: 30% makes it 0.7 to 1.3 times.",
                     convert);
}

}  // namespace flopledger
