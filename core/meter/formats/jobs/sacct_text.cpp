// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/sacct_text.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/facts/machines/job_names.hpp"
#include "core/meter/formats/jobs/sacct_row.hpp"
#include "core/meter/readings/job_rows.hpp"
#include "core/meter/readings/line_parser.hpp"

namespace flopledger {

namespace {

using Fields = std::vector<std::string_view>;

// The most bytes of a row that are waited for: fields hold command lines, not files.
constexpr std::size_t longest_row = std::size_t{1} << 20;

// Delimiters inside texts, in one row. Beyond that the row is something else.
constexpr std::size_t most_too_many = 64;

// The lines in which a header is looked for, behind what a remote shell may say first.
constexpr std::uint64_t lines_before_header = 20;

std::string_view delimiter_of(std::string_view line) {
    return line.find("|#") != std::string_view::npos ? "|#" : "|";
}

// The fields of a line; of lines with more than `most`, only so many.
void split(std::string_view line, std::string_view delimiter, std::size_t most, Fields& fields) {
    fields.clear();
    std::size_t begin = 0;
    while (fields.size() < most) {
        const std::size_t end = line.find(delimiter, begin);
        fields.push_back(line.substr(begin, end - begin));
        if (end == std::string_view::npos) return;
        begin = end + delimiter.size();
    }
}

std::optional<SacctHeader> header_of(std::string_view line, std::string_view delimiter) {
    // The names of all columns of any version take less.
    constexpr std::size_t longest_header = 16'384;
    if (line.size() > longest_header) return std::nullopt;
    Fields names;
    split(line, delimiter, longest_header, names);
    return names.size() < 2 ? std::nullopt : sacct_header(names);
}

class SacctTextParser : public LogParser {
  public:
    explicit SacctTextParser(Meter& meter) : meter_(meter), jobs_(meter), lines_(*this) {}

    void take(std::string_view lines) override { lines_.take(lines); }
    std::uint64_t lines() const override { return lines_.lines(); }

    void end(std::string_view rest) override {
        lines_.end(rest);
        tear_waiting();
        tell_missing_rows();
        jobs_.finish();
        if (!chips_named_ && first_job_line_ != 0) {
            meter_.rows.find(name::no_chips_accounted, first_job_line_);
        }
    }

  private:
    struct Lines : LineParser {
        explicit Lines(SacctTextParser& parser) : owner(parser) {}
        void line(std::string_view text, std::uint64_t number) override {
            owner.line(text, number, true);
        }
        void torn_line(std::string_view text, std::uint64_t number) override {
            owner.line(text, number, false);
        }
        SacctTextParser& owner;
    };

    void line(std::string_view text, std::uint64_t number, bool ended) {
        if (text.empty() && waiting_columns_ == 0) return;
        if (take_header(text, number)) return;
        if (!header_) {
            reject(Rejection::not_this_format, number);
            return;
        }
        if (text.size() > longest_row) {
            tear_waiting();
            reject(Rejection::torn, number);
            return;
        }
        split(text, delimiter_, header_->size + most_too_many, fields_);
        if (fields_.size() >= header_->size) tear_waiting();
        if (waiting_columns_ == 0 && fields_.size() == 1 && continues_last_field()) return;
        if (waiting_columns_ == 0) {
            waiting_line_ = number;
            waiting_columns_ = fields_.size();
        } else {
            waiting_ += '\n';
            waiting_columns_ += fields_.size() - 1;
        }
        waiting_ += text;
        if (waiting_columns_ >= header_->size) {
            split(waiting_, delimiter_, header_->size + most_too_many, fields_);
            judge(ended);
            forget_waiting();
        } else if (waiting_.size() > longest_row) {
            tear_waiting();
        }
    }

    // A line that names columns begins a table: the first, or that of another export behind it.
    bool take_header(std::string_view text, std::uint64_t number) {
        if (header_ && text.find("JobID") == std::string_view::npos) return false;
        const std::string_view delimiter = delimiter_of(text);
        std::optional<SacctHeader> header = header_of(text, delimiter);
        if (header) {
            tear_waiting();
            header_ = std::move(header);
            delimiter_ = delimiter;
            return true;
        }
        const std::vector<std::string>& given = meter_.options.columns;
        if (header_ || number > 1 || given.empty()) return false;
        header_ = sacct_header(Fields(given.begin(), given.end()));
        delimiter_ = delimiter;
        return false;
    }

