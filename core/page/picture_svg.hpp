// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/page/page.hpp"

namespace flopledger {

// A picture as an inline SVG of so many pixels' width, with a title and a description for readers
// that do not see it. `suffix` keeps ids of several drawings of one picture apart.
//
// Coordinates are rounded to a tenth of a pixel. Only places on a logarithmic axis pass through
// doubles; a last bit that differs between compilers does not reach a tenth of a pixel, so the
// bytes are the same.
std::string picture_svg(const PagePicture& picture, int width, const std::string& suffix);

}  // namespace flopledger
