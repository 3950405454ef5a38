// SPDX-License-Identifier: Apache-2.0
#include "core/meter/files/log_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/file_names.hpp"
#include "core/facts/machines/usage.hpp"
#include "core/meter/files/input_names.hpp"
#include "core/meter/words/path_pattern.hpp"
#include "core/text/files/fenced_files.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

void add_error(Diagnostics& diagnostics, Name name, const std::string& path, std::string message,
               std::string hint = "") {
    diagnostics.add({.name = name,
                     .place = {.file = path},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// The last name of a path.
std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_hidden(std::string_view name) { return name.starts_with('.'); }

// The parts of a pattern between its slashes; those after one another that say `**` are one.
std::vector<std::string> segments_of(std::string_view pattern) {
    std::vector<std::string> segments;
    for (;;) {
        const std::size_t slash = pattern.find('/');
        const std::string segment(pattern.substr(0, slash));
        const bool again = segment == "**" && !segments.empty() && segments.back() == "**";
        // Slashes after one another are one, but that at the beginning counts.
        if ((!segment.empty() || segments.empty()) && !again) segments.push_back(segment);
        if (slash == std::string_view::npos) return segments;
        pattern.remove_prefix(slash + 1);
    }
}

// The part of a word that stands before its patterns.
std::string without_patterns(const std::string& word) {
    const std::size_t pattern = word.find_first_of("*?[");
    if (pattern == std::string::npos) return word;
    const std::size_t slash = word.rfind('/', pattern);
    return slash == std::string::npos ? "" : word.substr(0, std::max<std::size_t>(slash, 1));
}

OutsideFault fault_of(FileReader& files, const std::string& word, const std::string& allowed) {
    return {fmt::format("'{}' leads outside the folder of the ledger", safe_text(word)),
            fmt::format("if you trust the ledger with it, add {}", allow_read(files, allowed))};
}

// Tells of a folder that may not be gone to, met on the way of a pattern or below a folder: it may
// hold readings, so it is not passed over.
bool tell_outside(FileReader& files, const std::string& folder, Diagnostics& diagnostics) {
    const auto fault = outside_fault(files, folder);
    if (fault) add_error(diagnostics, name::outside_folder, folder, fault->message, fault->hint);
    return fault.has_value();
}

// Tells of found links to files that may not be gone to, once for each folder that they lead to.
void tell_links_outside(FileReader& files, std::map<std::string, std::string>& found,
                        Diagnostics& diagnostics) {
    std::set<std::string> told;
    std::erase_if(found, [&](const auto& file) {
        const auto resolved = files.barred(file.second);
        if (!resolved) return false;
        const std::string folder = folder_of(*resolved);
        if (!told.insert(folder).second) return true;
        const OutsideFault fault = fault_of(files, file.second, folder);
        add_error(diagnostics, name::outside_folder, file.second, fault.message, fault.hint);
        return true;
    });
}

// Finds the files of one word.
class Search {
  public:
    Search(FileReader& files, Diagnostics& diagnostics)
        : files_(files), diagnostics_(diagnostics) {}

    // All files in and below a folder; false if it is none.
    bool add_folder(const std::string& path) {
        const auto entries = files_.entries(path);
        if (!entries) return false;
        std::vector<FolderEntry> left = *entries;
        visited_.insert({files_.canonical(path), below});
        while (!left.empty() && !too_many()) {
            const FolderEntry entry = std::move(left.back());
            left.pop_back();
            if (is_hidden(name_of(entry.path))) continue;
            if (!entry.is_folder) {
                add_file(entry.path);
                continue;
            }
            // Links may lead back to a folder above.
            if (!visited_.insert({files_.canonical(entry.path), below}).second) continue;
            auto deeper = readable_entries(entry.path);
            left.insert(left.end(), std::make_move_iterator(deeper.begin()),
                        std::make_move_iterator(deeper.end()));
        }
        return true;
    }

    void add_file(const std::string& path) { found_.push_back(path); }

    // What a pattern matches.
    void add_pattern(const std::string& pattern) {
        const std::vector<std::string> segments = segments_of(pattern);
        std::vector<Step> left = {{"", 0}};
        while (!left.empty() && !too_many()) {
            const Step step = std::move(left.back());
            left.pop_back();
            go_on(step, segments, left);
        }
    }

    // What was found, by path, each file once.
    std::map<std::string, std::string> files_by_canonical_name() {
        std::sort(found_.begin(), found_.end());
        std::map<std::string, std::string> files;
        for (const std::string& path : found_) files.emplace(files_.canonical(path), path);
        return files;
    }

    bool too_many() const { return found_.size() > most_inputs; }

  private:
    // Where a pattern has come: the folder, empty for the one that the program runs in, and how
    // many segments led there.
    struct Step {
        std::string folder;
        std::size_t segment = 0;
    };

    static constexpr std::size_t below = std::string::npos;

    static std::string joined(const std::string& folder, const std::string& name, bool first) {
        if (first) return name.empty() ? "/" : name;
        return folder.ends_with('/') ? folder + name : folder + "/" + name;
    }

    std::vector<FolderEntry> readable_entries(const std::string& folder) {
        auto entries = files_.entries(folder);
        if (entries) return std::move(*entries);
        if (tell_outside(files_, folder, diagnostics_)) return {};
        add_error(diagnostics_, name::file_unreadable, folder,
                  "this is no folder that can be read");
        return {};
    }

    // One segment further.
    void go_on(const Step& step, const std::vector<std::string>& segments,
               std::vector<Step>& left) {
        const std::string& segment = segments[step.segment];
        const bool last = step.segment + 1 == segments.size();
        if (segment == "**") {
            go_below(step, last, left);
        } else if (!has_wildcard(segment)) {
            const std::string path = joined(step.folder, segment, step.segment == 0);
            if (!last) {
                left.push_back({path, step.segment + 1});
            } else if (!add_folder(path) && !tell_outside(files_, path, diagnostics_) &&
                       files_.exists(path)) {
                add_file(path);
            }
        } else {
            // Several ways may lead to one folder, as `*/../*/..` does, and each would double them.
            if (!visited_.insert({files_.canonical(step.folder), step.segment}).second) return;
            const PathPattern pattern(segment);
            for (const FolderEntry& entry : entries_at(step)) {
                const std::string_view name = name_of(entry.path);
                if (is_hidden(name) && !is_hidden(segment)) continue;
                if (!pattern.match(name)) continue;
                if (last) {
                    if (!entry.is_folder) add_file(entry.path);
                    if (entry.is_folder) add_folder(entry.path);
                } else if (entry.is_folder) {
                    left.push_back({entry.path, step.segment + 1});
                }
            }
        }
    }

    // `**`: here, and the same in every folder below.
    void go_below(const Step& step, bool last, std::vector<Step>& left) {
        if (last) {
            add_folder(step.folder);
            return;
        }
        if (!visited_.insert({files_.canonical(step.folder), step.segment}).second) return;
        left.push_back({step.folder, step.segment + 1});
        for (const FolderEntry& entry : entries_at(step)) {
            if (!entry.is_folder || is_hidden(name_of(entry.path))) continue;
            left.push_back({entry.path, step.segment});
        }
    }

    // The entries of a folder that a pattern leads to; it need not be there.
    std::vector<FolderEntry> entries_at(const Step& step) {
        auto entries = files_.entries(step.folder);
        if (entries) return std::move(*entries);
        if (tell_outside(files_, step.folder, diagnostics_)) return {};
        if (!step.folder.empty() && files_.exists(step.folder)) readable_entries(step.folder);
        return {};
    }

    FileReader& files_;
    Diagnostics& diagnostics_;
    std::vector<std::string> found_;
    std::set<std::pair<std::string, std::size_t>> visited_;  // canonical folder, segment
};

// The files of one word, by their canonical names.
std::map<std::string, std::string> files_of(FileReader& files, const std::string& word,
                                            Diagnostics& diagnostics) {
    Search search(files, diagnostics);
    const char* nothing = "";
    if (word == "-") {
        search.add_file(word);
    } else if (!word.empty() && search.add_folder(word)) {
        nothing = "the folder holds no file";
    } else if (files.exists(word)) {
        search.add_file(word);
    } else if (has_wildcard(word)) {
        search.add_pattern(word);
        nothing = "no file matches the pattern";
    } else {
        nothing = "the file cannot be read: no such file";
    }
    if (search.too_many()) {
        add_error(diagnostics, name::too_many_inputs, word,
                  fmt::format("there are more than {} files", most_inputs),
                  "summarize parts of them, then add the summaries with `logs merge`");
        return {};
    }
    auto found = search.files_by_canonical_name();
    if (found.empty()) add_error(diagnostics, name::file_unreadable, word, nothing);
    tell_links_outside(files, found, diagnostics);
    return found;
}

}  // namespace

std::optional<OutsideFault> outside_fault(FileReader& files, const std::string& word) {
    const auto resolved = files.barred(without_patterns(word));
    if (!resolved) return std::nullopt;
    return fault_of(files, word, *resolved);
}

std::vector<std::string> find_logs(FileReader& files, const std::vector<std::string>& words,
                                   Diagnostics& diagnostics) {
    std::map<std::string, std::string> all;
    for (const std::string& word : words) {
        for (auto& [canonical, path] : files_of(files, word, diagnostics)) {
            const auto [first, is_new] = all.emplace(canonical, path);
            if (is_new) continue;
            const std::string message =
                first->second == path
                    ? "the file is given twice"
                    : fmt::format("the file is given twice, also as '{}'", first->second);
            add_error(diagnostics, name::duplicate_input, path, message, "name each file once");
        }
        if (all.size() > most_inputs) {
            add_error(diagnostics, name::too_many_inputs, word,
                      fmt::format("with this there are more than {} files", most_inputs),
                      "summarize parts of them, then add the summaries with `logs merge`");
            break;
        }
    }
    std::vector<std::string> paths;
    paths.reserve(all.size());
    for (const auto& [canonical, path] : all) paths.push_back(path);
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace flopledger
