// SPDX-License-Identifier: Apache-2.0
// One description gives the JSON of a value and the schema of that JSON.
#include "core/report/json/description.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/facts/data/standard.hpp"
#include "core/facts/keys/format_keys.hpp"
#include "core/report/documents/document_register.hpp"
#include "core/report/json/document_description.hpp"

namespace flopledger {

namespace {

using Parsed = nlohmann::ordered_json;

template <typename Value>
Parsed parsed(const Value& value) {
    return Parsed::parse(json_text(json_of(value)));
}

// Something that hangs on more of its kind.
struct Leaf {
    std::string text;
    std::vector<Leaf> below;
};

// What stands in place of a part.
struct Extra {
    int count = 0;
};

using Choice = std::variant<std::string_view, Leaf>;

struct Sample {
    std::optional<Extra> extra;
    std::optional<Date> day;
    Rule rule = Rule::leave_out;
    std::vector<const Leaf*> leaves;
    std::vector<Choice> choices;
};

}  // namespace

template <>
struct Description<Leaf> {
    static constexpr std::string_view name = "leaf";
    static constexpr auto keys = std::tuple{DescribedKey{"text", "A text.", &Leaf::text},
                                            DescribedKey{"below", "More.", &Leaf::below}};
};

template <>
struct Description<Extra> {
    static constexpr auto keys = std::tuple{DescribedKey{"count", "How many.", &Extra::count}};
};

template <>
struct Description<Sample> {
    static constexpr std::string_view name = "sample";
    static constexpr std::string_view sentence = "A sample.";
    static constexpr auto keys = std::tuple{
        DescribedKey{"kind", "Always the same.", [](const Sample&) { return Always<"s">(); }},
        DescribedPart{&Sample::extra},
        DescribedKey{"day", "A day.", &Sample::day},
        DescribedKey{"rule", "A word.", &Sample::rule},
        DescribedKey{"leaves", "A list.", &Sample::leaves},
        DescribedKey{"choices", "Texts and leaves.", &Sample::choices}};
};

TEST_CASE("description: keys stand in their order, a part in its place or not at all") {
    const Leaf leaf{"a", {{"b", {}}}};
    Sample sample;
    sample.leaves = {&leaf};
    sample.choices = {"plain", leaf};
    CHECK(parsed(sample).dump() ==
          R"({"kind":"s","day":null,"rule":"leave-out",)"
          R"("leaves":[{"text":"a","below":[{"text":"b","below":[]}]}],)"
          R"("choices":["plain",{"text":"a","below":[{"text":"b","below":[]}]}]})");
    sample.extra = Extra{3};
    sample.day = Date{2026, 11, 21};
    const Parsed full = parsed(sample);
    CHECK(full["count"] == 3);
    CHECK(full["day"] == "2026-11-21");
}

TEST_CASE("description: a document says which it is and what wrote it") {
    const Parsed document = Parsed::parse(document_text(Sample(), "9.9"));
    CHECK(document["schema"] == "flopledger/sample/1");
    CHECK(document["tool"].dump() == R"({"name":"flopledger","version":"9.9"})");
}

TEST_CASE("description: the schema follows from what keys read") {
    constexpr DocumentSchema document = document_schema<Sample>();
    CHECK(document.name == "sample");
    const Parsed schema = Parsed::parse(document.text());
    CHECK(schema["$id"] == "urn:flopledger:output:sample:1");
    const Parsed& keys = schema["properties"];
    CHECK(keys["schema"]["const"] == "flopledger/sample/1");
    CHECK(keys["kind"]["const"] == "s");
    CHECK(keys["count"]["type"] == "integer");
    CHECK(keys["count"]["description"] == "How many.");
    CHECK(keys["day"]["anyOf"][1]["type"] == "null");
    CHECK(keys["rule"]["enum"].dump() == R"(["count","leave-out","unsettled"])");
    CHECK(keys["leaves"]["items"]["$ref"] == "#/$defs/leaf");
    CHECK(keys["choices"]["items"]["anyOf"].dump() ==
          R"([{"type":"string"},{"$ref":"#/$defs/leaf"}])");
    // A part that may be missing is known, but not required.
    CHECK(schema["required"].dump() ==
          R"(["schema","tool","kind","day","rule","leaves","choices"])");
    CHECK(schema["$defs"]["leaf"]["properties"]["below"]["items"]["$ref"] == "#/$defs/leaf");
}

TEST_CASE("description: figures are nearest doubles, with exact ones beside them") {
    const Range range{Exact(3), Exact::ratio(10, 3), Exact::power_of_ten(25)};
    const Parsed doubles = parsed(NumberRange{range});
    CHECK(doubles["low"] == 3.0);
    CHECK(doubles["best"] == 10.0 / 3.0);
    CHECK(doubles["high"] == 1e25);
    // A value's type never depends on its size.
    CHECK(doubles["low"].is_number_float());
    CHECK(parsed(ExactRange{range}).dump() ==
          R"({"low":"3","best":"10/3","high":"10000000000000000000000000"})");
    CHECK(parsed(OpenRange{known_sum(range, true, true)}).dump() ==
          R"({"low":3.0,"best":null,"high":null,"open":true})");
    CHECK(parsed(CountedNumber{7}).dump() == "7");
    CHECK(parsed(CountedNumber{Exact::power_of_ten(18)}).is_number_float());
}

TEST_CASE("description: every name has a schema, and its references lead somewhere") {
    for (const std::string_view name : schema_names()) {
        CAPTURE(name);
        const Parsed schema = Parsed::parse(schema_of(name));
        CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
        if (find_format(name) != nullptr) CHECK(schema["additionalProperties"] == false);
        const std::string flat = schema.dump();
        std::size_t at = 0;
        while ((at = flat.find("#/$defs/", at)) != std::string::npos) {
            at += 8;
            const std::string target = flat.substr(at, flat.find('"', at) - at);
            CAPTURE(target);
            CHECK(schema["$defs"].contains(target));
        }
    }
    CHECK(schema_of("nothing").empty());
}

}  // namespace flopledger
