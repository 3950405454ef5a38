# SPDX-License-Identifier: Apache-2.0
# embed_files(<target> <function> FILES <file>... [HEADER <header>] [LITERAL_BYTES <n>])
# adds to <target> a generated source that defines flopledger::<function>(), declared in <header>:
# the path (relative to the project) and the bytes of every file, sorted by path. A change of a file
# writes one source anew; a new or removed file is noticed through the list kept beside it.
set(embed_files_script ${CMAKE_CURRENT_LIST_DIR}/write_embedded.cmake)

function(embed_files target function)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "HEADER;LITERAL_BYTES" "FILES")
    if(NOT arg_HEADER)
        set(arg_HEADER ${PROJECT_SOURCE_DIR}/core/base/embedded.hpp)
    endif()
    file(RELATIVE_PATH header ${PROJECT_SOURCE_DIR} ${arg_HEADER})
    if(NOT arg_LITERAL_BYTES)
        set(arg_LITERAL_BYTES 8192)
    endif()
    list(SORT arg_FILES COMPARE STRING)
    set(names "")
    foreach(file IN LISTS arg_FILES)
        file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${file})
        string(APPEND names "${name}\n")
    endforeach()
    set(list_file ${CMAKE_CURRENT_BINARY_DIR}/${function}.txt)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
    file(CONFIGURE OUTPUT ${list_file} CONTENT "${names}" @ONLY)
    add_custom_command(OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -D root=${PROJECT_SOURCE_DIR} -D list_file=${list_file}
            -D function=${function} -D header=${header} -D literal_bytes=${arg_LITERAL_BYTES}
            -D output=${source} -P ${embed_files_script}
        DEPENDS ${arg_FILES} ${list_file} ${embed_files_script}
        COMMENT "Embedding ${function}" VERBATIM)
    target_sources(${target} PRIVATE ${source})
endfunction()
