// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/support/files.hpp"
#include "tests/support/transcript.hpp"

namespace flopledger {

using Lines = std::vector<std::string>;

static const char* const document =
    "# A title\n"
    "\n"
    "Prose with $ signs, then code that is no terminal:\n"
    "\n"
    "    flopledger: 1\n"
    "\n"
    "    $ flopledger check a.yaml\n"
    "    one\n"
    "\n"
    "      two\n"
    "    [1]\n"
    "    $ flopledger chips\n"
    "\n"
    "    $ flopledger check \\\n"
    "          b.yaml\n"
    "    three\n"
    "\n"
    "The end.\n";

TEST_CASE("a transcript is commands and what they showed") {
    const std::vector<Step> steps = parse_transcript(document);
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].line == 7);
    CHECK(steps[0].command == "flopledger check a.yaml");
    CHECK(steps[0].expected == Lines{"one", "", "  two", "[1]"});
    CHECK(steps[1].line == 12);
    CHECK(steps[1].expected.empty());
    CHECK(steps[2].command == "flopledger check b.yaml");
    CHECK(steps[2].expected == Lines{"three"});
}

TEST_CASE("a transcript rewritten with its own output is itself") {
    const std::vector<Step> steps = parse_transcript(document);
    std::vector<Lines> outputs;
    for (const Step& step : steps) outputs.push_back(step.expected);
    CHECK(rewrite_transcript(document, steps, outputs) == document);
    outputs[1] = {"new", "", "lines"};
    const std::string rewritten = rewrite_transcript(document, steps, outputs);
    REQUIRE(parse_transcript(rewritten).size() == 3);
    CHECK(parse_transcript(rewritten)[1].expected == outputs[1]);
}

TEST_CASE("the examples of a manual page are a transcript") {
    const std::string page =
        ".TH X 1\nProse \\- here.\n.EX\n$ flopledger check \\-\\-all\n\\&.5 \\(aqx\\(aq "
        "\\en\n.EE\n";
    CHECK(roff_examples(page) == "\n\n\n    $ flopledger check --all\n    .5 'x' \\n\n\n");
}

TEST_CASE("a command line is split as a shell would") {
    const ShellCommand command = parse_command("flopledger  a 'b c'\"d e\" f\\ g '' '*' < in.yaml");
    CHECK(command.error == "");
    CHECK(command.words == Lines{"flopledger", "a", "b cd e", "f g", "", "*"});
    CHECK(command.input_file == "in.yaml");
    CHECK(command.pipeline == "");
    CHECK(parse_command("flopledger x | jq '.a | .b'").pipeline == " jq '.a | .b'");
    CHECK(parse_command("x tests/supp?rt/transcript.h*").words ==
          Lines{"x", "tests/support/transcript.hpp"});
    CHECK(parse_command("x no/such/*").words == Lines{"x", "no/such/*"});
    CHECK(parse_command("x 'y").error == "a quote is not closed");
    CHECK(parse_command("x > y").error == "a transcript does not know >");
    CHECK(parse_command("x <").error == "no file after <");
}

TEST_CASE("a difference shows both sides in order") {
    CHECK(difference({"a", "b", "c"}, {"a", "x", "c", "d"}) == "  a\n- b\n+ x\n  c\n+ d\n");
    CHECK(difference({}, {}) == "");
}

TEST_CASE("transcript: three dots stand for any lines") {
    CHECK(agrees({"a", "...", "d"}, {"a", "b", "c", "d"}));
    CHECK(agrees({"a", "  ...", "d"}, {"a", "d"}));
    CHECK(agrees({"...", "b", "...", "d"}, {"a", "b", "c", "b", "d"}));
    CHECK(agrees({"..."}, {}));
    CHECK_FALSE(agrees({"a", "...", "d"}, {"a", "b", "c"}));
    CHECK_FALSE(agrees({"a", "...", "d"}, {"b", "d"}));
    CHECK_FALSE(agrees({"a"}, {"a", "b"}));
}

}  // namespace flopledger
