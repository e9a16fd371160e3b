// SPDX-License-Identifier: GPL-3.0-or-later
// The table of colours behind the Theme: every role, family and state in light, dark and high contrast.
#pragma once

#include "ui/theme/tokens.h"

#include <QRgb>

namespace signalbox::ui::palette {

struct FamilyRgb
{
    QRgb color; ///< icons, headers, minimap: 4.5 : 1 on nodes
    QRgb soft;  ///< a tint to stand behind it
};

QRgb role(Role role, Scheme scheme, Contrast contrast);
FamilyRgb family(Family family, Scheme scheme, Contrast contrast);
FamilyRgb state(State state, Scheme scheme, Contrast contrast);

} // namespace signalbox::ui::palette
