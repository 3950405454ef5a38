// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::size_t longest_excerpt = 200;  // characters

constexpr std::string_view more_errors = "there are more errors in this file";

// The first characters of a line.
std::string_view cut(std::string_view line) {
    std::size_t offset = 0;
    for (std::size_t count = 0; count < longest_excerpt && offset < line.size(); ++count) {
        offset += utf8_character(line, offset).bytes;
    }
    return line.substr(0, offset);
}

// Whether the last errors are all of one source: then the first of them is, as those of one file
// follow one another.
bool has_most_errors(const Diagnostics& diagnostics, const Source& source) {
    const auto& list = diagnostics.list;
    if (list.size() < most_errors_per_source) return false;
    const Diagnostic& first = list[list.size() - most_errors_per_source];
    return first.severity == Severity::error && first.place.file == source.name &&
           list.back().place.file == source.name;
}

void say_there_are_more(Diagnostic& last) {
    if (last.hint.ends_with(more_errors)) return;
    last.hint += last.hint.empty() ? "" : "; ";
    last.hint += more_errors;
}

// A remedy may be a list with a line for each candidate, so its line breaks stay.
std::string safe_lines(std::string_view text) {
    std::string result;
    while (true) {
        const std::size_t end = text.find('\n');
        result += safe_text(text.substr(0, end));
        if (end == std::string_view::npos) return result;
        result += '\n';
        text.remove_prefix(end + 1);
    }
}

bool consists_of(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

// `12:30:00`, which YAML 1.1 reads to the base 60.
bool is_base_sixty(std::string_view text) {
    return text.find(':') != std::string_view::npos && is_digit(text.front()) &&
           consists_of(text, "0123456789_:.");
}

std::string_view truth_value_of(std::string_view text) {
    const std::string lower = lower_case(text);
    if (lower == "y" || lower == "yes" || lower == "on") return "true";
    if (lower == "n" || lower == "no" || lower == "off") return "false";
    return "";
}

std::string number_ambiguity(std::string_view text) {
    std::string_view digits = text;
    if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
    if (digits.size() < 2) return "";
    if (is_base_sixty(digits)) {
        return fmt::format("YAML 1.1 reads `{}` as a number to the base 60, YAML 1.2 as a text",
                           text);
    }
    if (digits[0] != '0') return "";
    const std::string_view rest = digits.substr(2);
    const bool prefixed = (digits[1] == 'x' && consists_of(rest, "0123456789abcdefABCDEF_")) ||
                          (digits[1] == 'o' && consists_of(rest, "01234567_")) ||
                          (digits[1] == 'b' && consists_of(rest, "01_"));
    if (prefixed) {
        return fmt::format("YAML reads `{}` as a number that is not decimal, or as a text", text);
    }
    if (consists_of(digits, "0123456789_")) {
        return fmt::format("YAML 1.1 reads `{}` as an octal number, YAML 1.2 as a decimal one",
                           text);
    }
    return "";
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    for (const NodeField& field : fields) {
        if (field.key.text == key) return &field.value;
    }
    return nullptr;
}

Place place_of(const Source& source, const Node& node) {
    return Place{source.name, node.line, node.column};
}

void report_at(Diagnostics& diagnostics, Name name, const Source& source, const Node& node,
               std::string_view message, std::string_view hint) {
    if (has_most_errors(diagnostics, source)) {
        say_there_are_more(diagnostics.list.back());
        return;
    }
    diagnostics.add(Diagnostic{name, Severity::error, place_of(source, node), node.length,
                               line_of(source, node.line), safe_text(message), safe_lines(hint)});
}

std::string line_of(const Source& source, int line) {
    std::string_view rest = without_byte_order_mark(source.text);
    for (int number = 1; number < line; ++number) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return "";
        rest.remove_prefix(end + 1);
    }
    std::string_view found = rest.substr(0, rest.find('\n'));
    if (found.ends_with('\r')) found.remove_suffix(1);
    return std::string(cut(found));
}

std::string ambiguity_of(const Node& node) {
    if (node.kind != Node::Kind::scalar || node.quoted || node.text.empty()) return "";
    const std::string_view truth_value = truth_value_of(node.text);
    if (!truth_value.empty()) {
        return fmt::format("YAML 1.1 reads `{}` as {}, YAML 1.2 as a text", node.text, truth_value);
    }
    return number_ambiguity(node.text);
}

bool is_ambiguous_scalar(const Node& node) { return !ambiguity_of(node).empty(); }

}  // namespace flopledger
