// SPDX-License-Identifier: Apache-2.0
#include "core/page/html_text.hpp"

#include <doctest/doctest.h>

namespace flopledger {

TEST_CASE("text stands in HTML as it is, whatever letters it has") {
    CHECK(html_text("plain") == "plain");
    CHECK(html_text("<a href=\"x\">'&'</a>") ==
          "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    CHECK(html_text("&amp;") == "&amp;amp;");
    CHECK(html_text("r\xc3\xa9union \xe6\x97\xa5") == "r\xc3\xa9union \xe6\x97\xa5");
    CHECK(html_text(std::string_view("a\0b\x1b[1m", 7)).find('\0') == std::string::npos);
    CHECK(html_text("\x1b[1m").find('\x1b') == std::string::npos);
    CHECK(html_text("\xff").find('\xff') == std::string::npos);
}

TEST_CASE("a link is a page of the web or none") {
    CHECK(html_link("https://eur-lex.europa.eu/eli?a=1&b=2") ==
          "https://eur-lex.europa.eu/eli?a=1&amp;b=2");
    CHECK(html_link("http://example.org/\"x") == "http://example.org/&quot;x");
    for (const char* link : {"", "javascript:alert(1)", " https://example.org", "data:text/html,x",
                             "HTTPS://example.org", "https://example.org/a b", "//example.org",
                             "file:///etc/passwd", "https://example.org/\n"}) {
        CHECK_MESSAGE(html_link(link).empty(), link);
    }
}

}  // namespace flopledger
