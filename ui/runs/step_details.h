// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a step, or of a run as a whole: result or output, input, error with the way out, and the facts;
// and the decision where a step is in doubt.
#pragma once

#include "ui/runs/run_watch.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTabBar;

namespace signalbox::ui {

class DecisionCard;
class ElidedLabel;
class JsonView;
class StepLogs;
class TextLabel;

class StepDetails : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Output, Input, Logs };
    StepDetails(const Theme &theme, RunWatch &watch, Clock &clock, QWidget *parent = nullptr);

    /// A step of the run that is watched; 0: the run as a whole.
    void setStep(std::int64_t seq);
    std::int64_t seq() const { return m_seq; }
    /// Shows again what may have changed.
    void renew();
    DecisionCard &decision() { return *m_decision; }
    JsonView &value() { return *m_value; }
    StepLogs &logs() { return *m_logs; }
    void showTab(Tab tab);

Q_SIGNALS:
    /// The way out of an error: where it came from.
    void nodeWanted();

private:
    void showRun();
    void showStep(const api::StepView &step);
    void showError(const json::Value &error);
    void showValue(const json::Value &value, std::int64_t payloadSeq);
    void readPayload(std::int64_t seq);
    /// What the step was given; a large one is read only where `isAsked`.
    void readInput(const api::StepView &step, bool isAsked);
    void readLogs(const api::StepView &step);
    bool begin(const std::string &held);
    RunWatch::ValueReader reader(const std::string &held);
    void showTab();
    void put(QWidget *shown);

    const Theme &m_theme;
    RunWatch &m_watch;
    Clock &m_clock;
    std::int64_t m_seq = 0;
    ElidedLabel *m_title;
    ElidedLabel *m_facts;
    QWidget *m_error;
    TextLabel *m_errorText;
    TextLabel *m_errorWay;
    QTabBar *m_tabs;
    QWidget *m_tabRow;
    QStackedWidget *m_stack;
    JsonView *m_value;
    QWidget *m_large;
    TextLabel *m_largeText;
    QPushButton *m_largeRead;
    TextLabel *m_nothing;
    QWidget *m_decisionArea;
    DecisionCard *m_decision;
    StepLogs *m_logs;
    /// What the view holds: a step or the run, its input or output, and how it was then.
    std::string m_held;
    std::string m_pending; ///< the same of a payload that is being read
    std::int64_t m_wanted = 0; ///< payload that the button reads
};

} // namespace signalbox::ui
