// SPDX-License-Identifier: Apache-2.0
#include "core/read/audit/note_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/number_text.hpp"
#include "core/text/words/utf8.hpp"

namespace flopledger {

namespace {

using Kind = NoteWord::Kind;

// Signs beyond ASCII, as the sign they stand for.
std::optional<char> sign_of(char32_t code) {
    switch (code) {
        case 0xd7:    // multiplication sign
        case 0xb7:    // middle dot
        case 0x2217:  // asterisk operator
        case 0x22c5:  // dot operator
        case 0x2715:  // multiplication x
            return '*';
        case 0xf7:
            return '/';
        case 0x2212:
            return '-';
        case 0x2248:  // almost equal
        case 0x223c:  // tilde operator
            return '~';
        default:
            return std::nullopt;
    }
}

// The digit that a raised digit is, or its sign.
std::optional<char> raised(char32_t code) {
    if (code == 0xb9) return '1';
    if (code == 0xb2 || code == 0xb3) return static_cast<char>('0' + (code - 0xb0));
    if (code == 0x2070 || (code >= 0x2074 && code <= 0x2079)) {
        return static_cast<char>('0' + (code - 0x2070));
    }
    if (code == 0x207b) return '-';
    if (code == 0x207a) return '+';
    return std::nullopt;
}

// The power of ten of a magnitude; 0 for none.
int magnitude_of(std::string_view lower) {
    constexpr std::array<std::pair<std::string_view, int>, 13> words{{{"k", 3},
                                                                      {"m", 6},
                                                                      {"b", 9},
                                                                      {"t", 12},
                                                                      {"mn", 6},
                                                                      {"bn", 9},
                                                                      {"tn", 12},
                                                                      {"thousand", 3},
                                                                      {"million", 6},
                                                                      {"billion", 9},
                                                                      {"trillion", 12},
                                                                      {"trillions", 12},
                                                                      {"quadrillion", 15}}};
    for (const auto& [word, power] : words) {
        if (word == lower) return power;
    }
    return 0;
}

// Letters that may stand right behind a number as a word of their own.
bool is_attached_word(std::string_view lower) {
    constexpr std::array<std::string_view, 15> words{"h",      "hr",  "hrs",    "hours", "s",
                                                     "sec",    "day", "days",   "flop",  "flops",
                                                     "tflops", "pf",  "tokens", "gpus",  "chips"};
    return std::find(words.begin(), words.end(), lower) != words.end();
}

// Walks a text and collects its pieces.
class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text) {}

    NoteWords split() {
        while (at_ < text_.size() && words_.size() < most_note_words) step();
        return std::move(words_);
    }

  private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    NoteWord& add(Kind kind, std::size_t begin) {
        NoteWord& word = words_.emplace_back();
        word.kind = kind;
        word.text = text_.substr(begin, at_ - begin);
        word.offset = begin;
        word.line = line_;
        return word;
    }

    void step() {
        const char character = peek();
        if (character == '\n' || character == '\r') {
            ++at_;
            add(Kind::line_end, at_ - 1);
            if (character == '\n' || peek() != '\n') ++line_;
        } else if (character == ' ' || character == '\t') {
            ++at_;
        } else if (is_digit(character) || (character == '.' && is_digit(peek(1)))) {
            take_number();
        } else if (is_letter(character)) {
            take_word(at_);
        } else if (character == '[' || character == '(') {
            if (!take_remark(character)) take_sign();
        } else {
            take_sign();
        }
    }

    // A sign, or a character beyond ASCII: such characters make words.
    void take_sign() {
        const std::size_t begin = at_;
        const Utf8Character character = utf8_character(text_, at_);
        at_ += character.bytes;
        if (character.code < 0x80) {
            const bool power = character.code == '*' && peek() == '*';
            if (power) ++at_;
            add(Kind::sign, begin).sign = power ? '^' : static_cast<char>(character.code);
            return;
        }
        if (const auto sign = sign_of(character.code)) {
            add(Kind::sign, begin).sign = *sign;
        } else if (character.code == 0x221a) {
            add(Kind::word, begin).lower = "sqrt";
        } else {
            add(Kind::word, begin).lower = std::string(text_.substr(begin, at_ - begin));
        }
    }

