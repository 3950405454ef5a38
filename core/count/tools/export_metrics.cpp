// SPDX-License-Identifier: Apache-2.0
#include "core/count/tools/export_metrics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/count/methods/chip_time.hpp"

namespace flopledger {

namespace {

constexpr const char* rule_source = "ECCN 3A090, technical notes (88 FR 73458)";

// Transistors were planar on processes from here on up, in nanometres; below, they are not.
constexpr int planar_from = 20;

// Of a peak the TPP.
Derived<FlopPerChipSecond> performance_of(const Chip& chip, const Peak& peak, int bits) {
    const Derived<FlopPerChipSecond> dense = peak_of(chip, peak.precision);
    const Ratio width{point(bits)};
    return sourced(
        computed("total processing performance", "dense peak / 1e12 x bits of an operand",
                 dense.quantity() * width, Measures::processing_performance,
                 {dense, given("bits of an operand", width, Measures::bits)}),
        rule_source);
}

void take_performance(const Chip& chip, ExportMetrics& metrics) {
    bool is_unverified = false;
    for (const Peak& peak : chip.peaks) {
        const auto bits = bits_of(peak.precision);
        if (!bits) {
            metrics.notes.emplace_back(
                "The TF32 peak is left out: whether its operands have 19 bits or 32 is not "
                "settled.");
            continue;
        }
        Derived<FlopPerChipSecond> figure = performance_of(chip, peak, *bits);
        if (metrics.performance && figure.value.best <= metrics.performance->value.best) continue;
        metrics.performance = std::move(figure);
        is_unverified = peak.unverified;
    }
    if (!metrics.performance) metrics.unknown.emplace_back("No dense peak is cited, so no TPP.");
    if (is_unverified) metrics.notes.emplace_back("The peak was not checked in its source.");
}

void take_density(const Chip& chip, ExportMetrics& metrics) {
    if (!chip.die_area_square_millimetres) {
        metrics.unknown.emplace_back(
            "The area of its dies is not published, so the density is not known.");
        return;
    }
    if (!chip.die_process_nm) {
        metrics.unknown.emplace_back(
            "The process of its dies is not known, so neither is the area that counts.");
        return;
    }
    if (*chip.die_process_nm >= planar_from) {
        metrics.unknown.emplace_back(
            "Its dies have planar transistors, whose area does not count: there is no density.");
        return;
    }
    if (!metrics.performance) return;
    const Ratio area{point(*chip.die_area_square_millimetres)};
    metrics.density = sourced(
        computed("performance density", "total processing performance / area of the dies",
                 metrics.performance->quantity() / area, Measures::per_square_millimetre,
                 {*metrics.performance,
                  cited("area of the dies", area, Measures::square_millimetres, chip.file)}),
        rule_source);
}

// Rules limit the rate of DRAM. Some chips have SRAM instead, and of one the kind is a secret.
bool has_dram(const Chip& chip) {
    return !chip.memory_type.starts_with("SRAM") && chip.memory_type != "undisclosed";
}

void take_rates(const Chip& chip, ExportMetrics& metrics) {
    if (!chip.memory_bytes_per_second) {
        metrics.unknown.emplace_back("The rate of its memory is not cited.");
    } else if (!has_dram(chip)) {
        metrics.unknown.emplace_back(fmt::format(
            "The rate of its DRAM, which rules limit: what is cited is of memory of the kind '{}'.",
            chip.memory_type));
    } else {
        metrics.memory_rate =
            cited("rate of its DRAM", BytesPerSecond{point(*chip.memory_bytes_per_second)},
                  Measures::gigabytes_per_second, chip.file);
    }
    if (chip.interconnect_bytes_per_second) {
        metrics.link_rate = cited("rate of its links, both directions together",
                                  BytesPerSecond{point(*chip.interconnect_bytes_per_second)},
                                  Measures::gigabytes_per_second, chip.file);
    } else {
        metrics.unknown.emplace_back("The rate of its links is not cited.");
    }
}

}  // namespace

std::optional<int> bits_of(Precision precision) {
    switch (precision) {
        case Precision::fp64:
        case Precision::fp64_tensor:
            return 64;
        case Precision::fp32:
            return 32;
        case Precision::tf32:
            return std::nullopt;
        case Precision::fp16_vector:
        case Precision::fp16:
        case Precision::fp16_acc16:
        case Precision::bf16:
            return 16;
        case Precision::fp8:
        case Precision::fp8_acc16:
        case Precision::int8:
            return 8;
        case Precision::fp6:
            return 6;
        case Precision::fp4:
        case Precision::int4:
            break;
    }
    return 4;
}

ExportMetrics export_metrics(const Chip& chip) {
    ExportMetrics metrics;
    take_performance(chip, metrics);
    take_density(chip, metrics);
    take_rates(chip, metrics);
    if (chip.confidence == Confidence::low) {
        metrics.notes.emplace_back("The figures of this chip are of low confidence.");
    }
    return metrics;
}

}  // namespace flopledger
