// SPDX-License-Identifier: GPL-3.0-or-later
// A field to search or filter with: a lens, a way to clear it, Escape clears and then leaves.
#pragma once

#include "ui/theme/theme.h"

#include <QLineEdit>

namespace signalbox::ui {

class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    /// `purpose` ("Search settings") is placeholder and accessible name.
    SearchField(const Theme &theme, const QString &purpose, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Escape in an empty field.
    void left();
    /// Up or down: the list below should move its selection.
    void stepped(int by);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace signalbox::ui
