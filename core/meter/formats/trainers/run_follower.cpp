// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/trainers/run_follower.hpp"

#include <algorithm>

#include "core/facts/machines/log_names.hpp"
#include "core/meter/formats/trainers/trainer_text.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t last_possible_iteration = 1'000'000'000'000;
constexpr std::size_t most_ranks = 1U << 16;

std::uint64_t unsigned_of(std::int64_t number) { return static_cast<std::uint64_t>(number); }

// A share that is not whole is rounded up: what was executed is not made less.
std::uint64_t share(std::uint64_t sum, std::uint64_t count) {
    return sum / count + (sum % count != 0 ? 1 : 0);
}

}  // namespace

bool RunFollower::begin(std::string_view rank, bool alone) {
    Rank& teller = ranks_.size() < most_ranks ? ranks_[std::string(rank)] : ranks_[""];
    const bool running = previous_ || first_;
    const bool again = teller.began == generation_ || teller.generation == generation_;
    if (running && (alone || again)) next_generation();
    const bool ahead = !previous_ && !first_;
    if (ahead) start_.reset();
    teller.began = generation_;
    return ahead;
}

void RunFollower::reject(Rejection reason, std::uint64_t line) {
    ++meter_.row_count;
    ++rejected_since_;
    meter_.rows.reject(reason, line);
}

// A row outside of the window was rejected for that already.
bool RunFollower::refuse(Rejection reason, const IterationLine& line) {
    if (!line.counted) return false;
    ++rejected_since_;
    meter_.rows.reject(reason, line.number);
    const std::int64_t interval = std::max<std::int64_t>(
        {1, facts.interval, learned_interval_, refused_ ? line.iteration - *refused_ : 0});
    const auto doubt = [interval](Tally& tally, const Said& said) {
        const auto accepted = tally.so_far;
        add_limited(tally.in_doubt,
                    tally.refused.take({said.so_far, said.each, accepted, unsigned_of(interval)}));
    };
    doubt(samples_, said_of_samples(line));
    doubt(tokens_, said_of_tokens(line));
    refused_ = line.iteration;
    return false;
}

// Whether an iteration lies before one that had fewer samples: then a digit of it was lost. And
// whether more samples were counted since the line before than the batches can have had.
bool RunFollower::contradicts_itself(const IterationLine& line) const {
    const std::optional<IterationLine>& latest = previous_ ? previous_ : first_;
    if (!latest || !latest->samples_so_far || !line.samples_so_far) return false;
    const std::uint64_t before = *latest->samples_so_far;
    const std::uint64_t now = *line.samples_so_far;
    if (line.iteration <= latest->iteration) {
        // With another batch it is another attempt.
        const bool rebatched = latest->batch && line.batch && *latest->batch != *line.batch;
        return line.iteration < latest->iteration && now > before && !rebatched;
    }
    if (!latest->batch || !line.batch) return false;
    const auto most = product(std::max(*latest->batch, *line.batch),
                              unsigned_of(line.iteration - latest->iteration));
    return now > before && most && now - before > *most;
}

RunFollower::Role RunFollower::role_of(const Rank& rank, const IterationLine& line) const {
    const bool running = previous_ || first_;
    const std::int64_t latest = previous_ ? previous_->iteration : first_ ? first_->iteration : 0;
    const std::optional<bool> agrees = printed_.agree(line, facts.refreshes);
    if (rank.generation == generation_) {
        if (line.iteration > rank.last) {
            if (line.iteration > latest) return Role::advances;
            return agrees.value_or(true) ? Role::repeats : Role::restarts;
        }
        const bool same = line.iteration == rank.last &&
                          (facts.refreshes || (line.samples_so_far == rank.samples_so_far &&
                                               line.microseconds == rank.microseconds));
        return same ? Role::repeats : Role::restarts;
    }
    if (!running) return Role::advances;
    if (line.iteration > latest) {
        // A process that has not noticed a restart yet, and tells more of what was before it.
        const bool behind = rank.generation != 0 && line.iteration > rank.last;
        const std::int64_t most =
            2 * std::max<std::int64_t>(1, std::max(facts.interval, learned_interval_));
        return behind && line.iteration - latest > most ? Role::impossible : Role::advances;
    }
    const bool joins = line.iteration == first_printed_ || line.iteration == latest;
    return joins && agrees.value_or(true) ? Role::repeats : Role::restarts;
}

