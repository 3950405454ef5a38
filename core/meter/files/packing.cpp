// SPDX-License-Identifier: Apache-2.0
#include "core/meter/files/packing.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace flopledger {

namespace {

using namespace std::string_view_literals;

struct PackingSign {
    std::string_view name;
    std::string_view magic;
    std::size_t at;
};

constexpr auto packings = std::to_array<PackingSign>({
    {"xz",
     "\xFD"
     "7zXZ\0"sv,
     0},
    {"bzip2", "BZh", 0},
    {"7z", "7z\xBC\xAF\x27\x1C", 0},
    {"zip", "PK\x03\x04", 0},
    {"tar", "ustar", 257},
});

bool is_bzip2(std::string_view beginning) {
    return beginning.size() > 9 && beginning.substr(4, 6) == "1AY&SY"sv;
}

// The name of the first file in a zip stands behind 30 bytes, its length in two of them.
std::string_view first_name(std::string_view zip) {
    if (zip.size() < 30) return {};
    const auto byte = [&](std::size_t at) {
        return static_cast<std::size_t>(static_cast<unsigned char>(zip[at]));
    };
    return zip.substr(30, byte(26) + 256 * byte(27));
}

}  // namespace

std::string_view unread_packing(std::string_view beginning) {
    for (const PackingSign& packing : packings) {
        if (beginning.size() <= packing.at ||
            !beginning.substr(packing.at).starts_with(packing.magic)) {
            continue;
        }
        if (packing.name == "bzip2" && !is_bzip2(beginning)) continue;
        if (packing.name == "zip") {
            constexpr auto of_libraries =
                std::to_array<std::string_view>({".pkl", ".npy", ".xml", "META-INF/"});
            const std::string_view first = first_name(beginning);
            if (std::any_of(of_libraries.begin(), of_libraries.end(),
                            [&](std::string_view end) { return first.ends_with(end); })) {
                continue;
            }
        }
        return packing.name;
    }
    return {};
}

}  // namespace flopledger
