// SPDX-License-Identifier: GPL-3.0-or-later
// A list's rows of node types: the icon on its family's tint, the title, and below it what the type does.
#pragma once

#include "ui/canvas/catalogue.h"
#include "ui/theme/theme.h"

#include <QPixmap>
#include <QString>

class QListWidget;
class QListWidgetItem;

namespace signalbox::canvas {

constexpr int kTypeRowHeight = 46;

/// The list shows such rows, and says so.
void showTypeRows(QListWidget &list, const ui::Theme &theme);
void addTypeRow(QListWidget &list, const TypeInfo &type);
/// Its icon on its family's tint, for a screen of that density.
QPixmap typeTile(const ui::Theme &theme, const QListWidgetItem &row, double ratio);
/// Its id; empty for no row.
QString typeOfRow(const QListWidgetItem *row);

} // namespace signalbox::canvas
