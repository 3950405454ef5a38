// SPDX-License-Identifier: Apache-2.0
#include "core/report/json/description.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <limits>

namespace flopledger {

namespace {

// Low, best and high, each by a function or null where it is not known.
template <typename Written>
Json::Object ends_of(const Range& range, bool has_best, bool has_high, Written written) {
    return {{"low", written(range.low)},
            {"best", has_best ? written(range.best) : Json()},
            {"high", has_high ? written(range.high) : Json()}};
}

Json number(const Exact& value) { return value.nearest_double(); }

}  // namespace

Json json_of(const NumberRange& range) {
    return ends_of(range.range, range.has_best, range.has_high, number);
}

Json json_of(const ExactRange& range) {
    return ends_of(range.range, range.has_best, range.has_high,
                   [](const Exact& value) { return Json(value.text()); });
}

Json json_of(const OpenRange& range) {
    Json::Object ends =
        ends_of(range.known.range, range.known.has_best, range.known.has_high, number);
    ends.emplace_back("open", range.is_open);
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
