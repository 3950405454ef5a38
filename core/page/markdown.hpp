// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace flopledger {

// Text from a file as Markdown shows it literally (CommonMark and GitHub's extensions): control
// characters become visible as in safe_text, line ends become blanks, and whatever Markdown or HTML
// would read as markup is escaped. It may stand anywhere within a line but in code.
std::string markdown_text(std::string_view text);

// The text as code within a line, whatever backticks it holds.
std::string markdown_code(std::string_view text);

}  // namespace flopledger
