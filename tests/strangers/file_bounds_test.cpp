// SPDX-License-Identifier: Apache-2.0
// Configurations, checkpoints, catalogues, reports, summaries and data files that try to keep the
// program busy: time and memory grow with their size.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/strangers/doubling.hpp"

namespace flopledger {

namespace {

const std::string llama =
    R"({"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 64, )"
    R"("intermediate_size": 128, "num_attention_heads": 4, "num_hidden_layers": 2, )"
    R"("num_key_value_heads": 4, "vocab_size": 128, "max_position_embeddings": 64, )"
    R"("tie_word_embeddings": false)";

const std::string catalogue = "model,training_flop,parameters,tokens,chip,chips,hours,notes\n";

using Write = std::function<std::string(std::size_t)>;

Write many(const std::string& front, const std::function<std::string(std::size_t)>& piece,
           const std::string& tail) {
    return [=](std::size_t size) { return grown(size, front, piece, tail); };
}

Write one(const std::string& front, const std::string& piece, const std::string& tail) {
    return [=](std::size_t size) { return grown(size, front, piece, tail); };
}

std::string with_length(const std::string& header) {
    std::string length(8, '\0');
    for (std::size_t byte = 0; byte < 8; ++byte) {
        length[byte] = static_cast<char>(header.size() >> (8 * byte) & 0xffU);
    }
    return length + header;
}

}  // namespace

TEST_CASE("time: configurations") {
    const auto check = [](const std::string& name, const Write& write) {
        check_growth({name, {"model", "FILE"}, "config.json", write});
    };
    check("keys", many(
                      llama, [](std::size_t i) { return fmt::format(", \"k{}\": 1", i); }, "}"));
    check("keys of models",
          many(
              llama, [](std::size_t i) { return fmt::format(", \"n{}_layers\": 1", i); }, "}"));
    check("keys below a long one", [](std::size_t size) {
        return grown(size / 2, llama + ", \"", "k") +
               grown(
                   size / 2, "\": {\"a\": 1",
                   [](std::size_t i) { return fmt::format(", \"n{}_layers\": 1", i); }, "}}");
    });
    check("a list of layers",
          one(llama + ", \"layer_types\": [\"full_attention\"", ", \"full_attention\"", "]}"));
    check("numbers that are none", one(llama + ", \"x\": [1", ",NaN", "]}"));
    check("lines", one(llama + ", \"x\": [1", ",\n1", "]}"));
    check("letters", one(llama + ", \"\xc3\xa9\": [1", ",\n\"\xc3\xa9\"", "]}"));
    check("a long text", one(llama + ", \"x\": \"", "a", "\"}"));
    check("a long type", one("{\"model_type\": \"", "a", "\"}"));
    check("a long number", one("{\"model_type\": \"llama\", \"hidden_size\": 1", "0", "}"));
    check("a deep list", one(llama + ", \"x\": ", "[", "}"));
    check("a text that never ends", one(llama + ", \"x\": \"", "\\\"", ""));
    check("blocks",
          many(R"({"architectures": ["DeciLMForCausalLM"], "model_type": "nemotron-nas", )"
               R"("hidden_size": 64, "num_attention_heads": 4, "vocab_size": 128, )"
               R"("block_configs": [)",
               [](std::size_t i) {
                   return fmt::format(R"({}{{"attention": {{"n_heads_in_group": 2}}, )"
                                      R"("ffn": {{"ffn_mult": 1.{}}}}})",
                                      i == 0 ? "" : ", ", i);
               },
               "]}"));
}

