// SPDX-License-Identifier: Apache-2.0
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstdint>

#include "core/text/files/gzip_header.hpp"
#include "core/text/files/unpack_decoder.hpp"

namespace flopledger {

namespace {

// ISA-L counts in 32 bits.
constexpr std::size_t most_at_once = std::size_t{1} << 30;

class GzipDecoder : public Decoder {
  public:
    GzipDecoder() : state_(std::make_unique<inflate_state>()) { isal_inflate_init(state_.get()); }

    std::optional<DecodedStep> step(std::string_view packed, char* into,
                                    std::size_t most) override {
        if (!why_.empty()) return std::nullopt;
        DecodedStep done;
        if (where_ == Where::between_members && !packed.empty()) begin_member(packed.front());
        if (where_ == Where::padding) done.taken = skip_zeros(packed);
        if (where_ == Where::in_header) done.taken = take_header(packed);
        if (!why_.empty()) return std::nullopt;
        if (where_ != Where::in_data) return done;
        packed.remove_prefix(done.taken);
        const auto decoded = decode(packed, into, most);
        if (!decoded) return std::nullopt;
        return DecodedStep{done.taken + decoded->taken, decoded->given};
    }

    bool may_end() const override {
        return (where_ == Where::between_members || where_ == Where::padding) && why_.empty();
    }

    std::string why() const override {
        return why_.empty() ? "the gzip data end within a member" : why_;
    }

  private:
    enum class Where { between_members, in_header, in_data, padding };

    // Behind a member there is another one, or zeros that fill up a block.
    void begin_member(char first) {
        header_ = GzipHeader();
        where_ = first == '\0' && members_ > 0 ? Where::padding : Where::in_header;
    }

    std::size_t skip_zeros(std::string_view packed) {
        const std::size_t zeros = std::min(packed.find_first_not_of('\0'), packed.size());
        if (zeros < packed.size()) why_ = no_member;
        return zeros;
    }

    // ISA-L can read headers too, but (2.30) not piece by piece: it forgets the flags in between.
    std::size_t take_header(std::string_view packed) {
        const std::size_t taken = header_.take(packed);
        switch (header_.state()) {
            case GzipHeader::State::unfinished:
                break;
            case GzipHeader::State::finished:
                isal_inflate_reset(state_.get());
                state_->crc_flag = ISAL_GZIP_NO_HDR_VER;
                where_ = Where::in_data;
                break;
            case GzipHeader::State::not_gzip:
                why_ = no_member;
                break;
            case GzipHeader::State::damaged:
                why_ = "damaged gzip header";
                break;
        }
        return taken;
    }

    std::optional<DecodedStep> decode(std::string_view packed, char* into, std::size_t most) {
        const auto packed_size = static_cast<std::uint32_t>(std::min(packed.size(), most_at_once));
        const auto plain_size = static_cast<std::uint32_t>(std::min(most, most_at_once));
        // ISA-L does not write to what it reads; its interface in C merely does not say so.
        state_->next_in =
            const_cast<std::uint8_t*>(reinterpret_cast<const std::uint8_t*>(packed.data()));
        state_->avail_in = packed_size;
        state_->next_out = reinterpret_cast<std::uint8_t*>(into);
        state_->avail_out = plain_size;
        const int result = isal_inflate(state_.get());
        const DecodedStep done{packed_size - state_->avail_in, plain_size - state_->avail_out};
        if (result < 0) {
            why_ = result == ISAL_INCORRECT_CHECKSUM ? "the gzip checksum differs"
                                                     : "damaged gzip data";
            // What stands before the damage comes first. How much was taken is not kept right then.
            if (done.given == 0) return std::nullopt;
            return DecodedStep{0, done.given};
        }
        if (state_->block_state == ISAL_BLOCK_FINISH) {
            where_ = Where::between_members;
            ++members_;
        }
        return done;
    }

    static constexpr const char* no_member = "bytes that are no gzip follow a gzip member";

    std::unique_ptr<inflate_state> state_;
    GzipHeader header_;
    Where where_ = Where::between_members;
    std::uint64_t members_ = 0;
    std::string why_;
};

}  // namespace

std::unique_ptr<Decoder> gzip_decoder() { return std::make_unique<GzipDecoder>(); }

}  // namespace flopledger
