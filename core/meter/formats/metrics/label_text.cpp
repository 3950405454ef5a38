// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/label_text.hpp"

namespace flopledger {

namespace {

void skip_blanks(std::string_view& text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
}

// Takes a text in quotes, escapes undone; nothing if there is none.
bool take_quoted(std::string_view& text, std::string_view& value,
                 std::deque<std::string>& unescaped) {
    if (!text.starts_with('"')) return false;
    text.remove_prefix(1);
    const std::size_t end = text.find_first_of("\"\\");
    if (end == std::string_view::npos) return false;
    if (text[end] == '"') {
        value = text.substr(0, end);
        text.remove_prefix(end + 1);
        return true;
    }
    std::string& whole = unescaped.emplace_back();
    std::size_t at = 0;
    for (; at < text.size() && text[at] != '"'; ++at) {
        const bool escaped = text[at] == '\\';
        if (escaped && ++at == text.size()) return false;
        whole += escaped && text[at] == 'n' ? '\n' : text[at];
    }
    if (at == text.size()) return false;
    value = whole;
    text.remove_prefix(at + 1);
    return true;
}

bool take_label(std::string_view& text, LabelText& into) {
    std::string_view name;
    std::string_view value;
    const bool quoted = text.starts_with('"');
    if (quoted) {
        if (!take_quoted(text, name, into.unescaped)) return false;
    } else {
        const std::size_t end = text.find_first_of("= \t,}\"");
        if (end == std::string_view::npos || end == 0) return false;
        name = text.substr(0, end);
        text.remove_prefix(end);
    }
    skip_blanks(text);
    if (!text.starts_with('=')) {
        if (!quoted) return false;
        into.metric = name;
        into.has_metric = true;
        return true;
    }
    text.remove_prefix(1);
    skip_blanks(text);
    if (!take_quoted(text, value, into.unescaped)) return false;
    into.has_metric = into.has_metric || name == "__name__";
    into.labels.take(name, value);
    return true;
}

}  // namespace

const char* end_of_labels(const char* begin, const char* end) {
    bool quoted = false;
    for (const char* at = begin; at != end && *at != '\n'; ++at) {
        if (*at == '"') {
            quoted = !quoted;
        } else if (quoted && *at == '\\') {
            if (++at == end || *at == '\n') return nullptr;
        } else if (!quoted && *at == '}') {
            return at + 1;
        }
    }
    return nullptr;
}

bool parse_labels(std::string_view text, LabelText& into) {
    if (!text.starts_with('{')) return false;
    text.remove_prefix(1);
    skip_blanks(text);
    while (!text.starts_with('}')) {
        if (!take_label(text, into)) return false;
        skip_blanks(text);
        if (text.starts_with(',')) {
            text.remove_prefix(1);
            skip_blanks(text);
        } else if (!text.starts_with('}')) {
            return false;
        }
    }
    return text == "}";
}

}  // namespace flopledger
