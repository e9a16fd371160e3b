// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked for in every window: names for those who hear it, texts that are cut, texts that nobody can translate.
#pragma once

#include "ui/widgets/card_button.h"
#include "ui/widgets/text_label.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QToolButton>

namespace signalbox::test {

inline QString nameOf(const QWidget *widget)
{
    const QString text = widget->accessibleName().isEmpty() ? QString() : widget->accessibleName();
    return QString::fromLatin1(widget->metaObject()->className()) + QStringLiteral(" \"") + text + QStringLiteral("\" in ")
        + (widget->parentWidget() ? QString::fromLatin1(widget->parentWidget()->metaObject()->className()) : QString());
}

// Widgets that a person or a screen reader meets.
inline bool isMet(const QWidget *widget)
{
    if (!widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_"))) {
        return false;
    }
    return widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget);
}

inline QStringList nameless(QWidget *root)
{
    QStringList problems;
    for (auto *widget : root->findChildren<QWidget *>()) {
        if (!isMet(widget)) {
            continue;
        }
        auto *face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty()) {
            problems << nameOf(widget);
        }
    }
    return problems;
}

// Texts that do not fit where they stand, and are neither wrapped nor cut with an ellipsis on purpose.
inline QStringList clipped(QWidget *root)
{
    QStringList problems;
    for (auto *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != root->window()) {
            continue;
        }
        if (const auto *label = qobject_cast<QLabel *>(widget)) {
            const bool elides = qobject_cast<const ui::ElidedLabel *>(label) != nullptr;
            const int wanted = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            if (!elides && !label->text().isEmpty() && (label->height() < wanted - 1 || (!label->wordWrap() && label->width() < label->sizeHint().width() - 1))) {
                problems << nameOf(label) + label->text();
            }
        } else if (const auto *button = qobject_cast<QAbstractButton *>(widget); button && !button->text().isEmpty() && !qobject_cast<const ui::CardButton *>(widget)) {
            const auto *tool = qobject_cast<const QToolButton *>(button);
            if (!(tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly) && button->width() < button->minimumSizeHint().width() - 1) {
                problems << nameOf(button) + button->text();
            }
        } else if (const auto *combo = qobject_cast<QComboBox *>(widget)) {
            // It may be narrower than its longest entry, not than what it shows.
            QStyleOptionComboBox option;
            option.initFrom(combo);
            const int room = combo->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, combo).width();
            if (room < combo->fontMetrics().horizontalAdvance(combo->currentText())) {
                problems << nameOf(combo) + combo->currentText() + QStringLiteral(" (%1 of %2 wide)").arg(room).arg(combo->width());
            }
        }
        // Nothing stands outside of what holds it.
        const QWidget *parent = widget->parentWidget();
        if (parent && !widget->isWindow() && isMet(widget) && !widget->geometry().intersects(parent->rect())) {
            problems << nameOf(widget) + QStringLiteral(" stands outside");
        }
    }
    return problems;
}

// Texts with letters that the made-up language (PseudoTranslator) did not touch. Counts ("0 runs") are left out: the
// program answers for them with its English plurals first.
inline QStringList plain(QWidget *root)
{
    QStringList texts;
    const auto add = [&texts](const QWidget *widget, const QString &text) {
        const bool hasLetters = std::any_of(text.begin(), text.end(), [](QChar sign) { return sign.isLetter(); });
        if (hasLetters && !text.contains(u'[') && !text.front().isDigit()) {
            texts << nameOf(widget) + QStringLiteral(": ") + text;
        }
    };
    for (auto *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisible()) {
            continue;
        }
        add(widget, widget->accessibleName());
        add(widget, widget->toolTip());
        if (const auto *label = qobject_cast<QLabel *>(widget)) {
            add(widget, label->text());
        } else if (const auto *button = qobject_cast<QAbstractButton *>(widget)) {
            add(widget, button->text());
        } else if (const auto *field = qobject_cast<QLineEdit *>(widget)) {
            add(widget, field->placeholderText());
        }
    }
    return texts;
}

} // namespace signalbox::test
