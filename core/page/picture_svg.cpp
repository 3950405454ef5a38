// SPDX-License-Identifier: Apache-2.0
#include "core/page/picture_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/page/html_text.hpp"
#include "core/page/picture_axis.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

constexpr int margin = 8;        // left and right of the plot
constexpr int axis_height = 26;  // above the rows
constexpr int bar_height = 12;

// The text cut to a width, with an ellipsis where something is gone; the table has it whole.
std::string fitted(const std::string& text, int pixels, bool bold) {
    const int letter = bold ? 8 : 7;  // wide enough for the usual faces at this size
    const int most = std::max(4, pixels / letter);
    const std::string safe = safe_text(text);
    if (columns(safe) <= most) return safe;
    return safe.substr(0, bytes_of_columns(safe, most - 1)) + "\xe2\x80\xa6";
}

std::string text_at(const std::string& x, const std::string& y, std::string_view words,
                    const std::string& text) {
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, words,
                       html_text(text));
}

std::string line(const std::string& x, int from, int to, std::string_view words) {
    return fmt::format("<line x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\" class=\"{3}\"/>\n", x,
                       from, to, words);
}

// Draws a picture row by row.
class Drawing {
  public:
    Drawing(const PagePicture& picture, int width, std::string suffix)
        : picture_(picture),
          width_(width),
          suffix_(std::move(suffix)),
          axis_(axis_of(picture, width - 2 * margin)) {}

    std::string svg() const {
        const std::string id = picture_.id + suffix_;
        const int rows = static_cast<int>(picture_.rows.size());
        const int height = axis_height + rows * row_height() + 6;
        std::string text = fmt::format(
            "<svg class=\"picture\" role=\"img\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
            "height=\"{1}\" aria-labelledby=\"{2}-title {2}-text\">\n"
            "<title id=\"{2}-title\">{3}</title>\n<desc id=\"{2}-text\">{4}</desc>\n",
            width_, height, id, html_text(picture_.title), html_text(description()));
        if (picture_.kind == PagePicture::Kind::steps) text += hatching();
        text += ticks(height);
        for (int index = 0; index < rows; ++index) {
            text += row(picture_.rows[static_cast<std::size_t>(index)], index);
        }
        text += today(height);
        return text + "</svg>\n";
    }

  private:
    bool has_second_line() const { return picture_.kind != PagePicture::Kind::steps; }
    int row_height() const { return has_second_line() ? 68 : 48; }

    std::string at(const Exact& value) const { return axis_.position(value, margin); }

    // What is drawn, in words: a reader that does not see it hears every row.
    std::string description() const {
        std::string text = picture_.description;
        for (const PictureRow& row : picture_.rows) {
            text += fmt::format(" {}: {}", row.label, said_of(row));
            text += ".";
        }
        return text;
    }

    std::string said_of(const PictureRow& row) const {
        switch (picture_.kind) {
            case PagePicture::Kind::ranges:
                return fmt::format("{}, {}", row.mark_text, row.figure);
            case PagePicture::Kind::periods:
                return fmt::format("{}, {}", row.mark_text, row.figure);
            case PagePicture::Kind::steps:
                break;
        }
        return row.figure;
    }

    std::string hatching() const {
        return fmt::format(
            "<defs><pattern id=\"{}{}-hatch\" width=\"6\" height=\"6\" "
            "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
            "<rect width=\"6\" height=\"6\" class=\"hatch-ground\"/>"
            "<rect width=\"3\" height=\"6\" class=\"hatch-stroke\"/></pattern></defs>\n",
            picture_.id, suffix_);
    }

    std::string ticks(int height) const {
        std::string text;
        for (const Tick& tick : axis_.ticks()) {
            const std::string x = at(tick.value);
            text += line(x, axis_height - 8, height - 4, "grid");
            // The outermost labels keep inside.
            const char* words = tick.is_first ? "tick first" : tick.is_last ? "tick last" : "tick";
            text += text_at(x, "12", words, tick.label);
        }
        return text;
    }

    std::string today(int height) const {
        if (!picture_.today || !axis_.holds(*picture_.today)) return "";
        return line(at(*picture_.today), axis_height - 8, height - 4, "mark today");
    }

    std::string row(const PictureRow& row, int index) const {
        const int top = axis_height + index * row_height();
        std::string text = heading(row, top);
        const int middle = top + row_height() - 20;
        text += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"1\" class=\"track\"/>\n",
                            margin, middle, width_ - 2 * margin);
        if (row.span) text += bar(row, middle);
        if (row.mark) text += mark(*row.mark, middle);
        return text;
    }

    // The label, and what is said of it: beside it, or below it where a picture has two lines.
    std::string heading(const PictureRow& row, int top) const {
        const std::string first = fmt::format("{}", top + 13);
        const int room = width_ - 2 * margin;
        const std::string left = fmt::format("{}", margin);
        const std::string right = fmt::format("{}", width_ - margin);
        if (has_second_line()) {
            const std::string said = fmt::format("said {}", word(row.tone));
            const std::string detail = fitted(row.mark_text, room - 8 * columns(row.figure), false);
            const std::string second = fmt::format("{}", top + 30);
            return text_at(left, first, "label", fitted(row.label, room, true)) +
                   text_at(left, second, "detail", detail) +
                   text_at(right, second, said, row.figure);
        }
        const int figure_room = 10 + 8 * columns(row.figure);
        return text_at(left, first, row.tone == Tone::strong ? "label strong" : "label",
                       fitted(row.label, room - figure_room, true)) +
               text_at(right, first, "said plain", row.figure);
    }

    std::string bar(const PictureRow& row, int middle) const {
        // What is open upwards reaches to the end of the axis.
        const Range& span = row.span->range;
        const std::string from = at(span.low);
        const std::string length =
            axis_.length(span.low, row.span->has_high ? span.high : axis_.end());
        const int top = middle - bar_height / 2;
        if (row.tone == Tone::faint && picture_.kind == PagePicture::Kind::steps) {
            return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3.5\" class=\"hollow\"/>\n", from,
                               middle);
        }
        const bool hatched =
            row.tone == Tone::undetermined && picture_.kind == PagePicture::Kind::steps;
        const std::string fill =
            hatched ? fmt::format(" fill=\"url(#{}{}-hatch)\"", picture_.id, suffix_) : "";
        std::string text = fmt::format(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" class=\"{}\"{}/>\n", from,
            top, length, bar_height, hatched ? "hatched" : fmt::format("bar {}", word(row.tone)),
            fill);
        if (picture_.kind == PagePicture::Kind::ranges && row.span->has_best) {
            text += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4.5\" class=\"dot {}\"/>\n",
                                at(span.best), middle, word(row.tone));
        }
        return text;
    }

    std::string mark(const Range& amount, int middle) const {
        std::string text = line(at(amount.best), middle - 11, middle + 11, "mark");
        if (amount.low == amount.high) return text;
        return text + fmt::format(
                          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"3\" "
                          "class=\"mark-range\"/>\n",
                          at(amount.low), middle + 8, axis_.length(amount.low, amount.high));
    }

    const PagePicture& picture_;
    int width_;
    std::string suffix_;
    PictureAxis axis_;
};

}  // namespace

std::string picture_svg(const PagePicture& picture, int width, const std::string& suffix) {
    return Drawing(picture, width, suffix).svg();
}

}  // namespace flopledger
