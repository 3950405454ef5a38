// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace flopledger {

// A piece of JSON: a text in quotes, a run of letters and digits, or one other character. Empty at
// the end of the text.
struct JsonToken {
    std::size_t offset = 0;
    std::string_view text;
};

// The token at or after an offset, behind blanks.
JsonToken json_token_at(std::string_view text, std::size_t offset);

// Of the tokens from an offset on, the one that holds the last byte before another offset, or the
// one after it if only blanks were passed.
JsonToken json_token_before(std::string_view text, std::size_t offset, std::size_t end);

// What is wrong with a text that is not JSON, in words for its writer.
struct JsonFault {
    std::size_t offset = 0;
    std::string message;
    std::string hint;
};

// Judges the token at which a strict reader stopped, having read up to an offset.
JsonFault describe_json_fault(std::string_view text, const JsonToken& token, std::size_t end);

}  // namespace flopledger
