// SPDX-License-Identifier: GPL-3.0-or-later
// The types of nodes in a list that stays open: dragged onto a canvas, or chosen by Enter or a double click.
#pragma once

#include "ui/canvas/catalogue.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;

namespace signalbox::canvas {

/// What a dragged type of node is told by: its id, in UTF-8.
inline constexpr char kTypeMime[] = "application/x-signalbox-node-type";

/// By family, then by name; by how well they fit while something is typed. Thread: the one of the window.
class TypeList : public QWidget
{
    Q_OBJECT
public:
    explicit TypeList(const ui::Theme &theme, QWidget *parent = nullptr);

    /// Null: none. It has to live as long as the list shows it.
    void setCatalogue(const Catalogue *catalogue);
    QLineEdit *input() const { return m_input; }
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const QString &type);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refill();

    const Catalogue *m_catalogue = nullptr;
    QLineEdit *m_input;
    QListWidget *m_list;
    QLabel *m_help;
};

} // namespace signalbox::canvas
