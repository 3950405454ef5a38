// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/support/files.hpp"

namespace flopledger {

// Each rule of the house is a function from files to messages, FILE:LINE: what is wrong; no
// message, no fault. Rules that need the order of the sources take it as the list of their paths,
// lowest floor first.
using Messages = std::vector<std::string>;

// The sources named in a CMakeLists.txt, in order, with `folder` before each.
std::vector<std::string> listed_sources(const SourceFile& cmake_lists);

// A file may include only project files listed above it; a folder's files stand together, the
// folders in the order base text facts usage meter read count judge page report, loose files last.
Messages check_floors(const std::vector<SourceFile>& files, const std::vector<std::string>& listed);

// A room, which is a folder, has 40 files at most, and rooms include each other in no circle.
Messages check_rooms(const std::vector<SourceFile>& files);

// Lists in CMake name a room's files together, below one line `# room: sentence`; a line of the
// document, CONTRIBUTING.md, says the same sentence.
Messages check_room_lists(const std::vector<SourceFile>& cmake_lists, const std::string& document);

// Every source on disk is listed and every one listed is on disk, once.
Messages check_listed(const std::vector<SourceFile>& files, const std::vector<std::string>& listed);

// No two files have one name, but for a header and its source. The name of a type that a header
// declares stands for nothing else in other files, be it in a source's own types; types inside of
// others, such as a `Kind`, may be called alike.
Messages check_names(const std::vector<SourceFile>& files);

// A library is included only where the table of doors in tidy_rules.cpp allows it.
Messages check_doors(const std::vector<SourceFile>& files);

// core/count and core/judge include nothing of core/text, core/meter and core/read.
Messages check_purity(const std::vector<SourceFile>& files);

// core/report prints: it includes nothing of threads, adds up nothing that logs say, asks for no
// memory ahead and makes no step of a derivation.
Messages check_writers(const std::vector<SourceFile>& files);

// Ranges are added and multiplied in core/base alone, elsewhere as quantities.
Messages check_units(const std::vector<SourceFile>& files);

// core neither prints, ends the program nor reads its environment.
Messages check_silence(const std::vector<SourceFile>& files);

// A file has 400 lines at most, a function 70, a line 100 columns.
Messages check_sizes(const std::vector<SourceFile>& files);

// Sources are ASCII, without tabs and trailing blanks, and end in a newline.
Messages check_characters(const std::vector<SourceFile>& files);

// The first line names the licence, in the comment form of the file's kind.
Messages check_licence(const std::vector<SourceFile>& files);

// A name of a diagnostic, finding, cause or reason, as its register gives it.
struct RegisteredName {
    std::string file;
    int line = 0;
    std::string identifier;  // of the constant; empty where a name is made in passing
    std::string text;
    std::string kind;
};

// All names that some files make, in order.
std::vector<RegisteredName> registered_names(const std::vector<SourceFile>& files);

// Names are made in headers *_names.hpp only, each once, its constant called as it reads; and few
// sources see each such register, so that a new name builds little again.
Messages check_registers(const std::vector<SourceFile>& files);

// A header begins with #pragma once; a source includes its own header first.
Messages check_headers(const std::vector<SourceFile>& files);

// Every declaration at namespace scope of a header stands under a comment. Overloads and operators
// may share the comment of the declaration directly above them; a registered name has its sentence.
Messages check_comments(const std::vector<SourceFile>& files);

}  // namespace flopledger
