# SPDX-License-Identifier: Apache-2.0
# Finds libyaml and defines LibYaml::LibYaml; the static library where the program is to be static.
find_path(LibYaml_INCLUDE_DIR yaml.h)
if(FLOPLEDGER_STATIC)
    find_library(LibYaml_LIBRARY NAMES libyaml.a yaml)
else()
    find_library(LibYaml_LIBRARY NAMES yaml)
endif()
mark_as_advanced(LibYaml_INCLUDE_DIR LibYaml_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibYaml REQUIRED_VARS LibYaml_LIBRARY LibYaml_INCLUDE_DIR)

if(LibYaml_FOUND AND NOT TARGET LibYaml::LibYaml)
    add_library(LibYaml::LibYaml UNKNOWN IMPORTED)
    set_target_properties(LibYaml::LibYaml PROPERTIES
        IMPORTED_LOCATION ${LibYaml_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${LibYaml_INCLUDE_DIR})
endif()
