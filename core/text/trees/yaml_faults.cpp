// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/yaml_faults.hpp"

#include <fmt/format.h>

#include <array>

#include "core/text/trees/text_names.hpp"
#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

// A complaint that needs no more than other words.
struct Phrase {
    std::string_view problem;
    std::string_view message;
    std::string_view hint;
    bool at_context = false;
};

constexpr std::array<Phrase, 16> phrases{{
    {"could not find expected ':'", "this key has no ':' after it", "write `key: value`", true},
    {"mapping values are not allowed in this context", "a ':' cannot stand here",
     "put a text that holds ': ' in quotes, or check the indentation"},
    {"mapping keys are not allowed in this context", "a '?' cannot stand here",
     "put a text that begins with '? ' in quotes"},
    {"block sequence entries are not allowed in this context", "a list entry cannot begin here",
     "begin each '- ' on a line of its own, indented below the key"},
    {"found unexpected document indicator", "the document ends inside a text in quotes",
     "close the quotes before this line", true},
    {"found unknown escape character", "this backslash escape does not exist",
     "write '\\\\' for a backslash, or use single quotes"},
    {"did not find expected hexdecimal number",
     "this backslash escape lacks its hexadecimal digits",
     "write '\\\\' for a backslash, or use single quotes"},
    {"found invalid Unicode character escape code", "this backslash escape names no character",
     "write the character itself"},
    {"found unexpected ':'", "a ':' cannot stand here", "put the text in quotes"},
    {"did not find expected comment or line break", "nothing may follow on this line",
     "begin the text on the next line"},
    {"found an indentation indicator equal to 0", "a text block cannot be indented by 0",
     "leave the digit out"},
    {"did not find expected node content", "a value is missing here",
     "write the value, or take the comma out"},
    {"found incompatible YAML document", "this is a version of YAML that is not read",
     "take the %YAML line out"},
    {"found duplicate %YAML directive", "the %YAML line stands twice", "take it out"},
    {"found unknown directive name", "this directive is not known to YAML",
     "put a text that begins with '%' in quotes, or take the line out"},
    {"did not find expected <document start>", "this does not belong to the value above",
     "a file holds one value; check indentation and quotes"},
}};

std::string begun(const YamlStop& stop, std::string_view what) {
    if (stop.context_line == 0) return std::string(what);
    return fmt::format("{} begun in line {}", what, stop.context_line);
}

YamlFault tab_fault() {
    return {name::yaml_syntax, "YAML does not allow a tab for indentation", "use spaces", false};
}

// A complaint about a collection whose next entry does not fit.
YamlFault collection_fault(const YamlStop& stop, std::string_view what, std::string_view hint) {
    if (stop.rest.empty()) {
        return {name::yaml_syntax, fmt::format("the {} that begins here is not closed", what),
                std::string(hint), true};
    }
    return {name::yaml_syntax, fmt::format("this does not fit into the {}", begun(stop, what)),
            std::string(hint), false};
}

YamlFault character_fault(const YamlStop& stop) {
    if (stop.rest.empty()) return {name::yaml_syntax, "the text ends too early", "", false};
    const std::string_view character = stop.rest.substr(0, utf8_character(stop.rest, 0).bytes);
    return {name::yaml_syntax, fmt::format("no value may begin with `{}`", safe_text(character)),
            "put the text in quotes", false};
}

// Complaints whose words depend on where the reading stopped.
bool speaks_of_tab(const YamlStop& stop) {
    return stop.problem.starts_with("found a tab character") ||
           (stop.problem == "found character that cannot start any token" &&
            stop.rest.starts_with('\t'));
}

}  // namespace

YamlFault describe(const YamlStop& stop) {
    if (speaks_of_tab(stop)) return tab_fault();
    if (stop.problem == "found character that cannot start any token") return character_fault(stop);
    if (stop.problem == "found unexpected end of stream") {
        return {name::yaml_syntax, "this text in quotes is not closed", "add the closing quote",
                true};
    }
    if (stop.problem == "did not find expected ',' or ']'") {
        return collection_fault(stop, "list", "write a ',' between values and a ']' at the end");
    }
    if (stop.problem == "did not find expected ',' or '}'") {
        return collection_fault(stop, "mapping",
                                "write a ',' between entries and a '}' at the end");
    }
    if (stop.problem == "did not find expected key") {
        return collection_fault(stop, "mapping",
                                "indent it like the other keys, or check quotes above");
    }
    if (stop.problem == "did not find expected '-' indicator") {
        return collection_fault(stop, "list", "indent it like the other entries, with a '- '");
    }
    if (stop.problem == "found undefined tag handle" || stop.context == "while scanning a tag") {
        return {name::yaml_feature, "tags (`!name`) are not read", "take it out, or use quotes",
                false};
    }
    for (const Phrase& phrase : phrases) {
        if (phrase.problem == stop.problem) {
            return {name::yaml_syntax, std::string(phrase.message), std::string(phrase.hint),
                    phrase.at_context};
        }
    }
    std::string words = safe_text(stop.problem);
    if (!stop.context.empty()) words += fmt::format(" ({})", safe_text(stop.context));
    return {name::yaml_syntax, fmt::format("this is not YAML: {}", words), "", false};
}

}  // namespace flopledger
