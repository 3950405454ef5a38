// SPDX-License-Identifier: Apache-2.0
#include "core/read/data/catalog.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/embedded.hpp"
#include "core/read/data/chip_reader.hpp"
#include "core/read/data/standard_reader.hpp"
#include "core/read/data/threshold_reader.hpp"
#include "core/text/files/sha256.hpp"
#include "core/text/words/near_words.hpp"

namespace flopledger {

namespace {

// Looks for a word in many texts, skipping ahead by its length where it can (Horspool's method):
// all the chip files hold a third of a megabyte.
class WordSearch {
  public:
    explicit WordSearch(const std::string& lower_word) : word_(lower_word) {
        skips_.fill(word_.size());
        for (std::size_t index = 0; index + 1 < word_.size(); ++index) {
            const char letter = word_[index];
            skips_.at(static_cast<unsigned char>(letter)) = word_.size() - 1 - index;
            if (letter >= 'a' && letter <= 'z') {
                skips_.at(static_cast<unsigned char>(letter - 'a' + 'A')) =
                    word_.size() - 1 - index;
            }
        }
    }

    bool in(std::string_view text) const {
        std::size_t end = word_.size();
        while (end <= text.size()) {
            const char last = text[end - 1];
            if (lower_case(last) == word_.back() &&
                is_same_word(text.substr(end - word_.size(), word_.size()), word_)) {
                return true;
            }
            end += skips_[static_cast<unsigned char>(last)];
        }
        return false;
    }

  private:
    std::string word_;
    std::array<std::size_t, 256> skips_{};
};

bool contains(const std::vector<std::string>& names, std::string_view lower_name) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return is_same_word(name, lower_name); });
}

std::shared_ptr<const Chip> read_thing(std::shared_ptr<const Source> source,
                                       Diagnostics& diagnostics, Presence sources,
                                       const Chip* /*kind*/) {
    return read_chip(std::move(source), diagnostics, sources);
}

std::shared_ptr<const Standard> read_thing(std::shared_ptr<const Source> source,
                                           Diagnostics& diagnostics, Presence /*sources*/,
                                           const Standard* /*kind*/) {
    return read_standard(std::move(source), diagnostics);
}

std::shared_ptr<const Threshold> read_thing(std::shared_ptr<const Source> source,
                                            Diagnostics& diagnostics, Presence sources,
                                            const Threshold* /*kind*/) {
    return read_threshold(std::move(source), diagnostics, sources);
}

// What is not of this build says so wherever its title stands.
template <typename Thing>
std::shared_ptr<const Thing> marked(Thing thing, DataOrigin origin) {
    if constexpr (requires { thing.title; }) thing.title += mark_of(origin);
    thing.origin = std::move(origin);
    return std::make_shared<const Thing>(std::move(thing));
}

// A file of ours up to what only people read: pitfalls, what is unverified, sources and notes stand
// last, and a test holds the data to that.
std::string_view without_sources(std::string_view text) {
    const std::size_t end =
        std::min({text.find("\npitfall:"), text.find("\nsources:"), text.find("\nnotes:")});
    return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

std::vector<std::string> near_chips(const std::vector<std::shared_ptr<const Chip>>& chips,
                                    std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& chip : chips) {
        names.push_back(chip->id);
        names.insert(names.end(), chip->aliases.begin(), chip->aliases.end());
        names.insert(names.end(), chip->candidate_for.begin(), chip->candidate_for.end());
    }
    constexpr std::size_t most_near = 5;
    const auto near = near_words(name, names, most_near);
    return {near.begin(), near.end()};
}

// The spellings under which files may know a name in small letters, the name itself first. Slurm
// that detects devices writes _ for the blanks of a product's name (AutoDetect=nvml and rsmi); of a
// slice such as `v4-512` files hold the family for all sizes, `v4-*`.
std::vector<std::string> spellings_of(const std::string& name) {
    std::vector<std::string> spellings{name};
    if (name.find('_') != std::string::npos) {
        std::replace_copy(name.begin(), name.end(), std::back_inserter(spellings.emplace_back()),
                          '_', ' ');
    }
    const std::size_t size = name.rfind('-') + 1;  // 0 where there is none
    if (size != 0 && is_all_digits(std::string_view(name).substr(size))) {
        spellings.push_back(name.substr(0, size) + '*');
    }
    return spellings;
}

}  // namespace

