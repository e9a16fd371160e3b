// SPDX-License-Identifier: GPL-3.0-or-later
// Asks a person about a step in doubt: what is known, what can be decided, and what each decision means.
#pragma once

#include "api/run_calls.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QButtonGroup;
class QPlainTextEdit;
class QPushButton;

namespace signalbox::ui {

class TextLabel;

class DecisionCard : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionCard(const Theme &theme, QWidget *parent = nullptr);

    /// The step of a run that is asked about. What was chosen for another doubt is forgotten, also for one about the
    /// same step of another run, and for a later one about this step.
    void ask(const QString &run, const api::StepView &step, UnixMillis now);
    /// What was begun is forgotten: whether a decision under way arrived is not known.
    void forget() { m_doubt.clear(); }
    /// Which doubt it is; another doubt has another one.
    const QString &doubt() const { return m_doubt; }
    const QString &path() const { return m_path; }
    void choose(api::Verdict verdict);
    void setOutputText(const QString &text);
    /// While the decision is under way nothing can be changed.
    void setBusy(bool busy);
    /// Why the decision was refused; empty: it was not.
    void setProblem(const QString &text);
    QPushButton *decideButton() const { return m_decide; }

Q_SIGNALS:
    void decided(const QString &path, signalbox::api::Verdict verdict, const QString &outputJson);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void submit();
    void showChoice();

    const Theme &m_theme;
    QString m_path;
    QString m_doubt;
    TextLabel *m_title;
    TextLabel *m_known;
    QButtonGroup *m_choices;
    QWidget *m_outputPart;
    QPlainTextEdit *m_output;
    TextLabel *m_problem;
    QPushButton *m_decide;
};

} // namespace signalbox::ui
