// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "core/base/embedded.hpp"
#include "core/base/enum_words.hpp"
#include "core/facts/ledger/ledger.hpp"
#include "core/judge/results/law_day.hpp"
#include "core/read/data/catalog.hpp"

// Every embedded standard and threshold: read without a fault, cited, complete, dated in order.

using namespace flopledger;

namespace {

struct Law {
    std::vector<std::shared_ptr<const Standard>> standards;
    std::vector<std::shared_ptr<const Threshold>> thresholds;
};

Law all_law() {
    Catalog catalog;
    Diagnostics diagnostics;
    Law law{catalog.standards(diagnostics), catalog.thresholds(diagnostics)};
    for (const Diagnostic& diagnostic : diagnostics.list) {
        FAIL_CHECK(diagnostic.place.file, ":", diagnostic.place.line, ": ", diagnostic.message);
    }
    return law;
}

std::string status_of(const std::string& id, const Date& day) {
    for (const auto& threshold : all_law().thresholds) {
        if (threshold->id != id) continue;
        const StatusPeriod* period = threshold->status_on(day);
        return period == nullptr ? "-" : std::string(word(period->status));
    }
    return "no such threshold";
}

void check_facts(const Condition& condition) {
    for (const Condition& part : condition.any) check_facts(part);
    if (!condition.any.empty()) return;
    bool known = false;
    for (const FactDescription& fact : known_facts()) known = known || fact.name == condition.fact;
    CHECK_MESSAGE(known, condition.fact);
}

// Every row's rule has a source, and silence settles nothing.
void check_rule(const SourcedRule& rule) {
    CHECK_FALSE(rule.source.empty());
    const bool firm = rule.basis == Basis::text || rule.basis == Basis::reading;
    CHECK(firm == (rule.rule != Rule::unsettled));
}

}  // namespace

TEST_CASE("every standard and threshold file is read") {
    const Law law = all_law();
    CHECK(law.standards.size() == embedded_standards().size());
    CHECK(law.thresholds.size() == embedded_thresholds().size());
    CHECK(law.standards.size() == 10);
    CHECK(law.thresholds.size() == 34);
}

TEST_CASE("every standard is cited and decides on every kind of activity and base") {
    for (const auto& standard : all_law().standards) {
        CAPTURE(standard->id);
        CHECK_FALSE(standard->citation.text.empty());
        CHECK(standard->date.has_value());
        check_rule(standard->recomputation);
        for (const ActivityRow& row : standard->activities) check_rule(row.rule);
        for (const BaseRow& row : standard->base_models) check_rule(row.rule);
        for (const std::string_view kind : words_of<ActivityKind>()) {
            CAPTURE(kind);
            Activity activity;
            activity.kind = *from_word<ActivityKind>(kind);
            CHECK(rule_for(*standard, activity, Ledger{})->source != "no row of the standard fits");
        }
        for (const std::string_view relation : words_of<Relation>()) {
            for (const Provider provider : {Provider::own, Provider::third_party}) {
                BaseModel base;
                base.relation = *from_word<Relation>(relation);
                base.provider = provider;
                CHECK(rule_for(*standard, base, Ledger{})->source != "no row of the standard fits");
            }
        }
    }
}

TEST_CASE("every threshold is cited, dated in order and asks known facts") {
    const Law law = all_law();
    std::set<std::string> standards;
    for (const auto& standard : law.standards) standards.insert(standard->id);
    for (const auto& threshold : law.thresholds) {
        CAPTURE(threshold->id);
        CHECK_FALSE(threshold->citation.text.empty());
        CHECK_FALSE(threshold->citation.link.empty());
        CHECK_FALSE(threshold->consequence.empty());
        CHECK_FALSE(threshold->sources.empty());
        CHECK_FALSE(threshold->status.empty());
        CHECK(threshold->title.size() <= 48);
        for (std::size_t index = 1; index < threshold->status.size(); ++index) {
            CHECK(threshold->status[index - 1].from < threshold->status[index].from);
        }
        const bool counted = threshold->measure == Measure::compute ||
                             threshold->measure == Measure::fraction_of_base;
        CHECK(counted == (standards.count(threshold->standard) == 1));
        for (const Condition& condition : threshold->conditions) check_facts(condition);
        for (const Condition& condition : threshold->alternatives) check_facts(condition);
    }
}

