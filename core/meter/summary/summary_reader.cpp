// SPDX-License-Identifier: Apache-2.0
// Devices are read one at a time, so that a summary of a large fleet needs no tree of all of it.
#include "core/meter/summary/summary_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

#include "core/meter/files/input_names.hpp"
#include "core/meter/summary/summarize.hpp"
#include "core/meter/summary/summary_devices.hpp"
#include "core/meter/summary/summary_values.hpp"
#include "core/meter/words/json_value.hpp"
#include "core/text/trees/text_names.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

constexpr std::string_view schema_prefix = "flopledger/usage/";
constexpr std::string_view schema_version = "flopledger/usage/1";

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}

bool is_fingerprint(std::string_view text) {
    return text.empty() ||
           (text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos);
}

class SummaryReader {
  public:
    SummaryReader(std::string_view text, const std::string& file, Diagnostics& diagnostics)
        : text_(text), file_(file), diagnostics_(diagnostics), devices_(values_) {}

    std::optional<Usage> read() {
        fields();
        if (!values_.failed() && !refused_) finish();
        if (values_.failed() && !refused_)
            refuse(name::bad_summary, values_.message(), values_.offset());
        if (refused_) return std::nullopt;
        return std::move(usage_);
    }

  private:
    bool going() const { return !refused_ && !values_.failed(); }

    void refuse(Name name, std::string message, std::size_t offset) {
        if (refused_) return;
        refused_ = true;
        // What is no summary at all may be anything, and nothing of it is told.
        if (text_.find("\"flopledger/") == text_.npos) {
            name = name::bad_summary;
            message = "this is no summary: it has no `schema` that says so";
            offset = 0;
        }
        const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
        const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
        const std::size_t begin = before.rfind('\n') + 1;  // 0 where there is none
        diagnostics_.add({.name = name,
                          .place = {.file = file_,
                                    .line = line,
                                    .column = static_cast<int>(before.size() - begin) + 1},
                          .excerpt = "",
                          .message = std::move(message),
                          .hint = "a summary is what `flopledger logs summarize --output` wrote"});
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    // Takes a sign if it comes next.
    bool take(char sign) {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != sign) return false;
        ++at_;
        return true;
    }

    void expect(char sign) {
        if (!take(sign)) refuse(name::json_syntax, fmt::format("'{}' is missing", sign), at_);
    }

    JsonValue next_value() {
        skip_blanks();
        values_.set_base(at_);
        const JsonValue value = json_.read_first(text_.substr(at_));
        if (!value) {
            const std::string why(json_.error().empty() ? "a value is missing" : json_.error());
            refuse(name::json_syntax, why, at_ + json_.error_offset());
        }
        at_ += json_.end();
        return value;
    }

    void fields() {
        at_ = byte_order_mark_length(text_);
        expect('{');
        if (going() && !take('}')) {
            while (going()) {
                field();
                if (!going() || take('}')) break;
                expect(',');
            }
        }
        if (!going()) return;
        skip_blanks();
        if (at_ != text_.size()) refuse(name::json_syntax, "something follows the document", at_);
    }

    void field() {
        const JsonValue name = next_value();
        if (!going()) return;
        const std::string key(name.text());
        values_.require(name.is(JsonKind::text), name, "a name is missing");
        values_.require(seen_.insert(key).second, name, fmt::format("'{}' comes twice", key));
        if (going()) expect(':');
        if (!going()) return;
        if (key == "schema") return schema();
        if (key == "gap_ms") return gap();
        if (key == "devices") return each([this](const JsonValue& one) { device(one); });
        if (key == "days") return each([this](const JsonValue& one) { day(one); });
        if (key == "training") return each([this](const JsonValue& one) { stretch(one); });
        if (key == "jobs") return each([this](const JsonValue& one) { job(one); });
        if (key == "inputs") return each([this](const JsonValue& one) { input(one); });
        if (key == "rejected") return each([&](const JsonValue& v) { rows(v, usage_.rejected); });
        if (key == "findings") return each([&](const JsonValue& v) { rows(v, usage_.findings); });
        if (key == "unread_metrics") {
            return each([&](const JsonValue& v) { rows(v, usage_.unread, true); });
        }
        if (key == "selected") return each([this](const JsonValue& one) { selected(one); });
        next_value();  // figures for people, and what later versions add
    }

