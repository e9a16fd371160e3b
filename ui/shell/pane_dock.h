// SPDX-License-Identifier: GPL-3.0-or-later
// A dock around a pane: our own title bar, content made when it is first seen.
#pragma once

#include "ui/shell/pane.h"
#include "ui/theme/theme.h"

#include <QDockWidget>

namespace signalbox::ui {

class PaneTitleBar;

class PaneDock : public QDockWidget
{
    Q_OBJECT
public:
    PaneDock(const Theme &theme, PaneSpec spec, QWidget *parent);

    const PaneSpec &spec() const { return m_spec; }
    /// Makes the content now if it is not there.
    QWidget *content();
    bool hasContent() const { return m_content != nullptr; }
    /// The window goes; a pane that is shown again would make it anew.
    void dropContent();
    /// A pane that shares its place has its title in the tab and no bar of its own.
    void setTabbed(bool tabbed);
    /// Buttons of the pane itself, before those of every pane.
    void addTitleWidget(QWidget *widget);

protected:
    void showEvent(QShowEvent *event) override;

private:
    const Theme &m_theme;
    PaneSpec m_spec;
    PaneTitleBar *m_bar;
    QWidget *m_noBar;
    QWidget *m_content = nullptr;
};

class PaneTitleBar : public QWidget
{
    Q_OBJECT
public:
    PaneTitleBar(const Theme &theme, PaneDock &dock);
    void insert(QWidget *widget);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    PaneDock &m_dock;
    class QHBoxLayout *m_layout;
    int m_inserted = 0;
};

} // namespace signalbox::ui
