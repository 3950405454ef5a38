// SPDX-License-Identifier: Apache-2.0
// The same rows in any order, in one file or cut into parts, add up to the same: rows that differ,
// repeat, come far out of order or not at all among them.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "core/meter/formats/metrics/clock_carry.hpp"
#include "core/meter/summary/summarize.hpp"
#include "tests/support/logs/usage_checks.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

using Chance = std::mt19937;

std::size_t below(Chance& chance, std::size_t end) { return chance() % end; }

// So many random files: a few in an ordinary run, as many as somebody asks for by hand.
unsigned file_count() {
    const char* wanted = std::getenv("RANDOM_FILES");
    return wanted == nullptr ? 120 : static_cast<unsigned>(std::stoul(wanted));
}

struct Row {
    std::int64_t time = 0;  // milliseconds since 1970
    std::size_t device = 0;
    std::optional<std::size_t> utilization;
    std::optional<std::size_t> power;  // in 1/100 W
    std::size_t clock = 0;
};

void fill(Row& row, Chance& chance) {
    row.utilization.reset();
    row.power.reset();
    if (below(chance, 20) != 0) row.utilization = below(chance, 101);
    if (below(chance, 20) != 0) row.power = below(chance, 70'000);
    row.clock = 1'000 + below(chance, 900);
}

// Devices polled for a while, with holes of polls and of more than the longest interval.
std::vector<Row> polled(Chance& chance) {
    constexpr std::array<std::size_t, 7> counts{1, 3, 12, 25, 40, 90, 200};
    constexpr std::array<std::int64_t, 4> steps{1'000, 5'000, 60'000, 700'000};
    const std::size_t polls = counts.at(below(chance, counts.size()));
    const std::int64_t step = steps.at(below(chance, steps.size()));
    const std::size_t devices = 1 + below(chance, 3);
    std::vector<Row> rows;
    std::int64_t time = 1'767'571'200'000 + static_cast<std::int64_t>(below(chance, 86'400'000));
    for (std::size_t poll = 0; poll < polls; ++poll) {
        time += step + static_cast<std::int64_t>(below(chance, 9));
        if (below(chance, 20) == 0) time += step * static_cast<std::int64_t>(below(chance, 5));
        if (below(chance, 40) == 0) time += static_cast<std::int64_t>(below(chance, 1'500'000));
        for (std::size_t device = 0; device < devices; ++device) {
            Row row{time, device, {}, {}};
            fill(row, chance);
            rows.push_back(row);
        }
    }
    return rows;
}

// Some of the rows again, somewhere, half of them saying something else.
void repeat_some(std::vector<Row>& rows, Chance& chance) {
    for (std::size_t count = rows.size() / 8 + 1; count > 0; --count) {
        Row again = rows[below(chance, rows.size())];
        if (count % 2 == 0) fill(again, chance);
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(below(chance, rows.size() + 1)),
                    again);
    }
}

// As they were, moved by a few rows, a few of them moved anywhere, in blocks, in no order.
template <typename Item>
void put_out_of_order(std::vector<Item>& rows, Chance& chance) {
    const auto place = [&rows](std::size_t at) {
        return rows.begin() + static_cast<std::ptrdiff_t>(std::min(at, rows.size() - 1));
    };
    const std::size_t kind = below(chance, 5);
    for (std::size_t count = rows.size() / 6; count > 0 && (kind == 1 || kind == 2); --count) {
        const std::size_t from = below(chance, rows.size());
        const std::size_t to = kind == 1 ? from + below(chance, 12) : below(chance, rows.size());
        if (kind == 2 && count % 4 != 0) continue;
        const auto [left, right] = std::minmax({place(from), place(to)});
        std::rotate(left, left + (left == right ? 0 : 1), right);
    }
    for (int turn = 0; turn < 4 && kind == 3; ++turn) {
        std::rotate(rows.begin(), place(below(chance, rows.size())), rows.end());
        std::reverse(rows.begin(), place(below(chance, rows.size())));
    }
    if (kind == 4) std::shuffle(rows.begin(), rows.end(), chance);
}

