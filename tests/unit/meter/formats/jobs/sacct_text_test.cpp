// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/sacct_text.hpp"

#include <doctest/doctest.h>

#include "tests/support/files.hpp"
#include "tests/support/logs/job_logs.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

constexpr std::string_view header =
    "JobID|JobIDRaw|JobName|Submit|Start|End|ElapsedRaw|State|AllocNodes|AllocTRES|Comment|User\n";

ReadJobs read_text(const std::string& text, const MeterOptions& options = {}) {
    const ReadJobs whole = read_jobs(sacct_text_format, text, options);
    const ReadJobs pieces = read_jobs(sacct_text_format, text, options, 1);
    CHECK(pieces.usage == whole.usage);
    CHECK(pieces.rows == whole.rows);
    return whole;
}

ReadJobs read_rows(const std::string& rows) { return read_text(std::string(header) + rows); }

// A row of a job that began at 2026-03-01 00:00:00 and ran for an hour.
std::string row(const std::string& id, const std::string& name, const std::string& tres,
                const std::string& comment = "") {
    return id + "|" + id + "|" + name + "|2026-02-28T23:59:58|2026-03-01T00:00:00|" +
           "2026-03-01T01:00:00|3600|COMPLETED|2|" + tres + "|" + comment + "|ada\n";
}

constexpr std::int64_t march = 1'772'323'200;

}  // namespace

TEST_CASE("a job's own row counts, its steps do not") {
    const std::string tres = "billing=64,cpu=64,gres/gpu=16,gres/gpu:h100=16,mem=1T,node=2";
    const ReadJobs read = read_rows(row("71.extern", "extern", tres) + row("71", "train", tres) +
                                    row("71.batch", "batch", "cpu=32,gres/gpu=8,node=1") +
                                    row("71.0", "python", tres) + row("72", "prepare", "cpu=4"));
    REQUIRE(read.jobs().size() == 2);
    const JobUsage& job = read.jobs()[0];
    CHECK(job.job == "71");
    CHECK(job.start == march);
    CHECK(job.end == march + 3600);
    CHECK(job.seconds == 3600);
    CHECK(job.chips == 16);
    CHECK(job.chip_type == "h100");
    CHECK(job.state == "COMPLETED");
    CHECK(job.name == "train");
    CHECK(job.line == 3);
    CHECK(read.jobs()[1].chips == 0);
    CHECK(read.rows == 2);
    CHECK(read.usage.rejected.empty());
    CHECK(read.usage.findings.empty());
    CHECK(read.zone_assumed);
}

TEST_CASE("times are the zone's that is given") {
    MeterOptions options;
    options.zone = TimeZone::named("+02:00");
    REQUIRE(options.zone);
    const ReadJobs read = read_text(std::string(header) + row("1", "a", "gres/gpu=1"), options);
    REQUIRE(read.jobs().size() == 1);
    CHECK(read.jobs()[0].start == march - 7200);
    CHECK(!read.zone_assumed);
}

TEST_CASE("fields over several lines are joined until the columns are complete") {
    const std::string text = row("71", "one\ntwo\n\nthree", "gres/gpu=8", "said\n\"so\"") +
                             row("72", "\xff\xfe", "gres/gpu=4");
    const ReadJobs read = read_rows(text);
    REQUIRE(read.jobs().size() == 2);
    CHECK(read.jobs()[0].name == "one\\ntwo\\n\\nthree");
    CHECK(read.jobs()[0].line == 2);
    CHECK(read.jobs()[1].name == "\\xff\\xfe");
    CHECK(read.jobs()[1].line == 7);
    CHECK(read.rows == 2);

    // The same by the other delimiter.
    std::string other = std::string(header) + text;
    for (std::size_t at = 0; (at = other.find('|', at)) != std::string::npos; at += 2) {
        other.replace(at, 1, "|#");
    }
    CHECK(sacct_text_format.recognise(other) == Recognition::yes);
    CHECK(read_text(other).usage == read.usage);
}

TEST_CASE("a last column over several lines ends where a row begins") {
    const std::string names = "JobID|Start|End|ElapsedRaw|AllocTRES|SubmitLine\n";
    const std::string times = "|2026-03-01T00:00:00|2026-03-01T01:00:00|3600|";
    const ReadJobs read =
        read_text(names + "5" + times + "gres/gpu=2|srun \\\n  train\n  --lr 1\n" + "6" + times +
                  "gres/gpu=1|srun b\n");
    CHECK(read.jobs().size() == 2);
    CHECK(read.rows == 2);
    CHECK(read.usage.rejected.empty());
}