    // Calls a function with each element of an array.
    template <typename Function>
    void each(const Function& function) {
        if (!take('[')) {
            next_value();
            values_.fail({}, "a list is not an array");
            return;
        }
        if (take(']')) return;
        while (going()) {
            const JsonValue value = next_value();
            if (!going()) return;
            values_.kind(value, JsonKind::object, "an element");
            if (going()) function(value);
            if (!going() || take(']')) return;
            expect(',');
        }
    }

    void schema() {
        const JsonValue value = next_value();
        const bool summary = value.text().starts_with(schema_prefix);
        if (value.text() == schema_version) return;
        values_.fail(value, summary ? "this version of the format is not known: the summary was "
                                      "written by another version of flopledger"
                                    : "this is no summary of utilization logs");
    }

    void gap() {
        const JsonValue value = next_value();
        usage_.gap_milliseconds =
            static_cast<std::int64_t>(values_.quoted(value, "gap_ms", last_possible_time));
    }

    void device(const JsonValue& value) {
        DeviceUsage device = devices_.device(value);
        const bool ascends = usage_.devices.empty() || usage_.devices.back().device < device.device;
        values_.require(ascends, value, "devices are out of order or come twice");
        usage_.devices.push_back(std::move(device));
    }

    void day(const JsonValue& value) {
        DayUsage day = devices_.day(value);
        if (!going()) return;
        const auto key = [](const DayUsage& of) { return std::tie(of.chip, of.day, of.shape); };
        const bool ascends = !last_day_ || key(*last_day_) < key(day);
        values_.require(ascends, value, "days are out of order or come twice");
        if (!day.interior.empty()) usage_.days.push_back(day);
        day.interior.clear();
        last_day_ = std::move(day);
    }

    std::uint32_t rank(const JsonValue& value) {
        const auto rank =
            static_cast<std::uint32_t>(values_.number(value["input"], "input", most_inputs - 1));
        highest_input_ = std::max(highest_input_, rank);
        return rank;
    }

    HistoryMark history_mark(const JsonValue& value) {
        return {values_.signed_number(value.at(0), "iteration"),
                values_.quoted(value.at(1), "fingerprint"), values_.known(value.at(2), "tokens")};
    }

    // What sums go by: marks in order, and no more iterations before the first than can be.
    void check_history(const JsonValue& value, const TrainingStretch& one) {
        const auto ascends = [](const HistoryMark& left, const HistoryMark& right) {
            return left.iteration > right.iteration;
        };
        const auto& history = one.history;
        const bool ordered =
            std::adjacent_find(history.begin(), history.end(), ascends) == history.end() &&
            history.size() <= most_marks;
        values_.require(ordered, value, "a history is out of order");
        const auto most =
            static_cast<std::uint64_t>(std::max<std::int64_t>(one.first_iteration, 0));
        values_.require(one.not_shown_before <= most && (history.empty() || most > 0), value,
                        "the first iteration is not the one after those before it");
        constexpr std::uint64_t most_after = 1'000'000'000'000;
        constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max() - most_after - 1;
        values_.require(one.not_read_after == 0 ||
                            (one.not_read_after <= most_after && one.last_iteration < last),
                        value, "too many iterations come after the last");
    }

