// SPDX-License-Identifier: Apache-2.0
#include "core/facts/data/threshold.hpp"

#include "core/base/enum_words.hpp"

namespace flopledger {

const StatusPeriod* status_on(const std::vector<StatusPeriod>& periods, const Date& day) {
    const StatusPeriod* current = nullptr;
    for (const StatusPeriod& period : periods) {
        if (period.from <= day) {
            current = &period;
        }
    }
    return current;
}

const StatusPeriod* Threshold::status_on(const Date& day) const {
    return flopledger::status_on(status, day);
}

std::optional<Date> Threshold::in_force_from() const {
    for (const StatusPeriod& period : status) {
        if (is_standing(period.status)) return period.from;
    }
    return std::nullopt;
}

bool is_standing(LegalStatus status) {
    return status == LegalStatus::in_force || status == LegalStatus::guidance;
}

std::string_view word(Subject subject) {
    constexpr auto table = std::to_array<std::string_view>(
        {"developer", "modifier", "investor", "exporter", "cluster-operator"});
    return word_at(table, subject);
}

std::string_view word(Measure measure) {
    constexpr auto table =
        std::to_array<std::string_view>({"compute", "fraction-of-base", "cluster-rate", "cost"});
    return word_at(table, measure);
}

std::string_view word(Comparison comparison) {
    constexpr auto table = std::to_array<std::string_view>({"greater", "at-least"});
    return word_at(table, comparison);
}

std::string_view word(LegalStatus status) {
    constexpr auto table = std::to_array<std::string_view>({"proposed", "enacted", "in-force",
                                                            "guidance", "not-enforced", "vetoed",
                                                            "repealed", "rescinded", "lapsed"});
    return word_at(table, status);
}

std::string_view word(Verification verification) {
    constexpr auto table = std::to_array<std::string_view>({"verified", "secondary", "unverified"});
    return word_at(table, verification);
}

std::string_view word(ThirdPartyBase third_party_base) {
    constexpr auto table = std::to_array<std::string_view>(
        {"never", "only", "either", "systemic-line", "general-purpose-line"});
    return word_at(table, third_party_base);
}

std::string_view word(ModelKind model_kind) {
    constexpr auto table = std::to_array<std::string_view>(
        {"general-purpose-indicative", "general-purpose", "foundation-model"});
    return word_at(table, model_kind);
}

}  // namespace flopledger
