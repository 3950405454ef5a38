// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/secrets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "core/report/words/derivation_page.hpp"

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

// The fields of what chips are, draw and cost.
std::optional<std::vector<Field>> fields_of_machines(Measures measures) {
    switch (measures) {
        case Measures::peak:
        case Measures::clock:
        case Measures::power:
            return {{Field::chips}};
        case Measures::rate:
            return {{Field::chips, Field::chip_hours}};
        case Measures::chip_rate:
            return {{Field::chips, Field::chip_hours, Field::utilization}};
        case Measures::energy:
        case Measures::megawatt_hours:
        case Measures::power_usage_effectiveness:
            return {{Field::energy}};
        case Measures::flop_per_joule:
            return {{Field::energy, Field::chips}};
        case Measures::money:
        case Measures::price:
        case Measures::hourly_price:
            return {{Field::cost}};
        case Measures::share_of_board:
        case Measures::chip_hours:
            return {{Field::chip_hours}};
        default:
            return std::nullopt;
    }
}

// The fields that a figure tells of by what it measures; nothing where nobody has said that it is
// harmless, so that it goes with any field.
std::optional<std::vector<Field>> fields_of(Measures measures) {
    switch (measures) {
        case Measures::flop:
        case Measures::hardware_flop:
        case Measures::share_not_recomputed:
        case Measures::ratio_to_amount:
        case Measures::share_of_base:
            return std::vector<Field>{};
        case Measures::flop_bound:  // a figure of the ledger times a published one
            return {{Field::chip_hours, Field::energy}};
        case Measures::base_flop:
            return {{Field::base_models, Field::activities}};
        case Measures::flop_not_covered:  // over a rate it is a time,
        case Measures::chips:             // as chip-time over chips is
            return {{Field::chip_hours, Field::periods}};
        case Measures::chip_time:
        case Measures::chip_days:
            return {{Field::chip_hours}};
        case Measures::tokens:
        case Measures::examples:
        case Measures::tokens_per_example:
        case Measures::epochs:
            return {{Field::tokens}};
        case Measures::parameters:
            return {{Field::parameters}};
        case Measures::flop_per_example:
            return {{Field::parameters, Field::tokens}};
        case Measures::utilization:
        case Measures::goodput:
        case Measures::counter_error:
            return {{Field::utilization}};
        case Measures::highest_utilization:
            return {{Field::utilization, Field::chips}};
        case Measures::busy_cycles:
            return {{Field::chip_hours, Field::utilization}};
        case Measures::time:
            return {{Field::chip_hours, Field::periods}};
        case Measures::days:
            return {{Field::periods}};
        default:
            return fields_of_machines(measures);
    }
}

// Whether a field is about single activities, so that it goes with them.
bool is_of_activities(Field field) {
    switch (field) {
        case Field::activities:
        case Field::chips:
        case Field::chip_hours:
        case Field::energy:
        case Field::parameters:
        case Field::periods:
        case Field::tokens:
        case Field::utilization:
            return true;
        case Field::base_models:
        case Field::cost:
        case Field::sources:
            break;
    }
    return false;
}

}  // namespace

std::vector<SecretField> factors_of(const MethodName& method) {
    const bool by_tokens =
        method.method == Method::operations || method.evidence == LogEvidence::tokens;
    const bool by_energy =
        method.method == Method::energy || method.evidence == LogEvidence::energy;
    if (method.method == Method::reported) return {};
    if (by_tokens) return {Field::parameters, Field::tokens};
    if (by_energy) return {Field::chips, Field::energy};
    return {Field::chips, Field::chip_hours, Field::utilization};
}

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
    const auto asked = [&fields](Field one) {
        return std::find(fields.begin(), fields.end(), one) != fields.end();
    };
    return asked(field) || (is_of_activities(field) && asked(Field::activities));
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
        for (const EvidenceFile& evidence : activity.evidence) names_.push_back(evidence.file);
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
    const bool is_ledger = place->file == file_;
    if (is_ledger) file = base_name(request_.ledger);
    if (file == "-") file = "standard input";
    if (hides(Field::activities)) return is_ledger ? file : "";
    return place->line == 0 ? file : fmt::format("{}:{}", file, place->line);
}

std::string Secrets::message(const Finding& finding) const {
    return any() ? std::string(finding.name.sentence) : text(finding.message);
}

bool Secrets::hides(const MethodCount& method) const {
    const std::vector<Field> factors = factors_of(method.method);
    return std::any_of(factors.begin(), factors.end(), [this](Field one) { return hides(one); });
}

std::vector<Field> Secrets::left_out_of(const Derivation& tree) const {
    const auto told = fields_of(tree.measures);
    if (!told) return request_.left_out;
    std::vector<Field> fields;
    for (const Field field : *told) {
        if (hides(field)) fields.push_back(field);
    }
    return fields;
}

PageStep Secrets::step(const Derivation& tree) const {
    PageStep step;
    step.label = text(tree.label);
    step.formula = text(tree.formula);
    step.value = tree.known();
    step.text = value_text(tree);
    step.unit = tree.unit();
    step.place = place(tree.place);
    // What the ledger cites is the ledger's; where figures are left out, so is what logs say of
    // themselves beside them.
    const bool is_stated = tree.place.has_value() && tree.inputs.empty();
    step.source = is_stated && any() ? "" : text(tree.source);
    std::vector<Field> missing;
    bool flop_missing = false;
    for (const Derivation& input : tree.inputs) {
        for (const Field field : left_out_of(input)) {
            flop_missing = flop_missing || is_flop(input.measures);
            if (std::find(missing.begin(), missing.end(), field) == missing.end()) {
                missing.push_back(field);
            }
        }
    }
    for (const Field field : missing) step.left_out.emplace_back(word(field));
    if (!missing.empty()) step.formula.clear();
    for (const Derivation& input : tree.inputs) {
        const bool stays = missing.empty() || (is_flop(input.measures) && !flop_missing);
        if (stays) step.inputs.push_back(this->step(input));
    }
    return step;
}

PageStep Secrets::activity(const Derivation& tree, const ActivityCount& count) const {
    Derivation head = tree;
    head.inputs = {};
    PageStep step = this->step(head);
    bool method_hidden = false;
    std::size_t index = 0;
    for (const MethodCount& method : count.methods) {
        const std::size_t end = index + (method.hardware_derivation ? 2 : 1);
        const bool stands = count.used && method.method == *count.used;
        const bool hidden = !stands && hides(method);
        method_hidden = method_hidden || hidden;
        for (; index < end; ++index) {
            if (!hidden) step.inputs.push_back(this->step(tree.inputs[index]));
        }
    }
    // Ratios of two methods, or of one to what the chips can do, would give the other away.
    for (; index < tree.inputs.size() && !any(); ++index) {
        step.inputs.push_back(this->step(tree.inputs[index]));
    }
    if (method_hidden) step.left_out.emplace_back("other methods");
    if (index < tree.inputs.size()) step.left_out.emplace_back("comparisons");
    return step;
}

}  // namespace flopledger
