// SPDX-License-Identifier: Apache-2.0
// command_race REPETITIONS: runs commands in turn, so that all see the same machine, and prints a
// Markdown table for each group of them. Standard input names them, tabs between the parts of a
// line: `# TITLE<tab>BYTES` begins a group, `NAME<tab>COMMAND` is a command for the shell that
// reads so many bytes. The first command of a group is ours; ratios say how many times as long the
// others take. Commands are run once before to warm caches up. Memory is the most that any one
// process of a command had.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

extern char** environ;

namespace {

struct Measured {
    std::vector<double> wall;  // seconds
    std::vector<double> cpu;   // seconds, user and system
    long peak = 0;             // KiB
};

struct Command {
    std::string name;
    std::string text;
    Measured measured;
};

struct Group {
    std::string title;
    double bytes = 0;
    std::vector<Command> commands;
};

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// Runs a command in a shell, its output thrown away, and measures it and its children.
void run(const Command& command, Measured* measured) {
    std::string text = "exec >/dev/null; " + command.text;
    std::string shell = "bash";
    std::string option = "-c";
    char* arguments[] = {shell.data(), option.data(), text.data(), nullptr};
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    if (posix_spawnp(&child, "bash", nullptr, nullptr, arguments, environ) != 0) {
        std::fputs("cannot start bash\n", stderr);
        std::exit(2);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "failed: %s\n", command.text.c_str());
        std::exit(1);
    }
    if (measured == nullptr) return;
    measured->wall.push_back(wall.count());
    measured->cpu.push_back(seconds(usage.ru_utime) + seconds(usage.ru_stime));
    measured->peak = std::max(measured->peak, usage.ru_maxrss);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const Group& group) {
    std::printf("\n**%s** (%.0f bytes)\n\n", group.title.c_str(), group.bytes);
    std::puts("| what | wall s (min-max) | CPU s | peak MiB | GB/s | wall | CPU |");
    std::puts("|---|---|---|---|---|---|---|");
    const Measured& ours = group.commands.front().measured;
    for (const Command& command : group.commands) {
        const Measured& measured = command.measured;
        const auto [least, most] = std::minmax_element(measured.wall.begin(), measured.wall.end());
        const double wall = median(measured.wall);
        const double cpu = median(measured.cpu);
        std::printf("| %s | %.3f (%.3f-%.3f) | %.3f | %.1f | %.2f | %.2f | %.2f |\n",
                    command.name.c_str(), wall, *least, *most, cpu,
                    static_cast<double>(measured.peak) / 1024, group.bytes / 1e9 / wall,
                    wall / median(ours.wall), cpu / median(ours.cpu));
    }
    std::puts("");
    for (const Command& command : group.commands) {
        std::printf("- %s: `%s`\n", command.name.c_str(), command.text.c_str());
    }
    std::fflush(stdout);
}

std::vector<Group> read_groups() {
    std::vector<Group> groups;
    for (std::string line; std::getline(std::cin, line);) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos) continue;
        if (line.starts_with("# ")) {
            groups.push_back({line.substr(2, tab - 2), std::atof(line.c_str() + tab + 1), {}});
        } else if (!groups.empty()) {
            groups.back().commands.push_back({line.substr(0, tab), line.substr(tab + 1), {}});
        }
    }
    return groups;
}

}  // namespace

int main(int count, char** arguments) {
    const int repetitions = count == 2 ? std::atoi(arguments[1]) : 0;
    if (repetitions < 1) {
        std::fputs("usage: command_race REPETITIONS <GROUPS\n", stderr);
        return 2;
    }
    for (Group& group : read_groups()) {
        if (group.commands.empty()) continue;
        for (const Command& command : group.commands) run(command, nullptr);
        for (int i = 0; i < repetitions; ++i) {
            for (Command& command : group.commands) run(command, &command.measured);
        }
        print(group);
    }
    return 0;
}
