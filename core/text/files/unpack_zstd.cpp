// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>
#include <zstd_errors.h>

#include <cstdint>
#include <new>

#include "core/text/files/unpack_decoder.hpp"

namespace flopledger {

namespace {

// The longest window that is decoded, as a power of two: 128 MiB, the limit of zstd's own program.
constexpr int longest_window = 27;

class ZstdDecoder : public Decoder {
  public:
    ZstdDecoder() : context_(ZSTD_createDCtx()) {
        if (context_ == nullptr) throw std::bad_alloc();
        ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, longest_window);
    }
    ZstdDecoder(const ZstdDecoder&) = delete;
    ZstdDecoder& operator=(const ZstdDecoder&) = delete;
    ~ZstdDecoder() override { ZSTD_freeDCtx(context_); }

    std::optional<DecodedStep> step(std::string_view packed, char* into,
                                    std::size_t most) override {
        // Between frames the library is not asked: it would begin one.
        if (packed.empty() && may_end_) return DecodedStep{};
        // What a call decodes is lost where it meets damage. So a call gets a block at most, and
        // none as long as plain bytes of the last one wait.
        if (waiting_) {
            const auto flushed = call("", into, most);
            if (!flushed || flushed->given > 0) return flushed;
        }
        return call(packed.substr(0, wanted_), into, most);
    }

    bool may_end() const override { return may_end_; }

    std::string why() const override {
        return why_.empty() ? "the zstd data end within a frame" : why_;
    }

  private:
    std::optional<DecodedStep> call(std::string_view packed, char* into, std::size_t most) {
        ZSTD_inBuffer in{packed.data(), packed.size(), 0};
        ZSTD_outBuffer out{into, most, 0};
        const std::size_t left = ZSTD_decompressStream(context_, &out, &in);
        if (ZSTD_isError(left) != 0) {
            why_ = words(ZSTD_getErrorCode(left));
            may_end_ = false;
            return std::nullopt;
        }
        may_end_ = left == 0;
        waiting_ = left != 0 && out.pos == most;
        wanted_ = left == 0 ? frame_start : left;
        frames_ += left == 0 ? 1 : 0;
        return DecodedStep{in.pos, out.pos};
    }

    std::string words(ZSTD_ErrorCode code) const {
        switch (code) {
            case ZSTD_error_frameParameter_windowTooLarge:
                return "a zstd frame needs a window over 128 MiB";
            case ZSTD_error_checksum_wrong:
                return "the zstd checksum differs";
            case ZSTD_error_dictionary_wrong:
                return "a zstd frame needs a dictionary";
            case ZSTD_error_memory_allocation:
                return "too little memory for the window of a zstd frame";
            case ZSTD_error_prefix_unknown:
                return frames_ == 0 ? "damaged zstd frame"
                                    : "bytes that are no zstd follow a zstd frame";
            default:
                return "damaged zstd frame";
        }
    }

    static constexpr std::size_t frame_start = 5;

    ZSTD_DCtx* context_;
    std::size_t wanted_ = frame_start;  // packed bytes until the next block is whole
    bool may_end_ = true;
    bool waiting_ = false;  // there may be plain bytes that did not fit
    std::uint64_t frames_ = 0;
    std::string why_;
};

}  // namespace

std::unique_ptr<Decoder> zstd_decoder() { return std::make_unique<ZstdDecoder>(); }

}  // namespace flopledger
