// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane_tools.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QToolButton>

namespace signalbox::ui {

namespace {

// Shortcuts of the window and of what has the focus in it are one map to Qt, and two owners of a key make it ambiguous:
// then nobody gets it. So a key that is answered here is taken before the map is asked.
class AnsweredKeys : public QObject
{
    Q_OBJECT
public:
    explicit AnsweredKeys(QWidget *owner)
        : QObject(owner)
        , m_owner(owner)
    {
        owner->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_owner && (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
            if (auto *action = actionOf(static_cast<QKeyEvent *>(event))) {
                event->accept();
                if (event->type() == QEvent::KeyPress) {
                    action->trigger();
                }
                return true;
            }
        }
        return false;
    }

private:
    QAction *actionOf(const QKeyEvent *key) const
    {
        const QKeySequence pressed(QKeyCombination(key->modifiers() & ~Qt::KeypadModifier, Qt::Key(key->key())));
        for (auto *action : m_owner->actions()) {
            const bool reaches = action->shortcutContext() == Qt::WidgetWithChildrenShortcut || (action->shortcutContext() == Qt::WidgetShortcut && m_owner->hasFocus());
            if (reaches && action->isEnabled() && action->shortcuts().contains(pressed)) {
                return action;
            }
        }
        return nullptr;
    }

    QWidget *m_owner;
};

class KeptEditKeys : public QObject
{
    Q_OBJECT
public:
    explicit KeptEditKeys(QWidget *part)
        : QObject(part)
    {
        part->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride) {
            return false;
        }
        const auto *key = static_cast<QKeyEvent *>(event);
        for (const auto kept : {QKeySequence::Cut, QKeySequence::Copy, QKeySequence::Paste, QKeySequence::Delete, QKeySequence::SelectAll}) {
            if (key->matches(kept)) {
                event->accept();
                return true;
            }
        }
        return false;
    }
};

void answerKeysOf(QWidget *owner)
{
    if (!owner->findChild<AnsweredKeys *>(QString(), Qt::FindDirectChildrenOnly)) {
        new AnsweredKeys(owner);
    }
}

} // namespace

QAction *paneAction(const Theme &theme, QWidget *pane, const QString &icon, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(icon.isEmpty() ? QIcon() : theme.icon(icon), text, pane);
    if (!keys.isEmpty()) {
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(QCoreApplication::translate("PaneTools", "%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
        pane->addAction(action);
        answerKeysOf(pane);
    }
    return action;
}

void answerKeys(QWidget *view, QAction *action, const QKeySequence &keys)
{
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    view->addAction(action);
    answerKeysOf(view);
}

void keepEditKeys(QWidget *part)
{
    new KeptEditKeys(part);
}

void endListening(QWidget *part)
{
    for (auto *inner : part->findChildren<QObject *>()) {
        QObject::disconnect(inner, nullptr, part, nullptr);
    }
}

QToolButton *actionButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setDefaultAction(action);
    button->setIconSize(QSize(size::kIcon, size::kIcon));
    button->setAccessibleName(action->text());
    return button;
}

QToolButton *iconButton(const Theme &theme, const QString &icon, const QString &name)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setIcon(theme.icon(icon, Role::TextMuted));
    button->setIconSize(QSize(size::kIcon, size::kIcon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace signalbox::ui

#include "pane_tools.moc"
