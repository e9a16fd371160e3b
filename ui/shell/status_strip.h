// SPDX-License-Identifier: GPL-3.0-or-later
// The line below everything: which backend, how it is, what runs, and what was just done (which screen readers hear).
#pragma once

#include "ui/theme/theme.h"

#include <QStatusBar>

class QHBoxLayout;
class QTimer;
class QToolButton;

namespace signalbox::ui {

class ElidedLabel;

/// How the connection to the backend is.
enum class BackendState { None, Connecting, Connected, Waiting, Closed };

struct RunCounts
{
    int running = 0;
    int waiting = 0; ///< for a person or a time
    int inDoubt = 0; ///< steps that need a decision
    int approvals = 0; ///< questions that this person may answer
    int letters = 0; ///< dead letters that nobody has decided
    bool operator==(const RunCounts &) const = default;
};

/// Thread: the GUI thread.
class StatusStrip : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusStrip(const Theme &theme, QWidget *parent = nullptr);

    /// `name`: "This computer" or the address; `reason`: why it is not connected.
    void setBackend(BackendState state, const QString &name, const QString &reason = QString());
    BackendState backend() const { return m_backend; }
    void setRuns(const RunCounts &counts);
    /// Of the document that is current; negative errors: it is being looked through.
    void setProblems(int errors, int warnings);
    /// There is no document that could have any.
    void clearProblems();
    /// What a paused run would do next ("Shape"), or that nothing is paused (a null string).
    void setPaused(const QString &next);
    /// Shown for a while and read out.
    void announce(const QString &text);
    QString announcement() const;
    /// At the end: the zoom of a canvas, a position in a text.
    void addEndWidget(QWidget *widget);

Q_SIGNALS:
    void backendClicked();
    void runsClicked();
    void inboxClicked();
    void problemsClicked();
    void pausedClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void showRuns();
    void showProblems();
    QToolButton *makeButton(const QString &name);

    const Theme &m_theme;
    BackendState m_backend = BackendState::None;
    QString m_backendName;
    RunCounts m_runs;
    bool m_hasProblems = false; ///< whether there is a document that may have some
    int m_errors = 0;
    int m_warnings = 0;
    QString m_paused;
    QToolButton *m_backendButton;
    QToolButton *m_runsButton;
    QToolButton *m_inboxButton;
    QToolButton *m_problemsButton;
    QToolButton *m_pausedButton;
    ElidedLabel *m_message;
    QHBoxLayout *m_end;
    QTimer *m_fade;
};

} // namespace signalbox::ui
