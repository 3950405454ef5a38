// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// How many letters must be put in, taken out, changed or swapped with their neighbour to make one
// word of the other. Upper and lower case are the same letter.
int edit_distance(std::string_view left, std::string_view right);

// The candidates a writer of the word may have meant, the nearest first, `most` at the most. A word
// of more than 64 letters has none.
std::vector<std::string_view> near_words(std::string_view word,
                                         const std::vector<std::string_view>& candidates,
                                         std::size_t most);

// A remedy for a word that is not on a list: `did you mean 'tokens'?`, or else the whole list
// behind the lead: `known keys: ...`.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates,
                       std::string_view lead);

}  // namespace flopledger
