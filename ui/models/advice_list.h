// SPDX-License-Identifier: GPL-3.0-or-later
// Ways to spend less, each with what it would save.
#pragma once

#include "api/cost_calls.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace signalbox::ui {

/// "Ask gpt-5-mini where its answers are good enough."
QString adviceText(const api::AdviceView &advice);

/// Hidden where there is nothing to say. Thread: the GUI thread.
class AdviceList : public QWidget
{
    Q_OBJECT
public:
    explicit AdviceList(const Theme &theme, QWidget *parent = nullptr);

    void set(std::vector<api::AdviceView> advice);
    const std::vector<api::AdviceView> &advice() const { return m_advice; }
    /// What is shown, in words, a line each.
    QString summary() const;

private:
    const Theme &m_theme;
    std::vector<api::AdviceView> m_advice;
    QVBoxLayout *m_column;
    std::vector<QWidget *> m_rows;
};

} // namespace signalbox::ui
