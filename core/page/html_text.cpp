// SPDX-License-Identifier: Apache-2.0
#include "core/page/html_text.hpp"

#include "core/base/ascii.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

std::string html_text(std::string_view text) {
    std::string escaped;
    for (const char letter : safe_text(text)) {
        switch (letter) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += letter;
        }
    }
    return escaped;
}

std::string html_id(std::string_view text) {
    std::string id;
    for (const char letter : text) {
        const bool stays = is_digit(letter) || is_letter(letter) || letter == '-';
        if (stays || !id.ends_with('-')) id += stays ? letter : '-';
    }
    return !id.empty() && is_letter(id.front()) ? id : "id-" + id;
}

std::string html_link(std::string_view link) {
    const bool is_page = link.starts_with("https://") || link.starts_with("http://");
    const bool is_plain = link.find_first_of(" \t\r\n") == std::string_view::npos;
    return is_page && is_plain ? html_text(link) : "";
}

}  // namespace flopledger
