// SPDX-License-Identifier: Apache-2.0
// Configurations against what the modelling code itself builds of them.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/count/models/model_count.hpp"
#include "core/read/models/model_reader.hpp"
#include "core/text/files/disk_files.hpp"
#include "core/text/files/unpack.hpp"
#include "tests/support/files.hpp"
#include "tests/support/shared.hpp"

namespace flopledger {

namespace {

using Json = nlohmann::ordered_json;

std::string unpacked(const std::string& path) {
    std::istringstream no_input;
    DiskFiles files(no_input);
    OpenedFile file = files.open(path);
    REQUIRE(file.stream);
    Unpacker plain(*file.stream);
    std::string text;
    std::vector<char> piece(1 << 16);
    while (const auto count = plain.read(piece.data(), piece.size())) {
        if (*count == 0) return text;
        text.append(piece.data(), *count);
    }
    FAIL(plain.why());
    return text;
}

struct Outcome {
    int equal = 0;
    int different = 0;
    int refused = 0;
};

// Where transformers 5 differs from what was released: a head that T5 with a gate has of its own.
// Llama 4 without a vision_config is the text half here, and has a tower by default there.
bool is_known_difference(const Json& config) {
    const std::string type = config.value("model_type", "");
    return (type == "t5" && config.value("tie_word_embeddings", true) == false) ||
           (type == "llama4" && !config.contains("vision_config"));
}

// Every so-many-th row, by where it comes from.
std::map<std::string, Outcome> outcomes(const std::string& path, std::size_t step) {
    std::map<std::string, Outcome> by_source;
    const std::vector<std::string> lines = split_lines(unpacked(path));
    for (std::size_t index = 0; index < lines.size(); index += step) {
        // A few have Infinity, which this library does not read; they are left out.
        const Json row = Json::parse(lines[index], nullptr, false);
        if (row.is_discarded()) continue;
        const Json& total = row["total"];
        if (total.is_null()) continue;
        const std::string id = row["id"];
        Outcome& outcome = by_source[id.substr(0, id.find_first_of(":_"))];
        Diagnostics diagnostics;
        const auto model =
            read_model(std::make_shared<const Source>(Source{"config.json", row["config"].dump()}),
                       {}, diagnostics);
        if (model == nullptr) {
            ++outcome.refused;
        } else if (count_parameters(*model, {}).total.text() == total.dump()) {
            ++outcome.equal;
        } else {
            ++outcome.different;
            CHECK_MESSAGE(is_known_difference(row["config"]), id);
        }
    }
    return by_source;
}

}  // namespace

TEST_CASE("what is counted of a configuration is what its class has") {
    const auto folder = shared_or_skip("samples/model-truth");
    if (!folder) return;
    const auto rows = outcomes(*folder + "/configs.jsonl.gz", 1);
    const auto least = [&](const std::string& source, int equal) {
        CAPTURE(source);
        REQUIRE(rows.count(source) != 0);
        CHECK(rows.at(source).equal >= equal);
    };
    // None that was equal before keys and classes were judged is refused, but for one class that
    // nobody knows; and all classes of decoders that were wrong are equal.
    least("models", 150);
    least("aic", 31);
    least("mt", 24);
    least("pub", 96);
    least("mem", 19);
    least("default", 210);
    least("arch", 90);
    CHECK(rows.at("spec").equal == 0);
    CHECK(rows.at("spec").different == 0);
    const auto changed = outcomes(*folder + "/mutated.jsonl.gz", 8);
    CHECK(changed.at("fz").equal + changed.at("fzB").equal > 1500);
}

}  // namespace flopledger
