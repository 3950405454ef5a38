# SPDX-License-Identifier: Apache-2.0
# Read by CPack once a generator: the prefix, and which of the two zsh folders is filled.
list(GET CPACK_INSTALL_CMAKE_PROJECTS 0 build_folder)
if(CPACK_GENERATOR STREQUAL "DEB")
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(zsh_component debian)
else()
    set(CPACK_PACKAGING_INSTALL_PREFIX /)
    set(zsh_component elsewhere)
endif()
set(CPACK_INSTALL_CMAKE_PROJECTS
    ${build_folder} flopledger Unspecified /
    ${build_folder} flopledger ${zsh_component} /)