Catalog::Catalog() {
    const auto fill = [](std::vector<File>& files, std::span<const EmbeddedFile> embedded) {
        files.reserve(embedded.size());
        for (const EmbeddedFile& file : embedded) {
            files.push_back({id_of_path(file.path), file.path, file.text, true, false});
        }
    };
    fill(chips_.files, embedded_chips());
    fill(standards_.files, embedded_standards());
    fill(thresholds_.files, embedded_thresholds());
}

template <typename Thing>
void Catalog::add(Shelf<Thing>& shelf, std::vector<DataFile> files) {
    for (DataFile& file : files) {
        const DataFile& kept = added_.emplace_back(std::move(file));
        File entry{id_of_path(kept.path), kept.path, kept.text, false, false};
        const auto found = std::find_if(shelf.files.begin(), shelf.files.end(),
                                        [&](const File& old) { return old.id == entry.id; });
        if (found == shelf.files.end()) {
            shelf.files.push_back(entry);
        } else {
            entry.replaces = found->built_in || found->replaces;
            *found = entry;
        }
        shelf.read.erase(std::string(entry.id));
    }
}

template <typename Thing>
std::shared_ptr<const Thing> Catalog::read(Shelf<Thing>& shelf, const File& file,
                                           Diagnostics& diagnostics) {
    const auto known = shelf.read.find(file.id);
    if (known != shelf.read.end()) {
        return known->second;
    }
    const bool whole = with_sources_ || !file.built_in;
    auto source = std::make_shared<const Source>(Source{
        std::string(file.path), std::string(whole ? file.text : without_sources(file.text))});
    auto thing =
        read_thing(std::move(source), diagnostics, whole ? Presence::required : Presence::optional,
                   static_cast<const Thing*>(nullptr));
    if (thing != nullptr && !file.built_in) thing = marked(*thing, origin_of(file));
    shelf.read.emplace(file.id, thing);
    return thing;
}

template <typename Thing>
std::shared_ptr<const Thing> Catalog::find(Shelf<Thing>& shelf, std::string_view id,
                                           Diagnostics& diagnostics) {
    for (const File& file : shelf.files) {
        if (file.id == id) {
            return read(shelf, file, diagnostics);
        }
    }
    return nullptr;
}

template <typename Thing>
std::vector<std::shared_ptr<const Thing>> Catalog::all(
    Shelf<Thing>& shelf, Diagnostics& diagnostics,
    const std::function<bool(std::string_view)>& wanted) {
    std::vector<File> files = shelf.files;
    std::sort(files.begin(), files.end(),
              [](const File& left, const File& right) { return left.id < right.id; });
    std::vector<std::shared_ptr<const Thing>> things;
    for (const File& file : files) {
        if (wanted && file.built_in && !wanted(file.text)) {
            continue;
        }
        if (auto thing = read(shelf, file, diagnostics)) {
            things.push_back(std::move(thing));
        }
    }
    return things;
}

DataOrigin Catalog::origin_of(const File& file) {
    return {std::string(file.path), sha256(file.text), file.replaces};
}

std::vector<CallData> Catalog::added() const {
    std::vector<CallData> list;
    const auto add_all = [&list](const auto& shelf, const char* kind) {
        for (const auto& [id, thing] : shelf.read) {
            if (thing != nullptr && thing->origin) list.push_back({kind, id, *thing->origin});
        }
    };
    add_all(thresholds_, "threshold");
    add_all(standards_, "standard");
    add_all(chips_, "chip");
    return list;
}

