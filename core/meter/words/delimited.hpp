// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flopledger {

// Splits rows into fields, without blanks around them. A field in double quotes may hold the
// delimiter, and a quote written twice.
class RowSplitter {
  public:
    // Lists in square brackets, as amd-smi writes them, may hold the delimiter too.
    explicit RowSplitter(char delimiter = ',', bool lists = false)
        : delimiter_(delimiter), lists_(lists) {}

    // The fields of a row; false if a quote or a list does not end. They stay until the next split,
    // as long as the row does.
    bool split(std::string_view row);

    const std::vector<std::string_view>& fields() const { return fields_; }
    std::size_t size() const { return fields_.size(); }
    std::string_view operator[](std::size_t index) const { return fields_[index]; }

    // The place of a field that reads so.
    std::optional<std::size_t> find(std::string_view field) const;

  private:
    bool split_quoted(std::string_view row, std::size_t& at);

    char delimiter_;
    bool lists_;
    std::vector<std::string_view> fields_;
    std::string rewritten_;  // fields with quotes written twice; as long as the row at most
};

// Splits at blanks.
std::vector<std::string_view> split_words(std::string_view text);

// The first line of a text that is not blank, without its end.
std::string_view first_line(std::string_view text);

}  // namespace flopledger
