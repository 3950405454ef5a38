// SPDX-License-Identifier: Apache-2.0
#include "cli/manual/man_page.hpp"

#include <fmt/core.h>

namespace flopledger {

namespace {

constexpr std::string_view head =
    R"(.\" Written by `flopledger generate man`; SPDX-License-Identifier: Apache-2.0
.Dd November 30, 2026
.Dt FLOPLEDGER 1
.Os
.Sh NAME
.Nm flopledger
.Nd training compute of AI models, held against the law
.Sh SYNOPSIS
)";

constexpr std::string_view description = R"(.Sh DESCRIPTION
A ledger, a YAML file that
.Xr flopledger-ledger 5
describes, states what was done to make an AI model.
.Nm
turns each statement into floating-point operations, adds them up as a legal or scholarly
standard counts them, and holds the total against the thresholds of the law.
Every figure is a range where its inputs are uncertain, and every figure can be followed to its
sources with
.Cm explain .
.Pp
A verdict is
.Sq reached ,
.Sq not-reached
or
.Sq undetermined .
It is never a legal conclusion.
.Sh COMMANDS
)";

constexpr std::string_view tail = R"(.Sh ENVIRONMENT
.Bl -tag -width NO_COLOR
.It Ev COLUMNS
The width of the page; otherwise the terminal's, else 80.
.It Ev NO_COLOR
If it is set and not empty, text is not colored unless
.Fl \-color Cm always
is given.
.El
.Sh FILES
The chips, thresholds and standards are in the program itself.
.Fl \-chips ,
.Fl \-thresholds
and
.Fl \-standards
add files in the same formats, which
.Cm schema
describes.
.Pp
An output is written whole or not at all: beside its place first, in a file without a name where the
system has such, and then put there at once.
Symbolic links are followed; a file that is read-only or that the same call reads is left alone.
What is a pipe or a device, and what the program has open already as
.Pa /dev/stdout
and
.Pa /dev/fd/3
name it, is written to and never replaced.
Where a file cannot be replaced, as one that is a mount point, it is written over in place, and the
warning output-in-place says so.
A run that is killed at the very moment of replacing a file leaves
.Pa .flopledger-*.new
beside it, which the next run that writes the same file takes away.
.Pp
What the law says after the day that
.Fl \-version
tells is not known to the program.
Where the day asked, or today, lies more than 180 days past it, the warning law-data-old says so.
.Sh EXIT STATUS
.Bl -tag -width 70
.It 0
All went well;
.Cm check
found no threshold reached,
.Cm verify
found the report the same, or
.Cm capacity
found too little unexplained for any run that a law names.
.It 1
.Cm check
found a threshold reached,
.Cm verify
found that something differs, or
.Cm capacity
found declared work that the chips cannot have done.
.It 2
The call or a file has an error.
A ledger with an error has no result; the others of the call have theirs.
.It 3
.Cm check
found no threshold reached, but at least one verdict undetermined, or
.Cm capacity
found enough unexplained for a run that a law names.
.It 70
A fault of the program itself.
.El
.Pp
Where several hold, 70 comes before 2, 2 before 1, and 1 before 3.
What
.Cm check
tells under
.Sq Also ,
in JSON
.Ql also ,
sets no exit status.
.Sh EXAMPLES
Begin a ledger, and see what it comes to:
.Bd -literal -offset indent
flopledger init --output ledger.yaml
flopledger check ledger.yaml
.Ed
.Pp
What the law of another day would have said:
.Bd -literal -offset indent
flopledger check ledger.yaml --as-of 2025-08-02 --jurisdiction eu
.Ed
.Pp
Why a total is what it is:
.Bd -literal -offset indent
flopledger explain ledger.yaml --standard eu-cumulative
.Ed
.Pp
The thresholds reached, for a program:
.Bd -literal -offset indent
flopledger check ledger.yaml --format json |
    jq -r '.ledgers[].verdicts[] | select(.status == "reached").threshold'
