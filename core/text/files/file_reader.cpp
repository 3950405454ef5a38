// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/file_reader.hpp"

#include <filesystem>

namespace flopledger {

std::string relative_to(const std::string& file, const std::string& path) {
    // The folders are joined and `..` is left to the disk: behind a symbolic link it leads
    // elsewhere than the spelling suggests.
    const std::string joined = (std::filesystem::path(file).parent_path() / path).string();
    // Only the command line may ask for standard input.
    return joined == "-" ? "./-" : joined;
}

}  // namespace flopledger