    void take_word(std::size_t begin) {
        while (is_letter(peek()) || is_digit(peek()) || peek() == '_' ||
               (peek() == '-' && (is_letter(peek(1)) || is_digit(peek(1))))) {
            ++at_;
        }
        NoteWord& word = add(Kind::word, begin);
        word.lower = lower_case(word.text);
        scale_last_number();
    }

    // A remark in brackets is skipped; false if these brackets hold a calculation or never end.
    bool take_remark(char open) {
        // Each search ends where the next begins, so that brackets upon brackets cost their length.
        if (open == '[' && at_ < unclosed_) return false;
        const std::size_t end =
            std::min(text_.find_first_of(open == '[' ? "]\n" : "()\n", at_ + 1), text_.size());
        if (end == text_.size() || text_[end] != (open == '[' ? ']' : ')')) {
            if (open == '[') unclosed_ = end;
            return false;
        }
        const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
        if (open == '(' && std::any_of(inside.begin(), inside.end(), is_digit)) return false;
        const std::size_t begin = at_;
        at_ = end + 1;
        const std::string said = lower_case(inside);
        constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kept{
            {{"utiliz", "utilization"}, {"assum", "assumed"}, {"epoch", "epochs"}}};
        for (const auto& [part, word] : kept) {
            if (said.find(part) != std::string::npos) add(Kind::word, begin).lower = word;
        }
        return true;
    }

    // Digits with thousands in groups and a decimal sign, as parse_exact takes them.
    std::string take_digits() {
        std::string digits;
        while (is_digit(peek())) digits += text_[at_++];
        const auto group = [this] {
            return peek() == ',' && is_digit(peek(1)) && is_digit(peek(2)) && is_digit(peek(3)) &&
                   !is_digit(peek(4));
        };
        while (group()) {
            digits += text_.substr(at_ + 1, 3);
            at_ += 4;
        }
        if ((peek() == '.' || peek() == ',') && is_digit(peek(1))) {
            digits += '.';
            ++at_;
            while (is_digit(peek())) digits += text_[at_++];
            // `3.54612...`: the dots only say that there is more.
            if (peek() == '.' && peek(1) == '.' && peek(2) == '.') at_ += 3;
        } else if (peek() == '.' && (peek(1) == 'e' || peek(1) == 'E')) {
            ++at_;
        }
        return digits;
    }

    void take_exponent(std::string& digits) {
        if (peek() != 'e' && peek() != 'E') return;
        const bool is_signed = peek(1) == '+' || peek(1) == '-';
        if (!is_digit(peek(is_signed ? 2 : 1))) return;
        digits += 'e';
        ++at_;
        if (is_signed) digits += text_[at_++];
        while (is_digit(peek())) digits += text_[at_++];
    }

    // Raised digits behind a number: 10 with them is a power.
    std::string take_raised() {
        std::string digits;
        while (at_ < text_.size()) {
            const Utf8Character character = utf8_character(text_, at_);
            const auto digit = raised(character.code);
            if (!digit) break;
            digits += *digit;
            at_ += character.bytes;
        }
        return digits;
    }

    void take_number() {
        const std::size_t begin = at_;
        std::string digits = take_digits();
        take_exponent(digits);
        const std::size_t letters = at_;
        std::size_t behind = letters;
        while (behind < text_.size() && (is_letter(text_[behind]) || is_digit(text_[behind]))) {
            ++behind;
        }
        const std::string attached = lower_case(text_.substr(letters, behind - letters));
        // Giga tokens are written large; `Gt` would be a mass.
        const bool of_tokens = text_.substr(letters, behind - letters) == "GT";
        const int power = of_tokens ? 9 : magnitude_of(attached);
        if (!attached.empty() && power == 0 && !is_attached_word(attached)) {
            take_word(begin);  // `6ND`, `8x16`, `30B3`
            return;
        }
        if (power != 0) at_ = behind;
        const auto parsed = parse_exact(digits);
        const Exact* value = std::get_if<Exact>(&parsed);
        if (value == nullptr) {
            add(Kind::word, begin).lower = digits;
            return;
        }
        NoteWord number;
        number.kind = Kind::number;
        number.value = power == 0 ? *value : *value * Exact::power_of_ten(power);
        number.has_magnitude = power != 0;
        number.of_tokens = of_tokens;
        finish_number(std::move(number), begin, digits);
    }