bool RunFollower::add(std::string_view rank, const IterationLine& line) {
    ++meter_.row_count;
    if (line.iteration < facts.first_ever || line.iteration > last_possible_iteration) {
        return refuse(Rejection::out_of_range, line);
    }
    auto found = ranks_.find(rank);
    if (found == ranks_.end()) {
        found = ranks_.try_emplace(ranks_.size() < most_ranks ? std::string(rank) : "").first;
    }
    Rank& teller = found->second;
    const Role role = role_of(teller, line);
    if (role == Role::impossible) return refuse(Rejection::out_of_range, line);
    if (role == Role::restarts) {
        if (contradicts_itself(line)) return refuse(Rejection::out_of_range, line);
        if (stretches_ >= most_stretches) return refuse(Rejection::not_this_format, line);
        next_generation();
    }
    if (role != Role::repeats) {
        if (!advance(line)) return refuse(Rejection::out_of_range, line);
        printed_.add(line);
    }
    teller.generation = generation_;
    teller.last = line.iteration;
    teller.samples_so_far = line.samples_so_far;
    teller.microseconds = line.microseconds;
    return role != Role::repeats;
}

// How many iterations the first line of a generation stands for; 0 where the next line must tell.
std::int64_t RunFollower::first_interval(const IterationLine& line) {
    const std::int64_t since_ever = line.iteration - facts.first_ever + 1;
    if (start_ && *start_ < line.iteration && *start_ >= facts.first_ever - 1) {
        return line.iteration - *start_;
    }
    const std::int64_t interval = facts.interval != 0 ? facts.interval : learned_interval_;
    return since_ever == 1 ? 1 : std::min(interval, since_ever);
}

// Takes the first line of a generation as one for so many iterations.
void RunFollower::flush_first(std::int64_t interval) {
    if (!first_) return;
    const IterationLine line = std::move(*first_);
    first_.reset();
    if (!take(line, std::min(interval, line.iteration - facts.first_ever + 1))) {
        refuse(Rejection::out_of_range, line);
    }
}

bool RunFollower::advance(const IterationLine& line) {
    if (!previous_ && !first_) {
        first_printed_ = line.iteration;
        const std::int64_t iterations = first_interval(line);
        if (iterations == 0) {
            first_ = line;
            return true;
        }
        return take(line, iterations);
    }
    if (first_) {
        learned_interval_ = line.iteration - first_->iteration;
        flush_first(learned_interval_);
        if (!previous_) return advance(line);
    }
    const std::int64_t iterations = line.iteration - previous_->iteration;
    note_gap(line, iterations);
    return take(line, iterations);
}

// Learns how many iterations a line stands for, and tells where one stands for more.
void RunFollower::note_gap(const IterationLine& line, std::int64_t iterations) {
    if (facts.interval == 0 && steps_ < 2) {
        learned_interval_ = std::max(learned_interval_, iterations);
        ++steps_;
        return;
    }
    const std::int64_t interval = facts.interval != 0 ? facts.interval : learned_interval_;
    if (iterations > interval && line.counted) {
        meter_.rows.find(name::iterations_not_shown, line.number);
    }
}

// A count that advances less than the batches of its iterations may lack some of them. A batch that
// grew since the line before is no contradiction.
bool RunFollower::doubt(Tally& tally, std::uint64_t iterations, const Said& said,
                        std::uint64_t added) {
    if (!said.each || !said.exact) return true;
    const std::uint64_t before = said.each_before.value_or(*said.each);
    const auto least = product(std::min(*said.each, before), iterations);
    const auto most = product(std::max(*said.each, before), iterations);
    std::uint64_t counted = added;
    if (!least || !most || !add_checked(counted, said.passed_over)) return false;
    return counted >= *least || add_checked(tally.in_doubt, *most - counted);
}

