// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace flopledger {

// Reads ahead in a thread of its own, so that unpacking and fingerprints go on while what was read
// before is looked at. Holds a few pieces at most.
class ThreadedSource {
  public:
    // `read` gives the next bytes: how many, 0 at the end, nothing when reading fails. It is called
    // by the other thread only, and must outlive this.
    using Read = std::function<std::optional<std::size_t>(char* into, std::size_t most)>;
    explicit ThreadedSource(Read read);

    // Waits for the other thread to end.
    ~ThreadedSource();

    // The same, by this thread.
    std::optional<std::size_t> read(char* into, std::size_t most);

  private:
    struct Pieces;
    std::unique_ptr<Pieces> pieces_;
};

}  // namespace flopledger