    void finish_number(NoteWord number, std::size_t begin, const std::string& digits) {
        const std::string power = take_raised();
        if (!power.empty() && digits == "10" && power.size() <= 3) {
            if (const auto exponent = small_whole(power)) {
                number.value = Exact::power_of_ten(*exponent);
                number.has_magnitude = true;
            }
        }
        if (peek() == '%') {
            ++at_;
            number.value = number.value / 100;
            number.percent = true;
        }
        number.text = text_.substr(begin, at_ - begin);
        number.offset = begin;
        number.line = line_;
        words_.push_back(std::move(number));
        join_powers();
    }

    static std::optional<int> small_whole(std::string_view text) {
        const auto parsed = parse_exact(text);
        const Exact* value = std::get_if<Exact>(&parsed);
        const bool fits = value != nullptr && value->is_whole() && *value <= 60 && *value >= -60;
        return fits ? std::optional(static_cast<int>(value->to_int64())) : std::nullopt;
    }

    bool is_sign(std::size_t from_end, char sign) const {
        if (words_.size() < from_end) return false;
        const NoteWord& word = words_[words_.size() - from_end];
        return word.kind == Kind::sign && word.sign == sign;
    }

    bool is_number(std::size_t from_end) const {
        return words_.size() >= from_end && words_[words_.size() - from_end].kind == Kind::number;
    }

    // `10 ^ 9` becomes one number, and so does `7 * 10 ^ 9`.
    void join_powers() {
        if (is_sign(2, '^') && is_number(3) && words_[words_.size() - 3].text == "10") {
            const auto exponent = small_whole(words_.back().text);
            if (!exponent) return;
            const std::size_t end = at_;
            words_.resize(words_.size() - 2);
            NoteWord& ten = words_.back();
            ten.value = Exact::power_of_ten(*exponent);
            ten.text = text_.substr(ten.offset, end - ten.offset);
            ten.has_magnitude = true;
        }
        const NoteWord& last = words_.back();
        const bool power = last.has_magnitude && last.text.starts_with("10");
        if (!power || !is_sign(2, '*') || !is_number(3)) return;
        NoteWord& mantissa = words_[words_.size() - 3];
        // A six that begins a product is that of 6ND; behind an equals sign it is a mantissa.
        const bool is_result = is_sign(4, '=') || is_sign(4, '~');
        const bool is_six = mantissa.text == "6" && !is_result;
        if (mantissa.has_magnitude || is_six || mantissa.value >= 1000) return;
        mantissa.value = mantissa.value * last.value;
        mantissa.text = text_.substr(mantissa.offset, at_ - mantissa.offset);
        mantissa.has_magnitude = true;
        words_.resize(words_.size() - 2);
    }

    // `2 trillion` is one number; `1.54B billion` says its magnitude twice.
    void scale_last_number() {
        const int power = magnitude_of(words_.back().lower);
        if (power < 3 || words_.back().lower.size() < 2 || !is_number(2)) {
            if (power == 0 || words_.back().text.size() != 1 || !is_number(2)) return;
            const char letter = words_.back().text.front();
            if (letter != 'B' && letter != 'T' && letter != 'M') return;  // `13 B`
        }
        words_.pop_back();
        NoteWord& number = words_.back();
        number.text = text_.substr(number.offset, at_ - number.offset);
        if (number.has_magnitude) return;
        number.value = number.value * Exact::power_of_ten(power);
        number.has_magnitude = true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t unclosed_ = 0;  // square brackets before here are not closed in their line
    int line_ = 0;
    NoteWords words_;
};

}  // namespace

NoteWords note_words(std::string_view text) { return Splitter(text).split(); }

}  // namespace flopledger
