// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_html.hpp"

#include <fmt/format.h>

#include <set>

#include "core/base/embedded.hpp"
#include "core/page/html_blocks.hpp"
#include "core/page/html_text.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

std::string_view style_sheet() {
    for (const EmbeddedFile& file : embedded_styles()) {
        if (file.path == "core/page/page_style.css") return file.text;
    }
    return {};
}

// "Training compute report: Model"; without the model where that is more than readers show.
std::string title_of(const Page& page) {
    constexpr int longest = 70;
    const bool alone = page.subjects.size() == 1 && !page.subjects.front().title.empty();
    if (!alone) return page.head.title;
    const std::string title = fmt::format("{}: {}", page.head.title, page.subjects.front().title);
    return columns(title) > longest ? page.head.title : title;
}

std::string head_html(const Page& page, std::string_view version) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"flopledger {}\">\n<title>{}</title>\n"
        "<style>\n{}</style>\n</head>\n",
        version, html_text(title_of(page)), style_sheet());
}

std::string facts_html(const std::vector<PageField>& facts) {
    if (facts.empty()) return "";
    std::string text = "<dl class=\"facts\">\n";
    for (const PageField& fact : facts) {
        text += fmt::format("<div>\n<dt>{}</dt>\n<dd{}>{}</dd>\n</div>\n", html_text(fact.title),
                            fact.id == "sha256" ? " class=\"digest\"" : "",
                            value_html(fact.values.front()));
    }
    return text + "</dl>\n";
}

std::string header_html(const Page& page) {
    const bool alone = page.subjects.size() == 1 && !page.subjects.front().title.empty();
    std::string text = "<header>\n";
    if (alone) {
        const PageSubject& subject = page.subjects.front();
        text += fmt::format("<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n", html_text(page.head.title),
                            html_text(subject.title));
        if (!subject.byline.empty()) {
            text += fmt::format("<p class=\"developer\">{}</p>\n", html_text(subject.byline));
        }
        if (!subject.under.empty()) {
            text += fmt::format("<p class=\"under\">{}</p>\n", html_text(subject.under));
        }
    } else {
        text += fmt::format("<h1>{}</h1>\n", html_text(page.head.title));
    }
    text += facts_html(alone ? page.subjects.front().facts : std::vector<PageField>{});
    text += facts_html(page.head.facts);
    if (!page.head.note.empty()) {
        text += fmt::format("<p class=\"note\">{}</p>\n", html_text(page.head.note));
    }
    return text + "</header>\n";
}

// Where the sections are, or the subjects where there are several.
std::string contents_html(const Page& page) {
    std::string list;
    const auto add = [&list](const std::string& id, const std::string& title) {
        list += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, html_text(title));
    };
    if (page.subjects.size() > 1) {
        for (std::size_t index = 0; index < page.subjects.size(); ++index) {
            const std::string& title = page.subjects[index].title;
            if (!title.empty()) add(fmt::format("subject-{}", index + 1), title);
        }
    } else {
        for (const PageSubject& subject : page.subjects) {
            for (const PageSection& section : subject.sections) {
                if (!section.title.empty()) add(html_id(section.id), section.title);
            }
        }
    }
    if (list.empty()) return "";
    return "<nav aria-label=\"Contents\">\n<ul>\n" + list + "</ul>\n</nav>\n";
}

// Writes sections with ids that no other section of the page has.
class SectionWriter {
  public:
    // A section of the only subject, which is a landmark, or of one of several.
    std::string text(const PageSection& section, const std::string& prefix, bool below_subject) {
        std::string blocks;
        for (const PageBlock& block : section.blocks)
            blocks += block_html(block, prefix, unfolded_);
        if (blocks.empty()) return "";
        if (section.title.empty()) return "<div class=\"part\">\n" + blocks + "</div>\n";
        const std::string id = own_id(prefix + html_id(section.id));
        const std::string title =
            fmt::format("<h{0} id=\"{1}-title\">{2}{3}</h{0}>\n", below_subject ? 3 : 2, id,
                        html_text(section.title),
                        section.badge.text.empty() ? "" : " " + value_html(section.badge));
        if (below_subject) {
            return fmt::format("<div class=\"part\" id=\"{}\">\n", id) + title + blocks +
                   "</div>\n";
        }
        return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n", id) + title +
               blocks + "</section>\n";
    }

  private:
    std::string own_id(const std::string& wanted) {
        std::string id = wanted;
        for (int number = 2; !ids_.insert(id).second; ++number) {
            id = fmt::format("{}-{}", wanted, number);
        }
        return id;
    }

    UnfoldedSteps unfolded_;
    std::set<std::string> ids_;
};

// The beginning of one of several subjects.
std::string subject_html(const PageSubject& subject, std::size_t index) {
    if (subject.title.empty()) return "<div class=\"subject\">\n";
    std::string text = fmt::format(
        "<section class=\"subject\" id=\"subject-{0}\" aria-labelledby=\"subject-{0}-title\">\n"
        "<h2 id=\"subject-{0}-title\">{1}</h2>\n",
        index + 1, html_text(subject.title));
    if (!subject.byline.empty()) {
        text += fmt::format("<p class=\"developer\">{}</p>\n", html_text(subject.byline));
    }
    if (!subject.under.empty()) {
        text += fmt::format("<p class=\"under\">{}</p>\n", html_text(subject.under));
    }
    return text + facts_html(subject.facts);
}

}  // namespace

std::string page_html(const Page& page, std::string_view version) {
    std::string text = head_html(page, version);
    text += "<body>\n<a class=\"skip\" href=\"#main\">To the figures</a>\n";
    text += header_html(page) + contents_html(page) + "<main id=\"main\">\n";
    SectionWriter writer;
    for (std::size_t index = 0; index < page.subjects.size(); ++index) {
        const PageSubject& subject = page.subjects[index];
        const bool alone = page.subjects.size() == 1;
        const std::string prefix = alone ? "" : fmt::format("subject-{}-", index + 1);
        if (!alone) text += subject_html(subject, index);
        for (const PageSection& section : subject.sections) {
            text += writer.text(section, prefix, !alone && !subject.title.empty());
        }
        if (!alone) text += subject.title.empty() ? "</div>\n" : "</section>\n";
    }
    return text + fmt::format(
                      "</main>\n<footer>\n<p>Written by flopledger {}. The same inputs "
                      "give the same bytes.</p>\n</footer>\n</body>\n</html>\n",
                      version);
}

}  // namespace flopledger
