// SPDX-License-Identifier: GPL-3.0-or-later
// The window's commands that a canvas performs by itself: which, when they can be done, and how.
#pragma once

#include "ui/canvas/canvas_view.h"

#include <QString>

namespace signalbox::ui {

struct CanvasCommand
{
    bool (*can)(const canvas::CanvasView &view); ///< the view has an editor
    void (*run)(canvas::CanvasView &view);
};

/// Null for a command that is not the canvas's.
const CanvasCommand *findCanvasCommand(const QString &id);

} // namespace signalbox::ui
