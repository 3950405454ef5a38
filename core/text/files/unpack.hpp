// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/files/byte_stream.hpp"
#include "core/text/files/unpack_decoder.hpp"

namespace flopledger {

// What a file is packed with.
enum class Packing { none, gzip, zstd };

// What a file is packed with, by its first four bytes or all there are.
Packing packing_of(std::string_view beginning);

// The plain bytes of a stream that may be packed by gzip or zstd, however long they are: read in
// order, in the memory that the window of the packing takes. What is not packed passes through.
class Unpacker : public ByteStream {
  public:
    // Told every byte of the stream as it stands there, in order, as soon as it is read.
    using Listener = std::function<void(std::string_view)>;

    // The stream must outlive this.
    explicit Unpacker(ByteStream& packed, Listener listener = nullptr);

    // The next plain bytes: of packed streams as many as asked for unless they end, of others as
    // they come. Nothing where reading fails, and where the packed bytes are damaged or end too
    // soon; the plain bytes before that were given, the same ones whenever the same are asked for.
    std::optional<std::size_t> read(char* into, std::size_t most) override;

    // Always nothing: plain bytes are read in order only.
    std::optional<std::size_t> read_at(std::uint64_t offset, char* into, std::size_t most) override;
    std::optional<std::uint64_t> size() const override { return std::nullopt; }

    // Why reading failed; whether the bytes themselves are at fault is told by `damaged`.
    std::string why() const override { return why_; }
    bool damaged() const { return damaged_; }

    // What the stream turned out to be packed with, once something was read.
    Packing packing() const { return packing_; }

    // How many bytes of the stream were read.
    std::uint64_t packed_bytes() const { return packed_bytes_; }

    // Reads the stream to its end without unpacking, for whoever listens; false if reading fails.
    bool drain();

  private:
    bool begin();
    bool fill();
    std::optional<std::size_t> pull(char* into, std::size_t most);
    std::optional<std::size_t> pass(char* into, std::size_t most);
    std::optional<std::size_t> decode(char* into, std::size_t most);
    std::nullopt_t fail(std::string why, bool damaged);

    ByteStream& stream_;
    Listener listener_;
    std::unique_ptr<Decoder> decoder_;
    std::string block_;       // bytes of the stream
    std::string_view ahead_;  // those of them not used yet
    std::uint64_t packed_bytes_ = 0;
    Packing packing_ = Packing::none;
    bool begun_ = false;
    bool ended_ = false;
    bool damaged_ = false;
    std::string why_;
};

}  // namespace flopledger
