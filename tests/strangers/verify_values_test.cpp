// SPDX-License-Identifier: Apache-2.0
// verify compares values: no spelling of a report is a difference, and every other change is one.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/report/compliance/report_comparison.hpp"
#include "core/text/trees/json.hpp"
#include "tests/support/fresh_folder.hpp"
#include "tests/support/program_run.hpp"
#include "tests/support/report_examples.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

Json verified(std::vector<std::string> words, int status) {
    words.insert(words.begin(), "verify");
    words.insert(words.end(), {"--format", "json", "--allow-read", "."});
    const ProgramRun run = run_program(words);
    CHECK_MESSAGE(run.status == status, run.out);
    return Json::parse(run.out);
}

Node parsed(const std::string& text) {
    Diagnostics diagnostics;
    auto document = parse_json(std::make_shared<const Source>(Source{"report", text}), diagnostics);
    REQUIRE(document);
    return std::move(document->root);
}

// The keys of every object the other way round.
Json turned(const Json& value) {
    if (value.is_array()) {
        Json list = Json::array();
        for (const Json& item : value) list.push_back(turned(item));
        return list;
    }
    if (!value.is_object()) return value;
    Json object = Json::object();
    std::vector<std::string> keys;
    for (const auto& [key, one] : value.items()) keys.insert(keys.begin(), key);
    for (const std::string& key : keys) object[key] = turned(value[key]);
    return object;
}

// Makes one change after the other to a tree, each undone before the next.
class Mutations {
  public:
    Mutations(Node& root, std::function<void(const std::string&)> see)
        : root_(root), see_(std::move(see)) {}

    int count = 0;

    void run() { change(root_, ""); }

  private:
    // Sees the tree with a value in another's place.
    void with(Node& node, Node other, const std::string& what) {
        std::swap(node, other);
        ++count;
        see_(what);
        std::swap(node, other);
    }

    void change(Node& node, const std::string& path) {
        Node other = node;
        switch (node.kind) {
            case Node::Kind::null:
                other.kind = Node::Kind::scalar;
                other.quoted = true;
                with(node, other, path + " is a text");
                return;
            case Node::Kind::scalar:
                return change_scalar(node, path);
            case Node::Kind::sequence:
                return change_list(node, path);
            case Node::Kind::mapping:
                break;
        }
        other.fields.push_back({scalar("added", true), scalar("1", false)});
        with(node, other, path + " has one more");
        for (std::size_t index = 0; index < node.fields.size(); ++index) {
            const std::string below = path + "." + node.fields[index].key.text;
            other = node;
            other.fields.erase(other.fields.begin() + static_cast<std::ptrdiff_t>(index));
            with(node, other, below + " is gone");
            change(node.fields[index].value, below);
        }
    }

    void change_scalar(Node& node, const std::string& path) {
        Node other = node;
        other.text = node.quoted           ? node.text + "1"
                     : node.text == "true" ? "false"
                                           : "1" + node.text;
        with(node, other, path + " changed");
        other = node;
        other.quoted = !node.quoted;
        with(node, other, path + " is of another type");
        with(node, Node{}, path + " is nothing");
    }

    void change_list(Node& node, const std::string& path) {
        Node other = node;
        other.items.push_back(scalar("added", true));
        with(node, other, path + " has one more");
        for (std::size_t index = 0; index < node.items.size(); ++index) {
            const std::string below = path + "[" + std::to_string(index) + "]";
            const auto at = static_cast<std::ptrdiff_t>(index);
            other = node;
            other.items.erase(other.items.begin() + at);
            with(node, other, below + " is gone");
            other = node;
            other.items.insert(other.items.begin() + at, node.items[index]);
            with(node, other, below + " stands twice");
            if (index > 0 &&
                !compare_reports(node.items[index - 1], node.items[index]).differences.empty()) {
                other = node;
                std::swap(other.items[index - 1], other.items[index]);
                with(node, other, below + " stands before");
                other = node;
                std::rotate(other.items.begin(), other.items.begin() + at, other.items.end());
                with(node, other, below + " stands first");
            }
            change(node.items[index], below);
        }
    }

