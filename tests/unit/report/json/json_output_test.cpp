// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/json_output.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

namespace flopledger {

TEST_CASE("objects keep the order of their keys and figures their digits") {
    const Json document =
        Json::Object{{"z", 1}, {"a", true}, {"none", Json()}, {"list", Json::Array{"x", 2.5}}};
    CHECK(json_text(document) ==
          "{\n  \"z\": 1,\n  \"a\": true,\n  \"none\": null,\n  \"list\": [\n    \"x\",\n"
          "    2.5\n  ]\n}\n");
}

TEST_CASE("bytes that are not UTF-8 cannot break a document") {
    const std::string text = json_text(Json::Object{{"name", std::string("a\xff\"b\n")}});
    CHECK(nlohmann::json::parse(text)["name"] == "a\xef\xbf\xbd\"b\n");
}

}  // namespace flopledger
