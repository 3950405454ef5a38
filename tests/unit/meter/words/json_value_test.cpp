// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/json_value.hpp"

#include <doctest/doctest.h>

#include <string>

namespace flopledger {

namespace {

// A value written again, with texts in single quotes.
std::string outline(const JsonValue& value) {
    std::string out;
    switch (value.kind()) {
        case JsonKind::absent:
            return "absent";
        case JsonKind::text:
            return "'" + std::string(value.text()) + "'";
        case JsonKind::array:
            for (const JsonValue element : value) {
                out += (out.empty() ? "" : ", ") + outline(element);
            }
            return "[" + out + "]";
        case JsonKind::object:
            for (const JsonValue field : value) {
                out += (out.empty() ? "" : ", ") + std::string(field.name());
                out += ": " + outline(field);
            }
            return "{" + out + "}";
        default:
            return std::string(value.text());
    }
}

std::string read(const std::string& text) {
    JsonReader reader;
    const JsonValue value = reader.read(text);
    if (value) return outline(value);
    return std::to_string(reader.error_offset()) + ": " + std::string(reader.error()) +
           (reader.cut_short() ? " (cut short)" : "");
}

}  // namespace

TEST_CASE("json values: numbers keep their letters, texts lose their escapes") {
    CHECK(read(" {} ") == "{}");
    CHECK(read("[]") == "[]");
    CHECK(read("12") == "12");
    CHECK(read("{\"a\": 15.60e12, \"b\": -0.0, \"c\": 1E+2}") == "{a: 15.60e12, b: -0.0, c: 1E+2}");
    CHECK(read("[true, false, null, \"true\"]") == "[true, false, null, 'true']");
    CHECK(read("{\"a\":{\"b\":[[1],{},[2,3]]},\"c\":[]}") == "{a: {b: [[1], {}, [2, 3]]}, c: []}");
    CHECK(read("[NaN,-Infinity,Infinity,+Inf,-Inf,Inf]") ==
          "[NaN, -Infinity, Infinity, +Inf, -Inf, Inf]");
    CHECK(read("[\"\\u20ac \\\" \\\\ \\n\\/\"]") == "['\xe2\x82\xac \" \\ \n/']");
    CHECK(read("[\"\\ud83d\\ude00\\u0041\\u00e9\"]") ==
          "['\xf0\x9f\x98\x80"
          "A\xc3\xa9']");
    CHECK(read("[\"\\ud83d\\u0041\\udc00x\"]") ==
          "['\xef\xbf\xbd"
          "A\xef\xbf\xbdx']");
    CHECK(read("{\"a\\tb\":1}") == "{a\tb: 1}");
    CHECK(read("[\"a\xff\"]") == "['a\xff']");
}

TEST_CASE("json values: what is no JSON is told with its place") {
    CHECK(read("") == "0: a value is missing (cut short)");
    CHECK(read("[1,]") == "3: this is no JSON value");
    CHECK(read("[1 2]") == "3: a comma or a closing bracket is missing");
    CHECK(read("[1}") == "2: a comma or a closing bracket is missing");
    CHECK(read("[1") == "2: an array or object does not end (cut short)");
    CHECK(read("{1:2}") == "1: a field has no name");
    CHECK(read("{\"a\" 2}") == "5: a colon is missing");
    CHECK(read("{\"a\":}") == "5: this is no JSON value");
    CHECK(read("[\"a") == "3: a text does not end (cut short)");
    CHECK(read("[\"a\n\"]") == "3: a control character stands in a text");
    CHECK(read("[\"\\x\"]") == "3: a text has an escape that JSON does not know");
    CHECK(read("[\"\\u00g0\"]") == "6: an escape needs four hexadecimal digits");
    CHECK(read("[\"\\u00") == "6: a text does not end (cut short)");
    CHECK(read("[tru]") == "1: this is no JSON value");
    CHECK(read("[tru") == "4: this is no JSON value (cut short)");
    CHECK(read("[1.]") == "3: a number has no digits behind its point");
    CHECK(read("[1e+]") == "4: a number has no digits in its exponent");
    CHECK(read("[+1]") == "1: this is no JSON value");
    CHECK(read("[-]") == "2: this is no JSON value");
    CHECK(read("[1] x") == "4: something follows the document");
    CHECK(read(std::string("[\0]", 3)) == "1: this is no JSON value");
    CHECK(read(std::string(64, '[') + std::string(64, ']')).starts_with("[["));
    CHECK(read(std::string(65, '[')) == "65: values are nested too deep (cut short)");
    CHECK(read(std::string(100'000, '[')) == "65: values are nested too deep");
}

TEST_CASE("json values: asking for what is not there gives absent values") {
    const std::string text = R"({"a": {"b": [10, {"c": "x"}]}, "a": 2})";
    JsonReader reader;
    const JsonValue root = reader.read(text);
    CHECK(root["a"]["b"].at(1)["c"].text() == "x");
    CHECK(root["a"]["b"].at(1)["c"].offset() == text.find('x'));
    CHECK(root["a"]["b"].size() == 2);
    CHECK(root["a"]["b"].at(0).text() == "10");
    CHECK_FALSE(root["a"]["b"].at(2));
    CHECK_FALSE(root["a"]["z"]["y"].at(3)["x"]);
    CHECK(root["z"].text().empty());
    CHECK(root["z"].size() == 0);
    for (const JsonValue element : root["a"]["b"].at(0)) CHECK_FALSE(element);
    for (const JsonValue element : root["z"]) CHECK_FALSE(element);
}

TEST_CASE("json values: documents that follow one another are read in turn") {
    const std::string text = "{\"a\":1}[2]\n {\"b\":3}";
    JsonReader reader;
    std::string seen;
    std::string_view rest = text;
    while (const JsonValue document = reader.read_first(rest)) {
        seen += outline(document) + ";";
        rest.remove_prefix(reader.end());
    }
    CHECK(seen == "{a: 1};[2];{b: 3};");
    CHECK(reader.cut_short());
}

TEST_CASE("json values: any cut of a document is cut short and nothing else") {
    const std::string text = R"({"a": ["x\u00e9\"", -1.5e-3, true, null], "b": {}})";
    JsonReader reader;
    for (std::size_t length = 0; length < text.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(reader.read(text.substr(0, length)));
        CHECK(reader.cut_short());
    }
    CHECK(reader.read(text));
}

}  // namespace flopledger
