// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/citation_reader.hpp"

namespace flopledger {

Citation read_citation(const Reading& reading, const Node& node) {
    Mapping mapping(reading, node, "a citation");
    Citation citation;
    citation.text = mapping.text("text", Presence::required).value_or("");
    citation.article = mapping.text_or_empty("article");
    citation.link = mapping.text_or_empty("link");
    // The day the source was read says how far a reader may trust it; nothing computes with it.
    mapping.date("date", Presence::optional);
    mapping.finish();
    return citation;
}

SourcedRule read_sourced_rule(Mapping& mapping) {
    SourcedRule rule;
    rule.rule = mapping.word<Rule>("rule", Presence::required).value_or(Rule::unsettled);
    if (const Node* basis = mapping.find("basis", Presence::required)) {
        const auto index = read_word(mapping.reading(), *basis, "basis", row_bases());
        rule.basis = index ? static_cast<Basis>(*index) : Basis::silent;
    }
    rule.source = mapping.text("source", Presence::required).value_or("");
    return rule;
}

}  // namespace flopledger
