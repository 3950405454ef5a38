// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/zone_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "core/base/ascii.hpp"

namespace flopledger {

namespace {

constexpr std::size_t largest_zone_file = std::size_t{1} << 20;

// Numbers of a file, most significant byte first. Reading beyond the end gives zeros and `fails`.
class ByteCursor {
  public:
    explicit ByteCursor(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t take(std::size_t size) {
        std::uint64_t number = 0;
        for (const char byte : take_text(size)) {
            number = number << 8 | static_cast<unsigned char>(byte);
        }
        return number;
    }

    std::string_view take_text(std::size_t size) {
        if (size > bytes_.size()) {
            failed_ = true;
            return {};
        }
        const std::string_view text = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return text;
    }

    std::string_view rest() const { return bytes_; }
    bool failed() const { return failed_; }

  private:
    std::string_view bytes_;
    bool failed_ = false;
};

// What a header says about the block behind it.
struct Header {
    char version = '\0';
    std::size_t universal_flags = 0;
    std::size_t standard_flags = 0;
    std::size_t leaps = 0;
    std::size_t times = 0;
    std::size_t types = 0;
    std::size_t characters = 0;

    // How many bytes the block has if its times have so many.
    std::size_t block_size(std::size_t time_size) const {
        return times * (time_size + 1) + types * 6 + characters + leaps * (time_size + 4) +
               standard_flags + universal_flags;
    }
};

std::optional<Header> take_header(ByteCursor& bytes) {
    if (bytes.take_text(4) != "TZif") return std::nullopt;
    Header header;
    header.version = static_cast<char>(bytes.take(1));
    bytes.take_text(15);
    for (std::size_t* count : {&header.universal_flags, &header.standard_flags, &header.leaps,
                               &header.times, &header.types, &header.characters}) {
        *count = static_cast<std::size_t>(bytes.take(4));
        if (*count > largest_zone_file) return std::nullopt;
    }
    if (bytes.failed()) return std::nullopt;
    return header;
}

std::int64_t signed_of(std::uint64_t number, std::size_t size) {
    return size == 4 ? std::int64_t{static_cast<std::int32_t>(number)}
                     : static_cast<std::int64_t>(number);
}

// The block with 64-bit times.
std::optional<ZoneOffsets> take_block(ByteCursor& bytes, const Header& header) {
    ZoneOffsets offsets;
    offsets.changes.resize(header.times);
    for (OffsetChange& change : offsets.changes) change.from = signed_of(bytes.take(8), 8);
    const std::string_view types = bytes.take_text(header.times);
    std::vector<std::int64_t> offset_of_type(header.types);
    for (std::int64_t& offset : offset_of_type) {
        offset = signed_of(bytes.take(4), 4);
        bytes.take_text(2);
        if (offset < -93'599 || offset > 93'599) return std::nullopt;
    }
    bytes.take_text(header.characters + header.standard_flags + header.universal_flags);
    if (bytes.failed() || offset_of_type.empty()) return std::nullopt;
    offsets.first = offset_of_type.front();
    for (std::size_t i = 0; i < offsets.changes.size(); ++i) {
        const auto type = static_cast<unsigned char>(types[i]);
        if (type >= offset_of_type.size()) return std::nullopt;
        if (i > 0 && offsets.changes[i].from <= offsets.changes[i - 1].from) return std::nullopt;
        offsets.changes[i].offset = offset_of_type[type];
    }
    return offsets;
}

// Whether a name is made of words that stay within the folder.
bool is_harmless(const std::string& name) {
    const auto allowed = [](char c) {
        return is_letter(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
    };
    return !name.empty() && name.size() <= 100 && name.front() != '/' &&
           std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace

std::optional<ZoneOffsets> parse_zone_file(std::string_view file) {
    if (file.size() > largest_zone_file) return std::nullopt;
    ByteCursor bytes(file);
    const auto old_header = take_header(bytes);
    if (!old_header || old_header->version < '2') return std::nullopt;
    bytes.take_text(old_header->block_size(4));
    const auto header = take_header(bytes);
    if (!header || header->leaps != 0) return std::nullopt;
    if (header->block_size(8) > bytes.rest().size()) return std::nullopt;
    auto offsets = take_block(bytes, *header);
    if (!offsets) return std::nullopt;
    const std::string_view footer = bytes.rest();
    const std::size_t end = footer.find('\n', 1);
    if (!footer.starts_with('\n') || end == std::string_view::npos) return std::nullopt;
    // Without a rule the last offset stays.
    if (end > 1 && !add_rule(footer.substr(1, end - 1), *offsets)) return std::nullopt;
    return offsets;
}

std::optional<std::string> read_zone_file(const std::string& name) {
    if (!is_harmless(name)) return std::nullopt;
    constexpr auto folders = std::to_array<const char*>(
        {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"});
    for (const char* folder : folders) {
        const std::filesystem::path path = std::filesystem::path(folder) / name;
        std::error_code error;
        if (!std::filesystem::is_regular_file(path, error)) continue;
        std::ifstream stream(path, std::ios::binary);
        std::string bytes(largest_zone_file, '\0');
        stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(stream.gcount()));
        if (!stream.bad()) return bytes;
    }
    return std::nullopt;
}

}  // namespace flopledger
