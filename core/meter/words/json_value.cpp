// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/json_value.hpp"

#include <array>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

// The bytes that may stand inside a quoted text and mean themselves.
constexpr std::array<bool, 256> plain_bytes() {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0x20; byte < table.size(); ++byte) {
        table[byte] = byte != '"' && byte != '\\';
    }
    return table;
}

constexpr std::array<bool, 256> plain = plain_bytes();

bool is_plain(char byte) { return plain[static_cast<unsigned char>(byte)]; }

void append_utf8(std::string& into, unsigned code) {
    const auto add = [&](unsigned byte) { into += static_cast<char>(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xc0 | code >> 6);
        add(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        add(0xe0 | code >> 12);
        add(0x80 | (code >> 6 & 0x3f));
        add(0x80 | (code & 0x3f));
    } else {
        add(0xf0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3f));
        add(0x80 | (code >> 6 & 0x3f));
        add(0x80 | (code & 0x3f));
    }
}

constexpr unsigned replacement_character = 0xfffd;

constexpr std::size_t largest_text = 0xffff'ff00U;

}  // namespace

const JsonNode& JsonValue::node() const {
    static const JsonNode absent;
    return reader_ == nullptr ? absent : reader_->nodes_[node_];
}

JsonKind JsonValue::kind() const { return node().kind; }

std::string_view JsonValue::text() const {
    return reader_ == nullptr ? std::string_view() : reader_->text_of(node());
}

std::string_view JsonValue::name() const {
    if (reader_ == nullptr || name_ == no_name) return {};
    return reader_->text_of(reader_->nodes_[name_]);
}

std::size_t JsonValue::offset() const { return node().begin; }

std::size_t JsonValue::size() const {
    return is(JsonKind::array) || is(JsonKind::object) ? node().length : 0;
}

JsonValue::Iterator JsonValue::begin() const {
    if (size() == 0) return {reader_, 0, false};
    return {reader_, node_ + 1, is(JsonKind::object)};
}

JsonValue::Iterator JsonValue::end() const {
    if (size() == 0) return {reader_, 0, false};
    return {reader_, node().next, is(JsonKind::object)};
}

JsonValue JsonValue::Iterator::operator*() const {
    return named_ ? JsonValue(reader_, node_ + 1, node_) : JsonValue(reader_, node_, no_name);
}

JsonValue::Iterator& JsonValue::Iterator::operator++() {
    node_ = (**this).node().next;
    return *this;
}

JsonValue JsonValue::operator[](std::string_view name) const {
    if (!is(JsonKind::object)) return {};
    for (const JsonValue field : *this) {
        if (field.name() == name) return field;
    }
    return {};
}

JsonValue JsonValue::at(std::size_t index) const {
    if (!is(JsonKind::array) || index >= size()) return {};
    Iterator element = begin();
    for (; index > 0; --index) ++element;
    return *element;
}

JsonValue JsonReader::read(std::string_view text) {
    const JsonValue first = read_first(text);
    if (!first) return first;
    skip_blanks();
    if (at_ == text_.size()) return first;
    fail("something follows the document");
    cut_short_ = false;
    return {};
}

JsonValue JsonReader::read_first(std::string_view text) {
    text_ = text;
    at_ = 0;
    end_ = 0;
    error_ = {};
    error_offset_ = 0;
    cut_short_ = false;
    nodes_.clear();
    open_.clear();
    rewritten_.clear();
    if (text.size() > largest_text) {
        fail("the text is too large");
        return {};
    }
    if (!document()) {
        nodes_.clear();
        return {};
    }
    end_ = at_;
    return {this, 0, JsonValue::no_name};
}

bool JsonReader::document() {
    if (!begin_value()) return false;
    while (!open_.empty()) {
        if (!after_value()) return false;
    }
    return true;
}

// Reads a value, of arrays and objects only the bracket.
bool JsonReader::begin_value() {
    skip_blanks();
    if (at_ == text_.size()) return fail("a value is missing");
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    JsonNode node;
    node.begin = static_cast<std::uint32_t>(at_);
    if (!value(node)) return false;
    node.next = index + 1;
    nodes_.push_back(node);
    if (node.kind != JsonKind::array && node.kind != JsonKind::object) return true;
    if (open_.size() == deepest_json) return fail("values are nested too deep");
    open_.push_back({index, node.kind == JsonKind::object});
    return true;
}

// Goes on in the innermost array or object: with its next value, or with its end.
bool JsonReader::after_value() {
    skip_blanks();
    if (at_ == text_.size()) return fail("an array or object does not end");
    const Open innermost = open_.back();
    if (text_[at_] == (innermost.object ? '}' : ']')) {
        ++at_;
        nodes_[innermost.node].next = static_cast<std::uint32_t>(nodes_.size());
        open_.pop_back();
        return true;
    }
    if (nodes_[innermost.node].length > 0) {
        if (text_[at_] != ',') return fail("a comma or a closing bracket is missing");
        ++at_;
    }
    ++nodes_[innermost.node].length;
    return (!innermost.object || field_name()) && begin_value();
}

bool JsonReader::field_name() {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != '"') return fail("a field has no name");
    JsonNode name;
    if (!quoted(name)) return false;
    name.next = static_cast<std::uint32_t>(nodes_.size()) + 1;
    nodes_.push_back(name);
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != ':') return fail("a colon is missing");
    ++at_;
    return true;
}

