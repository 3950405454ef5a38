// SPDX-License-Identifier: Apache-2.0
#include "tests/support/logs/generated_usage.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace flopledger {

namespace {

class Generator {
  public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    // A number from 0 on, below `limit`.
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    bool once_in(std::uint64_t times) { return below(times) == 0; }

    // A name that no JSON writer expects, now and then.
    std::string name(const std::string& plain) {
        const std::array<std::string, 6> odd{"",           "\xff\x80", "\xee\xbe\x80",
                                             "\x01\"\\\n", "\xc3\xa9", std::string("\0", 1)};
        return once_in(4) ? plain + odd[below(odd.size())] : plain;
    }

    Sample sample(std::int64_t time, Shape shape, std::uint32_t inputs) {
        Sample made;
        made.key = sample_key(time, static_cast<std::uint32_t>(below(inputs)), once_in(20));
        if (once_in(10)) return made;  // all of it missing
        made.first = once_in(9) ? missing_value - 1 : static_cast<std::uint32_t>(below(70'000));
        if (shape == Shape::energy_only) {
            made.second = static_cast<std::uint32_t>(below(9));
        } else if (metrics_of(shape).has_second && !once_in(7)) {
            made.second = static_cast<std::uint32_t>(below(1'000'000));
        }
        return made;
    }

    std::vector<Sample> edge(std::int64_t& time, std::size_t count, Shape shape,
                             std::uint32_t inputs) {
        std::vector<Sample> all;
        for (; all.size() < count; time += 1 + static_cast<std::int64_t>(below(60'000))) {
            all.push_back(sample(time, shape, inputs));
        }
        return all;
    }

    Interval interval(std::uint32_t milliseconds, std::uint64_t count, Shape shape) {
        Interval made{milliseconds, count, {}, {below(count + 1), below(count + 1)}};
        for (std::size_t side = 0; side < 2; ++side) {
            const std::uint64_t present = count - made.missing[side];
            made.sums[side] = present == 0 ? 0 : below(present * 1'000'000);
        }
        if (shape == Shape::energy_only) {
            made.sums = {std::uint64_t{1} << below(60), below(count + 1)};
        }
        return made;
    }

    Track track(Shape shape, std::uint32_t inputs) {
        Track made;
        made.shape = shape;
        std::int64_t time = 1'700'000'000'000 + static_cast<std::int64_t>(below(100'000'000'000));
        const std::uint64_t step = 1 + below(60'000);
        std::uint64_t steps = 0;
        for (std::uint64_t runs = 1 + below(3); runs > 0; --runs) {
            Run run;
            if (once_in(2)) {
                run.head = edge(time, 1 + below(2 * edge_samples), shape, inputs);
                time = run.head.back().time();
            } else {
                run.head = edge(time, edge_samples, shape, inputs);
                const std::uint64_t between = 2 + below(1'000'000);
                time = run.head.back().time() + static_cast<std::int64_t>(between * step);
                steps += between;
                run.tail = edge(time, edge_samples, shape, inputs);
                time = run.tail.back().time();
            }
            made.runs.push_back(std::move(run));
            time += longest_interval + 1 + static_cast<std::int64_t>(below(9'000'000'000));
        }
        if (steps > 0) {
            made.interior.push_back(interval(static_cast<std::uint32_t>(step), steps, shape));
            made.conflicts = below(steps);
        }
        made.duplicates = below(1000);
        for (std::int64_t length = longest_interval; made.interior_gaps.size() < most_gaps;
             --length) {
            if (once_in(2)) break;
            made.interior_gaps.push_back({1'700'000'000'000, 1'700'000'000'000 + length});
        }
        return made;
    }

    RowCount rows(std::uint32_t inputs) {
        RowCount made{1 + below(1'000'000), {}};
        const std::uint64_t places = std::min<std::uint64_t>(made.rows, below(most_places + 1));
        while (made.first.size() < places) {
            made.first.push_back({static_cast<std::uint32_t>(below(inputs)), below(1'000'000)});
        }
        std::sort(made.first.begin(), made.first.end());
        return made;
    }

    TrainingStretch stretch(std::uint32_t input, std::uint64_t place) {
        TrainingStretch made;
        made.input = input;
        made.place = place;
        made.first_iteration = static_cast<std::int64_t>(below(1000)) - 1;
        made.last_iteration = made.first_iteration + static_cast<std::int64_t>(below(1000));
        made.samples = below(1'000'000);
        made.tokens = once_in(2) ? 0 : random_();
        made.skipped = below(9);
        made.milliseconds = random_();
        made.sequence_length = once_in(2) ? 0 : 8192;
        made.parameters = once_in(2) ? 0 : 405'853'388'800;
        made.devices = below(3);
        made.reported_rate = once_in(2) ? "" : "4.1e14";
        made.reported_flop = once_in(2) ? "" : "1.5e+24";
        made.first_time = once_in(2) ? 0 : 1'700'000'000'001;
        made.last_time = made.first_time;
        made.format = "megatron-lm";
        if (made.first_iteration <= 0 || once_in(2)) return made;
        made.not_shown_before = below(static_cast<std::uint64_t>(made.first_iteration));
        made.not_read_after = below(3);
        made.lengths_vary = once_in(2);
        made.samples_in_doubt = below(3);
        made.tokens_in_doubt = below(3);
        made.flop_of_part = once_in(2);
        for (std::size_t i = below(4); i > 0; --i) {
            made.history.push_back({made.last_iteration - static_cast<std::int64_t>(i), random_(),
                                    once_in(2) ? 0 : random_()});
        }
        return made;
    }

    JobUsage job(std::size_t number, std::uint32_t inputs) {
        JobUsage made{
            .job = fmt::format("{:06}", number), .chip_type = "", .state = "COMPLETED", .name = ""};
        made.start = 1'700'000'000 + static_cast<std::int64_t>(below(1'000'000));
        made.end = once_in(3) ? 0 : made.start + 100;
        made.seconds = below(1'000'000);
        made.chips = below(16'384);
        made.joules = once_in(2) ? 0 : below(1'000'000'000'000);
        made.chip_type = once_in(2) ? "" : name("h100");
        made.name = name("train");
        made.input = static_cast<std::uint32_t>(below(inputs));
        made.line = 1 + below(1'000'000);
        return made;
    }

  private:
    std::mt19937_64 random_;
};

std::vector<InputFile> inputs_of(Generator& generator) {
    std::set<std::string> names;
    while (names.size() < 3) names.insert(generator.name(fmt::format("logs/{}", names.size())));
    std::vector<InputFile> inputs;
    for (const std::string& file : names) {
        const std::uint64_t rows = 10 + generator.below(1'000'000);
        inputs.push_back({file, generator.once_in(3) ? "" : std::string(64, 'a'), "nvidia-smi",
                          generator.below(std::uint64_t{1} << 40), rows, generator.below(10)});
    }
    return inputs;
}

}  // namespace

Usage generated_usage(std::uint64_t seed, std::size_t devices) {
    Generator generator(seed);
    Usage usage;
    usage.gap_milliseconds = 1 + static_cast<std::int64_t>(generator.below(60'000));
    usage.inputs = inputs_of(generator);
    const auto inputs = static_cast<std::uint32_t>(usage.inputs.size());
    for (std::size_t i = 0; i < devices; ++i) {
        DeviceUsage device{generator.name(fmt::format("GPU-{:08}", i)),
                           static_cast<Identity>(generator.below(3)),
                           generator.once_in(9) ? "" : generator.name("H100"),
                           {}};
        for (int shape = 0; shape < shape_count; ++shape) {
            if (shape != 0 && !generator.once_in(4)) continue;
            device.tracks.push_back(generator.track(static_cast<Shape>(shape), inputs));
        }
        usage.devices.push_back(std::move(device));
    }
    for (int day = 19'000; day < 19'005; ++day) {
        const auto shape = static_cast<Shape>(generator.below(shape_count));
        usage.days.push_back({"H100", day, shape, {generator.interval(15'000, 77, shape)}});
    }
    for (std::uint64_t i = 0; i < generator.below(4); ++i) {
        usage.training.push_back(generator.stretch(static_cast<std::uint32_t>(i % inputs), i));
    }
    std::sort(usage.training.begin(), usage.training.end(),
              [](const auto& left, const auto& right) {
                  return std::pair(left.input, left.place) < std::pair(right.input, right.place);
              });
    for (std::size_t i = 0; i < generator.below(4); ++i) {
        usage.jobs.push_back(generator.job(i, inputs));
    }
    for (const char* reason : {"torn", "bad-number"}) {
        if (generator.once_in(2)) usage.rejected[reason] = generator.rows(inputs);
    }
    if (generator.once_in(2)) usage.findings["zone-assumed"] = generator.rows(inputs);
    return usage;
}

}  // namespace flopledger
