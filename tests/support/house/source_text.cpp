// SPDX-License-Identifier: Apache-2.0
#include "tests/support/house/source_text.hpp"

#include <algorithm>
#include <cctype>
#include <regex>

#include "tests/support/files.hpp"

namespace flopledger {

namespace {

// Walks a source and blanks what is not code.
struct Blanker {
    std::string text;
    std::size_t at = 0;

    bool starts(std::string_view what) const { return text.compare(at, what.size(), what) == 0; }

    void blank_to(std::size_t end) {
        for (end = std::min(end, text.size()); at < end; ++at) {
            if (text[at] != '\n') text[at] = ' ';
        }
    }

    // Past a literal in quotes, its quotes left standing.
    void literal(char quote) {
        const std::size_t begin = ++at;
        std::size_t end = begin;
        while (end < text.size() && text[end] != quote && text[end] != '\n') {
            end += text[end] == '\\' ? 2 : 1;
        }
        blank_to(end);
        ++at;
    }

    void raw_literal() {
        const std::size_t parenthesis = text.find('(', at);
        const std::string closing = ")" + text.substr(at + 2, parenthesis - at - 2) + "\"";
        const std::size_t end = text.find(closing, at);
        ++at;
        blank_to(end == text.npos ? end : end + closing.size());
    }

    void preprocessor_line() {
        std::size_t end = at;
        do {
            end = text.find('\n', end + 1);
        } while (end != text.npos && text[end - 1] == '\\');
        blank_to(end);
    }

    void run() {
        bool line_start = true;
        while (at < text.size()) {
            const char c = text[at];
            const char before = at > 0 ? text[at - 1] : '\n';
            const bool in_word = std::isalnum(static_cast<unsigned char>(before)) || before == '_';
            if (starts("//")) {
                blank_to(text.find('\n', at));
            } else if (starts("/*")) {
                const std::size_t end = text.find("*/", at + 2);
                blank_to(end == text.npos ? end : end + 2);
            } else if (starts("R\"") && !in_word) {
                raw_literal();
            } else if (c == '"' || (c == '\'' && !in_word)) {
                literal(c);
            } else if (c == '#' && line_start) {
                preprocessor_line();
            } else {
                line_start = c == '\n' || (line_start && c == ' ');
                ++at;
                continue;
            }
            line_start = false;
        }
    }
};

// What a '{' opens.
enum class Scope { space, type, function, other };

bool has_word(const std::string& head, const char* word) {
    return std::regex_search(head, std::regex("\\b" + std::string(word) + "\\b"));
}

Scope scope_of(const std::string& head, Scope outer) {
    if (outer == Scope::function || outer == Scope::other) return Scope::other;
    if (has_word(head, "namespace")) return Scope::space;
    const std::size_t last = head.find_last_not_of(' ');
    const bool value = last != head.npos && head[last] == '=';
    if (head.find('(') != head.npos && !value) return Scope::function;
    if (has_word(head, "struct") || has_word(head, "class") || has_word(head, "union") ||
        has_word(head, "enum")) {
        return Scope::type;
    }
    return Scope::other;
}

// Walks code statement by statement and tells of each brace opened or closed and each statement
// ended at namespace scope.
struct Walker {
    struct Open {
        Scope scope;
        std::string head;
        int first_line;
        bool type;
    };

    std::vector<FunctionSpan> functions;
    std::vector<Declaration> declarations;
    std::vector<TypeName> types;
    std::vector<Open> open;
    std::string head;
    int head_line = 0;
    int line = 1;
    int parentheses = 0;
    bool tail = false;  // after the '}' of a type or a value, up to its ';'

    Scope scope() const { return open.empty() ? Scope::space : open.back().scope; }

    void declare(bool opens_body) {
        static const std::regex says_nothing(
            "^(template ?<.*> ?)?(struct|class|enum class) \\w+( *: *[\\w:]+)? *$"
            "|^using namespace |^static_assert");
        if (scope() != Scope::space || tail || head.empty()) return;
        if (!opens_body && std::regex_search(head, says_nothing)) return;
        declarations.push_back({head, head_line});
    }

    // Whether the head is that of a type or, at its end, an alias; its name is then noted.
    bool names_type(const std::regex& pattern) {
        std::smatch match;
        if (!std::regex_search(head, match, pattern)) return false;
        const bool nested =
            std::any_of(open.begin(), open.end(), [](const Open& one) { return one.type; });
        types.push_back({match.str(1), head_line, nested});
        return true;
    }

    void take(char c) {
        static const std::regex type(
            "^(?:\\w+: *)?(?:template ?<.*> ?)?(?:struct|class|union|enum class|enum) (\\w+)"
            "(?: |$)[^(=]*$");
        static const std::regex alias("^(?:\\w+: *)?(?:template ?<.*> ?)?using (\\w+) =");
        if (c == '\n') ++line;
        if (c == '(') ++parentheses;
        if (c == ')') --parentheses;
        if (parentheses == 0 && c == '{') {
            const Scope inner = scope_of(head, scope());
            if (inner != Scope::space) declare(true);
            open.push_back({inner, head, head.empty() ? line : head_line, names_type(type)});
            start();
        } else if (parentheses == 0 && c == '}') {
            if (open.empty()) return;
            const Open closed = open.back();
            open.pop_back();
            if (closed.scope == Scope::function) {
                functions.push_back({closed.head, closed.first_line, line});
            }
            start();
            tail = closed.scope == Scope::type || closed.scope == Scope::other;
        } else if (parentheses == 0 && c == ';') {
            declare(false);
            names_type(alias);
            start();
        } else if (!std::isspace(static_cast<unsigned char>(c)) || !head.empty()) {
            if (head.empty()) head_line = line;
            head += c == '\n' ? ' ' : c;
        }
    }

    void start() {
        head.clear();
        tail = false;
    }
};

Walker walk(std::string_view text) {
    Walker walker;
    for (char c : code_only(text)) walker.take(c);
    return walker;
}

}  // namespace

std::string code_only(std::string_view text) {
    Blanker blanker{std::string(text)};
    blanker.run();
    return blanker.text;
}

std::vector<Include> includes_of(std::string_view text) {
    static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*$");
    std::vector<Include> includes;
    int number = 0;
    for (const std::string& line : split_lines(text)) {
        ++number;
        if (line.find('#') == line.npos) continue;
        std::smatch match;
        if (std::regex_match(line, match, pattern)) {
            includes.push_back({match[2], match[1] == "\"", number});
        }
    }
    return includes;
}

std::vector<FunctionSpan> functions_of(std::string_view text) { return walk(text).functions; }

std::vector<TypeName> types_of(std::string_view text) { return walk(text).types; }

std::vector<Declaration> declarations_of(std::string_view text) { return walk(text).declarations; }

}  // namespace flopledger
