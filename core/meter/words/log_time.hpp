// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace flopledger {

// A moment as a log writes it, before its zone is known.
struct LocalTime {
    std::int64_t milliseconds = 0;  // since 1970 as if the text were UTC
    bool has_zone = false;          // then milliseconds are UTC
};

// Reads `2024/03/15 13:57:59.791`, `2024-03-15T13:57:59Z`, `2024-03-15 13:57:59,123 +01:00`,
// `20240315 13:57:59` and their mixtures, fractions cut to milliseconds, and what `date` prints,
// `Mon Mar  2 09:00:15 UTC 2026`; nothing for other texts or impossible days.
std::optional<LocalTime> parse_log_time(std::string_view text);

// Reads a count of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by
// magnitude (1e9, 1e12, 1e15, 1e18), with a fraction; nothing for counts that lie before 2001 or
// after 2128, such as those of a monotonic clock. Cut to milliseconds behind the nanoseconds.
std::optional<std::int64_t> parse_epoch_time(std::string_view text);

// The moments, in milliseconds UTC, of a local time that comes twice because clocks go back.
struct TwoMoments {
    std::int64_t earlier = 0;
    std::int64_t later = 0;
};

struct ZoneOffsets;

// The offsets of a time zone through the years.
class TimeZone {
  public:
    // `UTC`, an offset (`+02:00`), or a name that the machine's zone files know (`Europe/Berlin`);
    // nothing for other words.
    static std::optional<TimeZone> named(const std::string& name);

    // What a zone file says (TZif with 64-bit times, RFC 8536); nothing for damaged ones and those
    // that count leap seconds.
    static std::optional<TimeZone> from_file(std::string_view bytes);

    // UTC.
    TimeZone();

    // UTC milliseconds of a local time. In the hour that comes twice when clocks go back, the
    // moment nearer to `previous` is taken, the earlier one if both are as near: rows may come late
    // by less than half an hour. The hour that never comes is read with the offset before it.
    std::int64_t to_utc(std::int64_t local_milliseconds, std::int64_t previous) const;

    // Whether a local time is one moment; not so where clocks are changed, when an hour comes twice
    // and another never.
    bool is_one_moment(std::int64_t local_milliseconds) const;

    // The two moments of a local time that comes twice; nothing for another.
    std::optional<TwoMoments> twice(std::int64_t local_milliseconds) const;

    // Whether every local time is its UTC plus one offset; then that offset in milliseconds.
    std::optional<std::int64_t> fixed_offset() const;

  private:
    std::shared_ptr<const ZoneOffsets> offsets_;  // nothing for a fixed offset
    std::int64_t fixed_offset_ = 0;
};

}  // namespace flopledger