    void stretch(const JsonValue& value) {
        TrainingStretch one;
        one.input = rank(value);
        one.place = values_.number(value["place"], "place");
        one.format = values_.text_or_null(value["format"], "format");
        one.first_iteration = values_.signed_number(value["first_iteration"], "first_iteration");
        one.last_iteration = values_.signed_number(value["last_iteration"], "last_iteration");
        one.samples = values_.known(value["samples"], "samples");
        one.tokens = values_.known(value["tokens"], "tokens");
        one.skipped = values_.known(value["skipped"], "skipped");
        one.milliseconds = values_.quoted(value["iterations_ms"], "iterations_ms");
        one.sequence_length = values_.known(value["sequence_length"], "sequence_length");
        one.parameters = values_.known(value["parameters"], "parameters");
        one.devices = values_.known(value["devices"], "devices");
        one.reported_rate = values_.text_or_null(value["reported_rate"], "reported_rate");
        one.reported_flop = values_.text_or_null(value["reported_flop"], "reported_flop");
        one.first_time = values_.moment_or_null(value["first"], "first");
        one.last_time = values_.moment_or_null(value["last"], "last");
        // Summaries of before 2026-12 have none of these.
        if (value["not_shown_before"]) {
            one.not_shown_before = values_.known(value["not_shown_before"], "not_shown_before");
        }
        if (value["not_read_after"]) {
            one.not_read_after = values_.known(value["not_read_after"], "not_read_after");
        }
        if (value["lengths_vary"]) {
            one.lengths_vary = values_.number(value["lengths_vary"], "lengths_vary", 1) != 0;
        }
        if (value["samples_in_doubt"]) {
            one.samples_in_doubt = values_.known(value["samples_in_doubt"], "samples_in_doubt");
        }
        if (value["tokens_in_doubt"]) {
            one.tokens_in_doubt = values_.known(value["tokens_in_doubt"], "tokens_in_doubt");
        }
        if (value["flop_of_part"]) {
            one.flop_of_part = values_.number(value["flop_of_part"], "flop_of_part", 1) != 0;
        }
        for (const JsonValue mark : value["history"]) one.history.push_back(history_mark(mark));
        check_history(value, one);
        const auto key = [](const TrainingStretch& of) { return std::tie(of.input, of.place); };
        const bool ascends = usage_.training.empty() || key(usage_.training.back()) < key(one);
        values_.require(ascends, value, "training is out of order");
        values_.require(one.first_iteration <= one.last_iteration, value,
                        "the last iteration comes before the first");
        usage_.training.push_back(std::move(one));
    }

    void job(const JsonValue& value) {
        JobUsage one;
        one.job = values_.text_or_null(value["job"], "job");
        one.start = values_.moment_or_null(value["start"], "start") / 1000;
        one.end = values_.moment_or_null(value["end"], "end") / 1000;
        one.seconds = values_.number(value["seconds"], "seconds");
        one.chips = values_.number(value["chips"], "chips");
        one.joules = values_.known(value["joules"], "joules");
        one.chip_type = values_.text_or_null(value["chip_type"], "chip_type");
        one.state = values_.text_or_null(value["state"], "state");
        one.name = values_.text_or_null(value["name"], "name");
        one.input = rank(value);
        one.line = values_.number(value["line"], "line");
        // Summaries made before clusters and nodes were read have none.
        if (const JsonValue cluster = value["cluster"]) {
            one.cluster = values_.text(cluster, "cluster");
        }
        if (const JsonValue nodes = value["nodes"]) one.nodes = values_.text(nodes, "nodes");
        const auto key = [](const JobUsage& of) { return std::tie(of.job, of.start); };
        const bool ascends = usage_.jobs.empty() || key(usage_.jobs.back()) <= key(one);
        values_.require(ascends, value, "jobs are out of order");
        usage_.jobs.push_back(std::move(one));
    }

