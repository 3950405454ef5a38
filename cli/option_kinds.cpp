// SPDX-License-Identifier: Apache-2.0
#include "cli/option_kinds.hpp"

#include <array>
#include <cstddef>

#include "core/base/ascii.hpp"

namespace flopledger {

std::optional<int> plain_count(std::string_view given, std::size_t most_digits) {
    if (!is_all_digits(given) || given.size() > most_digits) return std::nullopt;
    return static_cast<int>(Exact::from_digits(std::string(given)).to_int64());
}

void add_text(CLI::App& app, const std::string& name, const std::string& value,
              const std::string& sentence, std::function<void(const std::string&)> take) {
    app.add_option_function<std::string>(name, std::move(take), sentence)
        ->type_name(value)
        ->take_last();
}

void add_texts(CLI::App& app, const std::string& name, std::vector<std::string>& into,
               const std::string& value, const std::string& sentence) {
    app.add_option(name, into, sentence)->type_name(value)->allow_extra_args(false)->take_all();
}

void add_texts(CLI::App& app, const std::string& name, const std::string& value,
               const std::string& sentence,
               std::function<void(const std::vector<std::string>&)> take) {
    app.add_option_function<std::vector<std::string>>(name, std::move(take), sentence)
        ->type_name(value)
        ->allow_extra_args(false)
        ->take_all();
}

void add_date(CLI::App& app, const std::string& name, std::optional<Date>& into,
              const std::string& sentence) {
    const auto convert = [&into, name](const std::string& given) {
        into = parse_date(given);
        if (into) return;
        throw UsageFault{fmt::format("{} takes a day, not '{}'", name, given),
                         "write it as 2026-08-02"};
    };
    add_text(app, name, "DATE", sentence, convert);
}

void add_days(CLI::App& app, const std::string& name, std::optional<int>& into,
              const std::string& sentence) {
    const auto convert = [&into, name](const std::string& given) {
        into = plain_count(given, 7);
        if (!into) {
            throw UsageFault{fmt::format("{} takes a number of days, not '{}'", name, given),
                             "write digits alone, as in 90"};
        }
    };
    add_text(app, name, "DAYS", sentence, convert);
}

void add_format(CLI::App& app, CommonOptions& common, const std::vector<Format>& formats) {
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
    common.format = formats.front();
    Words<Format> words;
    std::string purposes;
    for (const Format format : formats) {
        const Entry& entry = entries[static_cast<std::size_t>(format)];
        words.emplace_back(entry.word, format);
        const bool last = words.size() == formats.size();
        purposes += (purposes.empty() ? "" : last ? " or " : ", ") + std::string(entry.purpose);
    }
    add_words<Format>(app, "--format", common.format, words, fmt::format("Print {}.", purposes));
}

void add_color(CLI::App& app, CommonOptions& common) {
    add_words<ColorChoice>(app, "--color", common.color,
                           {{"auto", ColorChoice::automatic},
                            {"always", ColorChoice::always},
                            {"never", ColorChoice::never}},
                           "Color the text; auto does so on a terminal unless NO_COLOR is set.");
}

void add_file(CLI::App& app, std::string& into, const std::string& sentence) {
    // An empty name is an unset variable of a script rather than a wish.
    const auto convert = [&into](const std::string& given) {
        if (given.empty()) {
            throw UsageFault{"--output takes the name of a file, not an empty text",
                             "leave it out for standard output"};
        }
        into = given;
    };
    add_text(app, "-o,--output", "FILE", sentence, convert);
}

void add_output(CLI::App& app, CommonOptions& common) {
    add_file(app, common.output, "Write the result to a file, whole or not at all.");
}

void add_common(CLI::App& app, CommonOptions& common, const std::vector<Format>& formats) {
    add_format(app, common, formats);
    add_output(app, common);
    add_color(app, common);
    app.add_flag("--quiet", common.quiet, "Print no warnings; errors are still told.");
}

}  // namespace flopledger