TEST_CASE("no text was read after the day of the law data") {
    std::size_t dates = 0;
    for (const auto& files : {embedded_standards(), embedded_thresholds()}) {
        for (const EmbeddedFile& file : files) {
            CAPTURE(file.path);
            constexpr std::string_view key = "date: ";
            for (std::size_t at = file.text.find(key); at != std::string_view::npos;
                 at = file.text.find(key, at + 1)) {
                const auto date = parse_date(file.text.substr(at + key.size(), 10));
                REQUIRE(date.has_value());
                CHECK(*date <= law_data_day);
                ++dates;
            }
        }
    }
    CHECK(dates >= embedded_thresholds().size());
}

TEST_CASE("the law moves through time") {
    struct Row {
        const char* id;
        Date day;
        const char* status;
    };
    const std::vector<Row> rows{
        {"eu-gpai-systemic-1e25", {2024, 7, 31}, "-"},
        {"eu-gpai-systemic-1e25", {2025, 8, 1}, "enacted"},
        {"eu-gpai-systemic-1e25", {2025, 8, 2}, "in-force"},
        {"eu-gpai-indicative-1e23", {2025, 7, 17}, "-"},
        {"eu-gpai-indicative-1e23", {2025, 7, 18}, "guidance"},
        {"kr-ai-basic-act-1e26", {2026, 1, 21}, "enacted"},
        {"kr-ai-basic-act-1e26", {2026, 1, 22}, "in-force"},
        {"us-ca-sb53-1e26", {2025, 12, 31}, "enacted"},
        {"us-ca-sb53-1e26", {2026, 1, 1}, "in-force"},
        {"us-eo14110-1e26", {2025, 1, 19}, "in-force"},
        {"us-eo14110-1e26", {2025, 1, 20}, "rescinded"},
        {"us-ny-raise-1e26", {2026, 12, 31}, "enacted"},
        {"us-ny-raise-1e26", {2027, 1, 1}, "in-force"},
        {"us-il-aisma-1e26", {2026, 12, 31}, "enacted"},
        {"us-il-aisma-1e26", {2027, 1, 1}, "in-force"},
        {"us-ct-sb5-1e26", {2026, 9, 30}, "enacted"},
        {"us-ct-sb5-1e26", {2026, 10, 1}, "in-force"},
        {"us-bis-eccn-4e091-1e26", {2025, 5, 13}, "not-enforced"},
        {"us-ca-sb1047-1e26", {2026, 11, 21}, "vetoed"},
        {"us-ny-raise-2025-orig-1e26", {2026, 11, 21}, "enacted"},
        {"us-ny-raise-2025-orig-1e26", {2027, 1, 1}, "repealed"},
        {"us-hr9925-frontier-act-1e26", {2026, 11, 21}, "proposed"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.id);
        CAPTURE(to_text(row.day));
        CHECK(status_of(row.id, row.day) == row.status);
    }
}

TEST_CASE(
    "law: a penalty is told with for whom it is, and a fine of turnover with both its limits") {
    const auto has = [](const std::string& text, std::string_view word) {
        return text.find(word) != std::string::npos;
    };
    const auto punishes = [&](const std::string& text) {
        return has(text, "penalt") || has(text, "Penalt") || has(text, " fine ") ||
               has(text, " fines ") || has(text, "Fines") || has(text, "USD 1,000 a day");
    };
    for (const auto& threshold : all_law().thresholds) {
        CAPTURE(threshold->id);
        CHECK_FALSE(punishes(threshold->consequence));
        for (const Duty& duty : threshold->duties) {
            CAPTURE(duty.text);
            if (punishes(duty.text)) CHECK((!duty.who.empty() || duty.condition.has_value()));
            if (has(duty.text, "turnover")) CHECK(has(duty.text, "whichever is higher"));
        }
    }
}

TEST_CASE("law: a link leads to a page, not to a host") {
    const auto is_page = [](const std::string& link) {
        const std::size_t host = link.find("://");
        const std::size_t slash =
            host == std::string::npos ? std::string::npos : link.find('/', host + 3);
        return slash != std::string::npos && slash + 1 < link.size();
    };
    const auto check = [&](const std::string& file, const Citation& citation) {
        CAPTURE(file);
        CAPTURE(citation.link);
        CHECK((citation.link.empty() || is_page(citation.link)));
    };
    const Law law = all_law();
    for (const auto& threshold : law.thresholds) {
        check(threshold->id, threshold->citation);
        for (const Citation& source : threshold->sources) check(threshold->id, source);
    }
    for (const auto& standard : law.standards) check(standard->id, standard->citation);
}
