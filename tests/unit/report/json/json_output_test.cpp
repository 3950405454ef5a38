// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/json_output.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "core/report/json/schema.hpp"

namespace flopledger {

TEST_CASE("objects keep the order of their keys and figures their digits") {
    const Json document =
        Json::Object{{"z", 1}, {"a", true}, {"none", Json()}, {"list", Json::Array{"x", 2.5}}};
    CHECK(json_text(document) ==
          "{\n  \"z\": 1,\n  \"a\": true,\n  \"none\": null,\n  \"list\": [\n    \"x\",\n"
          "    2.5\n  ]\n}\n");
}

TEST_CASE("ranges are nearest doubles with exact figures beside them") {
    const Range range{Exact(3), Exact::ratio(10, 3), Exact::power_of_ten(25)};
    const auto doubles = nlohmann::json::parse(json_text(range_json(range)));
    CHECK(doubles["low"] == 3.0);
    CHECK(doubles["best"] == 10.0 / 3.0);
    CHECK(doubles["high"] == 1e25);
    // A value's type never depends on its size.
    CHECK(doubles["low"].is_number_float());
    const auto exact = nlohmann::json::parse(json_text(exact_json(range)));
    CHECK(exact["low"] == "3");
    CHECK(exact["best"] == "10/3");
    CHECK(exact["high"] == "10000000000000000000000000");
}

TEST_CASE("bytes that are not UTF-8 cannot break a document") {
    const std::string text = json_text(Json::Object{{"name", std::string("a\xff\"b\n")}});
    CHECK(nlohmann::json::parse(text)["name"] == "a\xef\xbf\xbd\"b\n");
}

TEST_CASE("schemas are JSON, and every reference in them leads somewhere") {
    for (const FileFormat& format : file_formats()) {
        CAPTURE(format.name);
        const auto schema = nlohmann::json::parse(schema_json(format));
        CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
        CHECK(schema["additionalProperties"] == false);
        const auto& definitions = schema["$defs"];
        const std::string flat = schema.dump();
        std::size_t at = 0;
        while ((at = flat.find("#/$defs/", at)) != std::string::npos) {
            at += 8;
            const std::string name = flat.substr(at, flat.find('"', at) - at);
            CAPTURE(name);
            CHECK(definitions.contains(name));
        }
    }
}

}  // namespace flopledger
