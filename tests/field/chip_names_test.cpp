// SPDX-License-Identifier: Apache-2.0
// Names that schedulers and clouds make of a chip's own lead to the chip.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/base/ascii.hpp"
#include "core/read/data/catalog.hpp"
#include "tests/support/logs/log_folder.hpp"

using namespace flopledger;

namespace {

std::string id_of(Catalog& catalog, const std::string& name) {
    Diagnostics diagnostics;
    const ChipLookup lookup = catalog.find_chip(name, diagnostics);
    CHECK(diagnostics.list.empty());
    if (lookup.chip != nullptr) return lookup.chip->id;
    return lookup.candidates.empty() ? "none" : "several";
}

}  // namespace

TEST_CASE("types that Slurm detects are the names of devices, whichever chip") {
    Catalog catalog;
    Diagnostics diagnostics;
    for (const auto& chip : catalog.chips(diagnostics)) {
        for (const auto* names : {&chip->aliases, &chip->candidate_for}) {
            for (const std::string& name : *names) {
                if (name.find('*') != std::string::npos) continue;
                std::string detected = lower_case(name);
                std::replace(detected.begin(), detected.end(), ' ', '_');
                CAPTURE(detected);
                CHECK(id_of(catalog, detected) == id_of(catalog, name));
            }
        }
    }
    CHECK(id_of(catalog, "nvidia_h100_80gb_hbm3") == "nvidia-h100-sxm5-80");
    CHECK(id_of(catalog, "amd_instinct_mi300x_oam") == "amd-mi300x");
    CHECK(id_of(catalog, "amd_instinct_mi250x") == "several");
}

TEST_CASE("every size of a slice of TPUs names its chip") {
    Catalog catalog;
    for (const char* size : {"1", "8", "16", "32", "512", "6144"}) {
        CAPTURE(size);
        CHECK(id_of(catalog, std::string("v2-") + size) == "google-tpu-v2");
        CHECK(id_of(catalog, std::string("v3-") + size) == "google-tpu-v3");
        CHECK(id_of(catalog, std::string("v4-") + size) == "google-tpu-v4");
        CHECK(id_of(catalog, std::string("TPU v4-") + size) == "google-tpu-v4");
        CHECK(id_of(catalog, std::string("v5litepod-") + size) == "google-tpu-v5e");
        CHECK(id_of(catalog, std::string("v5p-") + size) == "google-tpu-v5p");
        CHECK(id_of(catalog, std::string("v6e-") + size) == "google-tpu-v6e");
        CHECK(id_of(catalog, std::string("tpu7x-") + size) == "google-tpu-v7");
    }
    CHECK(id_of(catalog, "v9-16") == "none");
    CHECK(id_of(catalog, "v4-") == "none");
    CHECK(id_of(catalog, "nvidia-h100-8") == "none");
}

TEST_CASE("a job's detected type needs no chip in the ledger") {
    const LogFolder folder;
    folder.write("jobs.sacct",
                 "JobID|State|Start|End|ElapsedRaw|AllocTRES\n"
                 "5|COMPLETED|2026-03-02T10:00:00|2026-03-02T12:00:00|7200|"
                 "cpu=8,gres/gpu:nvidia_h100_80gb_hbm3=4,gres/gpu=4,node=1\n");
    const auto json =
        json_of(folder.estimate("    logs: {files: [jobs.sacct], precision: bf16}\n"));
    const double high = json["ledgers"][0]["totals"][0]["flop"]["high"];
    CHECK(high > 0.5 * 8 * 3600 * 989e12);
    CHECK(high <= 8.0 * 3600 * 990e12);
}
