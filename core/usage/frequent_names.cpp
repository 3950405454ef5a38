// SPDX-License-Identifier: Apache-2.0
#include "core/usage/frequent_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace flopledger {

std::string most_frequent(std::vector<NameRows> names) {
    constexpr std::size_t most_listed = 10;
    std::sort(names.begin(), names.end(), [](const NameRows& left, const NameRows& right) {
        if (left.matters != right.matters) return left.matters;
        return left.rows != right.rows ? left.rows > right.rows : left.name < right.name;
    });
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_listed); ++i) {
        const std::uint64_t rows = names[i].rows;
        text += fmt::format("{}{} ({}{})", i == 0 ? "" : ", ", names[i].name, rows,
                            i > 0       ? ""
                            : rows == 1 ? " row"
                                        : " rows");
    }
    if (names.size() > most_listed) text += fmt::format(" and {} more", names.size() - most_listed);
    return text;
}

}  // namespace flopledger
