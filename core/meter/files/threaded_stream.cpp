// SPDX-License-Identifier: Apache-2.0
#include "core/meter/files/threaded_stream.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

namespace flopledger {

namespace {

constexpr std::size_t piece_size = std::size_t{1} << 20;
constexpr std::size_t piece_count = 4;

}  // namespace

// A ring of pieces: the other thread fills them, this one empties them.
struct ThreadedSource::Pieces {
    struct Piece {
        std::unique_ptr<char[]> bytes = std::make_unique_for_overwrite<char[]>(piece_size);
        std::optional<std::size_t> size = 0;
    };

    Read source;
    std::array<Piece, piece_count> ring;
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t filled = 0;   // pieces filled so far
    std::size_t emptied = 0;  // pieces emptied so far
    std::size_t offset = 0;   // within the piece that is being emptied
    bool abandoned = false;
    std::thread thread;

    void fill() {
        for (bool more = true; more;) {
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return filled - emptied < piece_count || abandoned; });
                if (abandoned) return;
            }
            Piece& piece = ring[filled % piece_count];
            piece.size = source(piece.bytes.get(), piece_size);
            more = piece.size.value_or(0) > 0;
            {
                const std::lock_guard lock(mutex);
                ++filled;
            }
            changed.notify_all();
        }
    }
};

ThreadedSource::ThreadedSource(Read read) : pieces_(std::make_unique<Pieces>()) {
    pieces_->source = std::move(read);
    pieces_->thread = std::thread([pieces = pieces_.get()] { pieces->fill(); });
}

ThreadedSource::~ThreadedSource() {
    {
        const std::lock_guard lock(pieces_->mutex);
        pieces_->abandoned = true;
    }
    pieces_->changed.notify_all();
    pieces_->thread.join();
}

std::optional<std::size_t> ThreadedSource::read(char* into, std::size_t most) {
    {
        std::unique_lock lock(pieces_->mutex);
        pieces_->changed.wait(lock, [&] { return pieces_->filled > pieces_->emptied; });
    }
    const Pieces::Piece& piece = pieces_->ring[pieces_->emptied % piece_count];
    if (!piece.size || *piece.size == 0) return piece.size;
    const std::size_t size = std::min(most, *piece.size - pieces_->offset);
    std::memcpy(into, piece.bytes.get() + pieces_->offset, size);
    pieces_->offset += size;
    if (pieces_->offset == *piece.size) {
        pieces_->offset = 0;
        {
            const std::lock_guard lock(pieces_->mutex);
            ++pieces_->emptied;
        }
        pieces_->changed.notify_all();
    }
    return size;
}

}  // namespace flopledger
