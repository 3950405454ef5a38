// SPDX-License-Identifier: Apache-2.0
// Any bytes as a packed file: no crash, bounded memory however much comes out, and the same bytes
// and complaints in whatever pieces they are read; of damaged bytes some more may come out.
#include <cstddef>
#include <cstdint>

#include "core/text/files/unpack.hpp"
#include "tests/support/inside.hpp"
#include "tests/support/memory_files.hpp"

namespace flopledger {

namespace {

// What packed files of few bytes can hold, and more than one has to see.
constexpr std::size_t most_looked_at = std::size_t{4} << 20;

struct Unpacked {
    std::string text;
    std::string why;
    bool damaged = false;
};

Unpacked unpacked(const std::string& bytes, std::size_t longest_packed, std::size_t longest) {
    StreamFaults faults;
    faults.longest_piece = longest_packed;
    MemoryStream stream(bytes, true, faults);
    std::string heard;
    Unpacker unpacker(stream, [&](std::string_view piece) { heard += piece; });
    Unpacked result;
    while (result.text.size() < most_looked_at) {
        const std::size_t before = result.text.size();
        const std::size_t most = std::min(longest, most_looked_at - before);
        result.text.resize(before + most);
        const auto size = unpacker.read(result.text.data() + before, most);
        insist(size.value_or(0) <= most);
        result.text.resize(before + size.value_or(0));
        if (!size || *size == 0) break;
    }
    result.why = unpacker.why();
    result.damaged = unpacker.damaged();
    insist(bytes.starts_with(heard));
    insist(unpacker.packed_bytes() == heard.size());
    const bool ended = result.text.size() < most_looked_at;
    if (ended && result.why.empty()) insist(heard == bytes);
    insist(unpacker.drain());
    insist(heard == bytes);
    return result;
}

void unpack_any(const std::string& bytes) {
    const Unpacked whole = unpacked(bytes, std::size_t{1} << 20, std::size_t{1} << 20);
    const Unpacked pieces = unpacked(bytes, 1 + bytes.size() % 7, 4'099);
    insist(pieces.damaged == whole.damaged);
    insist(pieces.why == whole.why);
    const std::size_t size = std::min(pieces.text.size(), whole.text.size());
    insist(pieces.text.compare(0, size, whole.text, 0, size) == 0);
    insist(whole.damaged || pieces.text.size() == whole.text.size());
}

}  // namespace

}  // namespace flopledger

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    flopledger::unpack_any(bytes);
    // Without these most inputs are not packed at all.
    flopledger::unpack_any(std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + bytes);
    flopledger::unpack_any(std::string("\x28\xb5\x2f\xfd\0\x38", 6) + bytes);
    return 0;
}