    void input(const JsonValue& value) {
        InputFile one;
        one.name = values_.text(value["file"], "file");
        one.sha256 = values_.text_or_null(value["sha256"], "sha256");
        one.format = values_.text_or_null(value["format"], "format");
        one.bytes = values_.number(value["bytes"], "bytes", std::uint64_t{1} << 62);
        one.rows = values_.number(value["rows"], "rows");
        one.rejected_rows = values_.number(value["rejected_rows"], "rejected_rows", one.rows);
        const bool ascends = usage_.inputs.empty() || usage_.inputs.back().name < one.name;
        values_.require(ascends, value, "inputs are out of order or come twice");
        values_.require(is_fingerprint(one.sha256), value["sha256"], "'sha256' is no SHA-256");
        values_.require(usage_.inputs.size() < most_inputs, value, "there are too many inputs");
        usage_.inputs.push_back(std::move(one));
    }

    void selected(const JsonValue& value) {
        SelectedBy one{values_.text(value["key"], "key"), values_.text(value["value"], "value")};
        const bool ascends = usage_.selected.empty() || usage_.selected.back() < one;
        values_.require(ascends, value, "selections are out of order or come twice");
        usage_.selected.push_back(std::move(one));
    }

    // Names are words of ours, or whatever a source calls its metrics.
    void rows(const JsonValue& value, std::map<std::string, RowCount, std::less<>>& into,
              bool any_name = false) {
        const std::string name = values_.text(value["name"], "name");
        RowCount count;
        count.rows = values_.number(value["rows"], "rows");
        for (const JsonValue one : values_.kind(value["first"], JsonKind::array, "first")) {
            if (!going() || count.first.size() == most_places) break;
            count.first.push_back({rank(one), values_.number(one["line"], "line")});
        }
        if (const JsonValue words = value["words"]) {
            for (const JsonValue one : values_.kind(words, JsonKind::array, "words")) {
                if (going()) count.words.insert(values_.text(one, "a word"));
            }
        }
        const std::size_t places = value["first"].size();
        const bool sorted = std::is_sorted(count.first.begin(), count.first.end());
        values_.require(sorted && places <= std::min<std::uint64_t>(most_places, count.rows), value,
                        "the first places are too many or out of order");
        values_.require(any_name || is_word(name), value["name"], "'name' is no word");
        const bool fresh = into.emplace(name, std::move(count)).second;
        values_.require(fresh, value, "a name comes twice");
    }

    // What can be judged only when all is read.
    void finish() {
        values_.set_base(0);
        for (const char* key : {"schema", "gap_ms", "devices", "days", "training", "jobs", "inputs",
                                "rejected", "findings"}) {
            values_.require(seen_.contains(key), {}, fmt::format("'{}' is missing", key));
        }
        const std::uint32_t highest = std::max(highest_input_, devices_.highest_input());
        const bool empty = usage_.devices.empty() && usage_.training.empty() &&
                           usage_.jobs.empty() && usage_.rejected.empty() &&
                           usage_.findings.empty() && usage_.unread.empty();
        values_.require(empty || highest < usage_.inputs.size(), {}, "a rank is that of no input");
    }

    std::string_view text_;
    const std::string& file_;
    Diagnostics& diagnostics_;
    JsonReader json_;
    SummaryValues values_;
    SummaryDevices devices_;
    std::size_t at_ = 0;
    bool refused_ = false;
    std::set<std::string> seen_;
    std::optional<DayUsage> last_day_;
    std::uint32_t highest_input_ = 0;
    Usage usage_;
};

}  // namespace

bool is_summary(std::string_view beginning) {
    constexpr std::string_view blanks = " \t\r\n";
    beginning = without_byte_order_mark(beginning);
    for (const std::string_view word : {std::string_view("{"), std::string_view("\"schema\""),
                                        std::string_view(":"), std::string_view("\"")}) {
        beginning.remove_prefix(std::min(beginning.find_first_not_of(blanks), beginning.size()));
        if (!beginning.starts_with(word)) return false;
        beginning.remove_prefix(word.size());
    }
    return beginning.starts_with(schema_prefix);
}

std::optional<Usage> read_summary(std::string_view text, const std::string& file,
                                  Diagnostics& diagnostics) {
    return SummaryReader(text, file, diagnostics).read();
}

}  // namespace flopledger