    SacctRow read_row(bool ended) {
        // A field that is read may have lost its end with the line.
        const std::size_t last = header_->size - 1;
        const bool matters = meter_.selector != nullptr || !header_->only_selects(last);
        if (!ended && header_->reads(last) && matters) return {};
        if (!ended && fields_.size() == header_->size) fields_[last] = {};
        if (fields_.size() == header_->size) return sacct_row(*header_, fields_, meter_);
        if (fields_.size() == header_->size + most_too_many) return {};
        return sacct_row_of_too_many(*header_, fields_, meter_);
    }

    void judge(bool ended) {
        SacctRow row = read_row(ended);
        const std::uint64_t line = waiting_line_;
        rows_seen_ = true;
        chips_named_ = chips_named_ || row.resources.names_chips;
        if (row.kind == SacctRow::Kind::step) {
            steps_.try_emplace(own_name(row.job), line);
            return;
        }
        if (!row.job.job.empty()) {
            own_rows_.insert(own_name(row.job));
            if (first_job_line_ == 0) first_job_line_ = line;
        }
        if (row.kind == SacctRow::Kind::rejected) {
            reject(row.reason, line);
            return;
        }
        if (row.kind == SacctRow::Kind::never_began) {
            ++meter_.row_count;
            return;
        }
        row.job.input = meter_.input;
        row.job.line = line;
        jobs_.take(std::move(row.job), std::move(row.place), row.resources);
    }

    // Clusters number their jobs alike.
    static std::string own_name(const JobUsage& job) { return job.cluster + '/' + job.job; }

    void reject(Rejection reason, std::uint64_t line) {
        ++meter_.row_count;
        meter_.rows.reject(reason, line);
    }

    void tear_waiting() {
        if (waiting_columns_ != 0) reject(Rejection::torn, waiting_line_);
        forget_waiting();
    }

    void forget_waiting() {
        waiting_.clear();
        waiting_columns_ = 0;
    }

    // Whether a line without any delimiter goes on with the last field of the row before it: so it
    // does where the last column may hold line ends and the first may not.
    bool continues_last_field() const {
        const std::vector<std::size_t>& texts = header_->free_texts;
        return rows_seen_ && !texts.empty() && texts.front() != 0 &&
               std::find(texts.begin(), texts.end(), header_->size - 1) != texts.end();
    }

    void tell_missing_rows() {
        std::vector<std::uint64_t> places;
        for (const auto& [job, line] : steps_) {
            if (!own_rows_.contains(job)) places.push_back(line);
        }
        std::sort(places.begin(), places.end());
        for (const std::uint64_t line : places) meter_.rows.find(name::job_row_missing, line);
    }

    Meter& meter_;
    JobRows jobs_;
    Lines lines_;
    std::optional<SacctHeader> header_;
    std::string delimiter_;
    Fields fields_;
    std::string waiting_;  // a row whose columns are not complete
    std::size_t waiting_columns_ = 0;
    std::uint64_t waiting_line_ = 0;
    std::uint64_t first_job_line_ = 0;
    bool chips_named_ = false;
    bool rows_seen_ = false;
    std::unordered_map<std::string, std::uint64_t> steps_;  // by job, with the first one's line
    std::unordered_set<std::string> own_rows_;
};

Recognition recognise(std::string_view beginning) {
    for (std::uint64_t number = 0; number < lines_before_header && !beginning.empty(); ++number) {
        const std::size_t end = beginning.find('\n');
        std::string_view line = beginning.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (header_of(line, delimiter_of(line))) return Recognition::yes;
        beginning = end == std::string_view::npos ? std::string_view() : beginning.substr(end + 1);
    }
    return Recognition::no;
}

std::unique_ptr<LogParser> make_parser(Meter& meter) {
    return std::make_unique<SacctTextParser>(meter);
}

}  // namespace

const LogFormat sacct_text_format{
    "sacct", "Jobs of Slurm, as `sacct -P` prints them", recognise, make_parser, false, nullptr};

}  // namespace flopledger
