// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side: what both were given, what came of it, and each step, with what differs marked.
#pragma once

#include "base/clock.h"
#include "ui/runs/run_comparison.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QAction;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace signalbox::ui {

class Badge;
class ElidedLabel;
class EmptyState;
class FixedRowView;
class JsonView;
class TextLabel;

/// F8 and Shift+F8 go through the differences, Escape closes. Thread: the GUI thread.
class CompareView : public QWidget
{
    Q_OBJECT
public:
    CompareView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~CompareView() override;

    void setClient(client::Client *client);
    /// `names`: of the flows, for people. The older run should stand first.
    void compare(const QString &left, const QString &right, const std::array<QString, 2> &names);
    RunComparison &comparison() { return *m_comparison; }
    FixedRowView &list() { return *m_list; }
    JsonView &value(RunComparison::Side side) { return *m_sides[side].value; }
    QAction *onlyDifferencesAction() const { return m_only; }
    void goToDifference(int direction);

Q_SIGNALS:
    void closed();
    /// The step's node is to be shown.
    void stepRequested(const QString &flow, const QString &path, const QString &run);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Shown
    {
        ElidedLabel *name = nullptr;
        Badge *badge = nullptr;
        ElidedLabel *facts = nullptr;
        QStackedWidget *stack = nullptr;
        JsonView *value = nullptr;
        TextLabel *note = nullptr;
    };
    QWidget *makeSide(RunComparison::Side side);
    void showRuns();
    void showRow();
    void arrange();

    const Theme &m_theme;
    const Clock &m_clock;
    RunComparison *m_comparison;
    std::array<Shown, 2> m_sides;
    std::array<QString, 2> m_names;
    ElidedLabel *m_summary;
    FixedRowView *m_list;
    QStackedWidget *m_stack;
    EmptyState *m_message;
    QSplitter *m_split;
    QSplitter *m_values;
    QAction *m_only;
    QAction *m_next;
    QAction *m_previous;
};

} // namespace signalbox::ui
