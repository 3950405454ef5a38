// SPDX-License-Identifier: Apache-2.0
#include "core/report/secrets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

using Field = SecretField;

std::string folder_of(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    return slash == std::string::npos ? "" : file.substr(0, slash + 1);
}

std::string base_name(const std::string& file) { return file.substr(folder_of(file).size()); }

// What may stand inside the name of a file or chip.
bool is_name_letter(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return std::isalnum(byte) != 0 || letter == '_' || letter == '-' || letter == '.' ||
           letter == '/' || byte >= 0x80;
}

// The text with every occurrence of a name that is no part of a longer one replaced.
std::string replaced(std::string text, const std::string& name, std::string_view by, bool prefix) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
        const std::size_t end = at + name.size();
        const bool begins = at == 0 || !is_name_letter(text[at - 1]);
        const bool ends = prefix || end == text.size() || !is_name_letter(text[end]) ||
                          (text[end] == '.' && end + 1 == text.size());
        if (begins && ends) {
            text.replace(at, name.size(), by);
            at += by.size();
        } else {
            at = end;
        }
    }
    return text;
}

// What a step tells of, by its unit or by how its label begins.
struct Telling {
    std::string_view what;
    std::vector<Field> fields;
};

// Looked at first: bounds are a figure of the ledger times a published one.
const std::vector<Telling>& tellings_by_label() {
    static const std::vector<Telling> table = {
        {"upper bound", {Field::chip_hours, Field::energy}},
        {"what the log", {Field::chip_hours}},
        {"ratio of the total to the amount", {}},
        {"share not recomputed", {}},
        {"utilization", {Field::utilization}},
        {"goodput", {Field::utilization}},
        {"highest utilization", {Field::utilization, Field::chips}},
        {"error of", {Field::utilization}},
        {"epochs", {Field::tokens}},
        {"power usage effectiveness", {Field::energy}},
    };
    return table;
}

const std::vector<Telling>& tellings_by_unit() {
    static const std::vector<Telling> table = {
        {"FLOP", {}},
        {"tokens", {Field::tokens}},
        {"examples", {Field::tokens}},
        {"tokens/example", {Field::tokens}},
        {"parameters", {Field::parameters}},
        {"FLOP/example", {Field::parameters, Field::tokens}},
        {"chips", {Field::chip_hours}},
        {"chip-seconds", {Field::chip_hours}},
        {"chip-days", {Field::chip_hours}},
        {"cycles", {Field::chip_hours, Field::utilization}},
        {"seconds", {Field::chip_hours, Field::periods}},
        {"days", {Field::periods}},
        {"FLOP/s/chip", {Field::chips}},
        {"FLOP/s", {Field::chips, Field::chip_hours}},
        {"Hz", {Field::chips}},
        {"J", {Field::energy}},
        {"W/chip", {Field::chips}},
        {"MWh", {Field::energy}},
        {"FLOP/J", {Field::energy, Field::chips}},
        {"USD", {Field::cost}},
    };
    return table;
}

std::string value_text(const Derivation& tree) {
    const std::string value = tree.unit == "FLOP" ? figure(tree.value) : input_figure(tree.value);
    return tree.unit.empty() ? value : value + " " + tree.unit;
}

}  // namespace