std::string time_text(std::int64_t milliseconds) {
    using namespace std::chrono;
    const sys_days day =
        floor<days>(sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(milliseconds)));
    const year_month_day date(day);
    const std::int64_t left = milliseconds % 86'400'000;
    return fmt::format("{:04}/{:02}/{:02} {:02}:{:02}:{:02}.{:03}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       left / 3'600'000, left / 60'000 % 60, left / 1'000 % 60, left % 1'000);
}

std::string uuid_of(std::size_t device) {
    return fmt::format("GPU-{:08}-0000-4000-8000-000000000000", device);
}

constexpr std::string_view header =
    "timestamp, index, uuid, name, utilization.gpu [%], utilization.memory [%], power.draw [W], "
    "temperature.gpu, memory.used [MiB]\n";

std::string table_row(const Row& row) {
    const std::string busy = row.utilization ? fmt::format("{} %", *row.utilization) : "[N/A]";
    const std::string power =
        row.power ? fmt::format("{}.{:02} W", *row.power / 100, *row.power % 100) : "[N/A]";
    return fmt::format("{}, {}, {}, NVIDIA H100 80GB HBM3, {}, 0 %, {}, 50, 1 MiB\n",
                       time_text(row.time), row.device, uuid_of(row.device), busy, power);
}

