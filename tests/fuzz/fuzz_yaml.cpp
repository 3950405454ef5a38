// SPDX-License-Identifier: Apache-2.0
// Any bytes as YAML: no crash, and whatever is said of a place lies inside the text.
#include <cstddef>
#include <cstdint>

#include "core/text/trees/yaml.hpp"
#include "tests/support/inside.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    flopledger::expect_places_inside(flopledger::parse_yaml, text);
    return 0;
}