    static Node scalar(const std::string& text, bool quoted) {
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = text;
        node.quoted = quoted;
        return node;
    }

    Node& root_;
    std::function<void(const std::string&)> see_;
};

}  // namespace

TEST_CASE("values: what JSON programs rewrite is the same, with its keys in any order") {
    const FreshFolder folder;
    for (const std::string& ledger : report_ledgers()) {
        CAPTURE(ledger);
        const std::string text = report_of(ledger);
        const Json json = Json::parse(text);
        const auto same = [&](const std::string& rewritten) {
            const Json found = verified({folder.write("report.json", rewritten)}, 0);
            CHECK(found["same"] == true);
        };
        same(json.dump());
        same(json.dump(7, ' ', true));
        same(nlohmann::json::parse(text).dump(1, '\t'));
        same(turned(json).dump());
    }
}

TEST_CASE("values: numbers are numbers, texts what they say") {
    const auto differences = [](const char* was, const char* is) {
        return compare_reports(parsed(was), parsed(is)).differences.size();
    };
    CHECK(differences("[1e3, 1000.0, 0.1, -0]", "[1000, 1E+3, 1e-1, 0]") == 0);
    CHECK(differences("[20676348909453310]", "[2.0676348909453312e+16]") == 0);  // one double
    CHECK(differences("[1e23]", "[9.999999999999999e+22]") == 0);
    CHECK(differences("[1000]", "[1001]") == 1);
    CHECK(differences("[0.1]", "[0.10000000000000002]") == 1);
    CHECK(differences("[\"1e3\"]", "[\"1000\"]") == 1);
    CHECK(differences("[\"1000\"]", "[1000]") == 1);
    CHECK(differences("[true]", "[\"true\"]") == 1);
    CHECK(differences("[null]", "[\"null\"]") == 1);
    CHECK(differences("[\"\\u00e9\\/\"]", "[\"\xc3\xa9/\"]") == 0);
    CHECK(differences(R"([{"id": "a"}, {"id": "b"}])", R"([{"id": "b"}, {"id": "a"}])") == 1);
    CHECK(differences(R"({"a": 1, "b": [1, 2]})", R"({"b": [1, 2], "a": 1})") == 0);
    CHECK(differences(R"({"a": {}})", R"({"a": []})") == 1);
}

TEST_CASE("values: each change of a value, an order or a field of a report is told") {
    const FreshFolder folder;
    write_file(folder.file("record.txt"), "64 chips\n");
    const std::string ledger = folder.write("ledger.yaml", R"(flopledger: 1
model: {name: Wren, developer: Example Hedge}
built_on: [{name: Robin, relation: initialised-from, provider: third-party, flop: 3e23}]
activities:
  - name: pre-training
    kind: pre-training
    operations: {parameters: 7e9, tokens: 2e12}
    evidence: [{file: record.txt}]
)");
    int count = 0;
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--threshold", "eu-gpai-systemic-1e25", "--standard",
                                   "eu-cumulative"},
          {"--threshold", "kr-ai-basic-act-1e26", "--standard", "kr-basic-act", "--redact",
           "base-models,sources"}}) {
        const std::string text = report_of(ledger, words);
        const Node whole = parsed(text);
        Node report = parsed(text);
        Mutations mutations(report, [&](const std::string& what) {
            CHECK_MESSAGE(!compare_reports(report, whole).differences.empty(), what);
        });
        mutations.run();
        count += mutations.count;
        CHECK(compare_reports(report, whole).differences.empty());
    }
    CHECK(count > 4000);
}

