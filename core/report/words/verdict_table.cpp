// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/verdict_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/figure_text.hpp"
#include "core/report/words/verdict_words.hpp"

namespace flopledger {

namespace {

constexpr std::string_view left_out = "left out";

std::string unit_of(const Verdict& verdict) { return std::string(verdict.how.measured.unit()); }

PageDetail unfolded_by(std::string derivation) {
    PageDetail behind;
    behind.derivation = std::move(derivation);
    return behind;
}

PageValue title_cell(const Verdict& verdict, VerdictTeller& teller) {
    return {verdict_title(verdict, teller)};
}

// The amount of the law, with the figure that cites where it stands.
PageValue amount_cell(const Verdict& verdict, VerdictTeller& teller) {
    return {amount_text(verdict), unfolded_by(teller.how_amount(verdict))};
}

PageValue range_cell(const Verdict& verdict, VerdictTeller& teller) {
    const std::string span = teller.hides(verdict) ? "" : range_beside(verdict.known());
    if (span.empty()) return {""};
    return {span, unfolded_by(teller.how_measured(verdict))};
}

PageValue ratio_cell(const Verdict& verdict, VerdictTeller& teller) {
    if (!verdict.ratio) return {""};
    if (teller.hides(verdict)) return {std::string(left_out), Tone::missing};
    PageDetail behind;
    behind.derivation = teller.how_ratio(verdict);
    const KnownRange ratio{*verdict.ratio, verdict.best_known};
    behind.exact = ratio;
    return {best_plain_figure(ratio) + " x", std::move(behind)};
}

PageValue verdict_cell(const Verdict& verdict, VerdictTeller& /*teller*/) {
    return {std::string(word(verdict.status)), tone_of(verdict.status)};
}

PageValue standard_cell(const Verdict& verdict, VerdictTeller& /*teller*/) {
    return {verdict.standard};
}

PageValue threshold_cell(const Verdict& verdict, VerdictTeller& /*teller*/) {
    return {verdict.threshold->id, Tone::faint};
}

PageValue whom_cell(const Verdict& verdict, VerdictTeller& /*teller*/) {
    return {std::string(word(verdict.applies_to))};
}

// Reasons and notes, one behind the other.
PageValue why_cell(const Verdict& verdict, VerdictTeller& /*teller*/) {
    std::string text;
    for (const auto* findings : {&verdict.reasons, &verdict.notes}) {
        for (const Finding& finding : *findings) {
            text += (text.empty() ? "" : " | ") + finding.message;
        }
    }
    return {std::move(text)};
}

// A column: where it stands, and what it says of a verdict.
struct VerdictColumn {
    std::string_view id;
    std::string_view title;
    bool is_figure;
    bool wraps;
    bool is_range;
    PageValue (*cell)(const Verdict& verdict, VerdictTeller& teller);
};

// All there are. One more is a row here, and its id where a page shall have it.
constexpr auto verdict_columns = std::to_array<VerdictColumn>({
    {"title", "threshold", false, true, false, title_cell},
    {"amount", "amount", true, false, false, amount_cell},
    {"total", "total", true, false, true, measured_value},
    {"range", "range", true, false, false, range_cell},
    {"ratio", "ratio", true, false, true, ratio_cell},
    {"verdict", "verdict", false, false, false, verdict_cell},
    {"standard", "counted by", false, true, false, standard_cell},
    {"threshold", "id", false, true, false, threshold_cell},
    {"applies_to", "about", false, false, false, whom_cell},
    {"why", "why", false, true, false, why_cell},
});

const VerdictColumn& column_of(std::string_view id) {
    return *std::find_if(verdict_columns.begin(), verdict_columns.end(),
                         [id](const VerdictColumn& column) { return column.id == id; });
}

}  // namespace

std::string verdict_title(const Verdict& verdict, const VerdictTeller& teller) {
    const std::string title = verdict.threshold->title + subject_text(verdict);
    if (verdict.base.empty()) return title;
    return fmt::format("{} (base: {})", title, teller.base_of(verdict));
}

std::string picture_label(std::string title, const Threshold& threshold) {
    const std::string mark = mark_of(threshold.origin);
    const std::size_t at = mark.empty() ? title.npos : title.find(mark);
    if (at == title.npos) return title;
    title.erase(at, mark.size());
    return mark.substr(1) + " " + title;
}

PageValue measured_value(const Verdict& verdict, VerdictTeller& teller) {
    if (!verdict.measured_known && verdict.measured.low.is_zero()) {
        return {"unknown", Tone::missing};
    }
    if (teller.hides(verdict)) return {std::string(left_out), Tone::missing};
    PageDetail behind;
    behind.derivation = teller.how_measured(verdict);
    behind.exact = verdict.known();
    behind.unit = unit_of(verdict);
    return {best_figure(verdict.known()), std::move(behind)};
}

PageTable verdict_table(std::string id, std::string caption, const std::vector<Verdict>& verdicts,
                        const std::vector<std::string_view>& columns, VerdictTeller& teller) {
    PageTable table{std::move(id), std::move(caption), {}, {}};
    for (const std::string_view name : columns) {
        const VerdictColumn& column = column_of(name);
        table.columns.push_back({std::string(column.id), std::string(column.title),
                                 column.is_figure, column.wraps, column.is_range});
    }
    for (const Verdict& verdict : verdicts) {
        PageRow row;
        for (const std::string_view name : columns) {
            row.cells.push_back(column_of(name).cell(verdict, teller));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

PagePicture verdict_picture(const std::vector<Verdict>& verdicts, std::string table,
                            const VerdictTeller& teller) {
    PagePicture picture;
    picture.kind = PagePicture::Kind::ranges;
    picture.id = "totals-and-thresholds";
    picture.title = "Totals and the amounts they are held against";
    picture.description =
        "One row a threshold, on a logarithmic axis of FLOP. The bar reaches from the low to the "
        "high end of the total, or to the edge where it is open upwards; the dot is its best "
        "figure, where there is one, the upright line the amount.";
    picture.table = std::move(table);
    for (const Verdict& verdict : verdicts) {
        const Measure measure = verdict.threshold->measure;
        const bool is_flop = measure == Measure::compute || measure == Measure::fraction_of_base;
        if (!is_flop || (verdict.measured_known && verdict.measured.high.is_zero())) continue;
        PictureRow row;
        row.label = picture_label(verdict_title(verdict, teller), *verdict.threshold);
        row.figure = std::string(word(verdict.status));
        row.tone = tone_of(verdict.status);
        const KnownRange measured = verdict.known();
        if (measured.has_high || !measured.range.low.is_zero()) row.span = measured;
        if (verdict.amount_known && !verdict.amount.high.is_zero()) row.mark = verdict.amount;
        row.mark_text = fmt::format("{} FLOP against {}", figure(measured), amount_text(verdict));
        picture.rows.push_back(std::move(row));
    }
    return picture;
}

std::string verdict_counts(const Judgement& judgement) {
    std::array<int, 3> counts{};
    for (const Verdict& verdict : judgement.verdicts) {
        ++counts.at(static_cast<std::size_t>(verdict.status));
    }
    const auto of = [&](VerdictStatus status) { return counts[static_cast<std::size_t>(status)]; };
    return fmt::format("{} reached, {} undetermined, {} not reached", of(VerdictStatus::reached),
                       of(VerdictStatus::undetermined), of(VerdictStatus::not_reached));
}

}  // namespace flopledger
