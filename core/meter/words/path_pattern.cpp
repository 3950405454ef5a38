// SPDX-License-Identifier: Apache-2.0
#include "core/meter/words/path_pattern.hpp"

namespace flopledger {

namespace {

constexpr std::string_view host_word = "{host}";

// The end of the character that begins at a place: behind the bytes that go on with it in UTF-8.
std::size_t end_of_character(std::string_view text, std::size_t place) {
    ++place;
    while (place < text.size() && (static_cast<unsigned char>(text[place]) & 0xc0U) == 0x80U) {
        ++place;
    }
    return place;
}

}  // namespace

PathPattern PathPattern::with_host(std::string_view text) { return PathPattern(text, true); }

PathPattern::PathPattern(std::string_view text, bool with_host) {
    bool at_segment = true;  // at the beginning, or behind a slash
    bool closes = true;      // where one bracket is not closed, none behind it is
    while (!text.empty()) {
        std::size_t length = 1;
        Token token;
        if (at_segment && text == "**") {
            token.kind = Kind::everything;
            length = 2;
        } else if (at_segment && text.starts_with("**/")) {
            token.kind = Kind::folders;
            length = 3;
        } else if (text.front() == '*') {
            token.kind = Kind::text;
        } else if (text.front() == '?') {
            token.kind = Kind::one;
        } else if (with_host && text.starts_with(host_word)) {
            token.kind = Kind::host;
            length = host_word.size();
            ++hosts_;
        } else if (text.front() == '[' && closes) {
            const std::size_t size = add_class(text);
            closes = size != 0;
            at_segment = at_segment && !closes;
            text.remove_prefix(size);
            continue;
        } else {
            token.byte = text.front();
        }
        tokens_.push_back(token);
        at_segment = text[length - 1] == '/';
        text.remove_prefix(length);
    }
}

// Adds the class in brackets that a text begins with: how long it is, 0 if it is not closed.
std::size_t PathPattern::add_class(std::string_view text) {
    Token token;
    token.kind = Kind::one_of;
    std::size_t place = 1;
    token.negated = place < text.size() && (text[place] == '!' || text[place] == '^');
    if (token.negated) ++place;
    for (bool first = true; place < text.size(); first = false) {
        if (text[place] == ']' && !first) {
            tokens_.push_back(token);
            return place + 1;
        }
        const auto from = static_cast<unsigned char>(text[place]);
        unsigned to = from;
        if (place + 2 < text.size() && text[place + 1] == '-' && text[place + 2] != ']') {
            to = static_cast<unsigned char>(text[place + 2]);
            place += 2;
        }
        for (unsigned byte = from; byte <= to; ++byte) token.bytes.set(byte);
        ++place;
    }
    return 0;
}

// For each place of a path, whether a token and those behind it match from there on; `behind` says
// so of those behind it.
std::vector<bool> PathPattern::column(const Token& token, std::string_view path,
                                      const std::vector<bool>& behind) {
    std::vector<bool> fits(path.size() + 1, false);
    for (std::size_t place = path.size() + 1; place-- > 0;) {
        const bool at_end = place == path.size();
        const bool at_slash = !at_end && path[place] == '/';
        switch (token.kind) {
            case Kind::byte:
                fits[place] = !at_end && path[place] == token.byte && behind[place + 1];
                break;
            case Kind::one:
                fits[place] = !at_end && !at_slash && behind[end_of_character(path, place)];
                break;
            case Kind::one_of: {
                if (at_end || at_slash) break;
                const bool in = token.bytes.test(static_cast<unsigned char>(path[place]));
                const std::size_t next = token.negated ? end_of_character(path, place) : place + 1;
                fits[place] = in != token.negated && behind[next];
                break;
            }
            case Kind::text:
                fits[place] = behind[place] || (!at_end && !at_slash && fits[place + 1]);
                break;
            case Kind::host:
                fits[place] = !at_end && !at_slash && (behind[place + 1] || fits[place + 1]);
                break;
            case Kind::folders: {
                const std::size_t slash = path.find('/', place);
                fits[place] = behind[place] || (slash != std::string_view::npos && fits[slash + 1]);
                break;
            }
            case Kind::everything:
                fits[place] = true;
                break;
        }
    }
    return fits;
}

std::optional<std::string> PathPattern::match(std::string_view path) const {
    // From the last token to the first, where each may begin.
    std::vector<std::vector<bool>> fits(tokens_.size() + 1);
    fits.back().assign(path.size() + 1, false);
    fits.back()[path.size()] = true;
    for (std::size_t i = tokens_.size(); i-- > 0;) {
        fits[i] = column(tokens_[i], path, fits[i + 1]);
    }
    if (!fits[0][0]) return std::nullopt;
    if (hosts_ == 0) return "";
    std::size_t place = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        const std::size_t end = end_of(tokens_[i], path, place, fits[i + 1]);
        if (tokens_[i].kind == Kind::host) return std::string(path.substr(place, end - place));
        place = end;
    }
    return "";
}

// Where a token that begins at a place ends, taking as little as it can.
std::size_t PathPattern::end_of(const Token& token, std::string_view path, std::size_t place,
                                const std::vector<bool>& behind) {
    switch (token.kind) {
        case Kind::byte:
            return place + 1;
        case Kind::one:
            return end_of_character(path, place);
        case Kind::one_of:
            return token.negated ? end_of_character(path, place) : place + 1;
        case Kind::everything:
            return path.size();
        case Kind::folders:
            while (!behind[place]) place = path.find('/', place) + 1;
            return place;
        case Kind::host:
            ++place;
            break;
        case Kind::text:
            break;
    }
    while (!behind[place]) ++place;
    return place;
}

bool has_wildcard(std::string_view text) {
    return text.find_first_of("*?[") != std::string_view::npos;
}

std::optional<std::string> host_of(std::string_view path, std::string_view host_from) {
    const PathPattern pattern = PathPattern::with_host(host_from);
    if (pattern.hosts() != 1) return std::nullopt;
    for (;;) {
        if (auto host = pattern.match(path)) return host;
        const std::size_t slash = path.find('/');
        if (host_from.starts_with('/') || slash == std::string_view::npos) return std::nullopt;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace flopledger