std::string_view Catalog::text_of(std::string_view path) const {
    for (const std::vector<File>* files : {&chips_.files, &standards_.files, &thresholds_.files}) {
        for (const File& file : *files) {
            if (file.path == path) return file.text;
        }
    }
    return {};
}

void Catalog::leave_out_sources() { with_sources_ = false; }

void Catalog::add_chips(std::vector<DataFile> files) { add(chips_, std::move(files)); }

void Catalog::add_standards(std::vector<DataFile> files) { add(standards_, std::move(files)); }

void Catalog::add_thresholds(std::vector<DataFile> files) { add(thresholds_, std::move(files)); }

// A name that is one chip's own and that no other chip is a candidate for is that chip; any other
// name is a question, never a guess.
ChipLookup Catalog::look_up(const std::vector<std::shared_ptr<const Chip>>& chips,
                            std::string_view name) const {
    const std::string wanted = lower_case(name);
    std::vector<std::shared_ptr<const Chip>> owners;
    std::vector<std::shared_ptr<const Chip>> others;
    for (const auto& chip : chips) {
        if (is_same_word(chip->name, wanted) || contains(chip->aliases, wanted)) {
            owners.push_back(chip);
        } else if (contains(chip->candidate_for, wanted)) {
            others.push_back(chip);
        }
    }
    if (owners.size() == 1 && others.empty()) {
        return {owners.front(), {}, {}};
    }
    owners.insert(owners.end(), others.begin(), others.end());
    return {nullptr, std::move(owners), {}};
}

std::vector<std::shared_ptr<const Chip>> Catalog::holders_of(const std::string& lower_name,
                                                             Diagnostics& diagnostics) {
    std::vector<std::shared_ptr<const Chip>> holders;
    if (lower_name.empty()) return holders;
    const WordSearch search(lower_name);
    for (const File& file : chips_.files) {
        if (!search.in(file.text)) continue;
        if (auto chip = read(chips_, file, diagnostics)) holders.push_back(std::move(chip));
    }
    return holders;
}

ChipLookup Catalog::find_chip(std::string_view name, Diagnostics& diagnostics) {
    const std::string wanted = lower_case(name);
    for (const File& file : chips_.files) {
        if (is_same_word(file.id, wanted)) {
            return {read(chips_, file, diagnostics), {}, {}};
        }
    }
    const std::vector<std::string> spellings = spellings_of(wanted);
    for (const std::string& spelling : spellings) {
        ChipLookup lookup = look_up(holders_of(spelling, diagnostics), spelling);
        if (lookup.chip != nullptr || !lookup.candidates.empty()) return lookup;
    }
    // Only a failure pays for reading everything. It also finds names that YAML folds over lines.
    const auto everything = chips(diagnostics);
    for (const std::string& spelling : spellings) {
        ChipLookup lookup = look_up(everything, spelling);
        if (lookup.chip != nullptr || !lookup.candidates.empty()) return lookup;
    }
    return {nullptr, {}, near_chips(everything, name)};
}

std::vector<std::shared_ptr<const Chip>> Catalog::chips(Diagnostics& diagnostics) {
    return all(chips_, diagnostics);
}

std::vector<std::shared_ptr<const Standard>> Catalog::standards(Diagnostics& diagnostics) {
    return all(standards_, diagnostics);
}

std::vector<std::shared_ptr<const Threshold>> Catalog::thresholds(Diagnostics& diagnostics) {
    return all(thresholds_, diagnostics);
}

std::vector<std::shared_ptr<const Threshold>> Catalog::thresholds(
    Diagnostics& diagnostics, const std::function<bool(std::string_view)>& wanted) {
    return all(thresholds_, diagnostics, wanted);
}

std::shared_ptr<const Standard> Catalog::standard(std::string_view id, Diagnostics& diagnostics) {
    return find(standards_, id, diagnostics);
}

std::shared_ptr<const Threshold> Catalog::threshold(std::string_view id, Diagnostics& diagnostics) {
    return find(thresholds_, id, diagnostics);
}

}  // namespace flopledger
