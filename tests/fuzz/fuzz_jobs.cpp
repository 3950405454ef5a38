// SPDX-License-Identifier: Apache-2.0
// Any bytes as an export of jobs, as a table and as JSON: no crash, no row without a reason, and
// the same jobs whether the bytes come at once or line by line.
#include <cstddef>
#include <cstdint>

#include "core/meter/formats/jobs/sacct_json.hpp"
#include "core/meter/formats/jobs/sacct_text.hpp"
#include "core/text/words/utf8.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/logs/job_logs.hpp"

namespace flopledger {

namespace {

void read_any(const LogFormat& format, std::string_view bytes, const MeterOptions& options) {
    const ReadJobs whole = read_jobs(format, bytes, options);
    const ReadJobs lines = read_jobs(format, bytes, options, 1);
    insist(whole.usage == lines.usage);
    insist(whole.rows == lines.rows);
    const std::uint64_t repeated = whole.found("job-repeated");
    insist(whole.jobs().size() + repeated + whole.rejected() <= whole.rows);
    for (const JobUsage& job : whole.jobs()) {
        insist(!job.job.empty());
        insist(job.line != 0);
        for (const std::string& text : {job.job, job.name, job.state, job.chip_type}) {
            insist(!first_byte_not_utf8(text));
        }
    }
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace flopledger;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static const MeterOptions plain;
    static const MeterOptions with_columns = [] {
        MeterOptions options;
        options.columns = {"JobID", "JobName", "Start", "End", "ElapsedRaw", "AllocTRES"};
        return options;
    }();
    sacct_text_format.recognise(bytes);
    sacct_json_format.recognise(bytes);
    read_any(sacct_text_format, bytes, plain);
    read_any(sacct_text_format, bytes, with_columns);
    read_any(sacct_json_format, bytes, plain);
    return 0;
}
