// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/yaml.hpp"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <new>
#include <utility>

#include "core/text/trees/text_check.hpp"
#include "core/text/trees/text_cursor.hpp"
#include "core/text/trees/text_names.hpp"
#include "core/text/trees/tree_builder.hpp"
#include "core/text/trees/yaml_faults.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::size_t deepest_nesting = 32;

// libyaml's parser and events, freed on every way out.
struct Parser {
    yaml_parser_t raw{};

    explicit Parser(std::string_view text) {
        if (yaml_parser_initialize(&raw) == 0) throw std::bad_alloc();
        yaml_parser_set_encoding(&raw, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&raw, reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size());
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() { yaml_parser_delete(&raw); }
};

struct Event {
    yaml_event_t raw{};

    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { yaml_event_delete(&raw); }
};

std::string_view view_of(const char* text) { return text == nullptr ? "" : text; }

bool says_null(std::string_view text) {
    return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

// Where a text stops being blank lines and comments, or its size.
std::size_t first_content(std::string_view text, std::size_t offset) {
    while (offset < text.size()) {
        offset = std::min(text.find_first_not_of(" \t\r\n", offset), text.size());
        if (offset == text.size() || text[offset] != '#') break;
        offset = std::min(text.find('\n', offset), text.size());
    }
    return offset;
}

// One pass over the events of a text.
class YamlReading {
  public:
    YamlReading(const Source& source, Diagnostics& diagnostics, bool is_plain)
        : source_(source),
          diagnostics_(diagnostics),
          is_plain_(is_plain),
          cursor_(source.text, is_plain || is_ascii(source.text)),
          parser_(body()),
          builder_(source, diagnostics, deepest_nesting) {}

    std::optional<Node> read();

  private:
    enum class Step { more, finished, failed };

    std::string_view body() const {
        const std::string_view text = source_.text;
        return without_byte_order_mark(text);
    }

    bool directives_are_read();
    Step take(const yaml_event_t& event);
    Step open(const yaml_event_t& event, Node::Kind kind);
    Step finish(const yaml_event_t& end);
    bool has_plain_marks(const yaml_event_t& event) const;
    int length_of(const yaml_event_t& event);
    Node node_at(const yaml_event_t& event, Node::Kind kind);
    Node scalar(const yaml_event_t& event);
    Node alias(const yaml_event_t& event);
    void refuse_properties(const Node& node, const unsigned char* anchor, const unsigned char* tag);
    void refuse_syntax();
    void report(Name name, const Node& node, std::string_view message, std::string_view hint) {
        report_at(diagnostics_, name, source_, node, message, hint);
    }

    const Source& source_;
    Diagnostics& diagnostics_;
    bool is_plain_;  // then the marks of the library are places as they stand
    TextCursor cursor_;
    Parser parser_;
    TreeBuilder builder_;
};

std::optional<Node> YamlReading::read() {
    if (!directives_are_read()) return std::nullopt;
    Step step = Step::more;
    while (step == Step::more) {
        Event event;
        if (yaml_parser_parse(&parser_.raw, &event.raw) == 0) {
            refuse_syntax();
            return std::nullopt;
        }
        step = take(event.raw);
    }
    if (step == Step::failed) return std::nullopt;
    return builder_.take_root();
}

// Tag directives are refused before libyaml sees them: it compares each with all before it, and
// a file of nothing else would keep it busy for minutes.
bool YamlReading::directives_are_read() {
    const std::string_view text = source_.text;
    std::size_t offset = first_content(text, byte_order_mark_length(text));
    while (offset < text.size() && text[offset] == '%') {
        if (text.substr(offset).starts_with("%TAG")) {
            Node node = node_of(cursor_.to_offset(offset));
            node.length = 4;
            report(name::yaml_feature, node, "tag directives are not read", "take the line out");
            return false;
        }
        offset = first_content(text, std::min(text.find('\n', offset), text.size()));
    }
    return true;
}

YamlReading::Step YamlReading::take(const yaml_event_t& event) {
    switch (event.type) {
        case YAML_SCALAR_EVENT:
            builder_.add(scalar(event));
            return Step::more;
        case YAML_ALIAS_EVENT:
            builder_.add(alias(event));
            return Step::more;
        case YAML_SEQUENCE_START_EVENT:
            return open(event, Node::Kind::sequence);
        case YAML_MAPPING_START_EVENT:
            return open(event, Node::Kind::mapping);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            builder_.close();
            return Step::more;
        case YAML_DOCUMENT_END_EVENT:
            return finish(event);
        case YAML_STREAM_END_EVENT:
            return Step::finished;
        default:
            return Step::more;
    }
}

// Whether the library's marks are places as they stand. Behind the end of a text it goes on to a
// line that is not there.
bool YamlReading::has_plain_marks(const yaml_event_t& event) const {
    return is_plain_ && event.start_mark.index < source_.text.size();
}

// Columns from a node to where its event ends, not beyond its line.
int YamlReading::length_of(const yaml_event_t& event) {
    if (!has_plain_marks(event)) return cursor_.length_to_character(event.end_mark.index);
    const std::size_t start = event.start_mark.index;
    const std::size_t end = event.start_mark.line == event.end_mark.line
                                ? event.end_mark.index
                                : std::min(source_.text.find('\n', start), source_.text.size());
    return std::max(static_cast<int>(end - start), 1);
}

Node YamlReading::node_at(const yaml_event_t& event, Node::Kind kind) {
    Node node;
    if (has_plain_marks(event)) {
        node.line = static_cast<int>(event.start_mark.line) + 1;
        node.column = static_cast<int>(event.start_mark.column) + 1;
    } else {
        node = node_of(cursor_.to_character(event.start_mark.index));
    }
    node.kind = kind;
    return node;
}

YamlReading::Step YamlReading::open(const yaml_event_t& event, Node::Kind kind) {
    Node node = node_at(event, kind);
    if (kind == Node::Kind::sequence) {
        refuse_properties(node, event.data.sequence_start.anchor, event.data.sequence_start.tag);
    } else {
        refuse_properties(node, event.data.mapping_start.anchor, event.data.mapping_start.tag);
    }
    return builder_.open(std::move(node)) ? Step::more : Step::failed;
}

// After the first document nothing may follow. It is looked at here because libyaml would read the
// directives of a second document at any cost.
YamlReading::Step YamlReading::finish(const yaml_event_t& end) {
    const std::string_view text = source_.text;
    std::size_t offset = cursor_.to_character(end.end_mark.index).offset;
    bool was_ended = end.data.document_end.implicit == 0;
    offset = first_content(text, offset);
    while (text.substr(offset).starts_with("...")) {
        was_ended = true;
        offset = first_content(text, offset + 3);
    }
    if (offset == text.size()) return Step::finished;
    const Node node = node_of(cursor_.to_offset(offset));
    if (was_ended || text[offset] == '%' || text.substr(offset).starts_with("---")) {
        report(name::several_documents, node, "a second YAML document begins here",
               "keep one document in a file");
        return Step::finished;
    }
    const YamlFault fault = describe({"did not find expected <document start>", "", "", 0});
    report(fault.name, node, fault.message, fault.hint);
    return Step::failed;
}

Node YamlReading::scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    Node node = node_at(event, Node::Kind::scalar);
    node.length = length_of(event);
    node.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    node.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
    if (!node.quoted && says_null(node.text)) node.kind = Node::Kind::null;
    refuse_properties(node, data.anchor, data.tag);
    return node;
}

// An alias stands as the word it is, so that its key is not told to be missing.
Node YamlReading::alias(const yaml_event_t& event) {
    Node node = node_at(event, Node::Kind::scalar);
    node.length = length_of(event);
    node.text = fmt::format("*{}", reinterpret_cast<const char*>(event.data.alias.anchor));
    report(name::yaml_feature, node, fmt::format("aliases such as `{}` are not read", node.text),
           "write the value out where it is needed, or put the text in quotes");
    return node;
}

void YamlReading::refuse_properties(const Node& node, const unsigned char* anchor,
                                    const unsigned char* tag) {
    if (anchor != nullptr) {
        report(name::yaml_feature, node,
               fmt::format("anchors such as `&{}` are not read",
                           reinterpret_cast<const char*>(anchor)),
               "take it out, or put the text in quotes");
    }
    if (tag != nullptr) {
        report(name::yaml_feature, node,
               fmt::format("tags such as `{}` are not read", reinterpret_cast<const char*>(tag)),
               "take it out, or put the text in quotes");
    }
}

void YamlReading::refuse_syntax() {
    const yaml_parser_t& raw = parser_.raw;
    if (raw.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    YamlStop stop;
    stop.problem = view_of(raw.problem);
    stop.context = view_of(raw.context);
    if (!stop.context.empty()) {
        stop.context_line = cursor_.to_character(raw.context_mark.index).line;
    }
    const TextPosition position = cursor_.to_character(raw.problem_mark.index);
    stop.rest = std::string_view(source_.text).substr(position.offset);
    const YamlFault fault = describe(stop);
    const bool at_context = fault.at_context && !stop.context.empty();
    const Node node = node_of(at_context ? cursor_.to_character(raw.context_mark.index) : position);
    report(fault.name, node, fault.message, fault.hint);
}

}  // namespace

std::optional<Document> parse_yaml(std::shared_ptr<const Source> source, Diagnostics& diagnostics) {
    const bool plain = is_plain(source->text);
    if (!plain && !is_clean_text(*source, TextFormat::yaml, diagnostics)) return std::nullopt;
    auto root = YamlReading(*source, diagnostics, plain).read();
    if (!root) return std::nullopt;
    return Document{std::move(source), std::move(*root)};
}

}  // namespace flopledger
