// SPDX-License-Identifier: Apache-2.0
#include "core/meter/llmc_log.hpp"

#include <algorithm>

#include "core/meter/trainer_parser.hpp"

namespace flopledger {

namespace {

constexpr std::string_view format_name = "llmc-log";
constexpr std::uint64_t largest_count = 1'000'000'000'000;

// `s:19559 trl:3.2217 lr:0.000000 norm:0.22`: steps from 0, each on its line, and nothing of their
// size. Lines with `tel:` and `eval:` tell of evaluations.
class LlmcParser final : public TrainerParser {
  public:
    explicit LlmcParser(Meter& meter) : TrainerParser(meter, format_name) {
        run().facts.first_ever = 0;
        run().facts.interval = 1;
    }

  private:
    void text_line(std::string_view text, std::uint64_t number) override {
        if (!text.starts_with("s:")) return;
        const std::size_t blank = text.find(' ');
        if (blank == text.npos) return run().reject(Rejection::torn, number);
        const std::string_view rest = text.substr(blank + 1);
        if (rest.starts_with("tel:") || rest.starts_with("eval:")) return;
        const auto step = whole_number(text.substr(2, blank - 2));
        if (!step) return run().reject(Rejection::bad_number, number);
        if (!rest.starts_with("trl:")) return run().reject(Rejection::torn, number);
        if (*step > largest_count) return run().reject(Rejection::out_of_range, number);
        IterationLine line;
        line.number = number;
        line.iteration = static_cast<std::int64_t>(*step);
        run().add({}, line);
    }
};

Recognition recognise(std::string_view beginning) {
    const bool line = beginning.starts_with("s:") || beginning.find("\ns:") != beginning.npos;
    return line && beginning.find(" trl:") != beginning.npos ? Recognition::yes : Recognition::no;
}

std::unique_ptr<LogParser> parser(Meter& meter) { return std::make_unique<LlmcParser>(meter); }

}  // namespace

const LogFormat llmc_log_format{format_name, "The main.log of llm.c: steps without their size",
                                recognise, parser};

}  // namespace flopledger
