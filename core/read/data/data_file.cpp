// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/data_file.hpp"

#include <fmt/format.h>

#include "core/read/data/data_names.hpp"

namespace flopledger {

std::string_view id_of_path(std::string_view path) {
    const std::size_t slash = path.find_last_of('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return name.substr(0, name.find_last_of('.'));
}

std::string read_id(Mapping& mapping) {
    const std::string id = mapping.text("id", Presence::required).value_or("");
    const std::string_view expected = id_of_path(mapping.reading().source.name);
    if (!id.empty() && id != expected) {
        mapping.report(
            name::bad_data_file, "id",
            fmt::format("the id is '{}' but the file is named '{}'", shown(id), shown(expected)),
            "name the file after its id");
    }
    return id;
}

}  // namespace flopledger
