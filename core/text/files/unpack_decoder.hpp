// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace flopledger {

// How far a decoder came: packed bytes taken, plain bytes given.
struct DecodedStep {
    std::size_t taken = 0;
    std::size_t given = 0;
};

// Turns packed bytes into plain ones, a piece at a time. It keeps what it needs between pieces.
class Decoder {
  public:
    virtual ~Decoder() = default;

    // Decodes what fits; nothing where the bytes are damaged, and then `why` says how. A step that
    // takes and gives nothing needs more packed bytes.
    virtual std::optional<DecodedStep> step(std::string_view packed, char* into,
                                            std::size_t most) = 0;

    // Whether the packed bytes may end here, all plain ones given.
    virtual bool may_end() const = 0;

    // What is wrong with bytes that are damaged, or that end where they may not.
    virtual std::string why() const = 0;
};

// For gzip, by ISA-L: members one behind the other, zeros behind the last.
std::unique_ptr<Decoder> gzip_decoder();

// For zstd: frames one behind the other, those to be skipped among them. Windows over 128 MiB are
// refused.
std::unique_ptr<Decoder> zstd_decoder();

}  // namespace flopledger