// A scrape's lines of one device.
std::vector<std::string> scraped(const Row& row) {
    const std::string labels =
        fmt::format("{{gpu=\"{}\",UUID=\"{}\",Hostname=\"h\",modelName=\"NVIDIA H100 80GB HBM3\"}}",
                    row.device, uuid_of(row.device));
    std::vector<std::string> lines;
    const auto add = [&](std::string_view name, const std::string& value) {
        lines.push_back(fmt::format("{}{} {} {}\n", name, labels, value, row.time));
    };
    if (row.utilization) {
        add("DCGM_FI_DEV_GPU_UTIL", std::to_string(*row.utilization));
        add("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", fmt::format("0.{:03}", *row.utilization));
    }
    if (row.power) {
        add("DCGM_FI_DEV_POWER_USAGE", fmt::format("{}.{:02}", *row.power / 100, *row.power % 100));
        add("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", std::to_string(9'000'000'000 + *row.power));
    }
    add("DCGM_FI_DEV_SM_CLOCK", std::to_string(row.clock));
    return lines;
}

// A line of a database's export with some samples of one series.
std::string exported(std::string_view metric, const std::vector<Row>& rows) {
    std::string values;
    std::string times;
    for (const Row& row : rows) {
        values += fmt::format("{}{}", values.empty() ? "" : ",", *row.utilization);
        times += fmt::format("{}{}", times.empty() ? "" : ",", row.time);
    }
    return fmt::format(
        "{{\"metric\":{{\"__name__\":\"{}\",\"gpu\":\"{}\",\"UUID\":\"{}\",\"Hostname\":\"h\"}},"
        "\"values\":[{}],\"timestamps\":[{}]}}\n",
        metric, rows[0].device, uuid_of(rows[0].device), values, times);
}

// Lines cut at random places into one to five files, whose names are in any order.
LogFiles cut(const std::vector<std::string>& lines, std::string_view first, Chance& chance) {
    std::vector<std::size_t> cuts{0, lines.size()};
    for (std::size_t count = below(chance, 5); count > 0; --count) {
        cuts.push_back(below(chance, lines.size()));
    }
    std::sort(cuts.begin(), cuts.end());
    std::vector<std::string> names{"a", "b", "c", "d", "e"};
    if (below(chance, 2) == 0) std::shuffle(names.begin(), names.end(), chance);
    LogFiles files;
    for (std::size_t part = 0; part + 1 < cuts.size(); ++part) {
        if (cuts[part] == cuts[part + 1]) continue;
        std::string& text = files[names[part]];
        text = first;
        for (std::size_t at = cuts[part]; at < cuts[part + 1]; ++at) text += lines[at];
    }
    return files;
}

LogFiles whole(const std::vector<std::string>& lines, std::string_view first) {
    std::string text(first);
    for (const std::string& line : lines) text += line;
    return {{"whole", text}};
}

// What rows add up to, whichever files they came from.
std::vector<DeviceUsage> summed(const Usage& usage) {
    std::vector<DeviceUsage> devices = usage.devices;
    for (DeviceUsage& device : devices) {
        for (Track& track : device.tracks) {
            for (Run& run : track.runs) {
                for (auto* edge : {&run.head, &run.tail}) {
                    for (Sample& sample : *edge) {
                        sample.key = sample_key(sample.time(), 0, sample.conflict());
                    }
                }
            }
        }
    }
    return devices;
}

void check_same(const Usage& left, const Usage& right) {
    CHECK(summed(left) == summed(right));
    CHECK(left.days == right.days);
}

}  // namespace

TEST_CASE("tables in any order and any parts are the plain definition") {
    for (unsigned seed = 0; seed < file_count(); ++seed) {
        CAPTURE(seed);
        Chance chance(seed);
        std::vector<Row> rows = polled(chance);
        if (seed % 4 != 0) repeat_some(rows, chance);
        put_out_of_order(rows, chance);
        std::vector<std::string> lines;
        for (const Row& row : rows) lines.push_back(table_row(row));
        const LogFiles all = whole(lines, header);
        const Usage usage = summary_of(all);
        check_usage(usage, plain_usage(all));
        check_same(summary_of(cut(lines, header, chance)), usage);
    }
}

// A series keeps its first and last ten readings and sums up what held from the last of the first.
TEST_CASE("a row that says more of any moment does so however late it comes") {
    for (std::size_t moment = 0; moment < 50; ++moment) {
        CAPTURE(moment);
        std::vector<Row> rows;
        for (std::int64_t time = 0; time < 50; ++time) {
            rows.push_back({1'767'571'200'000 + time * 1'000, 0, 10, 100, 1'000});
        }
        Row more = rows[moment];
        more.utilization = 90;
        more.power = 70'000;
        for (const bool first : {false, true}) {
            std::vector<Row> all = rows;
            all.insert(first ? all.begin() : all.end(), more);
            std::vector<std::string> lines;
            std::vector<std::string> scrapes;
            for (const Row& row : all) {
                lines.push_back(table_row(row));
                for (std::string& line : scraped(row)) {
                    if (line.find("ENERGY") != std::string::npos)
                        scrapes.push_back(std::move(line));
                }
            }
            const LogFiles table = whole(lines, header);
            check_usage(summary_of(table), plain_usage(table));
            const LogFiles energy = whole(scrapes, "");
            std::rotate(scrapes.begin(), scrapes.begin() + 25, scrapes.end());
            check_same(summary_of(energy), summary_of(whole(scrapes, "")));
        }
    }
}

TEST_CASE("tables by the reference beside the project, where it is") {
    const auto reference = shared_or_skip("tools/usage-reference.py");
    if (!reference) return;
    if (std::system("python3 -c pass >/dev/null 2>&1") != 0) {
        MESSAGE("skipped: no python3");
        return;
    }
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("flopledger-log-order-{}", ::getpid());
    std::filesystem::create_directories(folder);
    std::ostringstream ours;
    for (unsigned seed = 0; seed < file_count(); ++seed) {
        Chance chance(1'000'000 + seed);
        std::vector<Row> rows = polled(chance);
        if (seed % 4 != 0) repeat_some(rows, chance);
        put_out_of_order(rows, chance);
        // Of rows of one moment the reference keeps the first, and we the larger of each value: so
        // these values stand first.
        std::map<std::pair<std::size_t, std::int64_t>, Row> largest;
        for (const Row& row : rows) {
            Row& known = largest.try_emplace({row.device, row.time}, row).first->second;
            known.utilization = std::max(known.utilization, row.utilization);
            known.power = std::max(known.power, row.power);
        }
        for (const auto& [key, row] : largest) rows.insert(rows.begin(), row);
        std::vector<std::string> lines;
        for (const Row& row : rows) lines.push_back(table_row(row));
        const std::string text = whole(lines, header).begin()->second;
        std::ofstream(folder / fmt::format("{:05}.csv", seed), std::ios::binary) << text;
        for (const DeviceUsage& device : summary_of(cut(lines, header, chance)).devices) {
            const PlainUsage usage = plain(device);
            ours << device.device << ',' << usage.samples << ',' << usage.covered_milliseconds
                 << ',' << usage.utilization.integral / 100 << ',' << usage.power.integral << ','
                 << usage.first << ',' << usage.last << ',' << usage.gaps << ',' << usage.duplicates
                 << '\n';
        }
    }
    const std::string result = (folder / "result").string();
    const std::string command = fmt::format("for log in {}/*.csv; do python3 {} $log; done >{}",
                                            folder.string(), *reference, result);
    REQUIRE(std::system(command.c_str()) == 0);
    std::ostringstream theirs;
    theirs << std::ifstream(result, std::ios::binary).rdbuf();
    CHECK(ours.str() == theirs.str());
    std::filesystem::remove_all(folder);
}

TEST_CASE("lines of scrapes in any order and any parts are those in order") {
    for (unsigned seed = 0; seed < file_count(); ++seed) {
        CAPTURE(seed);
        Chance chance(seed);
        std::vector<std::string> lines;
        for (const Row& row : polled(chance)) {
            for (std::string& line : scraped(row)) lines.push_back(std::move(line));
        }
        // A file that holds nothing but clocks is an error, because it says nothing of what ran.
        const auto all_tell = [](const LogFiles& files) {
            return std::all_of(files.begin(), files.end(), [](const auto& file) {
                return file.second.find("TENSOR") != std::string::npos;
            });
        };
        if (!all_tell(whole(lines, ""))) continue;
        const Usage in_order = summary_of(whole(lines, ""));
        put_out_of_order(lines, chance);
        check_same(summary_of(whole(lines, "")), in_order);
        const LogFiles parts = cut(lines, "", chance);
        if (all_tell(parts)) check_same(summary_of(parts), in_order);
    }
}

TEST_CASE("lines of an export in any order and any parts are those in order") {
    for (unsigned seed = 0; seed < file_count(); ++seed) {
        CAPTURE(seed);
        Chance chance(seed);
        std::vector<Row> rows = polled(chance);
        if (seed % 4 != 0) repeat_some(rows, chance);
        std::vector<std::string> lines;
        std::map<std::size_t, std::vector<Row>> waiting;
        const auto write = [&](const std::vector<Row>& some) {
            lines.push_back(exported("DCGM_FI_DEV_GPU_UTIL", some));
            lines.push_back(exported("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", some));
        };
        for (const Row& row : rows) {
            if (!row.utilization) continue;
            std::vector<Row>& some = waiting[row.device];
            some.push_back(row);
            some.back().utilization = *row.utilization % 2;
            if (below(chance, 20) == 0) write(std::exchange(some, {}));
        }
        for (const auto& [device, some] : waiting) {
            if (!some.empty()) write(some);
        }
        if (lines.empty()) continue;
        const Usage in_order = summary_of(whole(lines, ""));
        put_out_of_order(lines, chance);
        check_same(summary_of(cut(lines, "", chance)), in_order);
    }
}

TEST_CASE("tensor activities whose clock is in another log, or was not kept, are told") {
    DeviceTable devices;
    const MeterOptions options;
    Meter meter{options, 0, "", devices, {}, 0, {}, {}};
    Device* device = devices.find({.uuid = "GPU-1"});
    meter.clock_edges.push_back(
        {.device = device, .last = {}, .has_clocks = true, .lone = {{5, 1, true}, {6, 1, true}}});
    meter.clock_edges.push_back(
        {.device = device, .last = {}, .has_clocks = true, .lone = {{6, 2, false}, {5, 2, false}}});
    ClockCarry enough;
    enough.join(meter);
    CHECK(enough.untold() == 0);
    ClockCarry little(3);
    little.join(meter);
    CHECK(little.untold() == 1);

    Chance chance(1);
    std::vector<Row> rows = polled(chance);
    std::vector<std::string> lines;
    for (Row& row : rows) {
        row.utilization = 50;
        for (std::string& line : scraped(row)) lines.push_back(std::move(line));
    }
    const auto told = [](const LogFiles& files) {
        return summary_of(files).findings.count("order-matters");
    };
    CHECK(told(whole(lines, "")) == 0);
    // A scrape ends with the clock: without it the last tensor activity is alone.
    lines.pop_back();
    CHECK(told(whole(lines, "")) == (rows.size() > 1 ? 1 : 0));
}

}  // namespace flopledger
