// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/description.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <limits>

namespace flopledger {

namespace {

// Low, best and high, each by a function or null where it is not known.
template <typename Written>
Json::Object ends_of(const KnownRange& known, Written written) {
    return {{"low", written(known.range.low)},
            {"best", known.has_best ? written(known.range.best) : Json()},
            {"high", known.has_high ? written(known.range.high) : Json()}};
}

Json number(const Exact& value) { return value.nearest_double(); }

}  // namespace

Json json_of(const NumberRange& range) { return ends_of(range, number); }

Json json_of(const ExactRange& range) {
    return ends_of(range, [](const Exact& value) { return Json(value.text()); });
}

Json json_of(const OpenRange& range) {
    Json::Object ends = ends_of(range, number);
    ends.emplace_back("open", !range.has_high);
    return ends;
}

Json json_of(const CountedNumber& count) {
    static const Exact most_whole =
        Exact::power_of_ten(std::numeric_limits<std::int64_t>::digits10);
    const Exact& value = count.number;
    Json json = value.nearest_double();
    if (value.is_whole() && !value.is_negative() && value < most_whole) {
        json.kind = Json::Kind::whole;
        json.whole = value.to_int64();
    }
    return json;
}

Json::Object document_head(std::string_view name, std::string_view version) {
    return {{"schema", fmt::format("flopledger/{}/1", name)},
            {"tool", Json::Object{{"name", "flopledger"}, {"version", version}}}};
}

}  // namespace flopledger
