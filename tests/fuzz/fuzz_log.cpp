// SPDX-License-Identifier: Apache-2.0
// Any bytes as a log of one format: no crash, and the same usage in whatever pieces they come. Each
// format is a target of its own, which is this program started as fuzz_log-FORMAT.
#include <cstddef>
#include <cstdint>

#include "core/meter/readings/log_format.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/logs/log_pieces.hpp"
#include "tests/support/random.hpp"

namespace flopledger {

namespace {

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325U;
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100'0000'01b3U;
    }
    return hash;
}

// The options that a format may need or heed, some of them at random.
MeterOptions some_options(Random& random) {
    MeterOptions options;
    const std::uint64_t bits = random.next();
    if ((bits & 1U) != 0) options.host = "host";
    if ((bits & 2U) != 0) options.start = 1'700'000'000'000;
    if ((bits & 2U) != 0) options.interval = 1'000;
    if ((bits & 12U) == 12U) options.from = 1'700'000'000'000;
    if ((bits & 48U) == 48U) options.to = 1'710'000'000'000;
    if ((bits & 192U) == 192U) options.columns = {"timestamp", "index", "utilization.gpu"};
    if ((bits & 256U) != 0) {
        options.mapping = {{"time", "time", ""},
                           {"id", "uuid", ""},
                           {"busy", "gpu_utilization", "ratio"},
                           {"draw", "power", "W"}};
    }
    return options;
}

void check_reading(const PieceReading& reading) {
    std::uint64_t rejected = 0;
    for (const auto& [reason, count] : reading.usage.rejected) {
        insist(count.rows > 0);
        insist(count.first.size() == std::min<std::uint64_t>(count.rows, most_places));
        rejected += count.rows;
    }
    insist(rejected <= reading.rows);
    for (const DeviceUsage& device : reading.usage.devices) {
        insist(!device.device.empty());
        insist(!device.tracks.empty());
    }
}

const LogFormat* format = nullptr;

void read_any(std::string_view text) {
    format->recognise(text);
    Random random(hash_of(text));
    const MeterOptions options = some_options(random);
    const PieceReading whole = read_in_pieces(*format, text, options, [&] { return text.size(); });
    check_reading(whole);
    const std::uint32_t longest = 1U << (1 + random.below(12));
    const PieceReading pieces =
        read_in_pieces(*format, text, options, [&] { return 1 + random.below(longest); });
    insist(pieces == whole);
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerInitialize(int*, char*** arguments) {
    const std::string program = **arguments;
    const std::size_t dash = program.find("fuzz_log-");
    flopledger::insist(dash != std::string::npos);
    flopledger::format = flopledger::recognise_format("", program.substr(dash + 9));
    flopledger::insist(flopledger::format != nullptr);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    flopledger::read_any({reinterpret_cast<const char*>(data), size});
    return 0;
}
