// SPDX-License-Identifier: Apache-2.0
#include "core/count/models/model_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/call_names.hpp"

namespace flopledger {

namespace {

bool is_run(const Part& part) {
    return part.kind != PartKind::lookup && part.kind != PartKind::scale;
}

bool part_runs_at(const Part& part, Positions positions) {
    const bool keys = part.kind == PartKind::scores && part.pattern == Pattern::cross;
    return is_run(part) && (part.positions == positions || (keys && part.keys == positions));
}

bool has_decoder(const Model& model) {
    return std::any_of(model.towers.begin(), model.towers.end(),
                       [](const Tower& tower) { return tower.role == TowerRole::decoder; });
}

void plan_text(const Model& model, const LengthRequest& request, PlannedLengths& plan) {
    const std::optional<Exact>& longest = model.longest_text;
    Exact& text = plan.lengths.text;
    text = request.sequence_length.value_or(longest ? smaller(*longest, default_sequence_length)
                                                    : Exact(default_sequence_length));
    std::string sentence = fmt::format("{} tokens a sequence", text.text());
    if (longest && *longest < text) {
        sentence += fmt::format(", more than the {} that its learned positions are made for",
                                longest->text());
    } else if (!request.sequence_length) {
        sentence += text == default_sequence_length
                        ? " (the default)"
                        : " (as many as it has learned positions; the default is 4096)";
    }
    plan.sentences.push_back(std::move(sentence));
}

void plan_source(const LengthRequest& request, PlannedLengths& plan) {
    plan.lengths.source = request.source_length.value_or(plan.lengths.text);
    plan.sentences.push_back(fmt::format("{} tokens of the encoder{}", plan.lengths.source.text(),
                                         request.source_length ? "" : " (as many, the default)"));
}

void report(const Model& model, Diagnostics& diagnostics, std::string message, std::string hint) {
    diagnostics.add({.name = name::usage,
                     .place = {.file = model.file},
                     .excerpt = "",
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

// Positions of one image and what the tower hands on of them.
struct Image {
    Exact patches;
    Exact tokens;
};

std::optional<Image> one_image(const Model& model, const LengthRequest& request,
                               Diagnostics& diagnostics) {
    if (model.fixed_patches) {
        return Image{*model.fixed_patches, model.fixed_image_tokens.value_or(0)};
    }
    if (!request.patches) {
        report(model, diagnostics, "the model takes images of any size",
               "say with --patches how many patches an image has");
        return std::nullopt;
    }
    const Exact tokens = *request.patches / model.patches_per_image_token.value_or(1);
    if (!tokens.is_whole()) {
        report(
            model, diagnostics,
            fmt::format("{} patches make no whole number of image tokens", request.patches->text()),
            fmt::format("{} patches make one", model.patches_per_image_token->text()));
        return std::nullopt;
    }
    return Image{*request.patches, tokens};
}

void plan_images(const Model& model, const LengthRequest& request, PlannedLengths& plan,
                 Diagnostics& diagnostics) {
    const bool decoder = has_decoder(model);
    const Exact images = request.images.value_or(decoder ? 0 : 1);
    if (images.is_zero()) {
        plan.sentences.push_back(request.images ? "no images" : "no images (the default)");
        return;
    }
    const std::optional<Image> image = one_image(model, request, diagnostics);
    if (!image) return;
    plan.lengths.patches = images * image->patches;
    plan.lengths.image_tokens = images * image->tokens;
    std::string sentence =
        fmt::format("{} {} of {} positions{}", images.text(), images == 1 ? "image" : "images",
                    image->patches.text(), request.images ? "" : " (the default)");
    if (runs_at(model, Positions::image_tokens)) {
        sentence +=
            fmt::format(", {} tokens each, which are among the sequence's", image->tokens.text());
    }
    plan.sentences.push_back(std::move(sentence));
}

}  // namespace

bool runs_at(const Model& model, Positions positions) {
    for (const Tower& tower : model.towers) {
        for (const Block& block : tower.blocks) {
            for (const Part& part : block.parts) {
                if (part_runs_at(part, positions)) return true;
            }
        }
    }
    return false;
}

PlannedLengths plan_lengths(const Model& model, const LengthRequest& request,
                            Diagnostics& diagnostics) {
    PlannedLengths plan;
    if (runs_at(model, Positions::text)) plan_text(model, request, plan);
    if (runs_at(model, Positions::source)) plan_source(request, plan);
    if (runs_at(model, Positions::patches)) plan_images(model, request, plan, diagnostics);
    if (runs_at(model, Positions::frames)) {
        plan.lengths.frames = model.fixed_frames.value_or(0);
        plan.sentences.push_back(
            model.fixed_frames ? fmt::format("{} frames of sound, as the configuration fixes them",
                                             model.fixed_frames->text())
                               : "no sound");
    }
    return plan;
}

}  // namespace flopledger
