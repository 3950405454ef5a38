// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/sacct_json.hpp"

#include <algorithm>

#include "core/facts/machines/job_names.hpp"
#include "core/meter/formats/jobs/slurm_resources.hpp"
#include "core/meter/readings/job_rows.hpp"
#include "core/meter/readings/line_parser.hpp"
#include "core/meter/words/json_value.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

// A number, be it plain or `{"set": true, "infinite": false, "number": 12}`.
struct Number {
    bool readable = true;
    std::optional<std::uint64_t> value;  // nothing where it is not set
};

Number number(JsonValue value) {
    if (value.is(JsonKind::object)) {
        const bool set = value["set"].text() == "true" && value["infinite"].text() != "true";
        if (!set) return {value["number"].is(JsonKind::number), std::nullopt};
        value = value["number"];
        if (!value) return {false, std::nullopt};
    }
    if (!value || value.is(JsonKind::null)) return {};
    if (!value.is(JsonKind::number)) return {false, std::nullopt};
    const auto read = slurm_number(value.text());
    return {read.has_value(), read};
}

class SacctJsonParser : public DocumentParser {
  public:
    explicit SacctJsonParser(Meter& meter) : DocumentParser(meter), jobs_(meter) {}

  private:
    void document(const std::string& text) override {
        std::string_view rest = text;
        line_ = 1;
        for (;;) {
            const std::size_t blanks = rest.find_first_not_of(" \t\r\n");
            pass(rest.substr(0, blanks));
            if (blanks == std::string_view::npos) break;
            rest.remove_prefix(blanks);
            const JsonValue root = reader_.read_first(rest);
            if (!root) {
                pass(rest.substr(0, reader_.error_offset()));
                reject(Rejection::torn);
                break;
            }
            read_jobs(root, rest);
            rest.remove_prefix(reader_.end());
        }
        jobs_.finish();
        if (!chips_named_ && first_job_line_ != 0) {
            meter().rows.find(name::no_chips_accounted, first_job_line_);
        }
    }

    // Goes over some of the text, counting its lines.
    void pass(std::string_view text) {
        line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    }

    void reject(Rejection reason) {
        ++meter().row_count;
        meter().rows.reject(reason, line_);
    }

    // All jobs of one document.
    void read_jobs(JsonValue root, std::string_view text) {
        const JsonValue jobs = root["jobs"];
        if (!jobs.is(JsonKind::array)) {
            reject(Rejection::not_this_format);
            pass(text.substr(0, reader_.end()));
            return;
        }
        std::size_t passed = 0;
        for (const JsonValue job : jobs) {
            pass(text.substr(passed, job.offset() - passed));
            passed = job.offset();
            read_job(job);
        }
        pass(text.substr(passed, reader_.end() - passed));
    }

    void read_job(JsonValue entry) {
        const Number id = number(entry["job_id"]);
        if (!id.value) return reject(Rejection::not_this_format);
        if (first_job_line_ == 0) first_job_line_ = line_;
        JobUsage job;
        job.job = std::to_string(*id.value);
        job.cluster = safe_text(entry["cluster"].text());
        if (entry["cluster"] && job.cluster.empty()) job.cluster = unnamed_cluster;
        job.name = safe_text(entry["name"].text());
        job.state = state(entry["state"]["current"]);
        job.input = meter().input;
        job.line = line_;
        JobResources resources;
        if (const auto fault = read_chips(entry, job, resources)) return reject(*fault);

        const JsonValue time = entry["time"];
        const Number start = number(time["start"]);
        const Number end = number(time["end"]);
        const Number elapsed = number(time["elapsed"]);
        if (!start.readable || !end.readable) return reject(Rejection::no_time);
        if (!elapsed.readable) return reject(Rejection::bad_number);
        if (start.value.value_or(0) == 0) {
            // A job that never began was given nothing, if that is what it says.
            const bool said = time["start"] && elapsed.value.value_or(0) == 0;
            if (!said) return reject(Rejection::no_time);
            ++meter().row_count;
            return;
        }
        if (!elapsed.value || *start.value > largest_time || end.value.value_or(0) > largest_time) {
            return reject(Rejection::no_time);
        }
        job.start = static_cast<std::int64_t>(*start.value);
        job.end = static_cast<std::int64_t>(end.value.value_or(0));
        job.seconds = *elapsed.value;
        jobs_.take(std::move(job), place_of(entry, *id.value), resources);
    }

