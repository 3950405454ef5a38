// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

// A fresh folder with logs, and what the program says of them.
class Logs {
  public:
    Logs() {
        path_ = (std::filesystem::temp_directory_path() / "flopledger-XXXXXX").string();
        REQUIRE(mkdtemp(path_.data()) != nullptr);
    }
    ~Logs() { std::filesystem::remove_all(path_); }
    Logs(const Logs&) = delete;
    Logs& operator=(const Logs&) = delete;

    Logs& with(const std::string& name, const std::string& text) {
        const auto file = std::filesystem::path(path_) / name;
        std::filesystem::create_directories(file.parent_path());
        write_file(file.string(), text);
        return *this;
    }

    // All on one line each, so that tests need not know where lines break.
    std::string summarized(const std::string& files) const {
        return shown(run_program({"logs", "summarize", path_ + "/" + files}));
    }

    // What an activity makes of the logs: its keys beside `logs`, and how the logs are named.
    std::string estimated(const std::string& keys, const std::string& logs) const {
        const std::string ledger =
            "flopledger: 1\nmodel: {name: M}\nactivities:\n"
            "  - {name: a, kind: pre-training, recomputation: none, " +
            keys + ", logs: {" + logs + "}}\n";
        write_file(path_ + "/ledger.yaml", ledger);
        return shown(
            run_program({"estimate", path_ + "/ledger.yaml", "--standard", "all-operations"}));
    }

  private:
    static std::string shown(const ProgramRun& run) {
        std::string text;
        bool blank = false;
        for (const char letter : run.out + run.err) {
            const bool space = letter == ' ' || letter == '\n';
            if (!space && blank) text += ' ';
            if (!space) text += letter;
            blank = space;
        }
        return fmt::format("{} [{}]", text, run.status);
    }

    std::string path_;
};

// Whether a text holds a part; shows both where it does not.
inline bool has(const std::string& text, const std::string& part) {
    const bool found = text.find(part) != std::string::npos;
    if (!found) MESSAGE(part << " is not in: " << text);
    return found;
}

}  // namespace flopledger
