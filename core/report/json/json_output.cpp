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
Json::Json(int value) : kind(Kind::whole), whole(value) {}
Json::Json(double value) : kind(Kind::number), number(value) {}
Json::Json(const char* value) : kind(Kind::text), text(value) {}
Json::Json(std::string_view value) : kind(Kind::text), text(value) {}
Json::Json(std::string value) : kind(Kind::text), text(std::move(value)) {}
Json::Json(Array value) : kind(Kind::array), items(std::move(value)) {}
Json::Json(Object value) : kind(Kind::object), fields(std::move(value)) {}

std::string json_text(const Json& document) {
    return written(document).dump(2, ' ', false, Writer::error_handler_t::replace) + "\n";
}

Json range_json(const Range& range) {
    return Json::Object{{"low", range.low.nearest_double()},
                        {"best", range.best.nearest_double()},
                        {"high", range.high.nearest_double()}};
}

Json exact_json(const Range& range) {
    return Json::Object{
        {"low", range.low.text()}, {"best", range.best.text()}, {"high", range.high.text()}};
}

Json flop_json(const Range& flop) {
    return Json::Object{{"low", flop.low.nearest_double()},
                        {"best", flop.is_bound() ? Json() : Json(flop.best.nearest_double())},
                        {"high", flop.high.nearest_double()}};
}

Json exact_flop_json(const Range& flop) {
    return Json::Object{{"low", flop.low.text()},
                        {"best", flop.is_bound() ? Json() : Json(flop.best.text())},
                        {"high", flop.high.text()}};
}

Json sum_json(const Range& range, bool is_open, bool best_known) {
    const bool no_best = is_open || !best_known;
    return Json::Object{{"low", range.low.nearest_double()},
                        {"best", no_best ? Json() : Json(range.best.nearest_double())},
                        {"high", is_open ? Json() : Json(range.high.nearest_double())},
                        {"open", is_open}};
}

Json exact_sum_json(const Range& range, bool is_open, bool best_known) {
    const bool no_best = is_open || !best_known;
    return Json::Object{{"low", range.low.text()},
                        {"best", no_best ? Json() : Json(range.best.text())},
                        {"high", is_open ? Json() : Json(range.high.text())}};
}

Json texts_json(const std::vector<std::string>& texts) {
    Json::Array items;
    for (const std::string& text : texts) items.emplace_back(text);
    return items;
}

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

}  // namespace flopledger