    // By what a job may be selected.
    static JobPlace place_of(JsonValue entry, std::uint64_t id) {
        JobPlace place{{std::to_string(id)}, safe_text(entry["user"].text()), ""};
        const std::string_view nodes = entry["nodes"].text();
        if (nodes != "None assigned") place.nodes = nodes;
        const Number array = number(entry["array"]["job_id"]);
        const Number task = number(entry["array"]["task_id"]);
        const Number leader = number(entry["het"]["job_id"]);
        const Number offset = number(entry["het"]["job_offset"]);
        const auto add = [&](const Number& of, char sign, const Number& part) {
            if (of.value.value_or(0) == 0) return;
            place.ids.push_back(std::to_string(*of.value));
            if (!part.value) return;
            place.ids.push_back(place.ids.back() + sign + std::to_string(*part.value));
        };
        add(array, '_', task);
        add(leader, '+', offset);
        return place;
    }

    // The resources of the allocation; where they cannot be read, why.
    std::optional<Rejection> read_chips(JsonValue entry, JobUsage& job, JobResources& resources) {
        SlurmChips chips;
        const JsonValue allocated = entry["tres"]["allocated"];
        for (const JsonValue resource : allocated) {
            const std::string_view type = resource["type"].text();
            const std::string_view name = resource["name"].text();
            if (type == "energy") {
                const auto joules = slurm_joules(resource["count"].text());
                if (!joules) return Rejection::bad_number;
                job.joules = *joules;
            }
            if (type != "gres" || !chips.reads(name)) continue;
            const Number count = number(resource["count"]);
            if (!count.value) return Rejection::bad_number;
            chips.add(name, *count.value);
        }
        resources = {chips.named(), chips.shared(), chips.unread(), allocated.size() == 0};
        chips_named_ = chips_named_ || chips.named();
        const auto count = chips.count(number(entry["allocation_nodes"]).value);
        if (!count) return Rejection::out_of_range;
        job.chips = *count;
        job.chip_type = safe_text(chips.type());
        return std::nullopt;
    }

    static std::string state(JsonValue current) {
        if (current.is(JsonKind::array)) current = current.at(0);
        return std::string(slurm_state(current.text()).value_or(std::string_view()));
    }

    static constexpr std::uint64_t largest_time = last_possible_time / 1000;

    JobRows jobs_;
    JsonReader reader_;
    std::uint64_t line_ = 1;
    std::uint64_t first_job_line_ = 0;
    bool chips_named_ = false;
};

// An object with jobs that have what only accounting gives. The part that tells the versions apart
// may stand behind all jobs.
Recognition recognise(std::string_view beginning) {
    const std::size_t first = beginning.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || beginning[first] != '{') return Recognition::no;
    const auto has = [&](std::string_view word) {
        return beginning.find(word) != std::string_view::npos;
    };
    if (!has("\"jobs\"")) return Recognition::no;
    if (has("\"allocation_nodes\"")) return Recognition::yes;
    const bool slurm = has("\"Slurm\"") || has("\"slurm\"") || has("accounting_storage");
    return slurm && !has("\"job_resources\"") ? Recognition::perhaps : Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<SacctJsonParser>(meter);
}

}  // namespace

const LogFormat sacct_json_format{"sacct-json", "Jobs of Slurm, as `sacct --json` prints them",
                                  recognise,    make_parser,
                                  false,        nullptr};

}  // namespace flopledger