bool RunFollower::add(Tally& tally, std::uint64_t iterations, const Said& said, bool from_start) {
    std::optional<std::uint64_t> added;
    bool stands = false;
    if (said.so_far && (tally.so_far || from_start)) {
        const std::uint64_t before = from_start ? 0 : *tally.so_far;
        if (*said.so_far < before) {
            // Where it began again, all of it is whole batches of these iterations; else a digit
            // was lost.
            const std::uint64_t each = said.each.value_or(0);
            if (each == 0 || *said.so_far % each != 0) return false;
            if (*said.so_far / each > iterations) return false;
            tally.began_again = true;
        } else {
            stands = *said.so_far == before;
            if (!stands || !said.each) added = *said.so_far - before;
            if (!stands && !doubt(tally, iterations, said, *added)) return false;
        }
    }
    // A counter that stands still while iterations go on counts nothing.
    if (!added && said.each) {
        added = product(*said.each, iterations);
        if (!added) return false;
    }
    if (said.so_far) tally.so_far = said.so_far;
    if (stands && !said.each && said.exact) {
        tally.standing += iterations;
        return true;
    }
    if (!added) {
        tally.waiting += iterations;
        return true;
    }
    tally.moving += iterations;
    tally.known = true;
    std::uint64_t total = tally.sum;
    const std::optional<std::uint64_t> late = product(share(*added, iterations), tally.waiting);
    if (!late || !add_checked(total, *late) || !add_checked(total, *added)) return false;
    tally.sum = total;
    tally.waiting = 0;
    return true;
}

RunFollower::Said RunFollower::said_of_samples(const IterationLine& line) const {
    const auto batch_of = [this](const std::optional<std::uint64_t>& batch) {
        const bool told = (batch && *batch != 0) || facts.batch == 0;
        return told ? batch : std::optional(facts.batch);
    };
    Said said{line.samples_so_far, batch_of(line.batch), {}, line.passed_over, !line.rounded};
    if (!previous_) return said;
    said.each_before = batch_of(previous_->batch);
    said.exact = said.exact && !previous_->rounded;
    said.passed_over -= std::min(previous_->passed_over, line.passed_over);
    return said;
}

RunFollower::Said RunFollower::said_of_tokens(const IterationLine& line) const {
    Said said{line.tokens_so_far, line.tokens_each, {}, 0, !line.rounded};
    if (!said.each && facts.tokens_each != 0) said.each = facts.tokens_each;
    if (previous_) said.exact = said.exact && !previous_->rounded;
    return said;
}

bool RunFollower::add_time(const IterationLine& line, std::uint64_t iterations) {
    std::optional<std::uint64_t> added = 0;
    if (line.microseconds) {
        added = product(*line.microseconds, iterations);
    } else if (line.time && previous_ && previous_->time && *line.time > *previous_->time) {
        added = product(unsigned_of(*line.time - *previous_->time), 1000);
    }
    return added && add_checked(microseconds_, *added);
}

bool RunFollower::take(const IterationLine& line, std::int64_t iterations) {
    if (contradicts_itself(line)) return false;
    if (line.counted) {
        const auto count = unsigned_of(iterations);
        const bool from_start = !previous_ && line.iteration - iterations == facts.first_ever - 1;
        Tally samples = samples_;
        Tally tokens = tokens_;
        if (!add(samples, count, said_of_samples(line), from_start) ||
            !add(tokens, count, said_of_tokens(line), from_start) || !add_time(line, count)) {
            return false;
        }
        rounded_ = rounded_ || line.rounded;
        samples_ = samples;
        tokens_ = tokens;
        if (!previous_ && !from_start && !start_ && iterations > 1) {
            meter_.rows.find(name::log_start_unknown, line.number);
        }
        if (!previous_ && facts.interval != 0 && iterations > facts.interval) {
            meter_.rows.find(name::iterations_not_shown, line.number);
        }
        if (!stretch_) {
            stretch_.emplace();
            stretch_->input = meter_.input;
            // Several processes may begin within one line; their stretches stay in order.
            last_place_ = std::max(line.number, last_place_ + 1);
            stretch_->place = last_place_;
            stretch_->format = format_;
            stretch_->sequence_length = facts.sequence_length;
            stretch_->parameters = facts.parameters;
            stretch_->devices = facts.devices;
            stretch_->first_iteration = line.iteration - iterations + 1;
            if (!previous_) {
                stretch_->not_shown_before =
                    unsigned_of(stretch_->first_iteration - facts.first_ever);
            }
            stretch_->first_time = line.time.value_or(0);
        }
        stretch_->last_iteration = line.iteration;
        stretch_->skipped += std::min(line.skipped, count);
        if (line.time) stretch_->last_time = std::max(stretch_->last_time, *line.time);
        if (!line.rate.empty()) stretch_->reported_rate = line.rate;
    } else {
        samples_.so_far = line.samples_so_far;
        tokens_.so_far = line.tokens_so_far;
    }
    previous_ = line;
    rejected_since_ = 0;
    refused_.reset();
    samples_.refused.clear();
    tokens_.refused.clear();
    start_.reset();
    return true;
}

