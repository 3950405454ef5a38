// SPDX-License-Identifier: Apache-2.0
// Ledgers and inventories that try to keep the program busy: time and memory grow with their size.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/strangers/doubling.hpp"
#include "tests/support/random.hpp"

namespace flopledger {

namespace {

const std::string head = "flopledger: 1\nmodel: {name: X}\n";
const std::string list = head + "activities:\n";
const std::string activity =
    "activities: [{name: a, kind: pre-training, reported: {flop: 1e25, source: x}}]\n";

std::string digits(std::size_t count, std::size_t seed) {
    Random random(seed + 1);
    std::string text = "7";
    while (text.size() < count) text += static_cast<char>('0' + random.next() % 10);
    return text.substr(0, count - 1) + "1";
}

std::string reported(std::size_t number, const std::string& flop) {
    return fmt::format(" - {{name: a{}, kind: pre-training, reported: {{flop: {}, source: x}}}}\n",
                       number, flop);
}

// A ledger whose one value is as long as asked for; `%` stands for it.
std::function<std::string(std::size_t)> with_long(const std::string& ledger,
                                                  const std::string& piece) {
    return [=](std::size_t size) {
        const std::size_t at = ledger.find('%');
        return grown(size, ledger.substr(0, at), piece, ledger.substr(at + 1));
    };
}

std::function<std::string(std::size_t)> with_many(const std::string& front,
                                                  std::function<std::string(std::size_t)> piece,
                                                  const std::string& tail = "") {
    return [=](std::size_t size) { return grown(size, front, piece, tail); };
}

void check(const std::string& name, const std::function<std::string(std::size_t)>& write,
           const std::vector<std::string>& call = {"check", "FILE"}) {
    check_growth({name, call, "ledger.yaml", write});
}

const std::vector<std::vector<std::string>> pages = {{"check", "FILE"},
                                                     {"check", "FILE", "--format", "json"},
                                                     {"check", "FILE", "--format", "markdown"},
                                                     {"explain", "FILE"},
                                                     {"report", "FILE", "--format", "html"}};

}  // namespace

TEST_CASE("time: fractions that have no denominator in common") {
    check("fractions of activities", with_many(list, [](std::size_t i) {
              return reported(i, digits(60, 2 * i) + "/" + digits(59, 2 * i + 1));
          }));
    check("short fractions", with_many(list, [](std::size_t i) {
              return reported(i, fmt::format("1e24/{}", 2 * i + 10001));
          }));
    check("fractions of a margin", with_many(list, [](std::size_t i) {
              return reported(i, "1e20 +- " + digits(40, i) + "/" + digits(41, i + 7));
          }));
    check("energies over long effectivenesses", with_many(list, [](std::size_t i) {
              return fmt::format(
                  " - {{name: a{}, kind: pre-training, energy: {{kwh: 1e3, scope: "
                  "facility, chip: nvidia-h100-sxm5-80, precision: bf16, pue: "
                  "1.{}}}}}\n",
                  i, digits(60, i));
          }));
    check("decimals of a hundred digits", with_many(list, [](std::size_t i) {
              return reported(i, digits(40, i) + "." + digits(59, i + 1) + "e-30");
          }));
    check("fractions of an inventory",
          [](std::size_t size) {
              return grown(size, "inventory: 1\nwork: []\nchips:\n", [](std::size_t i) {
                  return fmt::format(
                      " - {{site: s{}, chip: nvidia-h100-sxm5-80, precision: bf16, count: "
                      "8, period: 2026-01-01..2026-04-01, active: {}/{}}}\n",
                      i, digits(40, i), digits(41, i + 1));
              });
          },
          {"capacity", "FILE"});
}

TEST_CASE("time: many statements") {
    for (const auto& call : pages) {
        check(
            "activities: " + call.front() + " " + call.back(),
            with_many(list, [](std::size_t i) { return reported(i, fmt::format("1e2{}", i % 5)); }),
            call);
    }
    check("activities of one name",
          with_many(list, [](std::size_t) { return reported(0, "1e20"); }));
    check("faulty activities", with_many(list, [](std::size_t i) {
              return fmt::format(" - {{name: a{0}, kind: pre-trainin{0}, reported: {{flo: 1}}}}\n",
                                 i);
          }));
    check("unknown teachers", with_many(list, [](std::size_t i) {
              return fmt::format(
                  " - {{name: a{0}, kind: teacher-inference, from: t{0}, reported: "
                  "{{flop: 1, source: x}}}}\n",
                  i);
          }));
    check("bases", with_many(
                       head + "built_on:\n",
                       [](std::size_t i) {
                           return fmt::format(
                               " - {{name: b{}, relation: merged, provider: own, flop: 1}}\n", i);
                       },
                       activity));
    check("ancestors",
          with_many(
              head + "built_on: [{name: b, relation: merged, provider: own, "
                     "flop: 1, built_on: [",
              [](std::size_t i) { return fmt::format("c{},", i); }, "]}]\n" + activity));
    check("readings", with_many(
                          head + "readings:\n",
                          [](std::size_t i) {
                              return fmt::format(
                                  " - {{what: 'eu-cumulative:{}', answer: count, by: me, date: "
                                  "2026-01-01}}\n",
                                  i % 2 == 0 ? "teacher-inference" : "safety-work");
                          },
                          activity));
    check("evidence", with_many(list + " - name: a\n   kind: pre-training\n   reported: {flop: "
                                       "1e20, source: x}\n   evidence:\n",
                                [](std::size_t i) { return fmt::format("    - file: x{}\n", i); }));
    check("chips of an inventory",
          [](std::size_t size) {
              return grown(size, "inventory: 1\nwork: []\nchips:\n", [](std::size_t i) {
                  return fmt::format(
                      " - {{site: s{}, chip: nvidia-h100-sxm5-80, precision: bf16, count: "
                      "8, period: 2026-01-{:02}..2026-04-01}}\n",
                      i, i % 28 + 1);
              });
          },
          {"capacity", "FILE"});
}

TEST_CASE("time: long values") {
    for (const auto& call : pages) {
        const std::string by = ": " + call.front() + " " + call.back();
        check("name" + by, with_long("flopledger: 1\nmodel: {name: \"%\"}\n" + activity, "A"),
              call);
        check("note" + by,
              with_long(list + " - {name: a, kind: pre-training, reported: {flop: "
                               "1e25, source: \"%\"}}\n",
                        "a-\\n"),
              call);
    }
    const std::string flop =
        list + " - {name: a, kind: pre-training, reported: {flop: %, source: x}}\n";
    for (const char* piece : {"1", "1_0", "1/", "1..", "1 +- ", ".", "1e", "0", "PFLOP/s-days "}) {
        check(fmt::format("a figure of {}", piece), with_long(flop, piece));
    }
    check("exponent", with_long(list + " - {name: a, kind: pre-training, reported: {flop: 1e%, "
                                       "source: x}}\n",
                                "9"));
    check("day",
          with_long(list + " - {name: a, kind: pre-training, period: 2026-01-01..%}\n", "2"));
    check("kind", with_long(list + " - {name: a, kind: %}\n", "p"));
    check("chip",
          with_long(list + " - {name: a, kind: pre-training, chip_time: {chip: %}}\n", "h100 "));
    for (const char* piece :
         {"[", "*a", "**/", "*/", "./", "x/../", "?", "[a-z]", "[!]", "{host}"}) {
        check(fmt::format("pattern of {}", piece),
              with_long(list + " - {name: a, kind: pre-training, logs: {files: ['%'], precision: "
                               "bf16}}\n",
                        piece));
    }
}

TEST_CASE("time: YAML that is hard to read") {
    check("keys", with_many(head, [](std::size_t i) { return fmt::format("k{}: 1\n", i); }));
    check("keys of one name", with_many(head, [](std::size_t) { return std::string("k: 1\n"); }));
    check("keys of one line",
          with_many(
              head + "facts: {", [](std::size_t i) { return fmt::format("k{}: 1, ", i); }, "}\n"));
    check("a long key", with_long(head + "%: 1\n", "k"));
    for (const char* piece : {"[", "- ", "? ", "{a: ", "&a b, ", "*a, ", "a, ", "\"a\" ", "!t a, ",
                              "| ", "'', ", "# \n", "\n", "--- \n", "%x\n", "\xc3\xa9, "}) {
        check(fmt::format("a list of {}", piece), with_long(head + "x: [%]\n", piece));
        check(fmt::format("a file of {}", piece), with_long("%", piece));
    }
}

}  // namespace flopledger
