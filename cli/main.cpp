// SPDX-License-Identifier: Apache-2.0
// Adapts the process to run(): arguments, streams, terminal, environment, date.
#include <malloc.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "core/base/ascii.hpp"

namespace {

// The columns of the terminal, if there is one: COLUMNS first, as other programs do.
int terminal_width(bool is_terminal) {
    constexpr int usual = 80;
    constexpr int narrowest = 40;
    constexpr int widest = 200;
    int width = 0;
    if (const char* columns = std::getenv("COLUMNS")) width = std::atoi(columns);
    if (width <= 0 && is_terminal) {
        winsize size{};
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
    }
    return width <= 0 ? usual : std::clamp(width, narrowest, widest);
}

// Whether the locale of the terminal is one of UTF-8: the first of these that is set says so.
bool takes_utf8() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        const std::string locale = flopledger::lower_case(value);
        return locale.find("utf-8") != std::string::npos ||
               locale.find("utf8") != std::string::npos;
    }
    return false;
}

// Today in UTC, so that a run does not depend on where it happens.
std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[11] = {};
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

}  // namespace

int main(int count, char** values) {
    // The parsers take and give back large buffers: memory is kept rather than handed back to the
    // kernel between two files, which would fetch it again page by page.
    mallopt(M_TOP_PAD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is seen as a failed write
    std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that grows larger than it may
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> arguments(values + std::min(count, 1), values + count);
    const bool out_is_terminal = isatty(STDOUT_FILENO) != 0;
    const char* no_color = std::getenv("NO_COLOR");
    return flopledger::run(arguments, {.in = std::cin,
                                       .out = std::cout,
                                       .err = std::cerr,
                                       .out_is_terminal = out_is_terminal,
                                       .err_is_terminal = isatty(STDERR_FILENO) != 0,
                                       .width = terminal_width(out_is_terminal),
                                       .no_color = no_color != nullptr && *no_color != '\0',
                                       .utf8 = takes_utf8(),
                                       .today = today()});
}
