// SPDX-License-Identifier: Apache-2.0
// Inputs are read side by side, each into a table, and joined in the order of their names. Where
// sorting alone puts a device's rows in order, all is read again and its readings kept, in batches.
#include "core/meter/summary/summarize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

#include "core/base/call_names.hpp"
#include "core/facts/machines/log_names.hpp"
#include "core/meter/files/input_names.hpp"
#include "core/meter/files/log_files.hpp"
#include "core/meter/formats/machines/mapped_columns.hpp"
#include "core/meter/formats/metrics/clock_carry.hpp"
#include "core/meter/series/run_all.hpp"
#include "core/meter/series/usage_join.hpp"
#include "core/meter/summary/device_places.hpp"
#include "core/meter/summary/input_needs.hpp"
#include "core/meter/summary/input_reader.hpp"
#include "core/meter/summary/input_yield.hpp"
#include "core/meter/summary/selecting.hpp"
#include "core/meter/summary/stretch_order.hpp"
#include "core/meter/summary/unread_files.hpp"
#include "core/meter/words/path_pattern.hpp"
#include "core/text/words/utf16.hpp"
#include "core/usage/seen_devices.hpp"

namespace flopledger {

namespace {

// A file is divided only where that saves more than it costs.
constexpr std::uint64_t smallest_stretch = std::uint64_t{8} << 20;

// How many bytes of readings one batch of the second pass keeps.
constexpr std::uint64_t batch_bytes = std::uint64_t{192} << 20;
constexpr std::size_t beginning_size = std::size_t{64} << 10;

class Summarizer {
  public:
    Summarizer(FileReader& files, const MeterOptions& options, Diagnostics& diagnostics,
               const ProgressListener& listener, const std::vector<std::string>& words)
        : files_(files),
          options_(options),
          diagnostics_(diagnostics),
          listener_(listener),
          unread_(words) {}

    // The files found, sorted, some of which are left out.
    Usage of(const std::vector<std::string>& names, const std::set<std::string>& excluded);

  private:
    void plan(const std::vector<std::string>& names, const std::set<std::string>& excluded);
    void divide(const Stretch& whole);
    void read(const DeviceTable::ModeOf& mode_of);
    void absorb(std::size_t task, StretchResult result);
    void join(DeviceTables tables, unsigned threads);
    void tell_fault(const std::string& input, const InputFault& fault);
    template <typename Faults>
    void tell_faults(const Faults& faults) {
        for (const auto& [name, fault] : faults) tell_fault(name, fault);
    }
    void sort_the_disordered();
    void end_input(std::size_t task);
    void add_summaries();

    FileReader& files_;
    const MeterOptions& options_;
    Diagnostics& diagnostics_;
    const ProgressListener& listener_;