// What the counts of a stretch allow at the most: each with what it contradicts, iterations in
// which one stood still at the mean of the others, and sequences at their length beside tokens.
void RunFollower::settle_doubts(TrainingStretch& stretch) {
    for (Tally* tally : {&samples_, &tokens_}) {
        if (tally->standing == 0 || tally->moving == 0) continue;
        const auto late = product(share(tally->sum, tally->moving), tally->standing);
        if (late) add_limited(tally->in_doubt, *late);
    }
    stretch.samples_in_doubt = samples_.in_doubt;
    std::uint64_t most = tokens_.known ? tokens_.sum : stretch.tokens;
    add_limited(most, tokens_.in_doubt);
    std::uint64_t sequences = stretch.samples;
    add_limited(sequences, stretch.samples_in_doubt);
    const std::uint64_t by_length = product(sequences, stretch.sequence_length).value_or(0);
    // What is printed with three digits is within 1 %.
    const bool same = rounded_ && by_length / 101 <= stretch.tokens / 100;
    if (!same) most = std::max(most, by_length);
    if (stretch.tokens != 0) stretch.tokens_in_doubt = most - stretch.tokens;
    const bool anew = samples_.began_again || tokens_.began_again;
    if (!anew && stretch.samples_in_doubt == 0 && stretch.tokens_in_doubt == 0) return;
    meter_.rows.find(name::trainer_counts_differ, previous_ ? previous_->number : stretch.place);
}

void RunFollower::end_stretch() {
    const std::int64_t interval = facts.interval != 0 ? facts.interval : learned_interval_;
    flush_first(std::max<std::int64_t>(interval, 1));
    if (stretch_) {
        TrainingStretch& stretch = *stretch_;
        const std::uint64_t waiting = samples_.waiting;
        const auto number = unsigned_of(stretch.last_iteration - facts.first_ever + 1);
        if (waiting != 0 && samples_.so_far && *samples_.so_far % number == 0) {
            // One line alone: with a batch that never changed it says what an iteration had.
            const auto late = product(*samples_.so_far / number, waiting);
            samples_.known = late && add_checked(samples_.sum, *late);
        }
        stretch.samples = samples_.sum;
        const auto by_length = product(stretch.samples, stretch.sequence_length);
        stretch.tokens = tokens_.known ? tokens_.sum : by_length.value_or(0);
        settle_doubts(stretch);
        const auto each = unsigned_of(std::max<std::int64_t>(interval, 1));
        stretch.not_read_after = std::min(product(rejected_since_, each).value_or(UINT64_MAX),
                                          unsigned_of(last_possible_iteration));
        stretch.milliseconds = microseconds_ / 1000 + (microseconds_ % 1000 >= 500 ? 1 : 0);
        meter_.training.push_back(std::move(stretch));
        ++stretches_;
    }
    stretch_.reset();
    samples_ = {};
    tokens_ = {};
    microseconds_ = 0;
    rejected_since_ = 0;
    refused_.reset();
    rounded_ = false;
}

void RunFollower::next_generation() {
    end_stretch();
    previous_.reset();
    first_.reset();
    printed_.clear();
    ++generation_;
}

void RunFollower::finish() {
    end_stretch();
    previous_.reset();
}

}  // namespace flopledger
