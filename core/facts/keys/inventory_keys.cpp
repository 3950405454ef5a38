// SPDX-License-Identifier: Apache-2.0
// The keys of inventories.
#include <utility>

#include "core/base/enum_words.hpp"
#include "core/facts/keys/format_keys.hpp"
#include "core/facts/ledger/inventory.hpp"

namespace flopledger {

namespace {

using Type = KeyType;

constexpr bool required = true;
constexpr bool optional = false;

FormatMapping chips_keys() {
    return {"chips",
            "Chips held over a time, a row for each site, kind and time.",
            {
                {"site", Type::text, optional, "Where they stand.", ""},
                {"chip", Type::text, required, "A chip by id or alias.", ""},
                {"precision", Type::word, required, "The precision of the peak that counts.", "",
                 words_of<Precision>()},
                {"count", Type::whole, required, "How many.", ""},
                {"period", Type::period, required,
                 "The days they were held, up to, not including, the second.", ""},
                {"active", Type::measure, optional,
                 "The share of that time in which they were metered at work.", ""},
                {"ids", Type::texts, optional, "Serial numbers, of all of them or of some.", ""},
            }};
}

FormatMapping work_keys() {
    return {
        "work",
        "Work that was done.",
        {
            {"name", Type::text, required, "Its name; that of a ledger's activity is MODEL/NAME.",
             ""},
            {"kind", Type::word, required, "What it was for.", "", words_of<WorkKind>()},
            {"flop", Type::measure, required, "What it took.", "FLOP"},
            {"period", Type::period, optional, "The days it ran, up to, not including, the second.",
             ""},
            {"utilization", Type::measure, optional, "The share of the dense peak it made.", ""},
        }};
}

}  // namespace

FileFormat inventory_format() {
    FormatMapping file{
        "inventory",
        "The file itself.",
        {
            {"inventory", Type::version, required, "The version of the format.", ""},
            {"chips", Type::mappings, required, "The chips held.", "chips"},
            {"work", Type::mappings, optional, "The work done.", "work"},
            {"utilization", Type::measure, optional,
             "The share of the dense peak of training that does not state its own.", ""},
            {"inference_utilization", Type::measure, optional,
             "The same of inference that does not state its own.", ""},
            {"highest_utilization", Type::measure, optional,
             "The highest share that a run nobody declared could have made.", ""},
        }};
    return {"inventory",
            "Chips that somebody holds, and the work they did.",
            {std::move(file), chips_keys(), work_keys()}};
}

}  // namespace flopledger
