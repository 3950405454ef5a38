// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/json_output.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace flopledger {

namespace {

using Writer = nlohmann::ordered_json;

Writer written(const Json& json) {
    switch (json.kind) {
        case Json::Kind::null:
            break;
        case Json::Kind::truth:
            return json.truth;
        case Json::Kind::whole:
            return json.whole;
        case Json::Kind::number:
            return json.number;
        case Json::Kind::text:
            return json.text;
        case Json::Kind::array: {
            Writer array = Writer::array();
            for (const Json& item : json.items) array.push_back(written(item));
            return array;
        }
        case Json::Kind::object: {
            Writer object = Writer::object();
            for (const JsonField& field : json.fields) object[field.key] = written(field.value);
            return object;
        }
    }
    return nullptr;
}

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
    return written(document).dump(2, ' ', false, Writer::error_handler_t::replace) + "\n";
}

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

}  // namespace flopledger