TEST_CASE("rows cut short are torn, and leave their neighbours alone") {
    const std::string whole = row("71", "a", "gres/gpu=8");
    const ReadJobs read = read_rows("b|node[1-4]|ada\n" + whole + "72|72|b|2026-\n" +
                                    row("73", "c", "gres/gpu=1") + "74|74|d");
    CHECK(read.jobs().size() == 2);
    CHECK(read.rejected("torn") == 3);
    CHECK(read.rows == 5);
    CHECK(read.usage.rejected.at("torn").first == std::vector<InputPlace>{{0, 2}, {0, 4}, {0, 6}});

    // A last line without its end may have lost a part of what is read, or only of what is not.
    const std::string names = "JobID|Start|End|ElapsedRaw|AllocTRES\n";
    const std::string line = "5|2026-03-01T00:00:00|2026-03-01T01:00:00|3600|gres/gpu=12";
    CHECK(read_text(names + line).rejected("torn") == 1);
    CHECK(read_text(names + line + "\n").jobs().size() == 1);
    std::string cut = std::string(header) + whole;
    cut.pop_back();
    CHECK(read_text(cut).jobs().size() == 1);
}

TEST_CASE("a delimiter inside a text is seen through where only one reading makes sense") {
    const ReadJobs name = read_rows(row("71", "lr|0.1|warm", "gres/gpu=8"));
    REQUIRE(name.jobs().size() == 1);
    CHECK(name.jobs()[0].name == "lr|0.1|warm");
    CHECK(name.jobs()[0].chips == 8);
    const ReadJobs comment = read_rows(row("71", "plain", "gres/gpu=8", "a|b\nc"));
    REQUIRE(comment.jobs().size() == 1);
    CHECK(comment.jobs()[0].name == "plain");
    // Two texts with a delimiter each: no single text explains the row.
    CHECK(read_rows(row("71", "a|b", "gres/gpu=8", "c|d")).rejected("torn") == 1);
    // Far too many of them are no row of this table.
    CHECK(read_rows(std::string(500, '|') + "\n").rejected("torn") == 1);
}

TEST_CASE("requeues count each run, repeated rows once") {
    std::string again = row("71", "a", "gres/gpu=8");
    again.replace(again.find("2026-03-01T00"), 13, "2026-03-01T02");
    again.replace(again.find("2026-03-01T01"), 13, "2026-03-01T03");
    const std::string first = row("71", "a", "gres/gpu=8");
    const ReadJobs read = read_rows(first + again + first);
    CHECK(read.jobs().size() == 2);
    CHECK(read.found("job-repeated") == 1);
    CHECK(read.usage.findings.at("job-repeated").first == std::vector<InputPlace>{{0, 4}});
    CHECK(read.rows == 3);
}

TEST_CASE("arrays, components and jobs that run or never began") {
    const auto line = [](const std::string& id, const std::string& raw, const std::string& rest) {
        return id + "|" + raw + "|n|2026-02-28T23:59:58|" + rest + "||u\n";
    };
    const ReadJobs read = read_rows(
        line("90_4", "94", "2026-03-01T00:00:00|Unknown|50|RUNNING|1|gres/gpu=1") +
        line("90_[5-8%2]", "90", "Unknown|Unknown|0|PENDING|0|") +
        line("95+0", "95", "2026-03-01T00:00:00|2026-03-01T00:01:00|60|COMPLETED|1|gres/gpu=2") +
        line("95+1", "96", "2026-03-01T00:00:00|2026-03-01T00:01:00|60|FAILED|1|gres/gpu=3") +
        line("97", "97", "None|2026-03-01T00:01:00|0|CANCELLED by 5|0|") +
        line("98", "98", "Unknown|2026-03-01T00:01:00|60|FAILED|1|gres/gpu=3") +
        line("99", "99", "yesterday|2026-03-01T00:01:00|60|FAILED|1|gres/gpu=3") +
        line("99", "99", "2026-03-01T00:00:00|2026-03-01T00:01:00|soon|FAILED|1|gres/gpu=3") +
        line("99", "99", "2026-03-01T00:00:00|2026-03-01T00:01:00|60|FAILED|1|gres/gpu=x") +
        line("99", "99",
             "2026-03-01T00:00:00|2026-03-01T00:01:00|60|FAILED|1|gres/gpu=1,"
             "gres/gpu:a=2"));
    REQUIRE(read.jobs().size() == 3);
    CHECK(read.jobs()[0].job == "94");
    CHECK(read.jobs()[0].end == 0);
    CHECK(read.jobs()[0].seconds == 50);
    CHECK(read.jobs()[1].job == "95");
    CHECK(read.jobs()[2].job == "96");
    CHECK(read.chip_seconds() == 50 + 120 + 180);
    CHECK(read.rejected("no-time") == 2);
    CHECK(read.rejected("bad-number") == 2);
    CHECK(read.rejected("out-of-range") == 1);
    CHECK(read.rows == 10);
}

