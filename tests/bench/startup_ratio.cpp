// SPDX-License-Identifier: Apache-2.0
// startup_ratio REPETITIONS COMMAND... -- PEER...: user plus system time of two commands, started
// in turn so that both see the same machine, by the resource usage the kernel reports for each
// process.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;

// What one run of a command used, in microseconds, and how it ended.
struct Usage {
    double microseconds = 0;
    int status = 0;
};

static double microseconds(const timeval& time) {
    return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
}

// Runs a command with its output thrown away.
static Usage run_once(const std::vector<char*>& command) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failure = posix_spawn(&child, command[0], &actions, nullptr, command.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        std::fprintf(stderr, "cannot start %s\n", command[0]);
        std::exit(2);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    return {microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

struct Summary {
    double mean = 0;
    double median = 0;
};

static Summary summarize(std::vector<double> values) {
    double sum = 0;
    for (double value : values) sum += value;
    std::sort(values.begin(), values.end());
    return {sum / static_cast<double>(values.size()), values[values.size() / 2]};
}

int main(int count, char** arguments) {
    char** const end = arguments + count;
    char** const middle =
        std::find_if(arguments, end, [](char* word) { return std::string_view(word) == "--"; });
    const int repetitions = count > 1 ? std::atoi(arguments[1]) : 0;
    if (repetitions < 1 || middle - arguments < 3 || end - middle < 2) {
        std::fputs("usage: startup_ratio REPETITIONS COMMAND... -- PEER...\n", stderr);
        return 2;
    }
    std::vector<char*> ours(arguments + 2, middle);
    std::vector<char*> peer(middle + 1, end);
    ours.push_back(nullptr);
    peer.push_back(nullptr);

    std::vector<double> our_times;
    std::vector<double> peer_times;
    Usage last = run_once(ours);
    run_once(peer);  // once each to warm the page cache
    for (int i = 0; i < repetitions; ++i) {
        last = run_once(ours);
        our_times.push_back(last.microseconds);
        peer_times.push_back(run_once(peer).microseconds);
    }
    const Summary us = summarize(our_times);
    const Summary them = summarize(peer_times);
    std::printf("user+system time, %d runs each in turn\n", repetitions);
    std::printf("  %-12s mean %8.3f ms   median %8.3f ms   (status %d)\n", "ours", us.mean / 1e3,
                us.median / 1e3, last.status);
    std::printf("  %-12s mean %8.3f ms   median %8.3f ms\n", "peer", them.mean / 1e3,
                them.median / 1e3);
    std::printf("  ratio of means %.3f, of medians %.3f\n", us.mean / them.mean,
                us.median / them.median);
    return 0;
}
