// SPDX-License-Identifier: Apache-2.0
// What else strangers' files have shown: faults that hide others, characters that hide, numbers
// that are longer than they need be, and memory that runs out.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/meter/series/run_all.hpp"
#include "core/report/json/json_output.hpp"
#include "core/text/words/safe_text.hpp"
#include "tests/support/files.hpp"
#include "tests/support/program_run.hpp"

namespace flopledger {

TEST_CASE("strangers: a fault before it does not empty a log") {
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("flopledger-strangers-{}", getpid());
    std::filesystem::create_directories(folder);
    const std::string log = "logs: {files: [log.csv], precision: bf16}";
    write_file(folder / "log.csv",
               "timestamp, index, uuid, name, utilization.gpu [%], power.draw [W]\n"
               "2026/01/06 00:00:00.000, 0, GPU-1, NVIDIA H100 80GB HBM3, 90 %, 600 W\n"
               "2026/01/06 00:00:10.000, 0, GPU-1, NVIDIA H100 80GB HBM3, 90 %, 600 W\n");
    for (const char* before :
         {"operations: {parameters: -1, tokens: 1e12}", "reported: {flop: 1x, source: paper}",
          "logs: {files: [nowhere.csv], precision: bf16}",
          "chip_time: {chip: none, chip_hours: 1}"}) {
        CAPTURE(before);
        write_file(folder / "ledger.yaml",
                   fmt::format("flopledger: 1\nmodel: {{name: M}}\nactivities:\n"
                               "  - {{name: a, kind: fine-tuning, {}}}\n"
                               "  - {{name: b, kind: evaluation, {}}}\n",
                               before, log));
        const ProgramRun run = run_program({"check", folder / "ledger.yaml"});
        CHECK(run.status == 2);
        CHECK(run.err.find("ledger.yaml:5") == std::string::npos);
        CHECK(run.err.find("hold no reading") == std::string::npos);
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("strangers: JSON escapes what is not seen and reads back the same") {
    for (const char* text : {"\xc2\x9b"
                             "31mred",
                             "a\xe2\x80\xae"
                             "b",
                             "\xe2\x80\x8b", "\xef\xbb\xbf", "\xe2\x81\xa6x", "\xf3\xa0\x80\x81",
                             "\x7f", "\xc2\xad", "\\\xc2\x85"}) {
        CAPTURE(text);
        const std::string json = json_text(Json(text));
        CHECK(nlohmann::json::parse(json) == nlohmann::json(text));
        const std::string line = json.substr(0, json.size() - 1);
        CHECK(safe_text(line) == line);
    }
    CHECK(json_text(Json("d\xc3\xa9j\xc3\xa0 \xf0\x9f\x98\x80")) ==
          "\"d\xc3\xa9j\xc3\xa0 \xf0\x9f\x98\x80\"\n");
    CHECK(json_text(Json("\xff")) == "\"\xef\xbf\xbd\"\n");
    const ProgramRun run =
        run_program({"check", "-", "--format", "json"},
                    "flopledger: 1\nmodel: {name: \"\\x9b31mRED \\u202eabc\"}\nactivities:\n"
                    " - {name: a, kind: pre-training, reported: {flop: 1e20, source: x}}\n");
    CHECK(run.out.find("\\u009b31mRED \\u202eabc") != std::string::npos);
    CHECK(run.out.find("\xc2\x9b") == std::string::npos);
}

TEST_CASE("strangers: JSON numbers are the shortest that read back") {
    const auto written = [](double number) {
        const std::string text = json_text(Json(number));
        CHECK(nlohmann::json::parse(text).get<double>() == number);
        return text.substr(0, text.size() - 1);
    };
    CHECK(written(1e23) == "1e23");
    CHECK(written(3.8e25) == "3.8e25");
    CHECK(written(1e-5) == "1e-5");
    CHECK(written(1.5e-10) == "1.5e-10");
    CHECK(written(1e16) == "1e16");
    CHECK(written(5e-324) == "5e-324");
    CHECK(written(0.1) == "0.1");
    CHECK(written(2.0) == "2.0");
    CHECK(written(0) == "0.0");
    CHECK(written(-1.5) == "-1.5");
    CHECK(json_text(Json(Json::Array{})) == "[]\n");
    CHECK(json_text(Json(Json::Object{{"a", Json::Array{1, Json()}}})) ==
          "{\n  \"a\": [\n    1,\n    null\n  ]\n}\n");
}

TEST_CASE("strangers: a jurisdiction is the same in any case") {
    const char* ledger =
        "flopledger: 1\nmodel: {name: M}\nactivities:\n"
        " - {name: a, kind: pre-training, reported: {flop: 1e24, source: x}}\n";
    const auto of = [&](const char* place) {
        return run_program({"check", "-", "--jurisdiction", place}, ledger);
    };
    CHECK(of("eu").status <= 3);
    CHECK(of("eu").status != 2);
    for (const char* place : {"EU", "Eu"}) CHECK(of(place).out == of("eu").out);
    for (const char* place : {"US-CA", "Us-Ca"}) CHECK(of(place).out == of("us-ca").out);
}

TEST_CASE("strangers: memory that runs out in a thread is heard of by its caller") {
    const auto run_out = [](std::size_t task) {
        if (task == 5) throw std::bad_alloc();
    };
    CHECK_THROWS_AS(run_all(4, 100, run_out), std::bad_alloc);
    CHECK_THROWS_AS(run_all(1, 100, run_out), std::bad_alloc);
}

}  // namespace flopledger
