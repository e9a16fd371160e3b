// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QKeyEvent>
#include <QToolButton>

namespace signalbox::ui {

SearchField::SearchField(const Theme &theme, const QString &purpose, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(purpose);
    setAccessibleName(purpose);
    auto *lens = addAction(theme.icon(QStringLiteral("search"), Role::TextMuted), QLineEdit::LeadingPosition);
    lens->setText(purpose);
    auto *clearing = addAction(theme.icon(QStringLiteral("close"), Role::TextMuted), QLineEdit::TrailingPosition);
    clearing->setText(tr("Clear"));
    clearing->setToolTip(tr("Clear"));
    clearing->setVisible(false);
    for (auto *button : findChildren<QToolButton *>()) {
        button->setAccessibleName(button->defaultAction() ? button->defaultAction()->text() : purpose);
    }
    connect(clearing, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, clearing, [clearing](const QString &text) { clearing->setVisible(!text.isEmpty()); });
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty()) {
            Q_EMIT left();
        } else {
            clear();
        }
        return;
    case Qt::Key_Up:
        Q_EMIT stepped(-1);
        return;
    case Qt::Key_Down:
        Q_EMIT stepped(1);
        return;
    case Qt::Key_PageUp:
        Q_EMIT stepped(-8);
        return;
    case Qt::Key_PageDown:
        Q_EMIT stepped(8);
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace signalbox::ui
