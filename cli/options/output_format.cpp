// SPDX-License-Identifier: Apache-2.0
#include "cli/options/output_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/options/command_tree.hpp"
#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

struct Ending {
    std::string_view text;
    Format format;
};

// The first of a format is the one that remedies name.
constexpr auto endings = std::to_array<Ending>({{".txt", Format::text},
                                                {".text", Format::text},
                                                {".json", Format::json},
                                                {".csv", Format::csv},
                                                {".html", Format::html},
                                                {".htm", Format::html},
                                                {".md", Format::markdown},
                                                {".markdown", Format::markdown}});

// What no command writes, and how it is made of what one writes; {} is the name without its ending.
struct ForeignEnding {
    std::string_view text;
    std::string_view remedy;
};

constexpr std::string_view by_browser =
    "write a page with --output {0}.html, and print it to a file in a browser: chromium --headless "
    "--print-to-pdf={0}.pdf {0}.html";
constexpr std::string_view by_sheet = "write --output {0}.csv, which spreadsheets open";
constexpr auto foreign = std::to_array<ForeignEnding>({
    {".pdf", by_browser},
    {".ps", by_browser},
    {".docx", "write --output {0}.md, and turn it into another: pandoc {0}.md -o {0}.docx"},
    {".odt", "write --output {0}.md, and turn it into another: pandoc {0}.md -o {0}.odt"},
    {".xlsx", by_sheet},
    {".ods", by_sheet},
    {".gz", "write --output {0}, and pack it then: gzip {0}"},
    {".zst", "write --output {0}, and pack it then: zstd {0}"},
});

std::string_view word_of(Format format) {
    constexpr auto words =
        std::to_array<std::string_view>({"text", "JSON", "CSV", "HTML", "Markdown"});
    return words[static_cast<std::size_t>(format)];
}

std::string_view ending_of(Format format) {
    const auto found = std::find_if(endings.begin(), endings.end(),
                                    [&](const Ending& one) { return one.format == format; });
    return found->text;
}

// Where the ending of a file begins: behind its folders, and never a name that is all ending.
std::size_t ending_at(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    const std::size_t dot = file.rfind('.');
    return dot == std::string::npos || dot <= begin ? file.size() : dot;
}

std::optional<Format> named_format(const std::string& file) {
    const std::string ending = lower_case(file.substr(ending_at(file)));
    for (const ForeignEnding& one : foreign) {
        if (one.text != ending) continue;
        throw UsageFault{
            fmt::format("no command writes *{}, as the name '{}' promises", ending, file),
            fmt::format(fmt::runtime(one.remedy), file.substr(0, ending_at(file)))};
    }
    for (const Ending& one : endings) {
        if (one.text == ending) return one.format;
    }
    return std::nullopt;
}

// `.txt, .json or .html`.
std::string endings_of(const std::vector<Format>& formats) {
    std::vector<std::string_view> list;
    for (const Format format : formats) list.push_back(ending_of(format));
    const std::string_view last = list.back();
    list.pop_back();
    return list.empty() ? std::string(last) : fmt::format("{} or {}", fmt::join(list, ", "), last);
}

}  // namespace

void settle_format(CommonOptions& common, const std::string& command) {
    const Format first = common.formats.empty() ? common.format : common.formats.front();
    common.format = common.stated_format.value_or(first);
    if (common.help || common.output.empty()) return;
    const std::string& file = common.output;
    const std::optional<Format> named = named_format(file);
    // A file that has a format of its own says nothing of what is printed beside it.
    if (!named || named == (common.file_format ? common.file_format : common.stated_format)) return;
    std::vector<Format> formats = common.formats;
    if (common.file_format) formats = {*common.file_format};
    if (std::find(formats.begin(), formats.end(), *named) == formats.end()) {
        throw UsageFault{fmt::format("flopledger {} writes no {}, as the name '{}' promises",
                                     command, word_of(*named), file),
                         common.file_format == Format::text
                             ? "give it a name without this ending"
                             : fmt::format("name it *{}", endings_of(formats))};
    }
    if (common.stated_format) {
        throw UsageFault{
            fmt::format("--format writes {}, the name '{}' promises {}", word_of(common.format),
                        file, word_of(*named)),
            fmt::format("leave --format out, or name the file *{}", ending_of(common.format))};
    }
    common.format = *named;
}

}  // namespace flopledger
