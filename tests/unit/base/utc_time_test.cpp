// SPDX-License-Identifier: Apache-2.0
#include "core/base/utc_time.hpp"

#include <doctest/doctest.h>

namespace flopledger {

TEST_CASE("utc time: a moment is written and read back") {
    CHECK(utc_text(0) == "1970-01-01T00:00:00.000Z");
    CHECK(utc_text(1'710'511'079'791) == "2024-03-15T13:57:59.791Z");
    CHECK(utc_text(951'782'400'000) == "2000-02-29T00:00:00.000Z");
    CHECK(utc_text((std::int64_t{1} << 43) - 1) == "2248-09-26T15:10:22.207Z");
    CHECK(parse_utc_text("2248-09-26T15:10:22.207Z") == (std::int64_t{1} << 43) - 1);
    // What has no such text is cut.
    CHECK(utc_text(-1) == "1970-01-01T00:00:00.000Z");
    CHECK(utc_text(std::int64_t{1} << 62) == "9999-12-31T23:59:59.999Z");
    for (std::int64_t time = 0; time < std::int64_t{1} << 43; time += 86'399'999'123) {
        CHECK(parse_utc_text(utc_text(time)) == time);
    }
}

TEST_CASE("utc time: nothing else is read") {
    for (const char* text :
         {"", "2024-03-15", "2024-03-15T13:57:59Z", "2024-03-15T13:57:59.791", "x",
          "2024-02-30T13:57:59.791Z", "2024-03-15T24:00:00.000Z", "2024-03-15T13:60:00.000Z",
          "2024-03-15T13:57:60.000Z", "2024-03-15T13:57:5 .791Z", "1969-03-15T13:57:59.791Z",
          "2024-03-15t13:57:59.791Z", "2024-03-15T13:57:59.-91Z"}) {
        CAPTURE(text);
        CHECK(!parse_utc_text(text));
    }
}

}  // namespace flopledger
