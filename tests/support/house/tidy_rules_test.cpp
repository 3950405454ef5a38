// SPDX-License-Identifier: Apache-2.0
// Every rule of the house, shown a fault planted for it and a neighbour that is in order.
#include "tests/support/house/tidy_rules.hpp"

#include <doctest/doctest.h>

#include "tests/support/house/source_text.hpp"

namespace flopledger {

namespace {

std::string joined(const Messages& messages) {
    std::string text;
    for (const std::string& message : messages) text += message + "\n";
    return text;
}

std::string repeated(const std::string& text, int times) {
    std::string result;
    for (int i = 0; i < times; ++i) result += text;
    return result;
}

}  // namespace

TEST_CASE("floors: an include that points up, sideways or at no header") {
    const std::vector<std::string> listed = {"core/base/exact.hpp", "core/base/exact.cpp",
                                             "core/text/yaml.hpp", "core/check.hpp"};
    CHECK(joined(check_floors({{"core/base/exact.cpp",
                                "#include \"core/base/exact.hpp\"\n"
                                "#include \"core/text/yaml.hpp\"\n"},
                               {"core/text/yaml.hpp",
                                "#include \"core/base/exact.cpp\"\n#include \"core/gone.hpp\"\n"}},
                              listed)) ==
          "core/base/exact.cpp:2: core/text/yaml.hpp is on a higher floor\n"
          "core/text/yaml.hpp:1: core/base/exact.cpp is no header\n"
          "core/text/yaml.hpp:2: core/gone.hpp is not listed\n");
}

TEST_CASE("floors: a list that is out of order") {
    CHECK(joined(check_floors({}, {"core/text/yaml.hpp", "core/base/exact.hpp"})) ==
          "core/base/exact.hpp: is listed above its floor\n");
    CHECK(joined(check_floors({}, {"core/check.hpp", "core/report/text.hpp"})) ==
          "core/report/text.hpp: is listed above its floor\n");
}

TEST_CASE("rooms: one that is full, and a circle") {
    std::vector<SourceFile> files;
    for (int file = 0; file < 41; ++file) {
        files.push_back({"core/text/" + std::to_string(file) + ".hpp", ""});
    }
    CHECK(joined(check_rooms(files)) == "core/text: has 41 files, more than 40\n");
    files.pop_back();
    CHECK(joined(check_rooms(files)) == "");
    CHECK(joined(check_rooms(
              {{"core/a/a.hpp", "#include <core/x/x.hpp>\n#include \"core/b/b.hpp\"\n"},
               {"core/b/b.hpp", "\n#include \"core/b/own.hpp\"\n#include \"core/c/c.hpp\"\n"},
               {"core/c/c.hpp", "#include \"core/a/other.hpp\"\n#include \"core/d/d.hpp\"\n"},
               {"core/d/d.hpp", ""}})) ==
          "core/a/a.hpp:2: core/b/b.hpp is in a room that leads back to core/a\n"
          "core/b/b.hpp:3: core/c/c.hpp is in a room that leads back to core/b\n"
          "core/c/c.hpp:1: core/a/other.hpp is in a room that leads back to core/c\n");
}

TEST_CASE("rooms: lists that are torn apart, or say nothing or something else") {
    const std::string told = "core/\n  base/   numbers\n  text/   trees\n    files/ bytes\n";
    CHECK(joined(check_room_lists({{"core/CMakeLists.txt",
                                    "add_library(x STATIC\n    # base: numbers\n    base/a.hpp\n"
                                    "    base/a.cpp\n\n    # text/files: bytes\n"
                                    "    text/files/b.hpp\n)\n"}},
                                  told)) == "");
    CHECK(joined(check_room_lists({{"core/CMakeLists.txt",
                                    "    # base: figures\n    base/a.hpp\n"
                                    "    text/b.hpp\n    # base: numbers\n    base/c.hpp\n"
                                    "    # text/files: bytes\n\n    text/files/d.hpp\n"}},
                                  told)) ==
          "core/CMakeLists.txt:2: core/base has another sentence in CONTRIBUTING.md or none\n"
          "core/CMakeLists.txt:3: core/text has no sentence on top of its list\n"
          "core/CMakeLists.txt:5: core/base stands in two places\n"
          "core/CMakeLists.txt:8: core/text/files has no sentence on top of its list\n");
    CHECK(joined(check_room_lists({{"cli/CMakeLists.txt", "# cli: the program\nmain.cpp\n"}},
                                  "cli/   the program\n")) == "");
}

TEST_CASE("lists: a source forgotten, gone or repeated") {
    CHECK(joined(check_listed({{"core/a.cpp", ""}, {"core/b.cpp", ""}},
                              {"core/b.cpp", "core/b.cpp", "core/c.cpp"})) ==
          "core/a.cpp: is in no CMakeLists.txt\n"
          "core/b.cpp: is listed 2 times\n"
          "core/c.cpp: is listed but absent\n");
}

TEST_CASE("lists: sources are read from CMakeLists.txt without its comments") {
    const std::vector<std::string> wanted = {"core/base/a.hpp", "core/base/a.cpp",
                                             "core/check.cpp"};
    CHECK(listed_sources({"core/CMakeLists.txt",
                          "add_library(x STATIC\n  base/a.hpp base/a.cpp  # not b.cpp\n"
                          "  # c.cpp\n check.cpp)\n"}) == wanted);
}

TEST_CASE("names: a file and types that are called like others") {
    CHECK(joined(check_names(
              {{"core/text/json.hpp",
                "namespace flopledger {\nstruct Field;\nclass Tree {\n"
                "    enum class Kind { a };\n    struct Row {\n    };\n};\n"
                "template <typename T>\nusing Many = std::vector<T>;\n}\n"},
               {"core/text/json.cpp", "class Tree::Row {\n};\n"},
               {"core/report/json.cpp", "struct Field {\n};\nusing Tree = int;\n"},
               {"core/page/table.hpp",
                "struct Row {\n    enum class Kind { b };\n};\nstruct Field {\n};\n"},
               {"cli/a.cpp", "void f() {\n    struct Many {\n    };\n    Row row{1};\n}\n"}})) ==
          "core/report/json.cpp: has the name of core/text/json\n"
          "core/text/json.hpp:5: Row is a type of core/page/table.hpp\n"
          "core/report/json.cpp:1: Field is a type of core/page/table.hpp\n"
          "core/report/json.cpp:3: Tree is a type of core/text/json.hpp\n"
          "cli/a.cpp:2: Many is a type of core/text/json.hpp\n");
}

TEST_CASE("doors: a library included through a window") {
    CHECK(joined(check_doors({{"core/text/trees/yaml.cpp", "#include <yaml.h>\n"},
                              {"core/read/chip.cpp", "\n#include <yaml.h>\n"},
                              {"cli/options/command_tree.cpp", "#include <CLI/CLI.hpp>\n"},
                              {"core/base/exact.hpp", "#  include <boost/rational.hpp>\n"}})) ==
          "core/read/chip.cpp:2: <yaml.h> has its door elsewhere: core/text/trees/yaml.cpp\n"
          "core/base/exact.hpp:1: <boost/rational.hpp> has its door elsewhere: "
          "core/base/exact.cpp\n");
}

TEST_CASE("purity: a count that reads") {
    CHECK(joined(check_purity({{"core/count/total.cpp", "#include \"core/text/yaml.hpp\"\n"},
                               {"core/page/a.cpp",
                                "#include \"core/text/yaml.hpp\"\n"
                                "#include \"core/judge/verdict.hpp\"\n"},
                               {"core/read/chip.cpp", "#include \"core/text/yaml.hpp\"\n"}})) ==
          "core/count/total.cpp:1: pure code includes core/text/yaml.hpp\n"
          "core/page/a.cpp:2: pure code includes core/judge/verdict.hpp\n");
}

TEST_CASE("writers: a report that adds up, and with threads") {
    CHECK(joined(check_writers(
              {{"core/report/a.cpp",
                "#include <thread>\n#include \"core/meter/series/run_all.hpp\"\n"
                "// sums_of(device)\nauto sums = sums_of(device, rule);\n"},
               {"core/report/b.cpp", "auto tree = computed(\"ratio\");\nreturn unstated();\n"},
               {"core/meter/a.cpp", "#include <thread>\nauto sums = sums_of(device, rule);\n"}})) ==
          "core/report/a.cpp:1: a writer includes thread\n"
          "core/report/a.cpp:2: a writer includes core/meter/series/run_all.hpp\n"
          "core/report/a.cpp:4: a writer uses sums_of(\n"
          "core/report/b.cpp:1: a writer uses computed(\n");
}

TEST_CASE("units: a count that multiplies ranges") {
    CHECK(joined(check_units({{"core/count/a.cpp", "x = interval::product(a, b);\n"},
                              {"core/base/b.cpp", "x = interval::product(a, b);\n"}})) ==
          "core/count/a.cpp:1: ranges are combined without units\n");
}

TEST_CASE("silence: a core that speaks") {
    CHECK(joined(check_silence({{"core/a.cpp",
                                 "// std::cout\nconst char* s = \"exit(1)\";\nstd::cout << 1;\n"
                                 "snprintf(a, b);\nstd::printf(x);\nexit_status(1);\n"
                                 "auto e = std::getenv(x);\nstd::exit(2);\n"},
                                {"cli/b.cpp", "std::cout << 1;\n"}})) ==
          "core/a.cpp:3: core uses std::cout\n"
          "core/a.cpp:5: core uses printf(\n"
          "core/a.cpp:7: core uses getenv(\n"
          "core/a.cpp:8: core uses exit(\n");
}

TEST_CASE("registers: a name made twice, elsewhere, called otherwise, and one seen by all") {
    const std::string entry = "NameKind::error, \"A.\"};\n";
    std::vector<SourceFile> files = {
        {"core/base/a_names.hpp", "constexpr Name odd_key{\"odd-key\", " + entry +
                                      "constexpr Name\n    key{\"no-key\", " + entry},
        {"core/base/b_names.hpp", "constexpr Name odd_key{\"odd-key\", " + entry},
        {"core/base/c.hpp", "#include \"core/base/b_names.hpp\"\n"},
        {"core/base/c.cpp", "return Name(\"x\", NameKind::cause, \"B.\");\n"}};
    for (int source = 0; source < 26; ++source) {
        const std::string path = "core/base/" + std::string(1, static_cast<char>('A' + source));
        files.push_back({path + ".cpp", "#include \"core/base/c.hpp\"\n"});
    }
    CHECK(registered_names(files).at(1).line == 2);
    CHECK(registered_names(files).at(3).kind == "cause");
    CHECK(joined(check_registers(files)) ==
          "core/base/a_names.hpp:2: 'no-key' should be no_key\n"
          "core/base/b_names.hpp:1: 'odd-key' stands at core/base/a_names.hpp:1 too\n"
          "core/base/c.cpp:1: 'x' is made outside of a register\n"
          "core/base/c.cpp:1: 'x' should be x\n"
          "core/base/b_names.hpp: 26 sources see this register, more than 25\n");
}

TEST_CASE("sizes: a file, a line and a function too long") {
    CHECK(joined(check_sizes({{"core/a.cpp", repeated("\n", 401)}})) ==
          "core/a.cpp:401: has more than 400 lines\n");
    CHECK(joined(check_sizes({{"core/a.cpp", "\n" + std::string(101, 'x') + "\n"}})) ==
          "core/a.cpp:2: is wider than 100 columns\n");
    const std::string page = "int f(\n    int x) {\n" + repeated("    f('{');\n", 67) + "}\n";
    CHECK(joined(check_sizes({{"core/a.cpp", page}})) == "");
    CHECK(joined(check_sizes(
              {{"core/a.cpp", "\nnamespace a {\n\nint f(int x) {\n" +
                                  repeated("    { g(R\"(})\"); }  // }\n", 69) + "}\n}\n"}})) ==
          "core/a.cpp:4: a function of 71 lines, more than 70\n");
    CHECK(joined(check_sizes({{"core/a.cpp", "const int t[] = {\n" + repeated("    {1},\n", 90) +
                                                 "};\n"}})) == "");
}

TEST_CASE("characters: one that is not ASCII, a tab, a blank at the end") {
    CHECK(joined(check_characters({{"core/a.cpp", "x\xc3\xa9\n\ty\nz \nw"}})) ==
          "core/a.cpp:1: is not plain ASCII\n"
          "core/a.cpp:2: is not plain ASCII\n"
          "core/a.cpp:3: ends in a blank\n"
          "core/a.cpp:4: has no newline at the end\n");
}

TEST_CASE("licence: a file without") {
    CHECK(joined(check_licence({{"core/a.cpp", "#include <x>\n"},
                                {"a.yaml", "# SPDX-License-Identifier: Apache-2.0\nchip: 1\n"},
                                {"run", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n"},
                                {"b.yaml", ""}})) ==
          "core/a.cpp:1: should be: // SPDX-License-Identifier: Apache-2.0\n"
          "b.yaml:1: should be: # SPDX-License-Identifier: Apache-2.0\n");
}

TEST_CASE("headers: a guard of another kind, an own header that comes late") {
    CHECK(joined(check_headers({{"core/a.hpp", "// x\n#ifndef A\n"},
                                {"core/a.cpp", "#include <b>\n#include \"core/a.hpp\"\n"}})) ==
          "core/a.hpp:2: should be: #pragma once\n"
          "core/a.cpp:2: its own header comes first\n");
}

TEST_CASE("comments: declarations that nobody explains") {
    const std::string header =
        "#pragma once\n"                                                            // 1
        "namespace flopledger {\n"                                                  // 2
        "struct Forward;\n"                                                         // 3
        "struct Bare {\n    int x = 0;\n};\n"                                       // 4
        "// A pair.\nstruct Told {\n    int f() const { return 1; }\n};\n"          // 7
        "// Adds.\nTold operator+(const Told& a, const Told& b);\n"                 // 11
        "Told operator-(const Told& a, const Told& b);\n"                           // 13
        "\nint alone(std::vector<int> x = {});\n"                                   // 15
        "// Twice.\ntemplate <typename T>\nT twice(T t) {\n    return t + t;\n}\n"  // 16
        "enum class Colour { red };\n"                                              // 21
        "// An alias.\nusing Name = std::string;\n"                                 // 22
        "inline constexpr int limit = 3;\n"                                         // 24
        "static_assert(limit == 3);\n"
        "template <>\nstruct Told<int> {\n    int x = 0;\n};\n"
        "}  // namespace flopledger\n";
    CHECK(joined(check_comments({{"core/a.hpp", header}})) ==
          "core/a.hpp:4: is declared without a comment\n"
          "core/a.hpp:15: is declared without a comment\n"
          "core/a.hpp:21: is declared without a comment\n"
          "core/a.hpp:24: is declared without a comment\n");
}

TEST_CASE("code_only: comments, literals and directives are blank, places are kept") {
    CHECK(code_only("a /* b */ \"c\\\"\" 'd' 1'000 // e\nR\"x(f\")x\" g\n#if h\n") ==
          "a         \"   \" ' ' 1'000     \nR         g\n     \n");
}

}  // namespace flopledger
