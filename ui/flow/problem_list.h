// SPDX-License-Identifier: GPL-3.0-or-later
// The list of what is wrong with a flow: go there by a press, mend it by another.
#pragma once

#include "api/flow_calls.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QListView;
class QPushButton;
class QStandardItemModel;

namespace signalbox::ui {

class ProblemList : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemList(const Theme &theme, QWidget *parent = nullptr);

    /// `fixes`: what mends each of them, or empty.
    void setProblems(const std::vector<api::FlowFinding> &problems, const QStringList &fixes);
    /// Whether they can be mended now; not while the flow is another one than they were found in.
    void setMendable(bool on);
    QListView *list() const { return m_list; }

Q_SIGNALS:
    /// By position in what setProblems() was given. A click shows it, Enter or a double click goes there.
    void shown(int problem);
    void chosen(int problem);
    void fixRequested(int problem);

private:
    void updateFix();

    const Theme &m_theme;
    QStandardItemModel *m_model;
    QListView *m_list;
    QPushButton *m_fix;
    QStringList m_fixes;
    bool m_isMendable = true;
};

/// The icon of a severity.
QIcon iconOf(const Theme &theme, api::FindingSeverity severity);

} // namespace signalbox::ui
