// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/judge/verdicts/verdict.hpp"
#include "core/page/page.hpp"

namespace flopledger {

// How a page tells of verdicts: what it leaves out, and where it unfolds figures. This one leaves
// out nothing and unfolds nothing.
class VerdictTeller {
  public:
    VerdictTeller() = default;
    VerdictTeller(const VerdictTeller&) = delete;
    VerdictTeller& operator=(const VerdictTeller&) = delete;
    virtual ~VerdictTeller() = default;

    // The base model that a verdict is about; it has one.
    virtual std::string base_of(const Verdict& verdict) const { return verdict.base; }

    // Whether the page leaves out what the verdict measures.
    virtual bool hides(const Verdict& /*verdict*/) const { return false; }

    // The figures that unfold the amount, what was measured and its ratio; empty for none.
    virtual std::string how_amount(const Verdict& /*verdict*/) { return ""; }
    virtual std::string how_measured(const Verdict& /*verdict*/) { return ""; }
    virtual std::string how_ratio(const Verdict& /*verdict*/) { return ""; }
};

// What a verdict is on, whom it is about and with which base model.
std::string verdict_title(const Verdict& verdict, const VerdictTeller& teller);

// A title of a threshold as the label of a picture, which is cut where room ends: the mark of what
// is not of this build stands in front.
std::string picture_label(std::string title, const Threshold& threshold);

// What was measured, with what stands behind it.
PageValue measured_value(const Verdict& verdict, VerdictTeller& teller);

// Verdicts as a table of some of the columns there are, by their ids: title, amount, total, range,
// ratio, verdict, standard, threshold, applies_to, why. A column of another id is a fault of the
// program.
PageTable verdict_table(std::string id, std::string caption, const std::vector<Verdict>& verdicts,
                        const std::vector<std::string_view>& columns, VerdictTeller& teller);

// Totals beside the amounts they are held against, drawn; the table of that id has the figures.
PagePicture verdict_picture(const std::vector<Verdict>& verdicts, std::string table,
                            const VerdictTeller& teller);

// "1 reached, 0 undetermined, 5 not reached".
std::string verdict_counts(const Judgement& judgement);

}  // namespace flopledger
