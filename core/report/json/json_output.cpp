// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/json_output.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// A text in quotes. Bytes that are not UTF-8 become U+FFFD; what is not seen, or turns the
// direction of what is, is escaped: documents are read on terminals too.
std::string in_quotes(std::string_view text) {
    using Text = nlohmann::json;
    return json_escaped(Text(text).dump(-1, ' ', false, Text::error_handler_t::replace));
}

// The shortest digits that read back as the same number.
std::string shortest(double number) {
    if (!std::isfinite(number)) return "null";
    std::string text = fmt::format("{}", number);
    if (const std::size_t e = text.find('e'); e != text.npos) {
        const std::size_t sign = e + 1;  // 1e+05 is 1e5, and 1e-05 is 1e-5
        const std::size_t zeros = text.find_first_not_of('0', sign + 1) - sign - 1;
        text.erase(sign + 1, zeros);
        if (text[sign] == '+') text.erase(sign, 1);
    }
    const bool looks_whole = text.find_first_of(".e") == std::string::npos;
    return looks_whole ? text + ".0" : text;
}

class Writer {
  public:
    void add(const Json& json, std::size_t depth) {
        switch (json.kind) {
            case Json::Kind::null:
                text_ += "null";
                break;
            case Json::Kind::truth:
                text_ += json.truth ? "true" : "false";
                break;
            case Json::Kind::whole:
                text_ += fmt::format("{}", json.whole);
                break;
            case Json::Kind::number:
                text_ += shortest(json.number);
                break;
            case Json::Kind::text:
                text_ += in_quotes(json.text);
                break;
            case Json::Kind::array:
                add_all(json.items, '[', ']', depth,
                        [](const Json& item) -> const Json& { return item; });
                break;
            case Json::Kind::object:
                add_all(json.fields, '{', '}', depth, [&](const JsonField& field) -> const Json& {
                    text_ += in_quotes(field.key) + ": ";
                    return field.value;
                });
                break;
        }
    }

    std::string take() { return std::move(text_); }

  private:
    template <typename Items, typename ValueOf>
    void add_all(const Items& items, char open, char close, std::size_t depth,
                 const ValueOf& value_of) {
        text_ += open;
        for (const auto& item : items) {
            text_ += &item == &items.front() ? "\n" : ",\n";
            text_.append(2 * (depth + 1), ' ');
            add(value_of(item), depth + 1);
        }
        if (!items.empty()) {
            text_ += '\n';
            text_.append(2 * depth, ' ');
        }
        text_ += close;
    }

    std::string text_;
};

}  // namespace

Json::Json(bool value) : kind(Kind::truth), truth(value) {}
Json::Json(int value) : Json(std::int64_t{value}) {}

Json::Json(std::int64_t value) : kind(Kind::whole), whole(value) {}
Json::Json(double value) : kind(Kind::number), number(value) {}
Json::Json(const char* value) : kind(Kind::text), text(value) {}
Json::Json(std::string_view value) : kind(Kind::text), text(value) {}
Json::Json(std::string value) : kind(Kind::text), text(std::move(value)) {}
Json::Json(Array value) : kind(Kind::array), items(std::move(value)) {}
Json::Json(Object value) : kind(Kind::object), fields(std::move(value)) {}

std::string json_text(const Json& document) {
    Writer writer;
    writer.add(document, 0);
    return writer.take() + "\n";
}

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

}  // namespace flopledger
