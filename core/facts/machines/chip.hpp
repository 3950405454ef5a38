// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/data_origin.hpp"
#include "core/base/date.hpp"
#include "core/base/quantity.hpp"

namespace flopledger {

// The number format a peak holds for; matrix rates unless the name says vector.
enum class Precision {
    fp64,
    fp64_tensor,
    fp32,
    tf32,
    fp16_vector,
    fp16,
    fp16_acc16,
    bf16,
    fp8,
    fp8_acc16,
    fp6,
    fp4,
    int8,
    int4,
};

// How well a chip's figures are known, in the words of hardware-db/README.md.
enum class Confidence { high, medium, low };

// Whom a chip was designed and marketed for, as far as export rules ask.
enum class Market { data_centre, consumer };

// A dense peak at one precision: operations per second of one chip, a multiply-add being two.
struct Peak {
    Precision precision = Precision::bf16;
    FlopPerChipSecond dense;
    std::vector<std::string> sources;  // codes spelled out in Chip::sources
    bool unverified = false;
};

// The highest utilization ever measured on a chip at a precision, of its dense peak.
struct BestMeasured {
    Precision precision = Precision::bf16;
    Exact utilization;
    std::string what;
    std::string source;
};

// At which boundary energy is taken.
enum class EnergyScope { chip, node, facility };

// What a joule bought in a measured training run.
struct EnergyCalibration {
    Precision precision = Precision::bf16;
    EnergyScope scope = EnergyScope::node;
    FlopPerJoule yield;
    std::string what;
    std::string source;
};

// How a peak follows from units x clock x operations per clock, for the test that re-derives it.
struct PeakDerivation {
    Precision precision = Precision::bf16;
    Exact units;
    Exact operations_per_clock_per_unit;
    Exact clock_hertz;
    std::string clock_kind;  // published | inferred from headline | assumed
    Exact ratio_bound;       // how far computed / listed may be from one
};

// A chip that is taken for this one, with its dense peak: the form factors of one name differ.
struct ConfusedPeak {
    std::string id;
    Precision precision = Precision::bf16;
    FlopPerChipSecond dense;
};

// A source code with the citation it stands for.
struct CodedSource {
    std::string code;
    std::string citation;
};

// One accelerator as its vendor sells it, from hardware-db.
struct Chip {
    std::string id;
    std::string name;
    std::string vendor;
    std::string form_factor;
    std::string architecture;
    std::optional<Date> released;
    std::optional<Date> released_by;  // the last day that it can have been
    std::optional<Market> market;
    Confidence confidence = Confidence::low;
    std::vector<std::string> aliases;
    std::vector<std::string> candidate_for;
    std::vector<Peak> peaks;
    Exact sparse_multiplier = 1;
    std::string sparse_note;
    std::optional<Exact> memory_gib;
    std::string memory_type;
    std::optional<Exact> memory_bytes_per_second;
    std::optional<Exact> interconnect_bytes_per_second;  // both directions, all links
    std::string interconnect_name;
    std::optional<Exact> scale_out_bits_per_second;
    std::optional<Exact> power_watts;
    std::optional<Exact> die_area_square_millimetres;  // of all dies together
    std::optional<Exact> die_process_nm;
    std::string units;
    int devices_per_chip = 1;
    int cores_per_chip = 1;  // where rates and job sizes are given by core
    std::optional<Exact> max_clock_hertz;
    std::optional<PeakDerivation> derivation;
    std::vector<BestMeasured> best_measured;
    std::vector<EnergyCalibration> energy;
    std::vector<ConfusedPeak> often_confused;
    std::string pitfall;
    std::vector<std::string> unverified;
    std::vector<CodedSource> sources;
    std::string file;                  // where it was read
    std::optional<DataOrigin> origin;  // nothing for ours

    // The peak at a precision, or nullptr.
    const Peak* peak_at(Precision precision) const;

    // How far its highest clock is above the one at which its peak is quoted, at least 1; nothing
    // where one of them is not known.
    std::optional<Exact> clock_headroom() const;

    // The highest utilization measured at a precision, else at any; nothing if none is known.
    std::optional<Exact> best_utilization(Precision precision) const;
};

// The words of the formats for the enumerations above, in the order of the enumerators.
std::string_view word(Precision precision);
std::string_view word(Confidence confidence);
std::string_view word(EnergyScope scope);
std::string_view word(Market market);

}  // namespace flopledger
