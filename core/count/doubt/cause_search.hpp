// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/count/figures/method_count.hpp"
#include "core/facts/ledger/activity.hpp"

namespace flopledger {

// What causes are looked for in: two methods of an activity whose best figures differ.
struct Disagreement {
    const Activity& activity;
    const MethodCount& larger;
    const MethodCount& smaller;
    const std::vector<MethodCount>& methods;  // all that the activity has
    Exact ratio;                              // of the best figures, above one
    std::optional<Flop> inherited;            // what the models built on hold, where it is known

    // Whether one of the two is a method.
    bool has(Method method) const;

    // Whether one of the two may have been reached through the dense peak of a chip; a reported
    // total may have been.
    bool may_rest_on_peak() const;
};

// What a cause is about: two causes of different subjects may hold at once.
enum class CauseSubject { model, peak, time };

// Collects the causes that fit a gap and ranks them. First stand the causes that other figures of
// the activity show; then the figures that the ledger itself calls assumed; then the causes with a
// ratio of their own that lies within 5 per cent of the gap, the nearest first; then, where no such
// ratio fits, the one product of two that lies within 1 per cent; then the causes that make any
// ratio up to a bound, the narrowest first; last those of the second kind that miss the gap by more
// than a tenth of what it is above one. What is as good, at three digits, stands in the order in
// which it was added: that of how often the mistake is met.
class CauseSearch {
  public:
    explicit CauseSearch(const Disagreement& gap) : gap_(gap) {}

    const Disagreement& gap() const { return gap_; }

    // A cause with a ratio of its own that further figures of the activity show, such as a stated
    // HFU whose FLOP are the reported total. Taken only where it comes within 2 per cent.
    void add_shown(Cause cause);

    // A figure that the ledger calls assumed or leaves open; it fits any gap.
    void add_assumption(Cause cause);

    // A cause with a ratio of its own; one that does not fit may still be half of a pair.
    void add_exact(CauseSubject subject, Cause cause);

    // A cause that makes any ratio from `least` up to `most`; without a bound, any at all.
    void add_open(Cause cause, const Exact& least, const std::optional<Exact>& most);

    // The same, asked only where neither a cause with a ratio of its own fits nor one with a bound.
    void add_last_resort(Cause cause, const Exact& least, const Exact& most);

    // What fits, the likeliest first, each name once; empty where nothing does.
    std::vector<Cause> ranked() const;

  private:
    struct Candidate {
        CauseSubject subject;
        Cause cause;
    };
    struct Open {
        Cause cause;
        std::optional<Exact> most;
        bool last_resort = false;
    };

    // How far a ratio is from that of the gap: the larger over the smaller.
    Exact distance(const Exact& ratio) const;
    // Whether the ratio of a cause misses the gap by at most a tenth of what the gap is above one.
    bool fits_closely(const Cause& cause) const;
    std::optional<Cause> nearest_pair() const;

    const Disagreement& gap_;
    std::vector<Cause> shown_;
    std::vector<Cause> assumptions_;
    std::vector<Candidate> candidates_;
    std::vector<Open> open_;
};

}  // namespace flopledger
