// SPDX-License-Identifier: Apache-2.0
// What is not of the kind asked for may be anybody's secret: nothing of it is told.
#include <doctest/doctest.h>

#include "tests/support/strangers.hpp"

namespace flopledger {

TEST_CASE("strangers: a file that is not of its kind is told without a word of it") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    const std::string file = machine.path("theirs/foreign");
    const std::vector<std::string> foreign = {"root:x:0:0:hunter2:/root:/bin/bash\n",
                                              "HUNTER=hunter2\nDB_PASSWORD=hunter2\n",
                                              "hunter2: 1\npassword: hunter2\n",
                                              "{\"hunter2\": \"hunter2\", \"hunter2\": 1}\n",
                                              "[{\"hunter2\": 1}]\n",
                                              "hunter2,password,card\nbob,hunter2,4111\n",
                                              "\"hunter2\n\tbad: [",
                                              "{\"a\": hunter2}",
                                              "flopledger: error: hunter2\n  no: [such\n",
                                              "flopledger check hunter2.yaml\n",
                                              "schema: hunter2\n",
                                              "{\"schema\": \"hunter2\"}",
                                              "-----BEGIN hunter2-----\n",
                                              "hunter2\xff\xfe\n",
                                              "&hunter2 *hunter2\n",
                                              "hunter2: {a: 1\n",
                                              "--- hunter2\n--- hunter2\n",
                                              "version: 1\nhunter2: &a [*a]\n",
                                              "host hunter2 login from 10.0.0.1 port 22\n",
                                              "hunter2\tpassword\n1\t2\n"};
    for (const std::string& text : foreign) {
        CAPTURE(text);
        write_file(file, text);
        for (const auto ledger_of : {base_of, model_of, logs_of}) {
            write_file(ledger, ledger_of("foreign"));
            const ProgramRun run = run_program({"check", ledger});
            CHECK(run.status == 2);
            CHECK(everything(run).find(secret) == std::string::npos);
        }
        for (const std::vector<std::string>& call :
             std::vector<std::vector<std::string>>{{"check", file},
                                                   {"model", file},
                                                   {"verify", file},
                                                   {"capacity", file},
                                                   {"audit", file},
                                                   {"report", file, "--format", "json"},
                                                   {"logs", "merge", file}}) {
            CAPTURE(call.front());
            const ProgramRun run = run_program(call);
            CHECK(run.status == 2);
            CHECK(everything(run).find(secret) == std::string::npos);
        }
    }
}

TEST_CASE("strangers: a fault in what is of its kind is shown as before") {
    const Machine machine;
    const std::string ledger = machine.path("theirs/ledger.yaml");
    for (const char* text : {"flopledger: 1\nmodel: {name: M\n", "{\"flopledger\": 1, \"x\": }",
                             "? flopledger\n: 1\nodd: 2\n", "flopledger: 2\nodd: 2\n",
                             "# a ledger\n\"flopledger\" : '1'\nodd: 2\n"}) {
        CAPTURE(text);
        write_file(ledger, text);
        const ProgramRun run = run_program({"check", ledger});
        CHECK(run.status == 2);
        CHECK(run.err.find("this is no ledger") == std::string::npos);
    }
}

}  // namespace flopledger
