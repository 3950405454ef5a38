// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.hpp"
#include "core/read/models/bricks/config.hpp"

namespace flopledger {

// What a class of models puts behind the layers.
enum class ModelHead {
    own,               // what the family builds
    none,              // the bare model
    sequence_classes,  // one product to labels
    token_classes,     // the same with a bias
    answer_span,       // where an answer begins and ends
    decoder_alone,     // what the family builds, without towers for images
};

// The class as which a configuration is counted.
struct ModelClass {
    std::string name;
    ModelHead head = ModelHead::own;
    std::vector<Finding> findings;
};

// The class that `architectures` names, or `given` where somebody says it; where neither does, the
// one that models of the type usually have. A class that is not one of the type, and a draft head,
// which predicts for another model, are errors.
std::optional<ModelClass> choose_class(Config& config, std::string_view type,
                                       const std::string& given);

// The classes that models of a type are counted as, the usual one first.
std::vector<std::string> classes_of(std::string_view type);

}  // namespace flopledger
