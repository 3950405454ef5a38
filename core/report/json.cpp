// SPDX-License-Identifier: Apache-2.0
#include "core/report/json.hpp"

#include <nlohmann/json.hpp>

namespace flopledger {

namespace {

using Writer = nlohmann::ordered_json;

Writer written(const Json& json);

struct WriteValue {
    Writer operator()(const Json::Array& items) const {
        Writer array = Writer::array();
        for (const Json& item : items) array.push_back(written(item));
        return array;
    }
    Writer operator()(const Json::Object& fields) const {
        Writer object = Writer::object();
        // Keys of one object differ by construction, so there is no need to look for an old one.
        auto& entries = object.get_ref<Writer::object_t&>();
        for (const auto& [key, value] : fields) {
            static_cast<std::vector<Writer::object_t::value_type>&>(entries).emplace_back(
                key, written(value));
        }
        return object;
    }
    template <typename Value>
    Writer operator()(const Value& value) const {
        return Writer(value);
    }
};

Writer written(const Json& json) { return std::visit(WriteValue(), json.value); }

}  // namespace

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

Json texts_json(const std::vector<std::string>& texts) {
    Json::Array items;
    for (const std::string& text : texts) items.emplace_back(text);
    return items;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace flopledger