TEST_CASE("older exports name resources for each node, and elapsed time in words") {
    const ReadJobs read = read_text(
        "JobID|Start|End|Elapsed|AllocNodes|AllocGRES|AllocTRES|ConsumedEnergyRaw|\n"
        "7|2017-03-01T00:00:00|2017-03-02T01:00:00|1-01:00:00|3|gpu:tesla:2(S:0-1)|cpu=3|0|\n"
        "8|2017-03-01T00:00:00|2017-03-01T01:00:00|01:00:00|3|gpu:2|cpu=3,gres/gpu=6|77|\n"
        "9|1488326400|1488330000|01:00:00||gpu:2||18446744073709551614|\n");
    REQUIRE(read.jobs().size() == 2);
    CHECK(read.jobs()[0].chips == 6);
    CHECK(read.jobs()[0].chip_type == "tesla");
    CHECK(read.jobs()[0].seconds == 90'000);
    CHECK(read.jobs()[0].joules == 0);
    CHECK(read.jobs()[1].chips == 6);
    CHECK(read.jobs()[1].joules == 77);
    CHECK(read.rejected("bad-number") == 1);
}

TEST_CASE("exports without a header, with words before it, or two behind one another") {
    MeterOptions options;
    options.columns = {"JobIDRaw", "Start", "End", "ElapsedRaw", "AllocTRES"};
    const std::string rows = "5|2026-03-01T00:00:00|2026-03-01T01:00:00|3600|gres/gpu=2\n";
    CHECK(read_text(rows, options).jobs().size() == 1);
    CHECK(read_text(rows).rejected("not-this-format") == 1);

    const std::string noisy =
        "Last login: Sunday | welcome\n\n" + std::string(header) + row("71", "a", "gres/gpu=8");
    CHECK(sacct_text_format.recognise(noisy) == Recognition::yes);
    const ReadJobs read = read_text(noisy);
    CHECK(read.jobs().size() == 1);
    CHECK(read.rejected("not-this-format") == 1);

    const ReadJobs both = read_text(noisy + "JobIDRaw|Start|End|ElapsedRaw|AllocTRES\n" + rows);
    CHECK(both.jobs().size() == 2);
    CHECK(both.rejected() == 1);
}

TEST_CASE("what an export does not say is told") {
    const ReadJobs no_chips = read_rows(row("71", "a", "cpu=8,mem=1G,node=1"));
    CHECK(no_chips.jobs().size() == 1);
    CHECK(no_chips.found("no-chips-accounted") == 1);
    const ReadJobs steps = read_rows(row("71.0", "a", "gres/gpu=8") + row("71.1", "a", "") +
                                     row("72.batch", "a", "") + row("72", "b", "gres/gpu=1"));
    CHECK(steps.found("job-row-missing") == 1);
    CHECK(steps.usage.findings.at("job-row-missing").first == std::vector<InputPlace>{{0, 2}});
    CHECK(steps.found("no-chips-accounted") == 0);
}

TEST_CASE("a window takes its part of a job that began before it") {
    MeterOptions options;
    options.from = (march + 1) * 1000;
    const ReadJobs read = read_text(std::string(header) + row("1", "a", "gres/gpu=1"), options);
    REQUIRE(read.jobs().size() == 1);
    CHECK(read.jobs()[0].start == march + 1);
    CHECK(read.rows == 1);
    options.from = (march + 100'000'000) * 1000;
    const ReadJobs later = read_text(std::string(header) + row("1", "a", "gres/gpu=1"), options);
    CHECK(later.jobs().empty());
    CHECK(later.rejected("out-of-window") == 1);
}

TEST_CASE("texts that are nobody's are not taken for exports of jobs") {
    for (const std::string_view text :
         {std::string_view(""), std::string_view("a|b|c\n1|2|3\n"), std::string_view("JobID\n5\n"),
          std::string_view("timestamp, index\n"), std::string_view("\0\0|JobID|State\n", 16),
          std::string_view("JobID|what is|it\n")}) {
        CHECK(sacct_text_format.recognise(text) == Recognition::no);
    }
    // Many short lines that never complete a row take neither time nor memory without end.
    std::string lines(header);
    for (int line = 0; line < 400'000; ++line) lines += "12345\n";
    const ReadJobs read = read_jobs(sacct_text_format, lines);
    CHECK(read.rejected("torn") == 3);
    CHECK(read_rows(std::string(3'000'000, '|') + "\n").rejected("torn") == 1);
}

TEST_CASE("real exports of jobs") {
    const auto samples = shared_or_skip("samples/telemetry/10-slurm-sacct");
    if (!samples) return;
    const auto read_sample = [&](std::string_view name) {
        const std::string text = read_file(*samples + "/" + std::string(name));
        CHECK(sacct_text_format.recognise(text) == Recognition::yes);
        return read_text(text);
    };
    SUBCASE("fields over several lines, and a line break that is none") {
        for (const std::string_view name :
             {"gcm_sample-sacct-fake-line-break.txt", "gcm_sample-sacct-one-multiline.txt"}) {
            const ReadJobs read = read_sample(name);
            REQUIRE(read.jobs().size() == 2);
            CHECK(read.chip_seconds() == 79'396ULL * 1024 + 87'356ULL * 256);
            CHECK(read.jobs()[0].job == "201729");
            CHECK(read.jobs()[1].state == "REQUEUED");
            CHECK(read.usage.rejected.empty());
            CHECK(read.found("job-row-missing") == 1);  // 200131.0
        }
    }
    SUBCASE("the same row over several lines three times") {
        const ReadJobs read = read_sample("gcm_sample-sacct-multiple-multiline.txt");
        CHECK(read.chip_seconds() == 79'396ULL * 1024 + 87'356ULL * 256);
        CHECK(read.found("job-repeated") == 2);
        CHECK(read.rows == 4);
    }
    SUBCASE("bytes that are no UTF-8") {
        const ReadJobs read = read_sample("gcm_sample-sacct-output-invalid-utf8.txt");
        REQUIRE(read.jobs().size() == 2);
        CHECK(read.chip_seconds() == 8 * 99 + 7212);
        // 3557893, and a step of 3557891 that its row has of another cluster.
        CHECK(read.found("job-row-missing") == 2);
        CHECK(read.usage.rejected.empty());
    }
    SUBCASE("three columns without times: nothing can be known of the chips") {
        const ReadJobs read = read_sample("gcm_sample-sacct-output-midnight-edge-case-small.txt");
        CHECK(read.rejected("no-time") == 3);
        CHECK(read.rows == 3);
        CHECK(read.found("no-chips-accounted") == 1);
        CHECK(read.found("job-row-missing") == 0);
    }
    SUBCASE("a row that lost its beginning") {
        const ReadJobs read = read_sample("gcm_sample-sacct-output-with-invalid-lines.txt");
        CHECK(read.jobs().empty());
        CHECK(read.rejected("torn") == 1);
    }
    SUBCASE("steps alone") {
        const ReadJobs read = read_sample("gcm_sample-sacct-output.txt");
        CHECK(read.jobs().empty());
        CHECK(read.usage.rejected.empty());
        CHECK(read.found("job-row-missing") > 0);
    }
    SUBCASE("jobs that run") {
        const ReadJobs read = read_sample("gcm_sample-sacct-running-output.txt");
        CHECK(read.usage.rejected.empty());
        for (const JobUsage& job : read.jobs()) CHECK(job.end == 0);
    }
    SUBCASE("another command's output is not taken") {
        const std::string text = read_file(*samples + "/gcm_sample-squeue-output.txt");
        CHECK(sacct_text_format.recognise(text) == Recognition::no);
    }
}

}  // namespace flopledger
