// SPDX-License-Identifier: Apache-2.0
#include "cli/manual/ledger_man_page.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include "cli/manual/man_page.hpp"
#include "core/base/embedded.hpp"
#include "core/facts/keys/format_keys.hpp"

namespace flopledger {

namespace {

constexpr std::string_view head =
    R"(.\" Written by `flopledger generate ledger-page`; SPDX-License-Identifier: Apache-2.0
.Dd November 30, 2026
.Dt FLOPLEDGER-LEDGER 5
.Os
.Sh NAME
.Nm flopledger-ledger
.Nd what was done to make one AI model
.Sh DESCRIPTION
A ledger is one YAML document of at most 1 MiB, in UTF-8.
It states the activities that made a model, and for each what is known of the compute it took.
Keys that this page does not name are errors, and so are anchors, aliases, tags, merge keys and
keys written twice.
Paths are seen from the folder of the ledger.
They lead into the folder of the ledger that was named on the command line, or below it, links
included; other folders are those of
.Fl Fl allow-read .
Only regular files are opened.
.Pp
A figure is a number such as
.Li 15.6e12 ,
.Li 1_000
or
.Li 2/3 ;
a range, as
.Li 0.38..0.43 ,
.Li 3.8e25 +- 10%
or
.Li {low: 3e25, best: 3.8e25, high: 4e25} ;
and may say its unit, as
.Li 30.84M chip-hours
or
.Li 43_500 PFLOP/s-days .
Without a unit it is in the one its key names.
A figure has 100 digits at the most, all figures together a common denominator of 500, and a text
4096 bytes.
)";

constexpr std::string_view tail = R"(.Sh SEE ALSO
.Xr flopledger 1 ,
.Xr flopledger-method 7
.Pp
.Dl flopledger schema ledger
.Pp
prints the same keys as a JSON Schema, for editors.
)";

// What a key takes, in a few words.
std::string type_text(const FormatKey& key) {
    switch (key.type) {
        case KeyType::version:
            return "1";
        case KeyType::text:
            return "a text";
        case KeyType::texts:
            return "a list of texts";
        case KeyType::truth:
            return "true or false";
        case KeyType::whole:
            return "a whole number";
        case KeyType::wholes:
            return "a list of whole numbers";
        case KeyType::number:
            return "a number";
        case KeyType::measure:
            return key.detail.empty() ? "a figure" : fmt::format("a figure, {}", key.detail);
        case KeyType::word:
            return fmt::format("one of {}", fmt::join(key.words, ", "));
        case KeyType::words:
            return fmt::format("a list of {}", fmt::join(key.words, ", "));
        case KeyType::word_or_words:
            return fmt::format("one or a list of {}", fmt::join(key.words, ", "));
        case KeyType::date:
            return "a day, 2026-11-21";
        case KeyType::period:
            return "2024-01-15..2024-06-30";
        case KeyType::mapping:
            return fmt::format("a mapping, see {}", key.detail);
        case KeyType::mappings:
            return fmt::format("a list, see {}", key.detail);
        case KeyType::one_or_several:
            return fmt::format("a mapping or a list, see {}", key.detail);
        case KeyType::text_or_mapping:
            return fmt::format("a text, or a mapping, see {}", key.detail);
        case KeyType::texts_by_key:
        case KeyType::mappings_by_word:
        case KeyType::truth_or_word:
            return "a mapping";
    }
    return "";
}

std::string key_item(const FormatKey& key) {
    std::string text = fmt::format(".It Cm {}{}\n", key.key, key.required ? "" : " Pq optional");
    text += roff_text(key.sentence);
    return text + roff_text(fmt::format("Takes {}.", type_text(key)));
}

// The template ledger, which shows the format at work.
std::string example() {
    for (const EmbeddedFile& embedded : embedded_templates()) {
        if (embedded.path != "cli/init_template.yaml") continue;
        std::string text =
            ".Sh EXAMPLES\nThe ledger that\n.Ic flopledger init\nprints:\n"
            ".Bd -literal\n";
        std::string_view rest = embedded.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
            for (const char letter : rest.substr(0, end)) {
                text += letter == '\\' ? std::string("\\e") : std::string(1, letter);
            }
            text += "\n";
            rest.remove_prefix(end + 1);
        }
        return text + ".Ed\n";
    }
    return "";
}

}  // namespace

std::string ledger_page() {
    std::string text(head);
    const FileFormat* format = find_format("ledger");
    text += ".Sh KEYS\n";
    for (const FormatMapping& mapping : format->mappings) {
        text += fmt::format(".Ss {}\n", mapping.name) + roff_text(mapping.sentence);
        text += ".Bl -tag -width indent\n";
        for (const FormatKey& key : mapping.keys) text += key_item(key);
        text += ".El\n";
    }
    return text + example() + std::string(tail);
}

}  // namespace flopledger
