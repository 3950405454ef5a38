// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/json.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "core/base/number_names.hpp"
#include "core/text/trees/json_tokens.hpp"
#include "core/text/trees/text_check.hpp"
#include "core/text/trees/text_cursor.hpp"
#include "core/text/trees/text_names.hpp"
#include "core/text/trees/tree_builder.hpp"
#include "core/text/words/safe_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::size_t deepest_nesting = 64;

// Python writes numbers that JSON does not have, and configurations hold them in fields that no
// count needs. The library is given a number of the same length instead; what is kept of it are
// the characters of the source, which are no number to whoever reads the field.
std::string with_finite_numbers(const std::string& source) {
    std::string text = source;
    for (const std::string_view word : {std::string_view("Infinity"), std::string_view("NaN")}) {
        if (source.find(word) == std::string::npos) continue;
        JsonToken token = json_token_at(source, byte_order_mark_length(source));
        while (!token.text.empty()) {
            const std::size_t end = token.offset + token.text.size();
            const bool negative = token.text.size() == word.size() + 1 && token.text[0] == '-';
            if (token.text == word || (negative && token.text.ends_with(word))) {
                text.replace(end - word.size(), word.size(),
                             "1e" + std::string(word.size() - 2, '0'));
            }
            token = json_token_at(source, end);
        }
    }
    return text;
}

// Hears from the library what comes next in a text and finds in the text itself where it stands,
// as the library keeps neither places nor the characters of numbers. The names are the library's.
class JsonReading {
  public:
    JsonReading(const Source& source, Diagnostics& diagnostics)
        : source_(source),
          diagnostics_(diagnostics),
          cursor_(source.text),
          offset_(byte_order_mark_length(source.text)),
          last_offset_(offset_),
          builder_(source, diagnostics, deepest_nesting) {}

    std::optional<Node> read();

    bool null() { return add(Node::Kind::null); }
    bool boolean(bool /*value*/) { return add(Node::Kind::scalar); }
    bool number_integer(std::int64_t /*value*/) { return add(Node::Kind::scalar); }
    bool number_unsigned(std::uint64_t /*value*/) { return add(Node::Kind::scalar); }
    bool number_float(double /*value*/, const std::string& /*text*/) {
        return add(Node::Kind::scalar);
    }
    bool string(std::string& value) { return add_text(value); }
    bool key(std::string& value) { return add_text(value); }
    bool binary(nlohmann::json::binary_t& /*value*/) { return false; }
    bool start_object(std::size_t /*size*/) { return open(Node::Kind::mapping); }
    bool start_array(std::size_t /*size*/) { return open(Node::Kind::sequence); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t position, const std::string& last_token,
                     const nlohmann::json::exception& error);

  private:
    JsonToken next_token();
    Node node_at(const JsonToken& token, Node::Kind kind);
    bool add(Node::Kind kind);
    bool add_text(std::string& value);
    bool open(Node::Kind kind);
    bool close();

    const Source& source_;
    Diagnostics& diagnostics_;
    TextCursor cursor_;
    std::size_t offset_;       // behind the last token heard of
    std::size_t last_offset_;  // where it begins
    TreeBuilder builder_;
};

std::optional<Node> JsonReading::read() {
    // The library skips a byte order mark itself, and a second one is an error.
    const std::string text = with_finite_numbers(source_.text);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), this)) return std::nullopt;
    return builder_.take_root();
}

// The token the library speaks of: the next one that is no comma or colon.
JsonToken JsonReading::next_token() {
    JsonToken token = json_token_at(source_.text, offset_);
    while (token.text == "," || token.text == ":") {
        token = json_token_at(source_.text, token.offset + token.text.size());
    }
    last_offset_ = token.offset;
    offset_ = token.offset + token.text.size();
    return token;
}

Node JsonReading::node_at(const JsonToken& token, Node::Kind kind) {
    Node node = node_of(cursor_.to_offset(token.offset));
    node.kind = kind;
    return node;
}

bool JsonReading::add(Node::Kind kind) {
    const JsonToken token = next_token();
    Node node = node_at(token, kind);
    node.text = token.text;
    node.length = static_cast<int>(token.text.size());
    builder_.add(std::move(node));
    return true;
}

bool JsonReading::add_text(std::string& value) {
    const JsonToken token = next_token();
    Node node = node_at(token, Node::Kind::scalar);
    node.text = std::move(value);
    node.quoted = true;
    node.length = columns(token.text);
    builder_.add(std::move(node));
    return true;
}

bool JsonReading::open(Node::Kind kind) { return builder_.open(node_at(next_token(), kind)); }

bool JsonReading::close() {
    next_token();
    builder_.close();
    return true;
}

bool JsonReading::parse_error(std::size_t position, const std::string& /*last_token*/,
                              const nlohmann::json::exception& error) {
    constexpr int out_of_range = 406;
    // The library may have taken the front of a word, such as the 0 of `01`, for a token.
    const std::size_t from = position <= offset_ ? last_offset_ : offset_;
    const JsonToken token = json_token_before(source_.text, from, position);
    Node node = node_at(token, Node::Kind::scalar);
    if (error.id == out_of_range) {
        report_at(diagnostics_, name::number_out_of_bounds, source_, node,
                  "this number is larger than any that can be meant", "check its exponent");
        return false;
    }
    const JsonFault fault = describe_json_fault(source_.text, token, position);
    node = node_at({fault.offset, ""}, Node::Kind::scalar);
    report_at(diagnostics_, name::json_syntax, source_, node, fault.message, fault.hint);
    return false;
}

}  // namespace

std::optional<Document> parse_json(std::shared_ptr<const Source> source, Diagnostics& diagnostics) {
    if (!is_clean_text(*source, TextFormat::json, diagnostics)) return std::nullopt;
    auto root = JsonReading(*source, diagnostics).read();
    if (!root) return std::nullopt;
    return Document{std::move(source), std::move(*root)};
}

}  // namespace flopledger
