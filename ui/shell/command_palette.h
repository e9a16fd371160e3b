// SPDX-License-Identifier: GPL-3.0-or-later
// Finds and runs any command by typing a few of its letters: an overlay over the window.
#pragma once

#include "ui/theme/theme.h"

#include <QIcon>
#include <QKeySequence>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QListView;

namespace signalbox::ui {

class ActionRegistry;
class SearchField;
class PaletteModel;

/// Something beside commands that the palette finds: a flow, a node.
struct PaletteItem
{
    QString title;
    QString detail;
    QString note;
    QIcon icon;
    std::function<void()> run;
    bool isKeys = false; ///< the note is a shortcut
    bool isEnabled = true;
};

/// Gives what could be found; it is asked when the palette opens.
using PaletteSource = std::function<std::vector<PaletteItem>()>;

class CommandPalette : public QWidget
{
    Q_OBJECT
public:
    CommandPalette(const Theme &theme, ActionRegistry &actions, QWidget &window);

    void addSource(PaletteSource source);
    void open();
    /// Gives the focus back to whoever had it.
    void dismiss();

    int rowCount() const;
    QString titleAt(int row) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void runCurrent();
    void step(int by);

    const Theme &m_theme;
    ActionRegistry &m_actions;
    QWidget &m_window;
    SearchField *m_field;
    QListView *m_list;
    PaletteModel *m_model;
    QWidget *m_nothing;
    std::vector<PaletteSource> m_sources;
    QPointer<QWidget> m_before;
};

} // namespace signalbox::ui
