// SPDX-License-Identifier: Apache-2.0
#include "core/read/keys/source_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/base/file_names.hpp"
#include "core/text/files/fenced_files.hpp"
#include "core/text/files/sha256.hpp"

namespace flopledger {

std::string resolved_path(const Reference& reference, const std::string& path) {
    std::string resolved = relative_to(reference.reading.source.name, path);
    return resolved == "-" ? "./-" : resolved;
}

bool report_barred(FileReader& files, const std::string& path, const Reference& reference) {
    const auto resolved = files.barred(path);
    if (!resolved) return false;
    reference.reading.report(
        name::outside_folder, reference.node,
        fmt::format("'{}' leads outside the folder of the ledger", shown(reference.node.text)),
        fmt::format("if you trust the ledger with it, add {}",
                    allow_read(files, folder_of(*resolved))));
    return true;
}

std::shared_ptr<const Source> read_source(FileReader& files, const std::string& path,
                                          std::size_t largest_bytes,
                                          const std::optional<Reference>& reference,
                                          Diagnostics& diagnostics) {
    FileContent content = files.read(path, largest_bytes);
    if (content.bytes) {
        return std::make_shared<const Source>(Source{path, std::move(*content.bytes)});
    }
    const Name name = content.too_large ? name::file_too_large : name::file_unreadable;
    // A message that stands at the file itself need not name it again.
    const bool is_named = !reference && !path.empty();
    const std::string file = path == "-" ? "standard input"
                             : is_named  ? "the file"
                                         : fmt::format("'{}'", path);
    const std::string message = content.too_large
                                    ? fmt::format("{} has more than {} bytes", file, largest_bytes)
                                    : fmt::format("{} cannot be read: {}", file, content.why);
    const std::string hint =
        content.too_large ? "ledgers and model configurations have at most 1 MiB"
                          : (reference ? "paths are seen from the folder of this ledger" : "");
    if (reference) {
        reference->reading.report(name, reference->node, message, hint);
    } else {
        diagnostics.add({name, Severity::error, Place{path, 0, 0}, 1, "", message, hint});
    }
    return nullptr;
}

std::string file_digest(FileReader& files, const std::string& path) {
    // A pipe has no bytes to fingerprint, and opening one would wait for its other end.
    if (!files.read_prefix(path, 0).bytes) return "";
    const OpenedFile file = files.open(path);
    if (file.stream == nullptr) return "";
    constexpr std::size_t piece_size = std::size_t{256} << 10;
    std::string piece(piece_size, '\0');
    Sha256 digest;
    while (true) {
        const auto size = file.stream->read(piece.data(), piece.size());
        if (!size) return "";
        if (*size == 0) return digest.digest();
        digest.add(std::string_view(piece).substr(0, *size));
    }
}

}  // namespace flopledger
