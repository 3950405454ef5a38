// SPDX-License-Identifier: Apache-2.0
#include "core/count/logs/log_count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/count/figures/figure_names.hpp"
#include "core/count/figures/log_figure_names.hpp"
#include "core/count/logs/log_coverage.hpp"
#include "core/count/logs/log_view.hpp"
#include "core/count/logs/token_count.hpp"
#include "core/count/methods/chip_time.hpp"
#include "core/count/models/recomputation.hpp"

namespace flopledger {

namespace {

// With the clock, throttling is in the figure. What stays: tiles that are computed for nothing on
// badly shaped matrices, and how far production jobs were from their own count on average.
Derived<Ratio> clock_error() {
    const Ratio error{{Exact::ratio(67, 100), 1, Exact::ratio(1062, 1000)}};
    return cited("error of counter and clock", error, Measures::counter_error,
                 "arXiv 2605.20799: mean error 6.2 % in production, 79.4 % of jobs within 10 %; up "
                 "to 33 % of the work on tiles that bad shapes leave empty");
}

constexpr const char* instance_source =
    "NVIDIA Multi-Instance GPU: up to seven instances a board; logs do not say their sizes";

// What everything is counted from.
struct Context {
    const Activity& activity;
    const LogsStatement& logs;
    const LogView& view;
    const std::vector<ExpectedTime>& expected;

    const ExpectedTime& expected_of(const Chip& chip) const {
        const auto found =
            std::find_if(expected.begin(), expected.end(),
                         [&](const ExpectedTime& time) { return time.chip->id == chip.id; });
        assert(found != expected.end());
        return *found;
    }
};

// One kind of evidence while it is added up over the chips.
struct Evidence {
    LogEvidence kind;
    std::vector<Derived<Flop>> parts;
    std::vector<Exact> present;  // milliseconds, by expected chip
    std::vector<Exact> failed;   // likewise: it was there, and said nothing

    Evidence(LogEvidence value, const Context& context)
        : kind(value), present(context.expected.size()), failed(context.expected.size()) {}

    void add_present(const Context& context, const Chip& chip, const Exact& milliseconds) {
        const auto index = &context.expected_of(chip) - context.expected.data();
        Exact& sum = present[static_cast<std::size_t>(index)];
        sum = sum + milliseconds;
    }