.Ed
.Pp
What the chips of two racks did, summarized apart and added:
.Bd -literal -offset indent
flopledger logs summarize rack1/ --host-from 'rack1/{host}.csv' -o rack1.json
flopledger logs summarize rack2/ --host-from 'rack2/{host}.csv' -o rack2.json
flopledger logs merge rack1.json rack2.json -o racks.json
.Ed
.Sh SEE ALSO
.Xr flopledger-audit 1 ,
.Xr flopledger-ledger 5 ,
.Xr flopledger-method 7
)";

std::string option_item(const OptionGrammar& option) {
    std::string item = ".It ";
    if (!option.short_name.empty()) item += fmt::format("Fl {} , ", option.short_name.substr(1));
    item += fmt::format("Fl \\-{}", option.name.substr(2));
    if (!option.value.empty()) {
        bool first = true;
        for (const std::string& word : option.words()) {
            item += first ? fmt::format(" Cm {}", word) : fmt::format(" | {}", word);
            first = false;
        }
        if (first) item += " Ar " + option.value;
    }
    item += "\n" + roff_text(option.sentence);
    if (option.repeatable) item += "May be given several times.\n";
    return item;
}

std::string options_list(const std::vector<OptionGrammar>& options) {
    std::string text = ".Bl -tag -width indent\n";
    for (const OptionGrammar& option : options) text += option_item(option);
    return text + ".El\n";
}

// The argument as the synopsis and the heading of a command write it.
std::string argument_text(const ArgumentGrammar& argument) {
    std::string text = "Ar " + argument.name;
    if (argument.several) text += " ...";
    if (argument.choices.empty() && !argument.words().empty()) {
        text = "Cm";
        for (const std::string& word : argument.words()) {
            text += (text == "Cm" ? " " : " | ") + word;
        }
    }
    return argument.optional ? "Op " + text : text;
}

std::string command_section(const CommandGrammar& command) {
    std::string text = fmt::format(".Ss flopledger {}\n", command.name);
    text += roff_text(command.sentence);
    text += ".Bl -tag -width indent\n";
    for (const ArgumentGrammar& argument : command.arguments) {
        text += fmt::format(".It {}\n", argument_text(argument)) + roff_text(argument.sentence);
    }
    for (const OptionGrammar& option : command.options) text += option_item(option);
    return text + ".El\n";
}

}  // namespace

std::string roff_text(std::string_view text) {
    std::string page;
    std::size_t at = 0;
    while (at < text.size()) {
        // A sentence begins a line, as mdoc wants it.
        const std::size_t stop = text.find(". ", at);
        const std::size_t end = stop == std::string_view::npos ? text.size() : stop + 1;
        std::string line;
        for (const char letter : text.substr(at, end - at)) {
            if (letter == '\\')
                line += "\\e";
            else if (letter == '-')
                line += line.ends_with(" ") || line.empty() || line.ends_with("-") ? "\\-" : "-";
            else
                line += letter;
        }
        if (line.starts_with(".") || line.starts_with("'")) line.insert(0, "\\&");
        page += line + "\n";
        at = stop == std::string_view::npos ? text.size() : stop + 2;
    }
    return page;
}

std::string roff_argument(std::string_view text) {
    std::string quoted_text = "\"";
    for (const char letter : text) {
        if (letter == '"')
            quoted_text += "\\(dq";
        else if (letter == '\\')
            quoted_text += "\\e";
        else
            quoted_text += letter;
    }
    return quoted_text + "\"";
}

std::string man_page(const Grammar& grammar) {
    std::string text(head);
    for (const CommandGrammar& command : grammar.commands) {
        if (command.hidden) continue;
        text += fmt::format(".Nm\n.Cm {}\n.Op Ar option ...\n", command.name);
        for (const ArgumentGrammar& argument : command.arguments) {
            text += fmt::format(".{}\n", argument_text(argument));
        }
    }
    text += fmt::format(".Nm\n.Fl \\-help | \\-version\n{}", description);
    text += options_list(grammar.options);
    for (const CommandGrammar& command : grammar.commands) {
        if (!command.hidden) text += command_section(command);
    }
    return text + std::string(tail);
}

}  // namespace flopledger