TEST_CASE("values: a call, a schema or a tool that was changed is told by verify itself") {
    const FreshFolder folder;
    folder.write("ledger.yaml", full_ledger);
    const Json whole = Json::parse(report_of(folder.file("ledger.yaml")));
    const auto told = [&](const Json& changed) {
        CAPTURE(changed["call"].dump());
        CAPTURE(changed["tool"].dump());
        CHECK(run_program({"verify", folder.write("report.json", changed.dump())}).status != 0);
    };
    for (const char* part : {"call", "tool"}) {
        for (const auto& [key, value] : whole[part].items()) {
            Json changed = whole;
            Json& one = changed[part][key];
            if (value.is_array()) {
                one.push_back(key == "thresholds" ? "eu-gpai-systemic-1e25" : "none-such");
            } else if (value.is_boolean()) {
                one = !value.get<bool>();
            } else if (value.is_null()) {
                one = "1/10";
            } else {
                one = value == "summary" ? "us-frontier"
                      : key == "as_of"   ? "2026-11-22"
                                         : value.get<std::string>() + "1";
            }
            told(changed);
            one = 5;
            told(changed);
            changed[part].erase(key);
            told(changed);
        }
        Json changed = whole;
        changed[part]["added"] = nullptr;
        told(changed);
    }
    Json changed = whole;
    changed["schema"] = "flopledger/report/2";
    told(changed);
    changed = whole;
    changed["tool"]["version"] = "0.1.0";
    told(changed);
}

TEST_CASE("values: differences are told in the words of the ledger") {
    const FreshFolder folder;
    const std::string ledger = folder.write("ledger.yaml", full_ledger);
    const std::string report = folder.write("report.json", report_of(ledger));
    std::string text = full_ledger;
    text.replace(text.find("19.19e12"), 8, "21.19e12");
    text.replace(text.find("third-party"), 11, "own");
    write_file(ledger, text);
    const Json found = verified({report}, 1);
    const auto has = [&](const char* list, const Json& change) {
        return std::any_of(found[list].begin(), found[list].end(),
                           [&](const Json& one) { return one == change; });
    };
    CHECK_MESSAGE(has("changed_statements", {{"about", "lofty pre-training"},
                                             {"what", "tokens"},
                                             {"was", "1.92e13 tokens"},
                                             {"is", "2.12e13 tokens"},
                                             {"place", "ledger.yaml:11"}}),
                  found["changed_statements"].dump(1));
    CHECK(has("changed_statements", {{"about", "Peregrine"},
                                     {"what", "provider"},
                                     {"was", "third-party"},
                                     {"is", "own"},
                                     {"place", nullptr}}));
    CHECK(found["changed_statements"].size() == 2);
    const std::string told = run_program({"verify", report}).out;
    CHECK(told.find("What the ledger states otherwise\n  Peregrine, provider\n    was third-party, "
                    "is own") != std::string::npos);
}

TEST_CASE("values: which verdict changed is told, or that none did") {
    const FreshFolder folder;
    const auto ledger_of = [](const std::string& flop) {
        return "flopledger: 1\nmodel: {name: Wren}\nactivities:\n  - {name: pre-training, kind: "
               "pre-training, reported: {flop: " +
               flop + ", source: its developer}}\n";
    };
    const std::string ledger = folder.write("ledger.yaml", ledger_of("9e25"));
    const std::string report = folder.write("report.json", report_of(ledger));
    write_file(ledger, ledger_of("9.1e25"));
    CHECK(run_program({"verify", report}).out.find("no verdict changed") != std::string::npos);
    CHECK(verified({report}, 1)["changed_verdicts"].empty());
    write_file(ledger, ledger_of("1.1e26"));
    const std::string told = run_program({"verify", report}).out;
    CHECK(told.find("no verdict changed") == std::string::npos);
    CHECK_MESSAGE(told.find("Verdicts that changed\n") != std::string::npos, told);
    CHECK(told.find("California SB 53: frontier developer\n    was not-reached, is reached") !=
          std::string::npos);
}

}  // namespace flopledger
