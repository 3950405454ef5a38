// SPDX-License-Identifier: Apache-2.0
// Stands in for libFuzzer in an ordinary build: hands every file of the folders named to the
// target, in a buffer of exactly its length, so that a sanitizer sees the first byte read behind
// it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count);
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* count, char*** arguments);

static bool replay(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream),
                           std::istreambuf_iterator<char>()};
    if (!stream) return false;
    const auto bytes = std::make_unique<std::uint8_t[]>(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) bytes[i] = static_cast<std::uint8_t>(text[i]);
    LLVMFuzzerTestOneInput(bytes.get(), text.size());
    return true;
}

int main(int count, char** arguments) {
    int replayed = 0;
    if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&count, &arguments);
    LLVMFuzzerTestOneInput(nullptr, 0);
    for (int i = 1; i < count; ++i) {
        if (!std::filesystem::exists(arguments[i])) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
            if (!entry.is_regular_file()) continue;
            std::fprintf(stderr, "%s\n", entry.path().c_str());
            if (!replay(entry.path())) return 2;
            ++replayed;
        }
    }
    std::printf("replayed %d files\n", replayed);
    return replayed > 0 ? 0 : 2;  // a target without a corpus tests nothing
}
