// SPDX-License-Identifier: Apache-2.0
#include "core/report/usage/usage_state_json.hpp"

namespace flopledger {

namespace {

void write_value(JsonStream& json, std::uint32_t value) {
    if (value == missing_value) {
        json.null();
    } else {
        json.number(value);
    }
}

void write_samples(JsonStream& json, std::string_view key, Shape shape,
                   const std::vector<Sample>& samples) {
    json.key(key);
    json.begin('[');
    for (const Sample& sample : samples) {
        json.begin('[');
        json.signed_number(sample.time());
        json.number(sample.input());
        if (shape != Shape::energy_only) {
            write_value(json, sample.first);
            if (metrics_of(shape).has_second) write_value(json, sample.second);
        } else if (sample.first == missing_value && sample.second == missing_value) {
            json.null();
        } else {
            json.quoted(std::uint64_t{sample.second} << 32 | sample.first);
        }
        json.number(sample.conflict() ? 1 : 0);
        json.end(']');
    }
    json.end(']');
}

void write_number(JsonStream& json, std::string_view key, std::uint64_t value) {
    json.key(key);
    json.number(value);
}

void write_text(JsonStream& json, std::string_view key, std::string_view value) {
    json.key(key);
    json.text_or_null(value);
}

// Nothing where the log does not say.
void write_known(JsonStream& json, std::string_view key, std::uint64_t value) {
    json.key(key);
    if (value == 0) {
        json.null();
    } else {
        json.number(value);
    }
}

void write_known_moment(JsonStream& json, std::string_view key, std::int64_t milliseconds) {
    json.key(key);
    if (milliseconds == 0) {
        json.null();
    } else {
        json.moment(milliseconds);
    }
}

void begin_list(JsonStream& json, std::string_view key) {
    json.new_line(1);
    json.key(key);
    json.begin('[');
}

void end_list(JsonStream& json, bool empty) {
    if (!empty) json.new_line(1);
    json.end(']');
}

// The name of an input beside its rank, for those who read.
void write_input(JsonStream& json, std::uint32_t input, const Usage& usage) {
    json.key("file");
    if (input < usage.inputs.size()) {
        json.text(usage.inputs[input].name);
    } else {
        json.null();
    }
    write_number(json, "input", input);
}

}  // namespace

void write_intervals(JsonStream& json, const std::vector<Interval>& intervals) {
    json.key("interior");
    json.begin('[');
    for (const Interval& interval : intervals) {
        json.begin('[');
        json.number(interval.milliseconds);
        json.number(interval.count);
        for (std::size_t side = 0; side < 2; ++side) {
            json.quoted(interval.sums[side]);
            json.number(interval.missing[side]);
        }
        json.end(']');
    }
    json.end(']');
    json.key("interior_zeros");
    json.begin('[');
    for (const Interval& interval : intervals) {
        json.begin('[');
        for (const std::uint64_t zeros : interval.zeros) json.number(zeros);
        json.end(']');
    }
    json.end(']');
}

void write_tracks(JsonStream& json, const std::vector<Track>& tracks) {
    json.key("tracks");
    json.begin('[');
    for (const Track& track : tracks) {
        json.begin('{');
        json.key("series");
        json.text(word(track.shape));
        write_number(json, "duplicates", track.duplicates);
        write_number(json, "interior_conflicts", track.conflicts);
        json.key("runs");
        json.begin('[');
        for (const Run& run : track.runs) {
            json.begin('{');
            write_samples(json, "head", track.shape, run.head);
            write_samples(json, "tail", track.shape, run.tail);
            json.end('}');
        }
        json.end(']');
        write_intervals(json, track.interior);
        json.key("interior_gaps");
        json.begin('[');
        for (const Gap& gap : track.interior_gaps) {
            json.begin('[');
            json.signed_number(gap.from);
            json.signed_number(gap.to);
            json.end(']');
        }
        json.end(']');
        json.end('}');
    }
    json.end(']');
}

// Marks as [iteration, fingerprint, tokens].
void write_history(JsonStream& json, const std::vector<HistoryMark>& history) {
    json.key("history");
    json.begin('[');
    for (const HistoryMark& mark : history) {
        json.begin('[');
        json.signed_number(mark.iteration);
        json.quoted(mark.fingerprint);
        json.number(mark.tokens);
        json.end(']');
    }
    json.end(']');
}

void write_training(JsonStream& json, const Usage& usage) {
    begin_list(json, "training");
    for (const TrainingStretch& stretch : usage.training) {
        json.new_line(2);
        json.begin('{');
        write_input(json, stretch.input, usage);
        write_number(json, "place", stretch.place);
        write_text(json, "format", stretch.format);
        json.key("first_iteration");
        json.signed_number(stretch.first_iteration);
        json.key("last_iteration");
        json.signed_number(stretch.last_iteration);
        write_number(json, "samples", stretch.samples);
        write_known(json, "tokens", stretch.tokens);
        write_number(json, "skipped", stretch.skipped);
        json.key("iterations_ms");
        json.quoted(stretch.milliseconds);
        write_known(json, "sequence_length", stretch.sequence_length);
        write_known(json, "parameters", stretch.parameters);
        write_known(json, "devices", stretch.devices);
        write_text(json, "reported_rate", stretch.reported_rate);
        write_text(json, "reported_flop", stretch.reported_flop);
        write_known_moment(json, "first", stretch.first_time);
        write_known_moment(json, "last", stretch.last_time);
        write_known(json, "not_shown_before", stretch.not_shown_before);
        write_known(json, "not_read_after", stretch.not_read_after);
        json.key("lengths_vary");
        json.number(stretch.lengths_vary ? 1 : 0);
        write_known(json, "samples_in_doubt", stretch.samples_in_doubt);
        write_known(json, "tokens_in_doubt", stretch.tokens_in_doubt);
        json.key("flop_of_part");
        json.number(stretch.flop_of_part ? 1 : 0);
        write_history(json, stretch.history);
        json.end('}');
    }
    end_list(json, usage.training.empty());
}

void write_jobs(JsonStream& json, const Usage& usage) {
    begin_list(json, "jobs");
    for (const JobUsage& job : usage.jobs) {
        json.new_line(2);
        json.begin('{');
        write_text(json, "job", job.job);
        json.key("start");
        json.moment(job.start * 1000);
        write_known_moment(json, "end", job.end * 1000);
        write_number(json, "seconds", job.seconds);
        write_number(json, "chips", job.chips);
        write_known(json, "joules", job.joules);
        write_text(json, "chip_type", job.chip_type);
        write_text(json, "state", job.state);
        write_text(json, "name", job.name);
        write_input(json, job.input, usage);
        write_number(json, "line", job.line);
        if (!job.cluster.empty()) write_text(json, "cluster", job.cluster);
        if (!job.nodes.empty()) write_text(json, "nodes", job.nodes);
        json.end('}');
    }
    end_list(json, usage.jobs.empty());
}

void write_inputs(JsonStream& json, const Usage& usage) {
    begin_list(json, "inputs");
    for (const InputFile& input : usage.inputs) {
        json.new_line(2);
        json.begin('{');
        json.key("file");
        json.text(input.name);
        write_text(json, "sha256", input.sha256);
        write_text(json, "format", input.format);
        write_number(json, "bytes", input.bytes);
        write_number(json, "rows", input.rows);
        write_number(json, "rejected_rows", input.rejected_rows);
        json.end('}');
    }
    end_list(json, usage.inputs.empty());
}

void write_selected(JsonStream& json, const Usage& usage) {
    if (usage.selected.empty()) return;
    begin_list(json, "selected");
    for (const SelectedBy& one : usage.selected) {
        json.new_line(2);
        json.begin('{');
        write_text(json, "key", one.key);
        write_text(json, "value", one.value);
        json.end('}');
    }
    end_list(json, false);
}

void write_row_counts(JsonStream& json, std::string_view key,
                      const std::map<std::string, RowCount, std::less<>>& counts,
                      const Usage& usage) {
    begin_list(json, key);
    for (const auto& [name, count] : counts) {
        json.new_line(2);
        json.begin('{');
        json.key("name");
        json.text(name);
        write_number(json, "rows", count.rows);
        json.key("first");
        json.begin('[');
        for (const InputPlace& place : count.first) {
            json.begin('{');
            write_input(json, place.input, usage);
            write_number(json, "line", place.line);
            json.end('}');
        }
        json.end(']');
        if (!count.words.empty()) {
            json.key("words");
            json.begin('[');
            for (const std::string& word : count.words) json.text(word);
            json.end(']');
        }
        json.end('}');
    }
    end_list(json, counts.empty());
}

}  // namespace flopledger
