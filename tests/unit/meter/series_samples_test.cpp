// SPDX-License-Identifier: Apache-2.0
// One set of readings of 16 devices, as several databases export it: 1,916 readings of tensor
// activity, one hole of 75 seconds, one counter of energy that begins anew.
#include <doctest/doctest.h>

#include <cstdio>
#include <optional>
#include <string>

#include "core/meter/formats/metrics/prometheus_answer.hpp"
#include "core/meter/formats/metrics/prometheus_text.hpp"
#include "core/meter/formats/metrics/tsdb_dump.hpp"
#include "core/meter/formats/metrics/victoria_export.hpp"
#include "tests/support/logs/series_reading.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

constexpr std::string_view device_with_hole = "GPU-13cee27a-2bd9-3915-479f-049378cffdd3";
constexpr std::string_view device_with_reset = "GPU-e5925354-8ffc-b090-ecc0-cd0944afd27f";

// A sample, unpacked; nothing where there are none beside the project.
std::optional<std::string> sample(const std::string& name) {
    const auto path = shared_or_skip("samples/telemetry/16-generated-prometheus/" + name);
    if (!path) return std::nullopt;
    FILE* pipe = popen(("gzip -dcf '" + *path + "'").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 65536> piece{};
    while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe)) {
        text.append(piece.data(), size);
    }
    REQUIRE(pclose(pipe) == 0);
    return text;
}

void check_tensor(const SeriesReading& reading) {
    CHECK(reading.total(Shape::tensor_only).readings == 1'916);
    const auto hole = reading.total(Shape::tensor_only, device_with_hole);
    CHECK(hole.readings == 116);
    CHECK(hole.longest == 75'000);
    CHECK(hole.milliseconds == 119 * 15'000);
    CHECK(reading.total(Shape::tensor_only).integral == 12'306'393'660'000);
}

void check_all(const SeriesReading& reading) {
    check_tensor(reading);
    const auto energy = reading.total(Shape::energy_only, device_with_reset);
    CHECK(energy.readings == 120);
    CHECK(energy.integral == 1'052'591'099);
    CHECK(energy.resets == 1);
    CHECK(reading.total(Shape::utilization_only).readings == 1'916);
    CHECK(reading.total(Shape::power_only).readings == 1'916);
    CHECK(reading.total(Shape::sm_only).readings == 1'916);
    CHECK(reading.rejected() == 0);
}

}  // namespace

TEST_CASE("series samples: OpenMetrics") {
    const auto text = sample("input_openmetrics.om.gz");
    if (!text) return;
    CHECK(prometheus_text_format.recognise(*text) == Recognition::yes);
    check_all({prometheus_text_format, *text});
}

TEST_CASE("series samples: a dump of the database") {
    const auto text = sample("promtool_tsdb_dump.txt.gz");
    if (!text) return;
    CHECK(tsdb_dump_format.recognise(*text) == Recognition::yes);
    check_all({tsdb_dump_format, *text});
}

TEST_CASE("series samples: an export of VictoriaMetrics") {
    const auto all = sample("vm_export_all.jsonl.gz");
    const auto tensor = sample("vm_export_tensor.jsonl");
    if (!all || !tensor) return;
    CHECK(victoria_export_format.recognise(*all) == Recognition::yes);
    check_all({victoria_export_format, *all});
    check_tensor({victoria_export_format, *tensor});
}

TEST_CASE("series samples: an instant query with a range gives what was measured") {
    const auto text = sample("query_matrix.json");
    if (!text) return;
    CHECK(prometheus_answer_format.recognise(*text) == Recognition::yes);
    const SeriesReading reading(prometheus_answer_format, *text);
    const auto whole = sample("input_openmetrics.om.gz");
    const SeriesReading measured(prometheus_text_format, *whole, [] {
        MeterOptions window;
        window.from = 1'714'565'100'000;
        window.to = 1'714'565'400'001;
        return window;
    }());
    CHECK(reading.total(Shape::power_only).readings == 335);
    CHECK(reading.total(Shape::power_only) == measured.total(Shape::power_only));
}

TEST_CASE("series samples: query_range invents readings, and is told apart") {
    const auto text = sample("query_range_tensor.json");
    if (!text) return;
    const SeriesReading reading(prometheus_answer_format, *text);
    CHECK(reading.total(Shape::tensor_only).readings == 16 * 121);
    CHECK(reading.total(Shape::tensor_only, device_with_hole).longest == 15'000);
    CHECK(reading.found("samples-invented") == 1);
}

}  // namespace flopledger
