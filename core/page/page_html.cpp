// SPDX-License-Identifier: Apache-2.0
#include "core/page/page_html.hpp"

#include <fmt/format.h>

#include "core/base/embedded.hpp"
#include "core/page/html_blocks.hpp"
#include "core/page/html_text.hpp"

namespace flopledger {

namespace {

std::string_view style_sheet() {
    for (const EmbeddedFile& file : embedded_styles()) {
        if (file.path == "core/page/page_style.css") return file.text;
    }
    return {};
}

// "Training compute report: Model".
std::string title_of(const Page& page) {
    const bool alone = page.subjects.size() == 1 && !page.subjects.front().title.empty();
    return alone ? fmt::format("{}: {}", page.head.title, page.subjects.front().title)
                 : page.head.title;
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
                if (!section.title.empty()) add(section.id, section.title);
            }
        }
    }
    if (list.empty()) return "";
    return "<nav aria-label=\"Contents\">\n<ul>\n" + list + "</ul>\n</nav>\n";
}

std::string section_html(const PageSection& section, const std::string& prefix,
                         UnfoldedSteps& unfolded) {
    const char level = prefix.empty() ? '2' : '3';
    std::string blocks;
    for (const PageBlock& block : section.blocks) {
        blocks += block_html(block, prefix, unfolded);
    }
    if (blocks.empty()) return "";
    std::string text;
    if (section.title.empty()) {
        text = "<section>\n";
    } else {
        text = fmt::format(
            "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h{1} id=\"{0}-title\">{2}",
            prefix + section.id, level, html_text(section.title));
        if (!section.badge.text.empty()) text += " " + value_html(section.badge);
        text += fmt::format("</h{}>\n", level);
    }
    return text + blocks + "</section>\n";
}

// The beginning of one of several subjects.
std::string subject_html(const PageSubject& subject, std::size_t index) {
    if (subject.title.empty()) return "<section class=\"subject\">\n";
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
    UnfoldedSteps unfolded;
    for (std::size_t index = 0; index < page.subjects.size(); ++index) {
        const PageSubject& subject = page.subjects[index];
        const bool alone = page.subjects.size() == 1;
        const std::string prefix = alone ? "" : fmt::format("{}-", index + 1);
        if (!alone) text += subject_html(subject, index);
        for (const PageSection& section : subject.sections) {
            text += section_html(section, prefix, unfolded);
        }
        if (!alone) text += "</section>\n";
    }
    return text + fmt::format(
                      "</main>\n<footer>\n<p>Written by flopledger {}. The same inputs "
                      "give the same bytes.</p>\n</footer>\n</body>\n</html>\n",
                      version);
}

}  // namespace flopledger