    void add_failed(const Context& context, const ChipLogs& logs, Metric metric) {
        const auto index = &context.expected_of(*logs.chip) - context.expected.data();
        Exact& sum = failed[static_cast<std::size_t>(index)];
        sum = sum + logs.failed[static_cast<std::size_t>(metric)];
    }
};

Exact present_of(const MetricSums& sums) { return exact_of(sums.present_milliseconds); }

// A figure summed up from the logs of one chip's devices.
template <BaseUnits units>
Derived<Quantity<units>> logged(std::string label, const Quantity<units>& value,
                                MeasureBeside<units> measures, const Context& context,
                                const ChipLogs& logs) {
    auto figure = stated(std::move(label), value, measures, context.logs.place);
    figure.source = fmt::format("logs of {} device{}, {} by readings", logs.devices,
                                logs.devices == 1 ? "" : "s",
                                chip_hours(logs.partitioned ? logs.shared_time : logs.covered));
    return figure;
}

// The share of a board that its instances have: all of it where boards are whole. Together they
// were never busier than their boards can be, which is so much in a millisecond.
void take_share(const ChipLogs& logs, const MetricSums& busy, const Exact& most_busy,
                std::vector<Derivation>& inputs, std::string& formula, Flop& flop) {
    if (!logs.partitioned) return;
    const Exact boards = exact_of(logs.boards);
    const Exact instances = exact_of(logs.devices);
    const Exact best = larger(boards / instances, Exact::ratio(1, 7));
    const Exact boards_busy = logs.shared_time * most_busy;
    const bool over = boards_busy < busy.integral;
    const Exact most = over ? larger(boards_busy / busy.integral, best) : Exact(1);
    const Ratio share{{Exact::ratio(1, 7), best, most}};
    inputs.push_back(cited("share of the board", share, Measures::share_of_board, instance_source));
    formula += " x share of the board";
    flop = flop * share;
}

// Busy matrix units times the clock: the share of the cycles that make the dense peak.
void add_tensor_clock(const Context& context, const ChipLogs& logs, Evidence& evidence) {
    const auto& sums = logs.metric(Metric::tensor_clock);
    if (!sums || !logs.chip->derivation || !is_matrix_rate(*logs.chip, *context.logs.precision)) {
        return;
    }
    const PeakDerivation& clock = *logs.chip->derivation;
    // Of one chip, at one of its units.
    const auto cycles =
        logged("busy cycles of the matrix units", ChipCycles{point(sums->integral / 1000)},
               Measures::busy_cycles, context, logs);
    const auto quoted =
        cited("clock at which the peak is quoted", CyclesPerSecond{point(clock.clock_hertz)},
              Measures::clock, fmt::format("{}: {}", logs.chip->file, clock.clock_kind));
    const auto& peak = context.expected_of(*logs.chip).peak;
    const auto error = clock_error();
    Flop flop = cycles.quantity() / quoted.quantity() * peak.quantity() * error.quantity();
    std::vector<Derivation> inputs{cycles, quoted, peak, error};
    std::string formula = "busy cycles / clock x dense peak x error of counter and clock";
    take_share(logs, *sums, clock.clock_hertz, inputs, formula, flop);
    evidence.parts.push_back(computed("hardware FLOP by logs (tensor-active-clock)",
                                      std::move(formula), flop, Measures::hardware_flop,
                                      std::move(inputs)));
    evidence.add_present(context, *logs.chip, present_of(*sums));
}

void add_tensor_active(const Context& context, const ChipLogs& logs, Evidence& evidence) {
    const auto& sums = logs.metric(Metric::tensor_active);
    if (!sums || !is_matrix_rate(*logs.chip, *context.logs.precision)) return;
    const auto busy = logged("busy time of the matrix units",
                             chip_time_of_milliseconds(sums->integral / Exact(1'000'000)),
                             Measures::chip_time, context, logs);
    const auto& peak = context.expected_of(*logs.chip).peak;
    const auto error = tensor_active_error(logs.chip);
    Flop flop = busy.quantity() * peak.quantity() * error.quantity();
    std::vector<Derivation> inputs{busy, peak, error};
    std::string formula = "busy chip-seconds x dense peak x error of the counter";
    take_share(logs, *sums, Exact(1'000'000), inputs, formula, flop);
    evidence.parts.push_back(computed("hardware FLOP by logs (tensor-active)", std::move(formula),
                                      flop, Measures::hardware_flop, std::move(inputs)));
    evidence.add_present(context, *logs.chip, present_of(*sums));
}

// Time in which something ran bounds what ran: by the dense peak, and over all the time by the
// highest utilization ever measured.
void add_busy(const Context& context, const ChipLogs& logs, Metric metric, const Exact& whole,
              Evidence& evidence) {
    const auto& sums = logs.metric(metric);
    if (!sums) return;
    const ExpectedTime& time = context.expected_of(*logs.chip);
    const auto busy = logged("busy time", chip_time_of_milliseconds(sums->integral / whole),
                             Measures::chip_time, context, logs);
    const auto present =
        logged("time for which it was present", chip_time_of_milliseconds(present_of(*sums)),
               Measures::chip_time, context, logs);
    const ChipSeconds at_best = present.quantity() * time.best.quantity();
    const Flop most = smaller_ends(busy.quantity(), at_best) * time.peak.quantity();
    evidence.parts.push_back(
        computed(fmt::format("upper bound of model FLOP by logs ({})", word(evidence.kind)),
                 "0 .. the smaller of busy time and time x highest utilization, x dense peak",
                 at_most(most), Measures::flop_bound, {busy, present, time.best, time.peak}));
    evidence.add_present(context, *logs.chip, present_of(*sums));
}

// What a joule bought on a board. A node's joule buys less than its boards' own, but the high end
// of a node's calibration leaves nothing for the host (hardware-db/README.md).
const EnergyCalibration* calibration_of(const Chip& chip, Precision precision) {
    for (const EnergyScope scope : {EnergyScope::chip, EnergyScope::node}) {
        for (const EnergyCalibration& calibration : chip.energy) {
            if (calibration.precision == precision && calibration.scope == scope) {
                return &calibration;
            }
        }
    }
    return nullptr;
}

void add_energy(const Context& context, const ChipLogs& logs, Evidence& evidence) {
    const std::optional<LoggedEnergy> energy = energy_of(logs);
    const EnergyCalibration* calibration = calibration_of(*logs.chip, *context.logs.precision);
    if (!energy || calibration == nullptr) return;
    const auto joules = logged(energy->counted ? "energy counted" : "power x time",
                               Joules{point(energy->joules)}, Measures::energy, context, logs);
    const auto yield =
        cited(fmt::format("measured {} FLOP per joule of {}{}", word(*context.logs.precision),
                          logs.chip->id, mark_of(logs.chip->origin)),
              calibration->yield, Measures::flop_per_joule,
              calibration->what + "; " + calibration->source);
    evidence.parts.push_back(computed(
        "upper bound of model FLOP by logs (energy)", "0 .. energy x FLOP per joule",
        at_most(joules.quantity() * yield.quantity()), Measures::flop_bound, {joules, yield}));
    evidence.add_present(context, *logs.chip, present_of(energy->sums));
}

// Chips that were held, or heard of, ran no more than the highest utilization ever measured.
void add_hours(const Context& context, const Chip& chip, const Exact& milliseconds,
               std::string source, Evidence& evidence) {
    const ExpectedTime& time = context.expected_of(chip);
    auto held = stated("chip-time", chip_time_of_milliseconds(milliseconds), Measures::chip_time,
                       context.logs.place);
    held.source = std::move(source);
    const Flop most = time.most_in(held.quantity());
    evidence.parts.push_back(
        computed("upper bound of model FLOP by logs (chip-hours)",
                 "0 .. chip-seconds x dense peak x highest utilization measured", at_most(most),
                 Measures::flop_bound, {std::move(held), time.peak, time.best}));
    evidence.add_present(context, chip, milliseconds);
}

void add_chip_hours(const Context& context, Evidence& evidence) {
    for (const ExpectedTime& time : context.expected) {
        HeldTime held = held_time(context.view, *time.chip);
        if (held.source.empty() || held.milliseconds.is_zero()) continue;
        add_hours(context, *time.chip, held.milliseconds, std::move(held.source), evidence);
    }
}

// What each kind of evidence proves, in words.
std::string_view meaning(LogEvidence kind) {
    switch (kind) {
        case LogEvidence::tokens:
            break;  // token_count.cpp says it
        case LogEvidence::tensor_clock:
            return "hardware counters of the matrix units and their clock: a count of hardware "
                   "FLOP within 0.67 to 1.062, whatever ran on the chips";
        case LogEvidence::tensor_active:
            return "hardware counters of the matrix units without their clock: a count of hardware "
                   "FLOP within 0.45 to 1.062 and what the highest clock adds, whatever ran on the "
                   "chips";
        case LogEvidence::sm_active:
            return "the time in which any unit of a chip was busy: an upper bound, no count";
        case LogEvidence::gpu_busy:
            return "the time in which a kernel was resident on a chip: an upper bound, no count";
        case LogEvidence::energy:
            return "the energy drawn, at the best yield measured: an upper bound, no count";
        case LogEvidence::chip_hours:
            return "the time for which chips were held or heard of: an upper bound, no count";
    }
    return "";
}

bool counts(LogEvidence kind) { return kind <= LogEvidence::tensor_active; }

// What the evidence itself gives, before what it leaves out.
void add_figures(const Context& context, Evidence& evidence, MethodCount& count) {
    if (count.bound) {
        count.derivation =
            sum_of(fmt::format("upper bound of model FLOP by {}", name_of(count.method)),
                   Measures::flop_bound, std::move(evidence.parts));
        count.hardware_flop = count.derivation.quantity();
        return;
    }
    auto hardware = sum_of(fmt::format("hardware FLOP by {}", name_of(count.method)),
                           Measures::hardware_flop, std::move(evidence.parts));
    count.hardware_flop = hardware.quantity();
    count.derivation = model_from_hardware(std::move(hardware), context.activity);
    if (lacks_recomputation(context.activity)) {
        count.findings.push_back(
            {name::recomputation_unknown_share,
             "counters of the matrix units hold recomputation: model FLOP are 3/4 to 1 of them; "
             "state recomputation to settle it"});
    }
}

std::optional<MethodCount> finish(const Context& context, Evidence evidence) {
    if (evidence.parts.empty()) return std::nullopt;
    MethodCount count;
    count.method = {Method::logs, evidence.kind};
    count.bound = !counts(evidence.kind);
    count.findings.push_back(
        {name::logs_evidence, fmt::format("{}: {}", word(evidence.kind), meaning(evidence.kind))});
    const Uncovered open = uncovered(context.expected, evidence.present);
    add_figures(context, evidence, count);
    add_uncovered(count, open, context.logs.complete);
    if (context.logs.complete)
        add_open(count,
                 heard_without(context.view, context.expected, evidence.present, evidence.failed));
    for (const ChipLogs& logs : context.view.chips) {
        for (const Finding& finding : chip_findings(*logs.chip, *context.logs.precision)) {
            const auto& all = count.findings;
            if (std::find(all.begin(), all.end(), finding) == all.end()) {
                count.findings.push_back(finding);
            }
        }
    }
    count.model_flop = count.derivation.quantity();
    return count;
}

std::vector<MethodCount> count_machines(const Context& context) {
    std::vector<Evidence> all;
    for (const LogEvidence kind :
         {LogEvidence::tensor_clock, LogEvidence::tensor_active, LogEvidence::sm_active,
          LogEvidence::gpu_busy, LogEvidence::energy, LogEvidence::chip_hours}) {
        all.emplace_back(kind, context);
    }
    constexpr std::array metrics{Metric::tensor_clock, Metric::tensor_active, Metric::sm_active,
                                 Metric::gpu_utilization, Metric::energy};
    for (const ChipLogs& logs : context.view.chips) {
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            all[i].add_failed(context, logs, metrics[i]);
        }
        add_tensor_clock(context, logs, all[0]);
        add_tensor_active(context, logs, all[1]);
        add_busy(context, logs, Metric::sm_active, 1'000'000, all[2]);
        add_busy(context, logs, Metric::gpu_utilization, 10'000, all[3]);
        add_energy(context, logs, all[4]);
    }
    add_chip_hours(context, all[5]);
    std::vector<MethodCount> list;
    for (Evidence& evidence : all) {
        if (auto count = finish(context, std::move(evidence))) list.push_back(std::move(*count));
    }
    return list;
}

// Tokens that imply more than the chips of the logs could do contradict them.
void check_tokens(const Context& context, MethodCount& tokens) {
    Flop peak_sum;
    Flop best_sum;
    for (const ExpectedTime& time : context.expected) {
        const ChipSeconds seconds = chip_time_of_milliseconds(time.milliseconds);
        peak_sum = peak_sum + seconds * time.peak.quantity();
        best_sum = best_sum + time.most_in(seconds);
    }
    const Exact& at_peak = peak_sum.value.high;
    const Exact& at_best = best_sum.value.high;
    if (at_peak.is_zero()) return;
    const Exact& flop = tokens.model_flop.value.low;
    const std::string text = fmt::format(
        "the tokens logged make {} times the dense peak over the chip-time stated or logged",
        (flop / at_peak).fixed(3));
    if (flop > at_peak) {
        tokens.findings.push_back({name::utilization_over_one, text});
    } else if (flop > at_best) {
        tokens.findings.push_back({name::utilization_over_best_measured, text});
    }
}

// Whether something besides the readings says for how long each chip ran. What is said of one chip
// says nothing of another.
bool states_extent(const Activity& activity, const LogView& view) {
    if (activity.period) return true;
    const auto is_stated = [&](const ChipLogs& logs) {
        const auto is_same = [&](const auto& said) { return said.chip->id == logs.chip->id; };
        const auto& phases = activity.chip_time;
        return std::any_of(phases.begin(), phases.end(), is_same) ||
               std::any_of(view.jobs.begin(), view.jobs.end(), is_same);
    };
    const bool any = !activity.chip_time.empty() || !view.jobs.empty();
    return any && std::all_of(view.chips.begin(), view.chips.end(), is_stated);
}

}  // namespace

LogCounts count_logs(const Activity& activity, const LogReading& reading) {
    assert(activity.logs);
    const auto& [view, expected] = reading;
    const Context context{activity, *activity.logs, view, expected};
    LogCounts counts{count_machines(context), view.findings};
    if (!states_extent(activity, view) && !activity.logs->complete) {
        counts.findings.push_back(
            {name::extent_not_stated,
             "neither period nor chip_time says for how long chips ran: the logs are taken for all "
             "there is"});
    }
    if (auto tokens = count_tokens(activity, expected, counts.findings)) {
        check_tokens(context, *tokens);
        counts.counts.insert(counts.counts.begin(), std::move(*tokens));
    }
    if (counts.counts.empty() && activity.logs->usage->training.empty()) {
        counts.findings.push_back({name::logs_add_nothing,
                                   "the logs hold no reading of any time: nothing in them could be "
                                   "counted, and they hold up no figure of this activity"});
    }
    // What counts stands before what bounds, and of the bounds the lowest first.
    std::stable_sort(counts.counts.begin(), counts.counts.end(),
                     [](const MethodCount& left, const MethodCount& right) {
                         if (left.bound != right.bound) return right.bound;
                         return left.bound &&
                                left.model_flop.value.high < right.model_flop.value.high;
                     });
    return counts;
}

}  // namespace flopledger
