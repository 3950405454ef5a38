// SPDX-License-Identifier: Apache-2.0
#include "cli/options/command_tree.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

namespace flopledger {

namespace {

// CLI11's own exceptions. Its texts begin with the name of the option.
TreeFault fault_of(const CLI::ParseError& error) {
    TreeFault fault;
    fault.text = error.what();
    fault.subject = fault.text.substr(0, fault.text.find_first_of(": "));
    if (error.get_name() == "RequiredError") {
        fault.kind = TreeFault::Kind::missing;
    } else if (error.get_name() == "ArgumentMismatch" && fault.subject.starts_with("-")) {
        fault.kind = TreeFault::Kind::without_value;
    }
    return fault;
}

}  // namespace

void Command::add_flag(const std::string& name, bool& into, const std::string& sentence) {
    app_->add_flag(name, into, sentence);
}

void Command::add_flag(const std::string& name, std::function<void()> set,
                       const std::string& sentence) {
    app_->add_flag_callback(name, std::move(set), sentence);
}

void Command::add_text(const std::string& name, const std::string& value,
                       const std::string& sentence, TakeText take) {
    app_->add_option_function<std::string>(name, std::move(take), sentence)
        ->type_name(value)
        ->take_last();
}

void Command::add_texts(const std::string& name, std::vector<std::string>& into,
                        const std::string& value, const std::string& sentence) {
    app_->add_option(name, into, sentence)->type_name(value)->allow_extra_args(false)->take_all();
}

void Command::add_texts(const std::string& name, const std::string& value,
                        const std::string& sentence, TakeTexts take) {
    app_->add_option_function<std::vector<std::string>>(name, std::move(take), sentence)
        ->type_name(value)
        ->allow_extra_args(false)
        ->take_all();
}

void Command::add_argument(const std::string& name, std::string& into,
                           const std::string& sentence) {
    app_->add_option(name, into, sentence)->required();
}

void Command::add_choice(const std::string& name, std::string& into, const std::string& choices,
                         const std::string& sentence) {
    app_->add_option(name, into, sentence)->required()->type_name(choices);
}

void Command::add_optional_argument(const std::string& name, std::string& into,
                                    const std::string& sentence) {
    app_->add_option(name, into, sentence);
}

void Command::add_arguments(const std::string& name, std::vector<std::string>& into,
                            const std::string& sentence) {
    app_->add_option(name, into, sentence)->required();
}

std::vector<OptionGrammar> Command::options() const {
    std::vector<OptionGrammar> list;
    for (const CLI::Option* option : std::as_const(*app_).get_options()) {
        if (option->get_positional()) continue;
        const auto& shorts = option->get_snames();
        const bool flag = option->get_items_expected_max() == 0;
        const auto policy = option->get_multi_option_policy();
        list.push_back({.name = "--" + option->get_lnames().front(),
                        .short_name = shorts.empty() ? "" : "-" + shorts.front(),
                        .value = flag ? "" : option->get_type_name(),
                        .sentence = option->get_description(),
                        .repeatable = policy == CLI::MultiOptionPolicy::TakeAll});
    }
    return list;
}

std::vector<ArgumentGrammar> Command::arguments() const {
    std::vector<ArgumentGrammar> list;
    for (const CLI::Option* option : std::as_const(*app_).get_options()) {
        if (!option->get_positional()) continue;
        const std::string type = option->get_type_name();
        list.push_back({.name = option->get_name(true),
                        .choices = type.find('|') == std::string::npos ? "" : type,
                        .sentence = option->get_description(),
                        .optional = !option->get_required(),
                        .several = option->get_items_expected_max() > 1});
    }
    return list;
}

std::vector<std::string> Command::extras() const { return app_->remaining(); }

CommandTree::CommandTree(const std::string& sentence)
    : app_(std::make_unique<CLI::App>(sentence, "flopledger")) {
    app_->set_help_flag();  // ours stands among the options
    app_->allow_extras();
}

CommandTree::~CommandTree() = default;

Command CommandTree::root() { return Command(*app_); }

Command CommandTree::add(const std::string& name, const std::string& sentence, bool hidden) {
    CLI::App* app = app_->add_subcommand(name, sentence);
    if (hidden) app->group("");
    app->set_help_flag();
    app->allow_extras();
    return Command(*app);
}

std::optional<TreeFault> CommandTree::parse(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
        app_->parse(std::move(words));
    } catch (const CLI::ParseError& error) {
        return fault_of(error);
    }
    return std::nullopt;
}

}  // namespace flopledger