bool JsonReader::value(JsonNode& node) {
    switch (text_[at_]) {
        case '{':
        case '[':
            node.kind = text_[at_] == '{' ? JsonKind::object : JsonKind::array;
            ++at_;
            return true;
        case '"':
            return quoted(node);
        case 't':
            return word(node, "true", JsonKind::boolean);
        case 'f':
            return word(node, "false", JsonKind::boolean);
        case 'n':
            return word(node, "null", JsonKind::null);
        case 'N':
            return word(node, "NaN", JsonKind::number);
        default:
            return number(node);
    }
}

bool JsonReader::word(JsonNode& node, std::string_view word, JsonKind kind) {
    const std::string_view here = text_.substr(at_, word.size());
    if (here != word) {
        if (word.starts_with(here)) at_ = text_.size();
        return fail("this is no JSON value");
    }
    node.kind = kind;
    node.begin = static_cast<std::uint32_t>(at_);
    node.length = static_cast<std::uint32_t>(word.size());
    at_ += word.size();
    return true;
}

bool JsonReader::number(JsonNode& node) {
    const std::size_t begin = at_;
    const auto digits = [&] {
        const std::size_t from = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        return at_ > from;
    };
    const auto next_is = [&](char one, char other) {
        return at_ < text_.size() && (text_[at_] == one || text_[at_] == other);
    };
    const bool sign = next_is('-', '+');
    if (sign) ++at_;
    if (next_is('I', 'I')) {
        const bool whole = text_.substr(at_).starts_with("Infinity");
        if (!word(node, whole ? "Infinity" : "Inf", JsonKind::number)) return false;
        node.begin = static_cast<std::uint32_t>(begin);
        node.length = static_cast<std::uint32_t>(at_ - begin);
        return true;
    }
    if (sign && text_[begin] == '+') {
        at_ = begin;
        return fail("this is no JSON value");
    }
    if (!digits()) return fail("this is no JSON value");
    if (next_is('.', '.')) {
        ++at_;
        if (!digits()) return fail("a number has no digits behind its point");
    }
    if (next_is('e', 'E')) {
        ++at_;
        if (next_is('-', '+')) ++at_;
        if (!digits()) return fail("a number has no digits in its exponent");
    }
    node.kind = JsonKind::number;
    node.begin = static_cast<std::uint32_t>(begin);
    node.length = static_cast<std::uint32_t>(at_ - begin);
    return true;
}

bool JsonReader::quoted(JsonNode& node) {
    node.kind = JsonKind::text;
    node.begin = static_cast<std::uint32_t>(++at_);
    while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
    if (at_ == text_.size()) return fail("a text does not end");
    if (text_[at_] == '\\') return quoted_with_escapes(node);
    if (text_[at_] != '"') return fail("a control character stands in a text");
    node.length = static_cast<std::uint32_t>(at_ - node.begin);
    ++at_;
    return true;
}

bool JsonReader::quoted_with_escapes(JsonNode& node) {
    std::string text(text_.substr(node.begin, at_ - node.begin));
    while (at_ < text_.size() && text_[at_] != '"') {
        if (text_[at_] == '\\') {
            if (!escape(text)) return false;
        } else if (is_plain(text_[at_])) {
            text += text_[at_++];
        } else {
            return fail("a control character stands in a text");
        }
    }
    if (at_ == text_.size()) return fail("a text does not end");
    ++at_;
    node.rewritten = true;
    node.length = static_cast<std::uint32_t>(rewritten_.size());
    rewritten_.push_back(std::move(text));
    return true;
}

bool JsonReader::escape(std::string& into) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (++at_ == text_.size()) return fail("a text does not end");
    const char letter = text_[at_];
    if (const std::size_t found = letters.find(letter); found != std::string_view::npos) {
        into += meanings[found];
        ++at_;
        return true;
    }
    if (letter != 'u') return fail("a text has an escape that JSON does not know");
    unsigned code = 0;
    if (!hexadecimal(code)) return false;
    const bool leads = code >= 0xd800 && code < 0xdc00;
    if (leads && text_.substr(at_, 2) == "\\u") {
        const std::size_t second = ++at_;
        unsigned low = 0;
        if (!hexadecimal(low)) return false;
        if (low >= 0xdc00 && low < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        } else {
            at_ = second - 1;  // It stands for itself.
        }
    }
    const bool half = code >= 0xd800 && code < 0xe000;
    append_utf8(into, half ? replacement_character : code);
    return true;
}

// Reads the `u` and the four digits behind it.
bool JsonReader::hexadecimal(unsigned& into) {
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
        if (at_ == text_.size()) return fail("a text does not end");
        const char letter = text_[at_];
        const char small = static_cast<char>(letter | 0x20);
        if (!is_digit(letter) && (small < 'a' || small > 'f')) {
            return fail("an escape needs four hexadecimal digits");
        }
        const int value = is_digit(letter) ? letter - '0' : small - 'a' + 10;
        into = into * 16 + static_cast<unsigned>(value);
    }
    return true;
}

void JsonReader::skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
        ++at_;
    }
}

bool JsonReader::fail(std::string_view error) {
    error_ = error;
    error_offset_ = at_;
    cut_short_ = at_ == text_.size();
    return false;
}

std::string_view JsonReader::text_of(const JsonNode& node) const {
    if (node.kind == JsonKind::array || node.kind == JsonKind::object) return {};
    if (node.rewritten) return rewritten_[node.length];
    return text_.substr(node.begin, node.length);
}

}  // namespace flopledger
