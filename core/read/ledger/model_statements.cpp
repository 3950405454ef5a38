// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/model_statements.hpp"

#include <utility>

#include "core/facts/data/standard.hpp"

namespace flopledger {

std::optional<Licence> read_licence(Mapping& model) {
    const Node* node = model.find("licence", Presence::optional);
    if (node == nullptr) return std::nullopt;
    if (node->kind != Node::Kind::mapping) {
        auto name = read_text(model.reading(), *node, "licence");
        return name ? std::optional(Licence{std::move(*name), std::nullopt}) : std::nullopt;
    }
    Mapping mapping(model.reading(), *node, "'licence'");
    auto name = mapping.text("name", Presence::required);
    const auto free = mapping.truth("free_and_open", Presence::required);
    mapping.finish();
    if (!name || !free) return std::nullopt;
    return Licence{std::move(*name), free};
}

std::vector<LegalReading> read_legal_readings(Mapping& ledger) {
    std::vector<LegalReading> readings;
    const std::vector<std::string_view> answers{word(Rule::count), word(Rule::leave_out)};
    for (const Node* node : ledger.list("readings", Presence::optional)) {
        Mapping row(ledger.reading(), *node, "a row of 'readings'");
        LegalReading reading;
        reading.place = ledger.reading().place(*node);
        const auto what = row.text("what", Presence::required);
        const Node* answer_node = row.find("answer", Presence::required);
        const auto answer = answer_node == nullptr
                                ? std::nullopt
                                : read_word(row.reading(), *answer_node, "answer", answers);
        const auto by = row.text("by", Presence::required);
        const auto date = row.date("date", Presence::required);
        row.finish();
        if (!what || !answer || !by || !date) continue;
        readings.push_back({reading.place, *what, *answer == 0, *by, *date});
    }
    return readings;
}

}  // namespace flopledger