    std::vector<Stretch> tasks_;
    std::uint64_t total_bytes_ = 0;
    bool again_possible_ = true;  // no pipe among the inputs
    unsigned readers_ = 1;
    Usage usage_;
    DeviceTable::ModeOf mode_of_;  // in the second pass
    DeviceNames disordered_;
    std::optional<UsageJoin> join_;  // while logs are read
    DeviceTables kept_;              // of readings to be sorted
    DeviceTables last_;              // joined when nobody reads any more
    std::vector<std::pair<std::string, std::string>> summaries_;
    InputNeeds needs_;
    UnreadFiles unread_;
    std::optional<Selector> selector_;  // where rows are selected by name
    MetNames met_;
    ClockCarry clocks_;                      // over all stretches
    std::optional<std::uint32_t> zoneless_;  // the input last found to name no zone
    StretchOrder order_;
    std::uint64_t lines_before_ = 0;
    InputYield yield_;  // of the input at hand, in the first pass
    Progress progress_;
    std::mutex progress_mutex_;
};

void Summarizer::plan(const std::vector<std::string>& names,
                      const std::set<std::string>& excluded) {
    const unsigned threads = thread_count(options_);
    const bool few = names.size() < threads;
    readers_ = few && options_.fingerprints ? std::max(1U, threads / 2) : threads;
    for (std::size_t rank = 0; rank < names.size(); ++rank) {
        Stretch whole;
        whole.name = names[rank];
        whole.input = static_cast<std::uint32_t>(rank);
        whole.host = options_.host;
        if (!options_.host_from.empty()) {
            whole.host = host_of(names[rank], options_.host_from).value_or(options_.host);
        }
        whole.reads_ahead = few && threads > 1;
        whole.selector = selector_ ? &*selector_ : nullptr;
        usage_.inputs.push_back({names[rank], "", "", 0, 0, 0});
        if (excluded.contains(names[rank])) {
            UnreadFiles::note(usage_, whole.input, name::file_excluded);
            continue;
        }
        OpenedFile file = files_.open(names[rank]);
        const auto size =
            file.stream == nullptr ? std::optional<std::uint64_t>(0) : file.stream->size();
        // What has no size is a pipe, and opens once.
        if (!size) whole.pipe = std::move(file.stream);
        again_possible_ = again_possible_ && size.has_value();
        total_bytes_ += size.value_or(0);
        if (few && !options_.fingerprints && options_.devices_per_poll == 0 && size &&
            *size >= 2 * smallest_stretch) {
            divide(whole);
        } else {
            tasks_.push_back(std::move(whole));
        }
    }
    progress_.total_bytes = again_possible_ ? total_bytes_ : 0;
}

// Divides a plain file of a format that allows it among all threads.
void Summarizer::divide(const Stretch& whole) {
    const OpenedFile file = files_.open(whole.name);
    std::string beginning(beginning_size, '\0');
    const auto read = file.stream->read_at(0, beginning.data(), beginning.size());
    beginning.resize(read.value_or(0));
    const bool marked = beginning.starts_with("\xef") || beginning.starts_with("\x1f\x8b") ||
                        begins_utf16(beginning);
    const LogFormat* format = marked ? nullptr : format_of(beginning, options_);
    if (format == nullptr || !format->divisible) {
        tasks_.push_back(whole);
        return;
    }
    const std::uint64_t size = file.stream->size().value_or(0);
    const std::uint64_t parts =
        std::min<std::uint64_t>(thread_count(options_), size / smallest_stretch);
    for (std::uint64_t part = 0; part < parts; ++part) {
        Stretch stretch = whole;
        stretch.format = format;
        stretch.begin = size / parts * part;
        stretch.end = part + 1 == parts ? size : size / parts * (part + 1);
        if (part > 0) stretch.beginning = beginning;
        tasks_.push_back(std::move(stretch));
    }
}

// Reads all tasks and takes their results in order, as soon as those before have come.
void Summarizer::read(const DeviceTable::ModeOf& mode_of) {
    mode_of_ = mode_of;
    join_.emplace(usage_);
    order_ = {};
    clocks_ = ClockCarry();
    std::vector<std::optional<StretchResult>> results(tasks_.size());
    std::size_t next = 0;
    std::mutex mutex;
    run_all(readers_, tasks_.size(), [&](std::size_t task) {
        Stretch stretch = tasks_[task];
        stretch.mode_of = mode_of;
        StretchResult result = read_stretch(files_, stretch, options_, [&](std::uint64_t bytes) {
            if (!listener_) return;
            const std::lock_guard lock(progress_mutex_);
            progress_.bytes += bytes;
            progress_.file = stretch.name;
            listener_(progress_);
        });
        const std::lock_guard lock(mutex);
        results[task] = std::move(result);
        for (; next < results.size() && results[next]; ++next) {
            absorb(next, std::move(*results[next]));
            results[next].reset();
        }
    });
    join(std::exchange(last_, {}), readers_);
    join_->finish(disordered_);
    join_.reset();
    clocks_.tell(usage_);
}

void Summarizer::absorb(std::size_t task, StretchResult result) {
    const Stretch& stretch = tasks_[task];
    if (stretch.begin == 0) lines_before_ = 0;
    if (auto again = order_.to_read_again(stretch, result)) {
        again->mode_of = mode_of_;
        result = read_stretch(files_, *again, options_, [](std::uint64_t) {});
    }
    order_.take(result);
    if (result.fault) {
        yield_ = {};
        if (!unread_.take(usage_, stretch, result)) tell_fault(stretch.name, *result.fault);
        return;
    }
    if (result.is_summary) {
        if (!mode_of_) summaries_.emplace_back(stretch.name, std::move(result.summary));
        return;
    }
    Meter& meter = *result.meter;
    InputFile& input = usage_.inputs[stretch.input];
    input.sha256 = result.file.sha256;
    input.format = result.file.format;
    input.bytes += result.file.bytes;
    input.rows += result.file.rows;
    input.rejected_rows += result.file.rejected_rows;
    if (meter.zone_assumed && std::exchange(zoneless_, stretch.input) != stretch.input) {
        // Once for an input, into however many stretches it was divided.
        RowLog finding;
        finding.find(name::zone_assumed, 1);
        finding.move_to(usage_, stretch.input, 0);
    }
    if (!meter.mapping_fault.empty()) {
        tell_fault(stretch.name, {name::map_ambiguous, meter.mapping_fault,
                                  "a pattern fits each column in one way, and each column one "
                                  "pattern: --map 'gpu.{index}.power=power:W'"});
    }
    needs_.add(stretch.name, meter);
    meter.rows.move_to(usage_, stretch.input, lines_before_);
    if (!mode_of_) yield_.add(result, lines_before_);
    lines_before_ += result.lines;
    clocks_.join(meter);
    met_.join(meter.met);
    for (TrainingStretch& training : meter.training) usage_.training.push_back(std::move(training));
    for (JobUsage& job : meter.jobs) usage_.jobs.push_back(std::move(job));
    // As many tables as there are threads live at once, read or waiting, and no more.
    if (task + readers_ >= tasks_.size()) {
        last_.push_back(std::move(result.devices));
    } else {
        DeviceTables one;
        one.push_back(std::move(result.devices));
        join(std::move(one), 1);
    }
    end_input(task);
}

// After the last stretch of an input: says if nothing of it was understood.
void Summarizer::end_input(std::size_t task) {
    const Stretch& last = tasks_[task];
    if (mode_of_ || (task + 1 < tasks_.size() && tasks_[task + 1].input == last.input)) return;
    if (const auto fault = unread_.fault_of(usage_, last, yield_)) tell_fault(last.name, *fault);
    needs_.add_left_out(yield_.left_out());
    yield_.unread().move_to(usage_, last.input);
    yield_ = {};
}

// Adds devices to the usage; what must be sorted first is kept.
void Summarizer::join(DeviceTables tables, unsigned threads) {
    join_->add(tables, threads);
    for (std::unique_ptr<DeviceTable>& table : tables) {
        const auto& devices = table->devices();
        const bool keeps = std::any_of(devices.begin(), devices.end(), [](const Device& device) {
            return device.mode == TrackMode::keep;
        });
        if (keeps) kept_.push_back(std::move(table));
    }
}

void Summarizer::tell_fault(const std::string& input, const InputFault& fault) {
    diagnostics_.add({.name = fault.name,
                      .place = {.file = input},
                      .excerpt = "",
                      .message = fault.message,
                      .hint = fault.hint});
}

// The second pass: everything is read again; devices in order as before, the others by keeping
// their readings, so many devices at a time that memory suffices.
void Summarizer::sort_the_disordered() {
    if (!again_possible_) {
        diagnostics_.add({.name = name::order_lost,
                          .place = {},
                          .excerpt = "",
                          .message = fmt::format("a pipe holds rows far out of order, those of "
                                                 "'{}' among them",
                                                 *disordered_.begin()),
                          .hint = "give the logs as files, which can be read twice"});
        return;
    }
    std::uint64_t rows = 0;
    for (const InputFile& input : usage_.inputs) rows += input.rows;
    const std::uint64_t devices = std::max<std::uint64_t>(1, usage_.devices.size());
    const std::uint64_t bytes_each =
        std::max<std::uint64_t>(1, rows / devices * 2 * sizeof(Sample));
    const std::uint64_t batch = std::max<std::uint64_t>(1, batch_bytes / bytes_each);
    const Usage first = std::move(usage_);
    const DeviceNames all = std::exchange(disordered_, {});
    Usage sorted;
    for (auto from = all.begin(); from != all.end();) {
        DeviceNames wanted;
        for (; from != all.end() && wanted.size() < batch; ++from) wanted.insert(*from);
        const bool others = sorted.inputs.empty();
        usage_ = Usage{};
        usage_.gap_milliseconds = first.gap_milliseconds;
        usage_.inputs = first.inputs;
        read([&](std::string_view name) {
            if (wanted.find(name) != wanted.end()) return TrackMode::keep;
            return others && all.find(name) == all.end() ? TrackMode::stream : TrackMode::drop;
        });
        Usage kept = sorted_usage(kept_, first.gap_milliseconds);
        kept_.clear();
        join_devices(usage_, std::move(kept), disordered_);
        if (others) {
            sorted = std::move(usage_);
        } else {
            join_devices(sorted, std::move(usage_), disordered_);
        }
    }
    usage_ = first;
    usage_.devices = std::move(sorted.devices);
    usage_.days = std::move(sorted.days);
}

void Summarizer::add_summaries() {
    const auto is_summary = [&](const InputFile& input) {
        return std::any_of(summaries_.begin(), summaries_.end(),
                           [&](const auto& summary) { return summary.first == input.name; });
    };
    if (summaries_.empty()) return;
    std::vector<InputFile> logs;
    for (const InputFile& input : usage_.inputs) {
        if (!is_summary(input)) logs.push_back(input);
    }
    // Readings carry ranks among all names given; without the summaries' names they close up.
    renumber_inputs(usage_, std::move(logs));
    for (auto& [name, text] : summaries_) {
        if (const auto fault = summary_fault(options_)) {
            tell_fault(name, {name::summary_not_selectable, *fault,
                              "select when the logs themselves are summarized"});
            continue;
        }
        const auto summary = read_summary(text, name, diagnostics_);
        text.clear();
        text.shrink_to_fit();
        if (!summary) continue;
        if (usage_.inputs.empty()) {
            usage_ = *summary;
        } else {
            merge(usage_, *summary, diagnostics_);
        }
    }
}

Usage Summarizer::of(const std::vector<std::string>& names, const std::set<std::string>& excluded) {
    usage_.gap_milliseconds = options_.gap_milliseconds;
    usage_.selected = selected_by(options_);
    selector_ = selector_of(files_, names, excluded, options_, diagnostics_);
    plan(names, excluded);
    read(nullptr);
    tell_faults(needs_.faults());
    tell_faults(unread_.faults_of(usage_));
    // Of a summary it is told that it cannot be cut, not that it lacks names.
    const bool named = selector_ && summaries_.empty();
    if (named) check_met(met_, *selector_, options_.selection, diagnostics_);
    if (!disordered_.empty()) sort_the_disordered();
    put_in_order(usage_);
    unite_places(usage_, diagnostics_);
    for (DeviceUsage& device : usage_.devices) settle_silent(device);
    add_summaries();
    if (!diagnostics_.has_errors()) tell_faults(needs_.faults_of_all(usage_));
    if (!diagnostics_.has_errors()) check_told_apart(usage_, diagnostics_);
    return std::move(usage_);
}

}  // namespace

Usage summarize(FileReader& files, const std::vector<std::string>& inputs,
                const MeterOptions& options, Diagnostics& diagnostics,
                const ProgressListener& listener) {
    // What was found wrong elsewhere does not keep these logs from being read.
    Diagnostics found;
    if (const auto fault = mapping_fault(options.mapping)) {
        found.add({.name = name::usage,
                   .place = {},
                   .excerpt = "",
                   .message = *fault,
                   .hint = "as in --map 'Power (W)=power:W'; for columns of several devices "
                           "--map 'gpu.{index}.power=power:W'"});
    }
    const std::vector<std::string> names = find_logs(files, inputs, found);
    const auto excluded = excluded_of(names, options.selection, found);
    for (const Diagnostic& one : found.list) diagnostics.add(one);
    if (found.has_errors()) return {};
    return Summarizer(files, options, diagnostics, listener, inputs).of(names, excluded);
}

}  // namespace flopledger
