// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/ledger_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/file_names.hpp"
#include "core/base/value_names.hpp"
#include "core/read/keys/bounds.hpp"
#include "core/read/keys/key_names.hpp"
#include "core/read/keys/text_kind.hpp"
#include "core/read/ledger/activity_reader.hpp"
#include "core/read/ledger/fact_reader.hpp"
#include "core/read/ledger/fingerprint_reader.hpp"
#include "core/read/ledger/ledger_names.hpp"
#include "core/read/ledger/lineage_check.hpp"
#include "core/read/ledger/model_statements.hpp"
#include "core/read/ledger/name_check.hpp"
#include "core/text/files/sha256.hpp"
#include "core/text/trees/yaml.hpp"

namespace flopledger {

namespace {

constexpr TextKind ledger_kind{"ledger", "flopledger", is_version, name::format_version,
                               "write `flopledger: 1`"};

std::size_t count_errors(const Diagnostics& diagnostics) {
    return static_cast<std::size_t>(
        std::count_if(diagnostics.list.begin(), diagnostics.list.end(),
                      [](const Diagnostic& one) { return one.severity == Severity::error; }));
}

void read_model_names(Mapping& mapping, Ledger& ledger) {
    const Node* node = mapping.find("model", Presence::required);
    if (node == nullptr) {
        return;
    }
    Mapping model(mapping.reading(), *node, "'model'");
    ledger.model_name = model.text("name", Presence::required).value_or("");
    ledger.developer = model.text_or_empty("developer");
    ledger.released = model.date("released", Presence::optional);
    ledger.union_release = model.date("union_release", Presence::optional);
    ledger.licence = read_licence(model);
    model.finish();
}

void read_activities(Mapping& mapping, Surroundings& surroundings, Ledger& ledger) {
    const Reading& reading = mapping.reading();
    std::set<std::string> names;
    for (const Node* node : mapping.list("activities", Presence::required)) {
        Activity activity = read_activity(reading, *node, surroundings);
        if (!activity.name.empty() && !names.insert(activity.name).second) {
            reading.report(name::duplicate_name, *node->find("name"),
                           fmt::format("another activity is called '{}'", shown(activity.name)),
                           "give each activity a name of its own");
        }
        ledger.activities.push_back(std::move(activity));
    }
    const Node* list = mapping.node().find("activities");
    if (list != nullptr && list->kind == Node::Kind::sequence && list->items.empty()) {
        mapping.report(name::missing_key, "activities", "there is no activity",
                       "say what was done to make the model");
    }
}

}  // namespace

LedgerReader::LedgerReader(FileReader& files, Catalog& catalog, bool hashes,
                           std::vector<std::string> allowed)
    : disk_(files), catalog_(catalog), hashes_(hashes), allowed_(std::move(allowed)) {}

LedgerReader::Tree& LedgerReader::tree_of(const std::string& path) {
    const std::string folder = folder_of(path);
    std::vector<std::string> folders = allowed_;
    folders.push_back(folder);
    const std::string name = disk_.canonical(folder.empty() ? "." : folder);
    return trees_.try_emplace(name, disk_, folders, hashes_).first->second;
}

std::shared_ptr<const Ledger> LedgerReader::read(const std::string& path,
                                                 Diagnostics& diagnostics) {
    // A list of its own: whether a ledger has errors is seen by those added while it is read, and
    // the errors of one file are capped.
    Diagnostics own;
    fractions_ = {};
    tree_ = &tree_of(path);
    auto ledger = read_file(path, std::nullopt, own).ledger;
    if (ledger != nullptr) {
        check_lineage(*ledger, own);
        if (own.has_errors()) ledger = nullptr;
    }
    for (Diagnostic& diagnostic : own.list) {
        diagnostics.add(std::move(diagnostic));
    }
    if (too_deep_) {
        // Whether a lineage is too deep depends on where it was entered: what failed on this way
        // may be read on another one.
        std::erase_if(tree_->ledgers,
                      [](const auto& entry) { return entry.second.ledger == nullptr; });
        too_deep_ = false;
    }
    return ledger;
}

bool LedgerReader::report_cycle(const std::string& canonical, const Reference& reference,
                                const std::string& path) {
    const auto start = std::find_if(open_.begin(), open_.end(),
                                    [&](const Open& open) { return open.canonical == canonical; });
    if (start == open_.end()) {
        return false;
    }
    std::string cycle;
    for (auto open = start; open != open_.end(); ++open) {
        cycle += open->path + " -> ";
    }
    reference.reading.report(name::lineage_cycle, reference.node,
                             fmt::format("a model is built on itself: {}{}", cycle, path),
                             "an ancestor cannot name a ledger that names it");
    return true;
}

LedgerReader::Entry LedgerReader::read_file(const std::string& path,
                                            const std::optional<Reference>& reference,
                                            Diagnostics& diagnostics) {
    if (reference && report_barred(tree_->files, path, *reference)) return {};
    const std::string canonical = disk_.canonical(path);
    if (reference && report_cycle(canonical, *reference, path)) {
        return {};
    }
    auto& ledgers = tree_->ledgers;
    const auto known = ledgers.find(canonical);
    const int depth = static_cast<int>(open_.size());
    if (depth + (known != ledgers.end() ? known->second.height : 1) > deepest_lineage) {
        too_deep_ = true;
        reference->reading.report(
            name::lineage_too_deep, reference->node,
            fmt::format("more than {} ledgers are built on one another", deepest_lineage),
            "state the `flop:` of this base instead of its ledger");
        return {};
    }
    if (known != ledgers.end()) {
        if (known->second.ledger == nullptr && reference) {
            reference->reading.report(name::file_unreadable, reference->node,
                                      fmt::format("'{}' has errors, told before", path),
                                      "correct that ledger first");
        }
        return known->second;
    }
    Entry entry;
    // What the user names is read wherever it lies.
    FileReader& files = reference ? tree_->files : disk_;
    if (auto source = read_source(files, path, largest_ledger_bytes, reference, diagnostics)) {
        open_.push_back({canonical, path});
        entry = read_tree(source, canonical, diagnostics);
        entry.source = std::move(source);
        open_.pop_back();
    }
    ledgers.emplace(canonical, entry);
    return entry;
}

LedgerReader::Entry LedgerReader::read_tree(std::shared_ptr<const Source> source,
                                            const std::string& canonical,
                                            Diagnostics& diagnostics) {
    const std::size_t before = count_errors(diagnostics);
    auto ledger = std::make_shared<Ledger>();
    ledger->file = source->name;
    ledger->canonical_file = canonical;
    if (hashes_) {
        ledger->sha256 = sha256(source->text);
    }
    const auto document = parse_as(ledger_kind, parse_yaml, std::move(source), diagnostics);
    if (!document) {
        return {};
    }
    const Reading reading{*document->source, diagnostics, &fractions_};
    Mapping mapping(reading, document->root, "a ledger");
    if (document->root.kind != Node::Kind::mapping) {
        return {};
    }
    Entry entry;
    Surroundings surroundings{tree_->files, catalog_, tree_->models, hashes_};
    mapping.version("flopledger");
    read_model_names(mapping, *ledger);
    if (const Node* facts = mapping.find("facts", Presence::optional)) {
        ledger->facts = read_facts(reading, *facts);
    }
    ledger->readings = read_legal_readings(mapping);
    read_bases(reading, mapping, *ledger, entry.height);
    read_activities(mapping, surroundings, *ledger);
    mapping.finish();
    check_names(reading, document->root, *ledger);
    entry.ledger = count_errors(diagnostics) == before ? std::move(ledger) : nullptr;
    return entry;
}

void LedgerReader::read_base(Mapping& mapping, BaseModel& base, int& height) {
    base.name = mapping.text("name", Presence::required).value_or("");
    base.relation =
        mapping.word<Relation>("relation", Presence::required).value_or(Relation::initialised_from);
    base.provider = mapping.word<Provider>("provider", Presence::required).value_or(Provider::own);
    base.flop = mapping.stated<Flop>("flop", Dimension::flop, "FLOP");
    require_some(mapping, "flop", base.flop);
    base.general_purpose = mapping.truth("general_purpose", Presence::optional);
    base.outputs = mapping.word<Outputs>("outputs", Presence::optional);
    base.ancestors = mapping.texts("built_on", Presence::optional);
    base.systemic_risk = mapping.truth("systemic_risk", Presence::optional);
    base.is_public = mapping.truth("public", Presence::optional);
    base.released = mapping.date("released", Presence::optional);
    const auto path = mapping.text("ledger", Presence::optional);
    const auto fingerprint = read_fingerprint(mapping);
    mapping.finish();
    mapping.exclude("ledger", "built_on", "a ledger says what its model was built on: keep one");
    mapping.exclude("ledger", "public", "a ledger says it by its fact `weights`: keep one");
    mapping.exclude("ledger", "released", "a ledger says when its model was released: keep one");
    if (mapping.has("sha256") && !mapping.has("ledger")) {
        mapping.report(name::missing_key, "sha256",
                       "there is no 'ledger' that this is the SHA-256 of",
                       "name the ledger, or leave the digest out");
    }
    if (mapping.exclude("ledger", "flop", "a ledger says its FLOP itself: keep one") || !path) {
        return;
    }
    const Reference reference{mapping.reading(), *mapping.node().find("ledger")};
    const Entry entry =
        read_file(resolved_path(reference, *path), reference, mapping.reading().diagnostics);
    base.ledger = entry.ledger;
    height = std::max(height, entry.height + 1);
    if (fingerprint && entry.source != nullptr) {
        check_fingerprint(mapping, *fingerprint, sha256(entry.source->text), *path);
    }
}

void LedgerReader::read_bases(const Reading& reading, Mapping& mapping, Ledger& ledger,
                              int& height) {
    for (const Node* node : mapping.list("built_on", Presence::optional)) {
        Mapping base_mapping(reading, *node, "a row of 'built_on'");
        BaseModel base;
        base.place = reading.place(*node);
        if (node->kind == Node::Kind::mapping) {
            read_base(base_mapping, base, height);
        }
        ledger.built_on.push_back(std::move(base));
    }
}

}  // namespace flopledger
