// SPDX-License-Identifier: GPL-3.0-or-later
// Which runs are listed: by words, state, flow and time.
#pragma once

#include "base/clock.h"
#include "ui/runs/runs_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace signalbox::ui {

class SearchField;

/// Words and state stand in the first row; flow and time in a second one, which is there when it is wanted or set.
class RunFilterBar : public QWidget
{
    Q_OBJECT
public:
    RunFilterBar(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    /// What is asked for.
    RunFilter filter() const;
    void clear();
    /// Flows to choose from, by id.
    void setFlows(const QHash<QString, QString> &names);
    void showMore(bool more);
    SearchField &text() { return *m_text; }
    QComboBox &state() { return *m_state; }
    QComboBox &flow() { return *m_flow; }
    QComboBox &time() { return *m_time; }

Q_SIGNALS:
    void changed();

private:
    void showWhatIsSet();

    const Clock &m_clock;
    SearchField *m_text;
    QComboBox *m_state;
    QToolButton *m_more;
    QWidget *m_second;
    QComboBox *m_flow;
    QComboBox *m_time;
    UnixMillis m_since = 0; ///< from when the time was chosen on
};

} // namespace signalbox::ui
