// SPDX-License-Identifier: Apache-2.0
#include "core/read/ledger/fingerprint_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/read/ledger/ledger_names.hpp"

namespace flopledger {

namespace {

constexpr std::size_t digest_digits = 64;

bool is_hexadecimal(char letter) { return is_digit(letter) || (letter >= 'a' && letter <= 'f'); }

}  // namespace

std::optional<std::string> read_fingerprint(Mapping& row) {
    const auto stated = row.text("sha256", Presence::optional);
    if (!stated) return std::nullopt;
    std::string digest = lower_case(*stated);
    if (digest.size() == digest_digits &&
        std::all_of(digest.begin(), digest.end(), is_hexadecimal)) {
        return digest;
    }
    row.report(name::bad_fingerprint, "sha256", fmt::format("'{}' is no SHA-256", shown(*stated)),
               "it is 64 hexadecimal digits; `sha256sum FILE` prints it");
    return std::nullopt;
}

void check_fingerprint(const Mapping& row, const std::string& stated, const std::string& actual,
                       const std::string& file) {
    if (stated == actual) return;
    row.report(name::fingerprint_differs, "sha256",
               fmt::format("'{}' is not the file stated: its SHA-256 is {}, stated is {}",
                           shown(file), actual, stated),
               "find the file that was meant, or state the new digest if the change is known");
}

}  // namespace flopledger
