// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace flopledger {

// What a key of a file takes.
enum class KeyType {
    version,           // the number 1
    text,              // a text
    texts,             // a list of texts
    truth,             // true or false
    whole,             // a whole number
    wholes,            // a list of whole numbers
    number,            // an exact number
    measure,           // a figure that may be a range and may name its unit
    word,              // one of some words
    words,             // a list of such words
    date,              // 2026-11-21
    period,            // 2024-01-15..2024-06-30
    mapping,           // a mapping of its own
    mappings,          // a list of such mappings
    one_or_several,    // a mapping or a list of them
    text_or_mapping,   // a path, or a mapping
    texts_by_key,      // a mapping with free keys whose values are texts
    mappings_by_word,  // a mapping whose keys are words and whose values are mappings
    truth_or_word,     // true or false, or a word
    word_or_words,     // one of some words, or a list of them
};

// One key: the schemas for editors and the manual page are made of these.
struct FormatKey {
    std::string_view key;
    KeyType type = KeyType::text;
    bool required = false;
    std::string_view sentence;
    std::string_view detail;                   // a measure's own unit, or the name of a mapping
    std::vector<std::string_view> words = {};  // what a word may be
};

// A mapping with its keys, in the order of the manual.
struct FormatMapping {
    std::string_view name;
    std::string_view sentence;
    std::vector<FormatKey> keys;
};

// A file format; the first mapping is the file itself.
struct FileFormat {
    std::string_view name;  // ledger, chip, threshold, standard, inventory
    std::string_view sentence;
    std::vector<FormatMapping> mappings;

    // The mapping of a name, or nullptr.
    const FormatMapping* mapping(std::string_view wanted) const;
};

// The five formats. Readers accept exactly these keys; a test holds the two together.
const std::vector<FileFormat>& file_formats();

// The format of a name, or nullptr.
const FileFormat* find_format(std::string_view name);

// The format of ledgers, version 1.
FileFormat ledger_format();

// The format of hardware-db and --chips.
FileFormat chip_format();

// The format of core/judge/thresholds and --thresholds.
FileFormat threshold_format();

// The format of core/judge/standards and --standards.
FileFormat standard_format();

// The format of what `capacity` takes.
FileFormat inventory_format();

}  // namespace flopledger
