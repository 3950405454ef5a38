// SPDX-License-Identifier: Apache-2.0
#include "core/report/compliance/report_request.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

std::string_view word(ReportTemplate form) {
    constexpr auto table = std::to_array<std::string_view>(
        {"summary", "eu-model-documentation", "eu-notification", "us-frontier"});
    return word_at(table, form);
}

std::string_view word(SecretField field) {
    constexpr auto table = std::to_array<std::string_view>(
        {"activities", "base-models", "chips", "chip-hours", "cost", "energy", "parameters",
         "periods", "sources", "tokens", "utilization"});
    return word_at(table, field);
}

std::string_view meaning(SecretField field) {
    constexpr auto table = std::to_array<std::string_view>(
        {"Single activities: their names, kinds, periods, chips, times, energies, methods held "
         "against "
         "one another, files and lines; totals stay.",
         "The names of the models built on.", "Which chips ran: their names, peaks and data files.",
         "How many chips ran for how long.", "Prices, costs and revenue.",
         "Energy drawn, and bounds that follow from it.",
         "The size and shape of the model, and the fingerprint of its configuration.",
         "When activities ran, and for how many days.",
         "Names of files and folders, lines of the ledger, notes, and sources the ledger cites.",
         "How much the model was fed: tokens, examples, epochs, sequence lengths.",
         "Which share of the chips' peak was used."});
    return word_at(table, field);
}

TemplateScope scope_of(ReportTemplate form) {
    switch (form) {
        case ReportTemplate::summary:
            break;
        case ReportTemplate::eu_model_documentation:
        case ReportTemplate::eu_notification:
            return {{}, {"eu"}, {"eu-cumulative", "eu-parameter-updates"}};
        case ReportTemplate::us_frontier:
            return {{"us-ca-sb53-1e26", "us-ny-raise-1e26", "us-il-aisma-1e26", "us-ct-sb5-1e26"},
                    {},
                    {"us-frontier"}};
    }
    return {};
}

std::string_view leading_standard(ReportTemplate form) {
    switch (form) {
        case ReportTemplate::summary:
            break;
        case ReportTemplate::eu_model_documentation:
        case ReportTemplate::eu_notification:
            return "eu-cumulative";
        case ReportTemplate::us_frontier:
            return "us-frontier";
    }
    return "all-operations";
}

}  // namespace flopledger
