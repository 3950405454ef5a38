// SPDX-License-Identifier: Apache-2.0
#include "core/read/models/checkpoint_reader.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "core/read/models/bricks/model_names.hpp"
#include "core/text/trees/safetensors.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr const char* index_name = "model.safetensors.index.json";
constexpr std::size_t length_bytes = 8;

void report(const std::string& file, const std::string& message, Diagnostics& diagnostics) {
    diagnostics.add({.name = name::bad_checkpoint,
                     .place = {.file = file},
                     .excerpt = "",
                     .message = message,
                     .hint = "fetch the file again, or take it out of the folder"});
}

// The first eight bytes of a file, the lowest first, as the length of the header behind them.
std::uint64_t header_length(const std::string& bytes) {
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) {
        length |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return length;
}

// The text of a file's header, or nothing and an error.
std::optional<std::string> header_text(FileReader& files, const std::string& file,
                                       Diagnostics& diagnostics) {
    const FileContent front = files.read_prefix(file, length_bytes);
    if (!front.bytes) {
        report(file, fmt::format("the file cannot be read: {}", front.why), diagnostics);
        return std::nullopt;
    }
    if (front.bytes->size() < length_bytes) {
        report(file, "the file ends before the length of its header", diagnostics);
        return std::nullopt;
    }
    const std::uint64_t length = header_length(*front.bytes);
    if (length > largest_header_bytes) {
        report(file, fmt::format("its header would have {} bytes; 100 MiB is the most", length),
               diagnostics);
        return std::nullopt;
    }
    FileContent whole = files.read_prefix(file, length_bytes + static_cast<std::size_t>(length));
    if (!whole.bytes || whole.bytes->size() < length_bytes + length) {
        report(file, "the file ends inside its header", diagnostics);
        return std::nullopt;
    }
    return whole.bytes->substr(length_bytes);
}

// How many numbers a tensor holds; bytes that do not fit its shape are an error.
Exact elements_of(const TensorHeader& tensor, const std::string& file, Diagnostics& diagnostics) {
    // No library makes tensors of more sides, and a product of as many as a header holds would take
    // the square of their number.
    constexpr std::size_t most_sides = 64;
    if (tensor.shape.size() > most_sides) {
        report(file,
               fmt::format("the tensor '{}' has {} sides, and a tensor has {} at the most",
                           safe_text(tensor.name.substr(0, 80)), tensor.shape.size(), most_sides),
               diagnostics);
        return 0;
    }
    Exact elements = 1;
    for (const std::uint64_t side : tensor.shape) {
        elements = elements * Exact::from_digits(std::to_string(side));
    }
    const std::optional<int> bits = bits_of_type(tensor.type);
    const Exact bytes = Exact::from_digits(std::to_string(tensor.end - tensor.begin));
    if (bits && elements * *bits != 8 * bytes) {
        report(file,
               fmt::format("the tensor '{}' has {} bytes, and its shape says {}",
                           safe_text(tensor.name.substr(0, 80)), bytes.text(),
                           (elements * *bits / 8).text()),
               diagnostics);
    }
    return elements;
}

// Adds the tensors of one file. Gives whether it was read.
bool add_tensors(FileReader& files, const std::string& file, Checkpoint& checkpoint,
                 Diagnostics& diagnostics) {
    const std::optional<std::string> text = header_text(files, file, diagnostics);
    if (!text) return false;
    TensorHeaders headers = parse_tensor_headers(*text);
    if (!headers.fault.empty()) {
        report(file,
               fmt::format("its header is off at byte {}: {}", length_bytes + headers.offset,
                           headers.fault),
               diagnostics);
        return false;
    }
    const std::size_t before = diagnostics.list.size();
    for (TensorHeader& tensor : headers.tensors) {
        Exact elements = elements_of(tensor, file, diagnostics);
        if (diagnostics.list.size() != before) return false;
        checkpoint.tensors.push_back(
            {std::move(tensor.name), std::move(tensor.type), std::move(elements)});
    }
    return true;
}

std::optional<Exact> stated_number(const std::string& digits) {
    constexpr std::size_t longest = 30;
    if (digits.empty() || digits.size() > longest) return std::nullopt;
    return Exact::from_digits(digits);
}

// The files an index names, or nothing and an error. None of them may lie elsewhere.
std::optional<std::vector<std::string>> read_index(FileReader& files, const std::string& file,
                                                   Checkpoint& checkpoint,
                                                   Diagnostics& diagnostics) {
    const FileContent content = files.read(file, largest_header_bytes);
    if (!content.bytes) {
        report(file,
               content.too_large ? "it has more than 100 MiB"
                                 : fmt::format("the file cannot be read: {}", content.why),
               diagnostics);
        return std::nullopt;
    }
    TensorIndex index = parse_tensor_index(*content.bytes);
    if (!index.fault.empty()) {
        report(file, fmt::format("it is off at byte {}: {}", index.offset, index.fault),
               diagnostics);
        return std::nullopt;
    }
    std::vector<std::string> paths;
    for (const std::string& name : index.files) {
        if (name.find_first_of("/\\") != std::string::npos || name.empty() || name == "..") {
            report(file,
                   fmt::format("'{}' is no file of this folder", safe_text(name.substr(0, 80))),
                   diagnostics);
            return std::nullopt;
        }
        paths.push_back(relative_to(file, name));
    }
    checkpoint.total_bytes = stated_number(index.total_size);
    checkpoint.total_parameters = stated_number(index.total_parameters);
    return paths;
}

}  // namespace

std::optional<Checkpoint> read_checkpoint(FileReader& files, const std::string& configuration,
                                          Diagnostics& diagnostics) {
    const std::filesystem::path path(configuration);
    if (path.filename() != "config.json") return std::nullopt;
    Checkpoint checkpoint;
    std::vector<std::string> paths;
    const std::string index = relative_to(configuration, index_name);
    const bool indexed = files.exists(index);
    if (indexed) {
        auto named = read_index(files, index, checkpoint, diagnostics);
        if (!named) return std::nullopt;
        paths = std::move(*named);
        checkpoint.file = index;
    } else {
        const std::string folder = path.parent_path().empty() ? "." : path.parent_path().string();
        paths = files.list(folder, ".safetensors").value_or(std::vector<std::string>());
        if (paths.empty()) return std::nullopt;
        checkpoint.file = paths.front();
    }
    checkpoint.files = paths.size();
    std::size_t present = 0;
    for (const std::string& file : paths) present += files.exists(file) ? 1 : 0;
    if (present == 0) return checkpoint;
    for (const std::string& file : paths) {
        if (!add_tensors(files, file, checkpoint, diagnostics)) return std::nullopt;
    }
    return checkpoint;
}

}  // namespace flopledger
