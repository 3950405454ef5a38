# SPDX-License-Identifier: Apache-2.0
# Installs what a user runs and reads, no headers; CPack makes of it a Debian package and an
# archive.

file(GLOB manual_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/man/*.[157])
set(completions ${PROJECT_SOURCE_DIR}/completions)

install(TARGETS flopledger RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${completions}/flopledger.bash RENAME flopledger
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${completions}/flopledger.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Zsh looks for a package's completions in another folder on Debian than elsewhere.
install(FILES ${completions}/_flopledger COMPONENT elsewhere
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${completions}/_flopledger COMPONENT debian EXCLUDE_FROM_ALL
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)

# install_compressed(<file> <destination>): the file through gzip -9n, which keeps no date.
function(install_compressed file destination)
    install(CODE "
        set(folder \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${destination}\")
        file(MAKE_DIRECTORY \"\${folder}\")
        message(STATUS \"Installing: \${folder}/${ARGN}.gz\")
        execute_process(COMMAND gzip -9nc \"${file}\" OUTPUT_FILE \"\${folder}/${ARGN}.gz\"
            COMMAND_ERROR_IS_FATAL ANY)")
endfunction()

foreach(page IN LISTS manual_pages)
    get_filename_component(name ${page} NAME)
    string(REGEX MATCH "[157]$" section ${name})
    install_compressed(${page} ${CMAKE_INSTALL_MANDIR}/man${section} ${name})
endforeach()
install_compressed(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${CMAKE_INSTALL_DOCDIR} changelog)

set(CPACK_PACKAGE_CONTACT "flopledger maintainers <maintainers@flopledger.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_FILE_NAME
    ${PROJECT_NAME}-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_LIST_DIR}/cpack_generator.cmake)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
if(NOT FLOPLEDGER_STATIC OR NOT "-static-pie" IN_LIST flopledger_static_options)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()
include(CPack)
