// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// What a JSON value is; `absent` is what a document does not have.
enum class JsonKind : std::uint8_t { absent, null, boolean, number, text, array, object };

// A value as a reader keeps it: the bytes it takes, and how many values it holds.
struct JsonNode {
    std::uint32_t begin = 0;   // of its text, or of its bracket
    std::uint32_t length = 0;  // of its text; of values that hold others, how many
    std::uint32_t next = 0;    // the node behind it and all it holds
    JsonKind kind = JsonKind::absent;
    bool rewritten = false;  // a text with escapes: `length` says which of the texts kept apart
};

class JsonReader;

// One value of a document, as long as its reader keeps that. Asking an absent value, or one of
// another kind, gives absent values, no elements and empty texts: chains of questions need no
// checks between them.
class JsonValue {
  public:
    JsonValue() = default;

    JsonKind kind() const;
    bool is(JsonKind kind) const { return this->kind() == kind; }
    explicit operator bool() const { return kind() != JsonKind::absent; }

    // Of a text what it says; of a number or a word (true, false, null) its letters as they stand.
    std::string_view text() const;

    // The name of the field that holds it; empty in arrays.
    std::string_view name() const;

    // Where it begins in the text that was read.
    std::size_t offset() const;

    // The field of an object, the first where a name comes twice.
    JsonValue operator[](std::string_view name) const;

    // An element of an array. Takes time for each element before it: loops use begin and end.
    JsonValue at(std::size_t index) const;

    // How many elements or fields there are.
    std::size_t size() const;

    // Goes over the elements of an array, or the fields of an object.
    class Iterator {
      public:
        JsonValue operator*() const;
        Iterator& operator++();
        friend bool operator==(const Iterator&, const Iterator&) = default;

      private:
        friend class JsonValue;
        Iterator(const JsonReader* reader, std::uint32_t node, bool named)
            : reader_(reader), node_(node), named_(named) {}

        const JsonReader* reader_;
        std::uint32_t node_;
        bool named_;
    };
    Iterator begin() const;
    Iterator end() const;

  private:
    friend class JsonReader;
    JsonValue(const JsonReader* reader, std::uint32_t node, std::uint32_t name)
        : reader_(reader), node_(node), name_(name) {}

    const JsonNode& node() const;

    const JsonReader* reader_ = nullptr;
    std::uint32_t node_ = 0;
    std::uint32_t name_ = no_name;

    static constexpr std::uint32_t no_name = 0xffff'ffffU;
};

// Reads JSON that machines wrote: strictly, but for `NaN`, `Infinity` and `Inf` with or without a
// sign, which common writers put where numbers stand. Numbers stay text, so that none is rounded.
// Used again, it needs no new memory. Bytes that are not UTF-8 are passed on as they are.
class JsonReader {
  public:
    // The document that a text is, or an absent value and an error. The text must stay where it is
    // while the value is used.
    JsonValue read(std::string_view text);

    // The document that a text begins with; what follows it begins at end().
    JsonValue read_first(std::string_view text);

    // Behind the document that was read last.
    std::size_t end() const { return end_; }

    // What is wrong with the text that was read last, and where; "" if nothing is.
    std::string_view error() const { return error_; }
    std::size_t error_offset() const { return error_offset_; }

    // Whether nothing is wrong but that the text ends within its document.
    bool cut_short() const { return cut_short_; }

  private:
    friend class JsonValue;

    struct Open {
        std::uint32_t node;
        bool object;
    };

    bool document();
    bool value(JsonNode& node);
    bool after_value();
    bool field_name();
    bool begin_value();
    bool quoted(JsonNode& node);
    bool quoted_with_escapes(JsonNode& node);
    bool escape(std::string& into);
    bool hexadecimal(unsigned& into);
    bool number(JsonNode& node);
    bool word(JsonNode& node, std::string_view word, JsonKind kind);
    void skip_blanks();
    bool fail(std::string_view error);
    std::string_view text_of(const JsonNode& node) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::string_view error_;
    std::size_t error_offset_ = 0;
    bool cut_short_ = false;
    std::vector<JsonNode> nodes_;
    std::vector<Open> open_;
    std::vector<std::string> rewritten_;
};

// Values are nested at most so deep.
inline constexpr std::size_t deepest_json = 64;

}  // namespace flopledger
