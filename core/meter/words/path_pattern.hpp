// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// A pattern of paths: `*` is any text, `?` one character, `[a-z]` and `[!a-z]` one of some, none
// of them a slash; `**` between slashes is any folders, also none, and at the end everything.
// Where several readings fit, each wildcard takes as little as it can, from left to right.
class PathPattern {
  public:
    // With `{host}` as a text of one character or more, without a slash, that is told.
    static PathPattern with_host(std::string_view text);

    // Without: braces stand for themselves.
    explicit PathPattern(std::string_view text) : PathPattern(text, false) {}

    // What `{host}` stands for if the path matches, empty if there is none in the pattern; nothing
    // if it does not match.
    std::optional<std::string> match(std::string_view path) const;

    // How many times the pattern has `{host}`.
    int hosts() const { return hosts_; }

  private:
    enum class Kind { byte, one, one_of, text, host, folders, everything };
    struct Token {
        Kind kind = Kind::byte;
        char byte = '\0';
        std::bitset<256> bytes;  // of one_of
        bool negated = false;
    };

    PathPattern(std::string_view text, bool with_host);
    std::size_t add_class(std::string_view text);
    static std::vector<bool> column(const Token& token, std::string_view path,
                                    const std::vector<bool>& behind);
    static std::size_t end_of(const Token& token, std::string_view path, std::size_t place,
                              const std::vector<bool>& behind);

    std::vector<Token> tokens_;
    int hosts_ = 0;
};

// Whether a text has a wildcard in it.
bool has_wildcard(std::string_view text);

// The host that a path tells by a pattern such as `logs/{host}/*.csv`; nothing if it does not
// match. A pattern that does not begin with a slash may also match from a later folder on.
std::optional<std::string> host_of(std::string_view path, std::string_view host_from);

}  // namespace flopledger
