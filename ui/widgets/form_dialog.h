// SPDX-License-Identifier: GPL-3.0-or-later
// A dialog that asks for a few things: above, what went wrong; a heading, the fields, a hint, and what can be done.
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

class QFormLayout;
class QPushButton;
class QVBoxLayout;

namespace signalbox::ui {

class Banner;
class TextLabel;

/// It deletes itself when it is closed. Who derives from it ends its tasks by endTasks() in its destructor, before its
/// scope goes. Thread: the GUI thread.
class FormDialog : public QDialog
{
    Q_OBJECT
public:
    Banner &banner() { return *m_banner; }
    QPushButton *acceptButton() const { return m_accept; }

protected:
    /// `title` is the window's and the heading. What the button `accept` does is the deriving class's; Return presses it.
    FormDialog(const Theme &theme, const QString &title, const QString &accept, QWidget *parent);

    /// The field below its name, by which it is known to screen readers as well.
    void addField(const QString &name, QWidget *field);
    QFormLayout &form() { return *m_form; }
    /// A muted sentence below the fields.
    TextLabel *addHint(const QString &text);
    /// Says what is wrong with a field, where something is.
    static void mark(QWidget *field, const QString &problem);
    /// A deletion that was asked for must not come again while a scope waits in an event loop for what is under way.
    void endTasks();

private:
    const Theme &m_theme;
    Banner *m_banner;
    QFormLayout *m_form;
    QVBoxLayout *m_hints;
    QPushButton *m_accept;
};

} // namespace signalbox::ui
