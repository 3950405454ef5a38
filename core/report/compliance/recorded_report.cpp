// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/recorded_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/enum_words.hpp"
#include "core/base/file_names.hpp"
#include "core/base/number_text.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/text/trees/json.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr std::string_view remedy = "a report is what `flopledger report --format json` wrote";

// What the schema of every report begins with; its version follows.
constexpr std::string_view schema_stem = "flopledger/report/";

// Reads the values of one object; a value that is not what it must be is told once.
class CallReader {
  public:
    CallReader(const Source& source, const Node& node, Diagnostics& diagnostics)
        : source_(source), node_(node), diagnostics_(diagnostics) {}

    void fault(const Node& node, const std::string& what) {
        report_at(diagnostics_, name::bad_report, source_, node, what, remedy);
    }

    // The value of a key; nullptr, told, where there is none.
    const Node* value(std::string_view key) {
        known_.push_back(key);
        const Node* found = node_.find(key);
        if (found == nullptr) fault(node_, fmt::format("'{}' is missing", key));
        return found;
    }

    std::string text(std::string_view key) {
        const Node* found = value(key);
        if (found == nullptr) return "";
        if (found->kind == Node::Kind::scalar && found->quoted) return found->text;
        fault(*found, fmt::format("'{}' is no text", key));
        return "";
    }

    std::string text_or_null(std::string_view key) {
        const Node* found = node_.find(key);
        if (found == nullptr || found->kind != Node::Kind::null) return text(key);
        known_.push_back(key);
        return "";
    }

    std::vector<std::string> texts(std::string_view key) {
        std::vector<std::string> list;
        const Node* found = value(key);
        if (found == nullptr) return list;
        if (found->kind != Node::Kind::sequence) fault(*found, fmt::format("'{}' is no list", key));
        for (const Node& item : found->items) {
            if (item.kind == Node::Kind::scalar && item.quoted) {
                list.push_back(item.text);
            } else {
                fault(item, fmt::format("'{}' holds something that is no text", key));
            }
        }
        return list;
    }

    bool truth(std::string_view key) {
        const Node* found = value(key);
        if (found == nullptr) return false;
        const bool is_word = found->kind == Node::Kind::scalar && !found->quoted &&
                             (found->text == "true" || found->text == "false");
        if (!is_word) fault(*found, fmt::format("'{}' is neither true nor false", key));
        return is_word && found->text == "true";
    }

    // A word of an enumeration.
    template <typename Enumeration>
    std::optional<Enumeration> word_of(const Node& node, std::string_view text) {
        const auto& words = words_of<Enumeration>();
        const auto found = std::find(words.begin(), words.end(), text);
        if (found != words.end()) return static_cast<Enumeration>(found - words.begin());
        fault(node, fmt::format("'{}' is none of {}", safe_text(text), fmt::join(words, ", ")));
        return std::nullopt;
    }

    // A key that nobody asked for would change the call in a way that is not known here.
    void finish() {
        for (const NodeField& field : node_.fields) {
            if (std::find(known_.begin(), known_.end(), field.key.text) == known_.end()) {
                fault(field.key, fmt::format("'{}' is no part of a call that this version knows",
                                             safe_text(field.key.text)));
            }
        }
    }

  private:
    const Source& source_;
    const Node& node_;
    Diagnostics& diagnostics_;
    std::vector<std::string_view> known_;
};

void read_day(CallReader& call, const Node& node, ReportRequest& request) {
    const std::string day = call.text("as_of");
    if (const auto date = parse_date(day)) {
        request.as_of = *date;
    } else if (const Node* value = node.find("as_of")) {
        call.fault(*value, "'as_of' is no day of the calendar");
    }
}

void read_margin(CallReader& call, const Node& node, ReportRequest& request) {
    const std::string margin = call.text_or_null("margin");
    if (margin.empty()) return;
    const auto parsed = parse_exact(margin);
    const Exact* share = std::get_if<Exact>(&parsed);
    if (share != nullptr && !share->is_negative() && *share <= 1) {
        request.margin = *share;
    } else {
        call.fault(*node.find("margin"), "'margin' is no share from 0 to 1");
    }
}

void read_left_out(CallReader& call, ReportRequest& request) {
    const Node* list = call.value("left_out");
    if (list == nullptr) return;
    if (list->kind != Node::Kind::sequence) call.fault(*list, "'left_out' is no list");
    for (const Node& item : list->items) {
        const auto field = call.word_of<SecretField>(item, item.text);
        if (!field) continue;
        if (!request.left_out.empty() && *field <= request.left_out.back()) {
            call.fault(item, "the fields of 'left_out' are not in order, or one stands twice");
            continue;
        }
        request.left_out.push_back(*field);
    }
}

ReportRequest read_call(const Source& source, const Node& node, Diagnostics& diagnostics) {
    CallReader call(source, node, diagnostics);
    ReportRequest request;
    request.ledger = call.text_or_null("ledger");
    if (const Node* form = call.value("template")) {
        if (const auto word = call.word_of<ReportTemplate>(*form, form->text)) request.form = *word;
    }
    read_day(call, node, request);
    request.thresholds = call.texts("thresholds");
    request.jurisdictions = call.texts("jurisdictions");
    request.all = call.truth("all");
    request.standards = call.texts("standards");
    read_margin(call, node, request);
    read_left_out(call, request);
    request.chip_folders = call.texts("chip_folders");
    request.threshold_folders = call.texts("threshold_folders");
    request.standard_folders = call.texts("standard_folders");
    // Reports of before ledgers kept to their folder do not say it.
    if (node.find("allowed_folders") != nullptr) request.allowed = call.texts("allowed_folders");
    call.finish();
    return request;
}

}  // namespace

std::optional<RecordedReport> read_recorded_report(std::shared_ptr<const Source> source,
                                                   Diagnostics& diagnostics) {
    Diagnostics own;
    std::optional<RecordedReport> report;
    constexpr TextKind kind{"report", "schema",
                            [](std::string_view value) { return value.starts_with(schema_stem); },
                            name::bad_report, remedy};
    if (auto document = parse_as(kind, parse_json, std::move(source), own);
        document && !own.has_errors()) {
        const Source& text = *document->source;
        const Node& root = document->root;
        CallReader reader(text, root, own);
        const bool is_object = root.kind == Node::Kind::mapping;
        if (!is_object) reader.fault(root, "this is no report");
        const std::string schema = is_object ? reader.text("schema") : "";
        if (is_object && !own.has_errors() && schema != "flopledger/report/1") {
            reader.fault(*root.find("schema"), "this is no report of a version that is known here");
        }
        const Node* call = own.has_errors() ? nullptr : reader.value("call");
        if (call != nullptr) {
            ReportRequest request = read_call(text, *call, own);
            const Node* tool = root.find("tool");
            const Node* version = tool == nullptr ? nullptr : tool->find("version");
            report = RecordedReport{std::move(request), version == nullptr ? "" : version->text,
                                    std::move(*document)};
        }
    }
    const bool failed = own.has_errors();
    for (Diagnostic& diagnostic : own.list) diagnostics.add(std::move(diagnostic));
    return failed ? std::nullopt : std::move(report);
}

}  // namespace flopledger
