// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

// A folder of its own for logs and ledgers, removed with the test.
class LogFolder {
  public:
    LogFolder() {
        path_ = (std::filesystem::temp_directory_path() / "flopledger-logs-XXXXXX").string();
        REQUIRE(mkdtemp(path_.data()) != nullptr);
    }
    ~LogFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    LogFolder(const LogFolder&) = delete;
    LogFolder& operator=(const LogFolder&) = delete;

    // The path of a file or a folder in it.
    std::string path(const std::string& name) const { return path_ + "/" + name; }

    // Writes a file and gives its path; folders on the way are made.
    std::string write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        write_file(path(name), text);
        return path(name);
    }

    // The program, with the first word `@` replaced by this folder in every argument.
    ProgramRun run(std::vector<std::string> arguments) const {
        for (std::string& argument : arguments) {
            const std::size_t at = argument.find('@');
            if (at != std::string::npos) argument.replace(at, 1, path_);
        }
        return run_program(arguments);
    }

    // What `estimate` says of a ledger with one activity, whose keys are given.
    ProgramRun estimate(const std::string& activity) const {
        write("ledger.yaml",
              "flopledger: 1\nmodel: {name: M}\nactivities:\n  - name: run\n    kind: "
              "pre-training\n    recomputation: none\n" +
                  activity);
        return run(
            {"estimate", "@/ledger.yaml", "--standard", "all-operations", "--format", "json"});
    }

  private:
    std::string path_;
};

// The JSON of an output that must be one.
inline nlohmann::ordered_json json_of(const ProgramRun& run) {
    CAPTURE(run.out);
    CAPTURE(run.err);
    REQUIRE(run.status != 2);
    return nlohmann::ordered_json::parse(run.out);
}

}  // namespace flopledger