TEST_CASE("time: checkpoints") {
    const auto check = [](const std::string& name, const std::string& file, const Write& write) {
        check_growth({name, {"model", "FOLDER"}, file, write, llama + "}"});
    };
    const auto header = [&](const std::string& name, const Write& write) {
        check(name, "model.safetensors",
              [=](std::size_t size) { return with_length(write(size)) + "ab"; });
    };
    header("tensors", many(
                          "{\"w\": {\"dtype\": \"U8\", \"shape\": [1], \"data_offsets\": [0, 1]}",
                          [](std::size_t i) {
                              return fmt::format(
                                  ", \"w{}\": {{\"dtype\": \"U8\", \"shape\": [1], "
                                  "\"data_offsets\": [0, 1]}}",
                                  i);
                          },
                          "}"));
    header("sides", one("{\"w\": {\"dtype\": \"U8\", \"data_offsets\": [0, 1], \"shape\": [1",
                        ", 9000000000000", "]}}"));
    header("a long name", one("{\"", "w",
                              "\": {\"dtype\": \"U8\", \"shape\": [1], "
                              "\"data_offsets\": [0, 1]}}"));
    header("a deep header", one("{\"w\": ", "[", "}"));
    const std::string index = "model.safetensors.index.json";
    check("files of an index", index,
          many(
              "{\"weight_map\": {\"w\": \"m\"",
              [](std::size_t i) { return fmt::format(", \"w{0}\": \"m{0}\"", i); }, "}}"));
    check("a long size", index,
          one("{\"weight_map\": {}, \"metadata\": {\"total_size\": 1", "0", "}}"));
}

TEST_CASE("time: catalogues") {
    const auto check = [](const std::string& name, const Write& write) {
        check_growth({name, {"audit", "FILE"}, "models.csv", write});
    };
    check("rows", many(
                      catalogue,
                      [](std::size_t i) {
                          return fmt::format(
                              "M{},1e24,7e9,2e12,A100,1024,192,6 * 7e9 * 2e12 = 8.4e22\n", i);
                      },
                      ""));
    check("rows of one name", one(catalogue, "M,1e24,,,,,,estimated M as 4.65e22\n", ""));
    check("bases",
          many(
              "model,training_flop,base_model,finetune_flop\n",
              [](std::size_t i) { return fmt::format("M{},1e24,M{},2e22\n", i, i + 1); }, ""));
    check("bases with fractions", many(
                                      "model,training_flop,base_model,finetune_flop\n",
                                      [](std::size_t i) {
                                          return fmt::format("M{},1e24,M{},1e22/{}\n", i, i + 1,
                                                             2 * i + 10001);
                                      },
                                      ""));
    check("columns", one("model,training_flop", ",c", "\nM,1e24\n"));
    check("a long name", one(catalogue, "M", ",1e24,,,,,,x\n"));
    check("chips", one(catalogue + "M,1e24,,,\"", "A100,", "\",1,1,x\n"));
    for (const char* piece :
         {"(",    "[", "(1 ", "[1 ",    "1e23 = ", "3 * ",        "3 * 4 = 5e23\n",
          "1/",   "1", "-",   "9^9",    "sqrt(",   "1e23 FLOP ",  "7T tokens ",
          "\"\"", "~", "a ",  "1,000,", "10^",     "estimated X "}) {
        check(fmt::format("notes of {}", piece),
              one(catalogue + "M,1e24,7e9,2e12,A100,1024,192,\"", piece, " = 2e24\"\n"));
    }
    check_growth({"a catalogue as JSON",
                  {"audit", "FILE"},
                  "models.json",
                  one("{\"x\": [1", ",{\"a\":1}", "]}")});
}

TEST_CASE("time: reports, summaries and data files") {
    for (const char* piece : {"[", "{\"a\":", "1,", "\"a\":1,", "\"", "\\\"", " ", "\n"}) {
        for (const auto& call :
             std::vector<std::vector<std::string>>{{"verify", "FILE"},
                                                   {"logs", "merge", "FILE", "FILE"},
                                                   {"chips", "--chips", "FOLDER"},
                                                   {"thresholds", "--thresholds", "FOLDER"},
                                                   {"standards", "--standards", "FOLDER"}}) {
            check_growth({fmt::format("{} of {}", call.front(), piece), call, "given.yaml",
                          one("{\"flopledger\": \"x\", \"usage\": 1, ", piece, "")});
        }
    }
}

}  // namespace flopledger
