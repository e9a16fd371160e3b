// SPDX-License-Identifier: GPL-3.0-or-later
// The icon set: SVG pictures drawn with currentColor, rendered at the size and colour that are asked for.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

#include <functional>

namespace signalbox::ui::icons {

using ColorSource = std::function<QColor(QIcon::Mode)>;

/// The source is asked at each painting, so an icon follows the theme by being painted again.
QIcon make(const QString &name, ColorSource color);
/// A missing icon is an empty picture.
QPixmap render(const QString &name, double side, double pixelRatio, const QColor &color);
bool exists(const QString &name);

} // namespace signalbox::ui::icons
