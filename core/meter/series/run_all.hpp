// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace flopledger {

// Lets so many threads, the caller among them, take tasks by number until none is left. Tasks must
// not throw.
template <typename Run>
void run_all(unsigned threads, std::size_t tasks, const Run& run) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t task = next++; task < tasks; task = next++) run(task);
    };
    std::vector<std::thread> others;
    const std::size_t count = std::min<std::size_t>(threads, tasks);
    for (std::size_t i = 1; i < count; ++i) others.emplace_back(work);
    work();
    for (std::thread& thread : others) thread.join();
}

}  // namespace flopledger
