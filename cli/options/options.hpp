// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/range.hpp"
#include "core/count/models/model_plan.hpp"
#include "core/count/tools/pod_plan.hpp"
#include "core/facts/machines/chip.hpp"
#include "core/judge/totals/settlement.hpp"
#include "core/meter/readings/meter.hpp"
#include "core/read/models/model_reader.hpp"
#include "core/report/compliance/report_request.hpp"

namespace flopledger {

// A row of the commands: cli/options/command_options.hpp.
struct CommandEntry;

// How a result is printed. Each command says which of these it takes.
enum class Format { text, json, csv, html, markdown };

// When text is colored.
enum class ColorChoice { automatic, always, never };

// What every command takes.
struct CommonOptions {
    bool help = false;
    Format format = Format::text;         // of what is printed
    std::optional<Format> stated_format;  // by --format
    std::vector<Format> formats;          // that the command prints, the default first
    std::optional<Format> file_format;    // of the file of --output, where it has one of its own
    std::string output;                   // a file; empty is standard output
    ColorChoice color = ColorChoice::automatic;
    bool quiet = false;
};

// Folders with data beside what is built in.
struct DataOptions {
    std::vector<std::string> chips;
    std::vector<std::string> thresholds;
    std::vector<std::string> standards;
};

// Which thresholds and totals a command is about.
struct SelectionOptions {
    std::optional<Date> as_of;  // nothing: today
    std::vector<std::string> thresholds;
    std::vector<std::string> jurisdictions;
    std::vector<std::string> standards;  // but `all`, which is the flag below
    bool every_standard = false;
    std::vector<Settlement> settlements;
    std::optional<Exact> margin;
    bool all = false;
    std::optional<int> max_law_age;  // days
};

// `check` and `estimate`.
struct CheckOptions {
    std::vector<std::string> ledgers;
    SelectionOptions selection;
};

// `forecast`.
struct ForecastOptions {
    CheckOptions check;
    std::optional<Date> from;
    std::optional<Date> until;
};

// `explain`.
struct ExplainOptions {
    std::string ledger;
    std::vector<std::string> activities;
    int depth = 0;  // 0: all levels
    SelectionOptions selection;
};

// `report`.
struct ReportOptions {
    std::string ledger;
    ReportTemplate form = ReportTemplate::summary;
    std::vector<SecretField> left_out;
    SelectionOptions selection;
};

// `verify`.
struct VerifyOptions {
    std::string report;
    std::string ledger;               // empty: where the report says
    std::vector<std::string> inputs;  // folders with files that were moved
};

// `audit`.
struct AuditOptions {
    std::vector<std::string> surveys;
    std::optional<Date> as_of;
    std::vector<std::string> models;
    std::optional<Exact> limit;
    bool every_row = false;
};

// `model`.
struct ModelOptions {
    std::vector<std::string> configurations;
    ModelChoices choices;
    LengthRequest lengths;
    AttentionConvention attention = AttentionConvention::causal;
    bool detail = false;  // a page for each of several configurations
};

// `chips`, `thresholds`, `standards`.
struct CatalogOptions {
    std::string name;  // of one; empty: all
    std::optional<Date> as_of;
    bool export_control = false;  // of chips
    bool explain = false;         // of them under export control
};

// A time as it was given, before --tz says what it means.
struct TimeText {
    std::string text;
    std::optional<LocalTime> time;
};

// `logs summarize` and `logs merge`.
struct LogsOptions {
    std::vector<std::string> files;
    MeterOptions meter;  // but for the three times below
    TimeText start;
    TimeText from;
    TimeText to;
    std::optional<std::int64_t> longest_hold;  // in milliseconds
    Exact most_rejected = Exact::ratio(1, 100);
    bool by_device = false;
};

// A chip whose peak is asked for.
struct ChipChoice {
    std::string name;  // empty: none
    Precision precision = Precision::bf16;
};

// `sampling items` and `sampling snapshots`.
struct SamplingOptions {
    std::optional<std::int64_t> items;
    std::optional<std::int64_t> bad;
    std::optional<std::int64_t> samples;
    std::optional<std::int64_t> visits;
    std::optional<Exact> probability;
    std::optional<Exact> flop;
    std::optional<Exact> chips;
    std::optional<Exact> rate;  // FLOP/s
    ChipChoice chip;
    std::optional<Exact> snapshots_per_day;
    std::optional<Exact> training_time;  // seconds
    std::optional<Exact> period;         // seconds
    bool explain = false;
};

// `trend`; rates are times a year.
struct TrendOptions {
    std::optional<Range> flop;
    std::optional<Range> budget;
    std::optional<Range> flop_per_dollar;
    std::optional<Range> price;  // US dollars a chip-hour
    std::optional<Range> utilization;
    ChipChoice chip;
    std::optional<Range> frontier;
    std::optional<Range> price_performance;
    std::optional<Range> algorithmic_progress;
    std::optional<Range> frontier_growth;
    std::optional<std::int64_t> years;
    std::optional<Date> as_of;
    bool explain = false;
};

// `interconnect`.
struct InterconnectOptions {
    std::string configuration;  // a config.json; empty: none
    ModelChoices choices;
    std::vector<std::string> presets;
    std::array<std::optional<Range>, pod_input_count> inputs;
    std::string chip;  // a name; empty: none
    std::optional<Precision> precision;
    Synchronization synchronization = Synchronization::ring;
    std::optional<Exact> cap;  // bytes a second
    std::optional<Date> as_of;
    bool explain = false;
};

// `capacity`.
struct CapacityOptions {
    std::string inventory;
    std::vector<std::string> ledgers;
    std::optional<Range> inference;    // FLOP
    std::optional<Range> utilization;  // of training
    std::optional<Range> inference_utilization;
    std::optional<Exact> highest_utilization;  // of a run that is not declared
    std::string chip;
    std::optional<Precision> precision;
    std::optional<Date> as_of;
    bool explain = false;
};

// A call, parsed: the command and what it was given. Only the part of that command is filled.
struct CommandLine {
    bool version = false;
    const CommandEntry* command = nullptr;  // null without any
    std::string group;                      // whose commands `--help` asks for; else empty
    CommonOptions common;
    DataOptions data;
    std::vector<std::string> allowed;  // folders that ledgers may name files of
    CheckOptions check;
    ForecastOptions forecast;
    ExplainOptions explain;
    ReportOptions report;
    VerifyOptions verify;
    AuditOptions audit;
    ModelOptions model;
    LogsOptions logs;
    SamplingOptions sampling;
    TrendOptions trend;
    InterconnectOptions interconnect;
    CapacityOptions capacity;
    CatalogOptions catalog;
    std::string kind;  // of `schema` and `generate`
};

}  // namespace flopledger
