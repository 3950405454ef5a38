// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace flopledger {

// A text made safe for HTML and SVG, between tags and inside quotes: what would be markup becomes
// entities, control characters and those that turn the direction of writing visible escapes.
std::string html_text(std::string_view text);

// A text as an id: letters, digits and hyphens, beginning with a letter.
std::string html_id(std::string_view text);

// A link to a page by http or https, safe inside quotes; empty where it is anything else.
std::string html_link(std::string_view link);

}  // namespace flopledger
