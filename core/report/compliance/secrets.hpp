// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/count/figures/derivation.hpp"
#include "core/judge/results/ledger_result.hpp"
#include "core/page/page.hpp"
#include "core/report/compliance/report_request.hpp"

namespace flopledger {

// What stands where something is left out.
inline constexpr std::string_view left_out_text = "left out";

// The fields that the FLOP of a method are the product of; none of a reported figure.
std::vector<SecretField> factors_of(const MethodName& method);

// What of a ledger a report may tell, and how it names files. Every text that comes from a ledger
// goes through here on its way into a report.
//
// A derivation is told by what each of its steps measures: a step of a field that is left out goes,
// and the other inputs of the same formula go with it, because it would follow from them. A step
// that is not known to be harmless goes with any field.
class Secrets {
  public:
    // The result must outlive this.
    Secrets(const ReportRequest& request, const LedgerResult& result);

    // Whether a field is left out: by its name, or because single activities are, since time,
    // chips, energy and what a model was fed are figures of theirs.
    bool hides(SecretField field) const;

    // Whether any is.
    bool any() const { return !request_.left_out.empty(); }

    // A text from the ledger or about it: names of files are seen from the ledger's folder, and
    // names of chips and files that are left out are gone.
    std::string text(std::string_view text) const;

    // A line of the ledger or another file: `ledger.yaml:12`; empty where sources are left out.
    // Where activities are, no line is told, since lines above it are theirs, and of files only the
    // ledger.
    std::string place(const std::optional<Place>& place) const;

    // What a finding or a reason says; only its general sentence where anything is left out, since
    // messages name figures.
    std::string message(const Finding& finding) const;

    // Whether a method's figure would give away what is left out: it is a left-out figure times
    // what is published or told elsewhere in the report.
    bool hides(const MethodCount& method) const;

    // A derivation as a report tells it.
    PageStep step(const Derivation& tree) const;

    // The derivation of an activity, which may go by another label: without bounds that would give
    // away what is left out, and where anything is, without ratios of methods.
    PageStep activity(const Derivation& tree, const ActivityCount& count) const;

  private:
    std::vector<SecretField> left_out_of(const Derivation& tree) const;
    void add_names(const Ledger& ledger);
    void add_chip(const Chip& chip);

    const ReportRequest& request_;
    std::string folder_;              // of the ledger, with its slash
    std::string file_;                // the ledger as it was read
    std::vector<std::string> names_;  // to be blotted out, the longest first
};

}  // namespace flopledger