Secrets::Secrets(const ReportRequest& request, const LedgerResult& result) : request_(request) {
    if (result.count == nullptr) return;
    file_ = result.count->ledger->file;
    folder_ = folder_of(file_);
    if (any()) add_names(*result.count->ledger);
    std::sort(names_.begin(), names_.end(), [](const std::string& left, const std::string& right) {
        return left.size() != right.size() ? left.size() > right.size() : left < right;
    });
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

bool Secrets::hides(Field field) const {
    const auto& fields = request_.left_out;
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

void Secrets::add_chip(const Chip& chip) {
    names_.push_back(chip.file);
    names_.push_back(chip.id);
    names_.push_back(chip.name);
    names_.insert(names_.end(), chip.aliases.begin(), chip.aliases.end());
}

void Secrets::add_names(const Ledger& ledger) {
    for (const Activity& activity : ledger.activities) {
        if (hides(Field::chips)) {
            for (const ChipTimePhase& phase : activity.chip_time) add_chip(*phase.chip);
            if (activity.energy) add_chip(*activity.energy->chip);
            if (activity.logs && activity.logs->chip) add_chip(*activity.logs->chip);
            if (activity.logs) {
                for (const auto& [name, chip] : activity.logs->chips) {
                    names_.push_back(name);
                    add_chip(*chip);
                }
            }
        }
        if (!hides(Field::sources)) continue;
        for (const Evidence& evidence : activity.evidence) names_.push_back(evidence.file);
        for (const OperationsPhase& phase : activity.operations) {
            if (phase.model && !phase.model->file.empty()) {
                names_.push_back(phase.model->file);
                names_.push_back(text(phase.model->file));
            }
        }
    }
    if (hides(Field::sources)) names_.push_back(ledger.file);
    for (const BaseModel& base : ledger.built_on) {
        if (hides(Field::base_models)) names_.push_back(base.name);
        if (base.ledger) add_names(*base.ledger);
    }
    std::erase(names_, "");
}

std::string Secrets::text(std::string_view given) const {
    std::string text(given);
    for (const std::string& name : names_)
        text = replaced(std::move(text), name, "(left out)", false);
    return folder_.empty() ? text : replaced(std::move(text), folder_, "", true);
}

std::string Secrets::place(const std::optional<Place>& place) const {
    if (!place || place->file.empty() || hides(Field::sources)) return "";
    std::string file = text(place->file);
    // A ledger that was moved goes by the name that the report knows it by.
    if (place->file == file_) file = base_name(request_.ledger);
    if (file == "-") file = "standard input";
    return place->line == 0 ? file : fmt::format("{}:{}", file, place->line);
}

std::string Secrets::message(const Finding& finding) const {
    return any() ? std::string(finding.name.sentence) : text(finding.message);
}

bool Secrets::hides(const MethodCount& method) const {
    if (!method.bound) return false;
    const bool by_energy =
        method.method.method == Method::energy || method.method.evidence == LogEvidence::energy;
    return by_energy ? hides(Field::energy) : hides(Field::chip_hours);
}

std::vector<Field> Secrets::fields_of(const Derivation& tree) const {
    for (const Telling& row : tellings_by_label()) {
        if (tree.label.starts_with(row.what)) return row.fields;
    }
    for (const Telling& row : tellings_by_unit()) {
        if (tree.unit == row.what) return row.fields;
    }
    return request_.left_out;  // nobody has said that it is harmless
}

std::vector<Field> Secrets::left_out_of(const Derivation& tree) const {
    std::vector<Field> fields;
    for (const Field field : fields_of(tree)) {
        if (hides(field)) fields.push_back(field);
    }
    return fields;
}

ReportStep Secrets::step(const Derivation& tree) const {
    ReportStep step;
    step.label = text(tree.label);
    step.formula = text(tree.formula);
    step.value = tree.value;
    step.text = value_text(tree);
    step.unit = tree.unit;
    step.place = place(tree.place);
    // What the ledger cites is the ledger's; where figures are left out, so is what logs say of
    // themselves beside them.
    const bool is_stated = tree.place.has_value() && tree.inputs.empty();
    step.source = is_stated && any() ? "" : text(tree.source);
    std::vector<Field> missing;
    bool flop_missing = false;
    for (const Derivation& input : tree.inputs) {
        for (const Field field : left_out_of(input)) {
            flop_missing = flop_missing || input.unit == "FLOP";
            if (std::find(missing.begin(), missing.end(), field) == missing.end()) {
                missing.push_back(field);
            }
        }
    }
    for (const Field field : missing) step.left_out.emplace_back(word(field));
    if (!missing.empty()) step.formula.clear();
    for (const Derivation& input : tree.inputs) {
        const bool stays = missing.empty() || (input.unit == "FLOP" && !flop_missing);
        if (stays) step.inputs.push_back(this->step(input));
    }
    return step;
}

}  // namespace flopledger
