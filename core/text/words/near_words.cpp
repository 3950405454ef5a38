// SPDX-License-Identifier: Apache-2.0
#include "core/text/words/near_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/joined.hpp"

namespace flopledger {

namespace {

constexpr std::size_t longest_word = 64;

// Case is gone already, and so is the difference between the ways to part words.
std::string folded(std::string_view word) {
    std::string result;
    for (const char letter : word) {
        result += letter == '_' || letter == ' ' ? '-' : lower_case(letter);
    }
    return result;
}

}  // namespace

int edit_distance(std::string_view left, std::string_view right) {
    const std::size_t width = right.size() + 1;
    std::vector<int> before(width);
    std::vector<int> above(width);
    std::vector<int> row(width);
    for (std::size_t column = 0; column < width; ++column) {
        above[column] = static_cast<int>(column);
    }
    for (std::size_t line = 1; line <= left.size(); ++line) {
        row[0] = static_cast<int>(line);
        for (std::size_t column = 1; column < width; ++column) {
            const bool same = lower_case(left[line - 1]) == lower_case(right[column - 1]);
            row[column] = std::min(
                {above[column] + 1, row[column - 1] + 1, above[column - 1] + (same ? 0 : 1)});
            const bool swapped = line > 1 && column > 1 &&
                                 lower_case(left[line - 1]) == lower_case(right[column - 2]) &&
                                 lower_case(left[line - 2]) == lower_case(right[column - 1]);
            if (swapped) {
                row[column] = std::min(row[column], before[column - 2] + 1);
            }
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[width - 1];
}

std::vector<std::string_view> near_words(std::string_view word,
                                         const std::vector<std::string_view>& candidates,
                                         std::size_t most) {
    if (word.empty() || word.size() > longest_word) {
        return {};
    }
    const std::string wanted = folded(word);
    const int allowed = std::max(1, static_cast<int>(word.size()) / 3);
    std::vector<std::pair<int, std::string_view>> found;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > longest_word) {
            continue;
        }
        const std::string other = folded(candidate);
        const bool inside = wanted.size() >= 3 && other.find(wanted) != std::string::npos;
        const int distance = edit_distance(wanted, other);
        if (distance <= allowed || inside) {
            found.emplace_back(inside ? std::min(distance, allowed) : distance, candidate);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<std::string_view> result;
    for (const auto& [distance, candidate] : found) {
        const bool told = std::find(result.begin(), result.end(), candidate) != result.end();
        if (!told && result.size() < most) {
            result.push_back(candidate);
        }
    }
    return result;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates,
                       std::string_view lead) {
    const auto near = near_words(word, candidates, 1);
    if (!near.empty()) {
        return fmt::format("did you mean '{}'?", near.front());
    }
    return fmt::format("{}: {}", lead, joined(candidates));
}

}  // namespace flopledger
