// SPDX-License-Identifier: GPL-3.0-or-later
// How long the last calls of a model took, as bars from the oldest to the newest: the part before the first token, the rest,
// and those that failed.
#pragma once

#include "api/model_calls.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace signalbox::ui {

/// Thread: the GUI thread.
class LatencyPlot : public QWidget
{
    Q_OBJECT
public:
    explicit LatencyPlot(const Theme &theme, QWidget *parent = nullptr);

    /// The newest first, as llm.calls gives them; the first hundred are shown.
    void set(const std::vector<api::LlmCallView> &calls);
    /// What is shown, in words.
    QString summary() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bar
    {
        double duration;
        double firstToken; ///< 0: nobody knows
        bool failed;
    };
    int barAt(double x) const;

    const Theme &m_theme;
    std::vector<Bar> m_bars; ///< the oldest first
    double m_most = 0;
};

} // namespace signalbox::ui
