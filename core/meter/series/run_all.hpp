// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace flopledger {

// Lets so many threads, the caller among them, take tasks by number until none is left. Where one
// throws, as all do when memory runs out, no more are taken, and the caller hears of it.
template <typename Run>
void run_all(unsigned threads, std::size_t tasks, const Run& run) {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr fault;
    const auto work = [&] {
        try {
            for (std::size_t task = next++; task < tasks; task = next++) run(task);
        } catch (...) {
            const std::lock_guard lock(mutex);
            fault = std::current_exception();
            next = tasks;
        }
    };
    std::vector<std::thread> others;
    const std::size_t count = std::min<std::size_t>(threads, tasks);
    others.reserve(count);
    try {
        for (std::size_t i = 1; i < count; ++i) others.emplace_back(work);
    } catch (const std::system_error&) {
        // The system has no more threads: those there are take all tasks.
    }
    work();
    for (std::thread& thread : others) thread.join();
    if (fault) std::rethrow_exception(fault);
}

}  // namespace flopledger
