// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of the window: the open documents as tabs, the start page first.
#pragma once

#include "ui/shell/pane.h"
#include "ui/theme/theme.h"

#include <QTabBar>
#include <QWidget>

class QStackedWidget;

namespace signalbox::ui {

/// Owner of the documents that are added. Thread: the GUI thread.
class DocumentArea : public QWidget
{
    Q_OBJECT
public:
    explicit DocumentArea(const Theme &theme, QWidget *parent = nullptr);

    /// The start page: first, and not to be closed.
    void setHome(Document *home);
    void add(Document *document);
    /// Asks the document first.
    void close(Document *document);
    void setCurrent(Document *document);
    void step(int by);
    Document *current() const;
    QList<Document *> documents() const;
    /// The open document of that location, or null.
    Document *find(const QString &location) const;

Q_SIGNALS:
    void currentChanged(signalbox::ui::Document *document);
    /// Commands or title of the current document.
    void stateChanged();
    void openChanged();

private:
    void refresh(Document *document);

    const Theme &m_theme;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    Document *m_home = nullptr;
};

} // namespace signalbox::ui
