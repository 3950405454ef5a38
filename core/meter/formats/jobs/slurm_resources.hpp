// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace flopledger {

// Accelerators among the generic resources of a Slurm job. `gpu` counts all of them, `gpu:a100`
// those of one type: both speak of the same chips. Shares of boards, `shard` and `mps`, are each on
// one board at most, so they are no more boards than shares, nor than their nodes can have.
// Of a job without any of these, a resource whose name may be that of an accelerator (`a100`,
// `accelerator`, `gpu_nvidia_h100`) counts as chips of that type; beside them it may speak of the
// same chips once more.
class SlurmChips {
  public:
    // Whether a resource, by its name as it stands behind `gres/`, counts chips or shares of them.
    // Where it does not and is none of those known to be something else, that is noted.
    bool reads(std::string_view name);

    // A resource that is read.
    void add(std::string_view name, std::uint64_t count);

    // Whether any accelerator was named, be it none of them.
    bool named() const { return by_kind() || !by_name_.empty(); }

    // Whether the count is one of boards that may be shared.
    bool shared() const { return shares() != 0; }

    // Whether a resource was met that may be an accelerator and is not read.
    bool unread() const { return unread_ || (by_kind() && !by_name_.empty()); }

    // How many, at most where they are shared; nothing where there are more of the types than of
    // all. The nodes bound shared boards, where they are known.
    std::optional<std::uint64_t> count(const std::optional<std::uint64_t>& nodes) const;

    // The type, `a100`; of several, each with its count, `a100=4,v100=2`, and `gpu=3` of what is of
    // none of them; empty if untyped.
    std::string type() const;

  private:
    using Counts = std::map<std::string, std::uint64_t, std::less<>>;

    bool by_kind() const { return all_ || !by_type_.empty() || !shares_.empty(); }
    const Counts& types() const { return by_kind() ? by_type_ : by_name_; }
    std::uint64_t shares() const;

    std::optional<std::uint64_t> all_;
    Counts by_type_;
    std::string kind_;   // of chips that are no gpu
    Counts shares_;      // by kind
    Counts by_name_;     // of what may be an accelerator by its name
    Counts name_types_;  // of these, those that have a type behind the name, all types together
    std::string share_type_;
    bool unread_ = false;
};

// Reads `billing=12,cpu=12,gres/gpu=2,gres/gpu:a100=2,mem=31000M,node=1`; nothing for what is no
// such list or has a count of accelerators that is no number.
std::optional<SlurmChips> chips_of_tres(std::string_view list);

// Reads what older versions print for each node, `gpu:tesla:2(S:0-1)`, on so many nodes.
std::optional<SlurmChips> chips_of_gres(std::string_view list, std::uint64_t nodes);

// The nodes of the same list, `node=1`; nothing where it does not say.
std::optional<std::uint64_t> slurm_nodes(std::string_view list);

// A whole number that can be counted in an accounting row: 0 to 2^40.
std::optional<std::uint64_t> slurm_number(std::string_view text);

// Seconds of `[D-]HH:MM:SS` or `MM:SS`, a fraction cut off.
std::optional<std::uint64_t> slurm_duration(std::string_view text);

// Joules of a job, 0 where that is how Slurm says that it does not know.
std::optional<std::uint64_t> slurm_joules(std::string_view text);

// The word of a state: CANCELLED of `CANCELLED by 380693`, COMPLETED of `COMPLETED+`. Nothing for
// what is no state.
std::optional<std::string_view> slurm_state(std::string_view text);

}  // namespace flopledger
