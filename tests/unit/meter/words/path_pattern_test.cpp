// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/path_pattern.hpp"

#include <doctest/doctest.h>

namespace flopledger {

namespace {

bool matches(const char* pattern, const char* path) {
    return PathPattern(pattern).match(path).has_value();
}

}  // namespace

TEST_CASE("patterns: wildcards within a name") {
    CHECK(matches("", ""));
    CHECK(matches("*", ""));
    CHECK(matches("*.csv", "a.csv"));
    CHECK(matches("*.csv", ".csv"));
    CHECK(matches("a*b*c", "a--b-b--c"));
    CHECK(matches("gpu?.csv", "gpu7.csv"));
    CHECK(matches("gpu?.csv", "gpu\xc3\xa4.csv"));
    CHECK(matches("***", "anything"));
    CHECK_FALSE(matches("", "a"));
    CHECK_FALSE(matches("*.csv", "a.csv.gz"));
    CHECK_FALSE(matches("*.csv", "a/b.csv"));
    CHECK_FALSE(matches("gpu?.csv", "gpu10.csv"));
    CHECK_FALSE(matches("gpu?.csv", "gpu/.csv"));
    CHECK_FALSE(matches("gpu?.csv", "gpu.csv"));
    CHECK_FALSE(matches("a*b", "a"));
}

TEST_CASE("patterns: classes of characters") {
    CHECK(matches("[abc]", "b"));
    CHECK(matches("[a-c]1", "c1"));
    CHECK(matches("[!a-c]", "d"));
    CHECK(matches("[^a-c]", "\xc3\xa4"));
    CHECK(matches("[]]", "]"));
    CHECK(matches("[!]]", "x"));
    CHECK(matches("[a-]", "-"));
    CHECK(matches("[*]", "*"));
    CHECK(matches("[a", "[a"));
    CHECK(matches("[", "["));
    CHECK(matches("[!", "[!"));
    CHECK_FALSE(matches("[abc]", "d"));
    CHECK_FALSE(matches("[!a-c]", "a"));
    CHECK_FALSE(matches("[!a]", "/"));
    CHECK_FALSE(matches("[/]", "/"));
    CHECK_FALSE(matches("[c-a]", "b"));
    CHECK_FALSE(matches("[a]", ""));
    CHECK(matches("[\xff]", "\xff"));
}

TEST_CASE("patterns: folders") {
    CHECK(matches("a/**/b", "a/b"));
    CHECK(matches("a/**/b", "a/x/y/b"));
    CHECK(matches("**/b", "b"));
    CHECK(matches("**/b", "a/b"));
    CHECK(matches("a/**", "a/x/y"));
    CHECK(matches("**", "a/b"));
    CHECK(matches("**/*.csv", "a/b/c.csv"));
    CHECK_FALSE(matches("a/**/b", "a/xb"));
    CHECK_FALSE(matches("a**/b", "a/x/b"));
    CHECK_FALSE(matches("**/b", "ab"));
    CHECK_FALSE(matches("a/**", "b/x"));
}

TEST_CASE("patterns: many wildcards take no time") {
    std::string pattern;
    for (int i = 0; i < 60; ++i) pattern += "*a";
    CHECK_FALSE(PathPattern(pattern + "b").match(std::string(2000, 'a')));
    CHECK(PathPattern(pattern).match(std::string(2000, 'a')));
}

TEST_CASE("patterns: the host of a path") {
    CHECK(host_of("logs/n1/a.csv", "logs/{host}/*.csv") == "n1");
    CHECK(host_of("/data/logs/n1/a.csv", "logs/{host}/*.csv") == "n1");
    CHECK(host_of("./logs/n1/a.csv", "logs/{host}/*.csv") == "n1");
    CHECK(host_of("logs/n1.csv", "{host}.csv") == "n1");
    CHECK(host_of("/logs/n1.csv", "/logs/{host}.csv") == "n1");
    CHECK(host_of("gpu-node-3.csv.gz", "gpu-{host}.csv*") == "node-3");
    CHECK(host_of("a/b/n1/c/d.csv", "a/**/n{host}/**") == "1");
    CHECK(host_of("x/y/a-n1.csv", "**/*-{host}.csv") == "n1");
    // As little as possible, from left to right.
    CHECK(host_of("n1_2024_05.csv", "{host}_*.csv") == "n1");
    CHECK(host_of("a-b-c.csv", "*-{host}.csv") == "b-c");
    CHECK(host_of("a/b/c/d", "{host}/**") == "a");
    CHECK(host_of("aab", "[a]?{host}") == "b");
    CHECK(host_of("\xc3\xa4n", "?{host}") == "n");
}

TEST_CASE("patterns: paths that tell no host") {
    CHECK_FALSE(host_of("logs/n1/a.txt", "logs/{host}/*.csv"));
    CHECK_FALSE(host_of("logs//a.csv", "logs/{host}/*.csv"));
    CHECK_FALSE(host_of("logs/n1/x/a.csv", "logs/{host}/*.csv"));
    CHECK_FALSE(host_of("data/logs/n1.csv", "/logs/{host}.csv"));
    CHECK_FALSE(host_of("logs/n1.csv", "logs/*.csv"));
    CHECK_FALSE(host_of("a/b", "{host}/{host}"));
    CHECK_FALSE(host_of("", "{host}"));
    CHECK_FALSE(host_of("-", ""));
    CHECK(PathPattern("{host}").match("{host}") == "");
    CHECK_FALSE(PathPattern("{host}").match("n1"));
}

}  // namespace flopledger
