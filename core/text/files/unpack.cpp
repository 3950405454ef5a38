// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/unpack.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace flopledger {

namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;

// The first bytes that tell how a file is packed.
constexpr std::size_t longest_mark = 4;

}  // namespace

Packing packing_of(std::string_view beginning) {
    // The third byte is the method of packing, of which there is one.
    if (beginning.starts_with("\x1f\x8b\x08")) return Packing::gzip;
    if (beginning.starts_with("\x28\xb5\x2f\xfd")) return Packing::zstd;
    // A frame to be skipped, which may stand first.
    const bool skippable = beginning.size() >= longest_mark && (beginning[0] & 0xf0) == 0x50 &&
                           beginning.substr(1, 3) == "\x2a\x4d\x18";
    return skippable ? Packing::zstd : Packing::none;
}

Unpacker::Unpacker(ByteStream& packed, Listener listener)
    : stream_(packed), listener_(std::move(listener)) {}

std::optional<std::size_t> Unpacker::read(char* into, std::size_t most) {
    if (!why_.empty()) return std::nullopt;
    if (most == 0) return 0;
    if (!begun_ && !begin()) return std::nullopt;
    return decoder_ ? decode(into, most) : pass(into, most);
}

std::optional<std::size_t> Unpacker::read_at(std::uint64_t /*offset*/, char* /*into*/,
                                             std::size_t /*most*/) {
    return std::nullopt;
}

bool Unpacker::drain() {
    if (!why_.empty() && !damaged_) return false;
    block_.resize(block_size);
    ahead_ = {};
    while (!ended_) {
        if (!pull(block_.data(), block_.size())) return false;
    }
    return true;
}

// Reads until it is clear how the stream is packed.
bool Unpacker::begin() {
    block_.resize(block_size);
    std::size_t size = 0;
    while (size < longest_mark && !ended_) {
        const auto count = pull(block_.data() + size, block_.size() - size);
        if (!count) return false;
        size += *count;
    }
    begun_ = true;
    ahead_ = std::string_view(block_.data(), size);
    packing_ = packing_of(ahead_);
    if (packing_ == Packing::gzip) decoder_ = gzip_decoder();
    if (packing_ == Packing::zstd) decoder_ = zstd_decoder();
    return !decoder_ || size == block_.size() || fill();
}

// Bytes of the stream, counted and told; 0 at its end.
std::optional<std::size_t> Unpacker::pull(char* into, std::size_t most) {
    const auto count = stream_.read(into, most);
    if (!count) return fail(stream_.why(), false);
    packed_bytes_ += *count;
    ended_ = *count == 0;
    if (listener_ && *count > 0) listener_(std::string_view(into, *count));
    return count;
}

std::optional<std::size_t> Unpacker::pass(char* into, std::size_t most) {
    if (ahead_.empty()) return ended_ ? std::optional<std::size_t>(0) : pull(into, most);
    const std::size_t count = std::min(most, ahead_.size());
    ahead_.copy(into, count);
    ahead_.remove_prefix(count);
    return count;
}

std::optional<std::size_t> Unpacker::decode(char* into, std::size_t most) {
    std::size_t given = 0;
    for (;;) {
        const auto step = decoder_->step(ahead_, into + given, most - given);
        if (!step) {
            fail(decoder_->why(), true);
            return given > 0 ? std::optional<std::size_t>(given) : std::nullopt;
        }
        ahead_.remove_prefix(step->taken);
        given += step->given;
        if (given == most) return given;
        if (step->taken != 0 || step->given != 0) continue;
        // The decoder wants more.
        if (!ended_) {
            if (!fill()) return given > 0 ? std::optional<std::size_t>(given) : std::nullopt;
            continue;
        }
        if (given > 0 || decoder_->may_end()) return given;
        return fail(decoder_->why(), true);
    }
}

// Gets packed bytes, all that fit: how far damaged data can be read must not depend on how the
// stream comes.
bool Unpacker::fill() {
    const std::size_t kept = ahead_.size();
    assert(kept < block_.size());
    std::copy(ahead_.begin(), ahead_.end(), block_.begin());
    std::size_t size = kept;
    while (size < block_.size() && !ended_) {
        const auto count = pull(block_.data() + size, block_.size() - size);
        if (!count) return false;
        size += *count;
    }
    ahead_ = std::string_view(block_.data(), size);
    return true;
}

std::nullopt_t Unpacker::fail(std::string why, bool damaged) {
    why_ = why.empty() ? "reading failed" : std::move(why);
    damaged_ = damaged;
    return std::nullopt;
}

}  // namespace flopledger
