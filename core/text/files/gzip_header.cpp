// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/gzip_header.hpp"

namespace flopledger {

namespace {

// The flags of a header.
constexpr unsigned has_check_sum = 0x02;
constexpr unsigned has_extra = 0x04;
constexpr unsigned has_name = 0x08;
constexpr unsigned has_comment = 0x10;
constexpr unsigned reserved = 0xe0;

constexpr std::uint32_t fixed_length = 10;
constexpr std::uint32_t flags_place = 3;

}  // namespace

std::size_t GzipHeader::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && state_ == State::unfinished) {
        take_byte(static_cast<unsigned char>(bytes[taken++]));
    }
    return taken;
}

void GzipHeader::take_byte(unsigned char byte) {
    switch (part_) {
        case HeaderPart::fixed:
            take_fixed(byte);
            break;
        case HeaderPart::extra_length:
            length_ |= static_cast<std::uint32_t>(byte) << (8 * place_);
            if (++place_ == 2)
                go_on_behind(length_ == 0 ? HeaderPart::extra : HeaderPart::extra_length);
            break;
        case HeaderPart::extra:
            if (++place_ == length_) go_on_behind(HeaderPart::extra);
            break;
        case HeaderPart::name:
        case HeaderPart::comment:
            if (byte == 0) go_on_behind(part_);
            break;
        case HeaderPart::check_sum:
            // This sum is not checked: a damaged name does no harm, and the data have their own.
            if (++place_ == 2) go_on_behind(part_);
            break;
    }
}

void GzipHeader::take_fixed(unsigned char byte) {
    constexpr std::array<unsigned char, 3> mark = {0x1f, 0x8b, 0x08};
    if (place_ < mark.size() && byte != mark[place_]) state_ = State::not_gzip;
    if (place_ == flags_place) flags_ = byte;
    if ((flags_ & reserved) != 0) state_ = State::damaged;
    if (++place_ == fixed_length) go_on_behind(HeaderPart::fixed);
}

bool GzipHeader::has(HeaderPart part) const {
    switch (part) {
        case HeaderPart::fixed:
            return true;
        case HeaderPart::extra_length:
        case HeaderPart::extra:
            return (flags_ & has_extra) != 0;
        case HeaderPart::name:
            return (flags_ & has_name) != 0;
        case HeaderPart::comment:
            return (flags_ & has_comment) != 0;
        case HeaderPart::check_sum:
            return (flags_ & has_check_sum) != 0;
    }
    return false;
}

// The next part that the header has, or its end.
void GzipHeader::go_on_behind(HeaderPart part) {
    place_ = 0;
    for (int next = static_cast<int>(part) + 1; next <= static_cast<int>(HeaderPart::check_sum);
         ++next) {
        part_ = static_cast<HeaderPart>(next);
        if (has(part_)) return;
    }
    state_ = State::finished;
}

}  // namespace flopledger
