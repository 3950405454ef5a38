// SPDX-License-Identifier: Apache-2.0
#include "core/text/trees/safetensors.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/text/trees/json_tokens.hpp"

namespace flopledger {

namespace {

// Walks through JSON token by token. After the first fault every question is answered with
// nothing, so that readers need no checks between them.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) { advance(); }

    const std::string& fault() const { return fault_; }
    std::size_t offset() const { return token_.offset; }
    bool failed() const { return !fault_.empty(); }

    void fail(std::string why) {
        if (fault_.empty()) fault_ = std::move(why);
    }

    // Whether the next token is this one; it is taken then.
    bool take(std::string_view token) {
        if (failed() || token_.text != token) return false;
        advance();
        return true;
    }

    void expect(std::string_view token) {
        if (!take(token)) fail("'" + std::string(token) + "' is missing");
    }

    void expect_end() {
        if (!failed() && !token_.text.empty()) fail("there is something behind the end");
    }

    std::string text() {
        const std::string_view token = token_.text;
        if (failed() || token.size() < 2 || token.front() != '"' || token.back() != '"') {
            fail("a text in quotes is missing");
            return {};
        }
        advance();
        return std::string(token.substr(1, token.size() - 2));
    }

    // Some writers state a whole number as a decimal one.
    std::string digits() {
        std::string_view token = token_.text;
        if (token.ends_with(".0")) token.remove_suffix(2);
        if (failed() || !is_all_digits(token)) {
            fail("a whole number is missing");
            return {};
        }
        advance();
        return std::string(token);
    }

    std::uint64_t number() {
        const std::string text = digits();
        std::uint64_t value = 0;
        const char* end = text.data() + text.size();
        if (failed()) return 0;
        if (std::from_chars(text.data(), end, value).ec != std::errc()) {
            fail("the number is larger than a tensor can be");
        }
        return value;
    }

    // Calls `member` at the value of each key, which it must take.
    template <typename Member>
    void object(const Member& member) {
        expect("{");
        if (take("}")) return;
        while (!failed()) {
            const std::string key = text();
            expect(":");
            if (failed()) return;
            member(key);
            if (take("}")) return;
            expect(",");
        }
    }

    template <typename Item>
    void array(const Item& item) {
        expect("[");
        if (take("]")) return;
        while (!failed()) {
            item();
            if (take("]")) return;
            expect(",");
        }
    }

    // Passes over a value of any kind.
    void skip(int depth = 0) {
        constexpr int deepest = 64;
        if (depth > deepest) fail("values are nested too deep");
        if (failed()) return;
        if (token_.text == "{") {
            object([&](const std::string&) { skip(depth + 1); });
        } else if (token_.text == "[") {
            array([&] { skip(depth + 1); });
        } else if (token_.text.empty() ||
                   std::string_view(",:]}").find(token_.text.front()) != std::string_view::npos) {
            fail("a value is missing");
        } else {
            advance();
        }
    }

  private:
    void advance() { token_ = json_token_at(text_, token_.offset + token_.text.size()); }

    std::string_view text_;
    JsonToken token_;
    std::string fault_;
};

TensorHeader read_tensor(Scanner& scanner, const std::string& name) {
    TensorHeader tensor;
    tensor.name = name;
    bool has_shape = false;
    bool has_place = false;
    scanner.object([&](const std::string& key) {
        if (key == "dtype") {
            tensor.type = scanner.text();
        } else if (key == "shape") {
            has_shape = true;
            scanner.array([&] { tensor.shape.push_back(scanner.number()); });
        } else if (key == "data_offsets") {
            has_place = true;
            scanner.expect("[");
            tensor.begin = scanner.number();
            scanner.expect(",");
            tensor.end = scanner.number();
            scanner.expect("]");
        } else {
            scanner.skip();
        }
    });
    if (tensor.type.empty() || !has_shape || !has_place) {
        scanner.fail("a tensor lacks its dtype, shape or data_offsets");
    } else if (tensor.end < tensor.begin) {
        scanner.fail("a tensor ends before it begins");
    }
    return tensor;
}

}  // namespace

TensorHeaders parse_tensor_headers(std::string_view text) {
    Scanner scanner(text);
    TensorHeaders headers;
    scanner.object([&](const std::string& key) {
        if (key == "__metadata__") {
            scanner.skip();
        } else {
            headers.tensors.push_back(read_tensor(scanner, key));
        }
    });
    scanner.expect_end();
    headers.fault = scanner.fault();
    headers.offset = scanner.offset();
    return headers;
}

TensorIndex parse_tensor_index(std::string_view text) {
    Scanner scanner(text);
    TensorIndex index;
    const auto metadata = [&](const std::string& key) {
        if (key == "total_size") {
            index.total_size = scanner.digits();
        } else if (key == "total_parameters") {
            index.total_parameters = scanner.digits();
        } else {
            scanner.skip();
        }
    };
    const auto weight = [&](const std::string&) {
        ++index.tensors;
        std::string file = scanner.text();
        if (index.files.empty() || index.files.back() != file) {
            index.files.push_back(std::move(file));
        }
    };
    scanner.object([&](const std::string& key) {
        if (key == "metadata") {
            scanner.object(metadata);
        } else if (key == "weight_map") {
            scanner.object(weight);
        } else {
            scanner.skip();
        }
    });
    scanner.expect_end();
    std::sort(index.files.begin(), index.files.end());
    index.files.erase(std::unique(index.files.begin(), index.files.end()), index.files.end());
    index.fault = scanner.fault();
    index.offset = scanner.offset();
    return index;
}

std::optional<int> bits_of_type(std::string_view type) {
    struct Bits {
        std::string_view type;
        int bits;
    };
    constexpr std::array known{
        Bits{"BOOL", 8},    Bits{"U8", 8},      Bits{"I8", 8},   Bits{"F8_E4M3", 8},
        Bits{"F8_E5M2", 8}, Bits{"F8_E8M0", 8}, Bits{"I16", 16}, Bits{"U16", 16},
        Bits{"F16", 16},    Bits{"BF16", 16},   Bits{"I32", 32}, Bits{"U32", 32},
        Bits{"F32", 32},    Bits{"F64", 64},    Bits{"I64", 64}, Bits{"U64", 64},
        Bits{"F4", 4},
    };
    for (const Bits& entry : known) {
        if (entry.type == type) return entry.bits;
    }
    return std::nullopt;
}

}  // namespace flopledger
