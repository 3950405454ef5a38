# SPDX-License-Identifier: Apache-2.0
# Run with cmake -P by embed_files(): writes ${output}, which defines flopledger::${function}().
# Every file becomes adjacent raw string literals of at most ${literal_bytes} bytes, cut after a
# newline so that no character is split; the compiler joins them into one text and measures it.
cmake_minimum_required(VERSION 3.25)

set(mark flopledger)

# Sets `literals` to the C++ literals of a text; every use of the text is quoted, so that neither
# ';' nor brackets, backslashes or references in it are touched.
function(write_literals path text)
    string(FIND "${text}" ")${mark}\"" end_of_literal)
    if(NOT end_of_literal EQUAL -1)
        message(FATAL_ERROR "${path}: contains )${mark}\", which ends the literal it is kept in")
    endif()
    set(result "")
    string(LENGTH "${text}" left)
    while(left GREATER literal_bytes)
        string(SUBSTRING "${text}" 0 ${literal_bytes} piece)
        string(FIND "${piece}" "\n" last_newline REVERSE)
        if(last_newline EQUAL -1)
            message(FATAL_ERROR "${path}: has a line longer than ${literal_bytes} bytes")
        endif()
        math(EXPR length "${last_newline} + 1")
        string(SUBSTRING "${text}" 0 ${length} piece)
        string(SUBSTRING "${text}" ${length} -1 text)
        string(APPEND result "R\"${mark}(${piece})${mark}\"\n")
        math(EXPR left "${left} - ${length}")
    endwhile()
    string(APPEND result "R\"${mark}(${text})${mark}\"sv")
    set(literals "${result}" PARENT_SCOPE)
endfunction()

file(STRINGS ${list_file} paths)
list(LENGTH paths count)
set(rows "")
foreach(path IN LISTS paths)
    file(READ ${root}/${path} text)
    write_literals(${path} "${text}")
    string(APPEND rows "    {\"${path}\"sv,\n${literals}},\n")
endforeach()

file(WRITE ${output}.new "// Written by cmake/write_embedded.cmake; do not edit.
#include \"${header}\"

#include <array>

namespace flopledger {

using namespace std::string_view_literals;

static constexpr std::array<EmbeddedFile, ${count}> files = {{
")
file(APPEND ${output}.new "${rows}")
file(APPEND ${output}.new "}};

std::span<const EmbeddedFile> ${function}() { return files; }

}  // namespace flopledger
")
file(RENAME ${output}.new ${output})
