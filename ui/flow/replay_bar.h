// SPDX-License-Identifier: GPL-3.0-or-later
// The bar below a canvas that goes through a past run: a slider over its time, forward and back, played at any speed.
#pragma once

#include "ui/flow/run_track.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QDoubleSpinBox;
class QSlider;
class QToolButton;

namespace signalbox::ui {

class TextLabel;

/// Thread: the GUI thread.
class ReplayBar : public QWidget
{
    Q_OBJECT
public:
    explicit ReplayBar(const Theme &theme, QWidget *parent = nullptr);
    ~ReplayBar() override;

    /// Shows a run from its end; null: none.
    void setTrack(std::unique_ptr<RunTrack> track);
    RunTrack *track() const { return m_track.get(); }
    QSlider *slider() const { return m_slider; }
    QString timeText() const;

    bool isPlaying() const { return m_frame.isActive(); }
    /// From the beginning where it stands at the end.
    void setPlaying(bool on);
    /// Times the speed of the run; long waits are passed over.
    double speed() const;
    void setSpeed(double speed);
    /// To the next change of state, or the one before.
    void step(int by);
    /// Goes on as if so much time had passed. Units: milliseconds.
    void advance(double ms);

Q_SIGNALS:
    /// The track stands elsewhere.
    void moved();
    void closed();
    /// For screen readers.
    void announced(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolButton *button(const QString &icon, const QString &name);
    void moveTo(double onTrack);
    void moveToBeginning();
    void showTime();
    void showPlaying();

    const Theme &m_theme;
    std::unique_ptr<RunTrack> m_track;
    QToolButton *m_play;
    QSlider *m_slider;
    TextLabel *m_time;
    QDoubleSpinBox *m_speed;
    QTimer m_frame;
    QElapsedTimer m_since;
    double m_at = 0; ///< on the track
    bool m_quiet = false;
};

} // namespace signalbox::ui
