// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/logs/telemetry.hpp"
#include "tests/support/random.hpp"

namespace flopledger {

// What one poll says about one device.
struct TelemetryReading {
    std::int64_t time = 0;          // milliseconds since 1970
    std::uint32_t utilization = 0;  // per cent
    std::uint32_t power = 0;        // 1/100 W
    std::uint32_t tensor = 0;       // millionths
    std::uint32_t clock = 0;        // MHz
    std::uint32_t memory = 0;       // MiB
    std::uint64_t energy = 0;       // mJ
    bool missing = false;           // utilization and power
};

// A device of a host.
struct TelemetryDevice {
    std::uint32_t index = 0;
    std::string uuid;
    std::string chip;
};

// A reading and whose it is, by its place on the host.
struct TelemetryRow {
    std::uint32_t index = 0;
    TelemetryReading reading;
};

// A host with a job that comes and goes, polled again and again.
class TelemetryHost {
  public:
    // The host that has so many hosts before it.
    TelemetryHost(const TelemetryOptions& options, std::uint32_t number);

    // Appends the rows that one poll writes: none in a gap, older ones that were held up, some
    // twice. Polls follow one another; one after the last of them gives what is still held up.
    void poll(std::int64_t number, std::vector<TelemetryRow>& rows);

    // Whether a header stands before the rows of the last poll.
    bool header_again() const { return header_again_; }

    const std::string& name() const { return name_; }
    const std::vector<TelemetryDevice>& devices() const { return devices_; }

  private:
    struct HeldUp {
        std::int64_t until = 0;
        TelemetryRow row;
    };
    TelemetryReading reading(std::int64_t number, std::uint32_t index);
    void work();
    bool silent();

    const TelemetryOptions& options_;
    Random random_;
    std::string name_;
    std::vector<TelemetryDevice> devices_;
    std::vector<std::uint64_t> energy_;
    std::vector<HeldUp> held_up_;
    std::int64_t phase_ = 0;
    std::uint32_t load_ = 0;         // per cent; 0 while the job rests
    std::uint32_t polls_left_ = 0;   // of the job's present state
    std::int64_t polls_silent_ = 0;  // of a gap
    bool header_again_ = false;
};

// How many hosts there are.
std::uint32_t host_count(const TelemetryOptions& options);

}  // namespace flopledger
