// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/meter/series/device_table.hpp"
#include "core/meter/words/metric_names.hpp"

namespace flopledger {

// What the labels of a series say, as far as it matters here. Where several labels say the same
// thing, the one that says it best stays. Texts must outlive it.
class SeriesLabels {
  public:
    // Takes one label; its value without quotes and escapes.
    void take(std::string_view name, std::string_view value);

    // Which measurand the series is of by the name among its labels, or by a name that stands
    // before them; nullptr if none that we read.
    const MetricSource* source() const { return source(metric_); }
    const MetricSource* source(std::string_view metric) const;

    // Under which name a series is told that is not read: its metric's, with the label where only
    // another value of it is read, as `hw.power{hw.type=cpu}`.
    std::string unread_name(std::string_view metric) const;

    // The name among its labels; empty if there is none.
    std::string_view metric() const { return metric_; }

    // Whether they name an accelerator.
    bool of_accelerator() const { return of_accelerator_; }

    // Whether they name one accelerator, where a metric whose name may speak of accelerators is
    // about it: anything has an index, but few things have one that is called `gpu`.
    bool name_device(bool metric_speaks_of_accelerators) const;

    // The words about the device.
    const DeviceWords& words() const { return words_; }

    // The pod that labels name, with its namespace; empty if they name none.
    std::string pod() const;

    // What labels say of the place besides its host, as `instance=10.0.0.7, node=n7`: series of one
    // host and index that differ there may be of several devices.
    std::string place() const;

    // Whether it is a part of a divided device for which the source may know no figures and then
    // prints zeros (AMD's partitions after the first).
    bool zeros_say_nothing() const { return zeros_say_nothing_; }

    // Whether it is an instance of a board that is shared out (MIG), by a label of its own, its
    // UUID or the name of its chip.
    bool of_instance() const;

  private:
    // The value of a label that conditions speak of; empty where it is not there.
    std::string_view condition(std::string_view label) const;

    struct LabelCondition {
        std::string_view name;
        std::string_view value;
    };

    std::string_view metric_;
    DeviceWords words_;
    std::string_view pod_;
    std::string_view name_space_;
    std::array<std::uint8_t, 10> ranks_{};  // of what says each word so far; 0: nothing
    std::array<LabelCondition, 6> conditions_{};
    std::size_t condition_count_ = 0;
    std::array<LabelCondition, 24> places_{};
    std::size_t place_count_ = 0;
    bool zeros_say_nothing_ = false;
    bool of_accelerator_ = false;
};

// Whether a label is about a part of the world in which hosts are told apart: a cluster, a zone.
bool is_region_label(std::string_view name);

}  // namespace flopledger
