// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/replay_bar.h"

#include "ui/widgets/run_text.h"
#include "ui/widgets/text_label.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace signalbox::ui {

namespace {

constexpr int kTicks = 10'000; ///< of the slider
constexpr int kFrameMs = 16;
constexpr double kComfortableMs = 6000; ///< about how long a replay takes, unless somebody says otherwise
constexpr double kSlowest = 0.001;
constexpr double kFastest = 10'000;

} // namespace

ReplayBar::ReplayBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_play(button(QStringLiteral("run"), tr("Play")))
    , m_slider(new QSlider(Qt::Horizontal))
    , m_time(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_speed(new QDoubleSpinBox)
{
    setAccessibleName(tr("The run over time"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kS, space::kXs, space::kS, space::kXs);
    row->setSpacing(space::kXs);
    auto *back = button(QStringLiteral("chevron-back"), tr("To the change before"));
    auto *forward = button(QStringLiteral("chevron-forward"), tr("To the next change"));
    auto *close = button(QStringLiteral("close"), tr("End the replay"));
    m_slider->setRange(0, kTicks);
    m_slider->setPageStep(kTicks / 10);
    m_slider->setAccessibleName(tr("Time in the run"));
    m_slider->installEventFilter(this);
    m_speed->setRange(kSlowest, kFastest);
    m_speed->setDecimals(3);
    m_speed->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    m_speed->setSuffix(QStringLiteral(" ×"));
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_speed->setToolTip(tr("Times the speed of the run; long waits are passed over"));
    m_time->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00.0 ms / 00.0 ms  00/00")));
    m_time->setAlignment(Qt::AlignCenter);
    for (auto *each : {back, m_play, forward}) {
        row->addWidget(each);
    }
    row->addWidget(m_slider, 1);
    row->addWidget(m_time);
    row->addWidget(m_speed);
    row->addWidget(close);
    connect(m_play, &QToolButton::clicked, this, [this] { setPlaying(!isPlaying()); });
    connect(back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(forward, &QToolButton::clicked, this, [this] { step(1); });
    connect(close, &QToolButton::clicked, this, &ReplayBar::closed);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        if (m_track && !m_quiet) {
            value == 0 ? moveToBeginning() : moveTo(m_track->length() * value / kTicks);
        }
    });
    m_frame.setInterval(kFrameMs);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, [this] { advance(static_cast<double>(m_since.restart())); });
    setFocusProxy(m_slider);
}

ReplayBar::~ReplayBar() = default;

QToolButton *ReplayBar::button(const QString &icon, const QString &name)
{
    auto *made = new QToolButton(this);
    made->setIcon(m_theme.icon(icon));
    made->setAutoRaise(true);
    made->setToolTip(name);
    made->setAccessibleName(name);
    return made;
}

void ReplayBar::setTrack(std::unique_ptr<RunTrack> track)
{
    setPlaying(false);
    m_track = std::move(track);
    if (m_track) {
        m_at = m_track->length();
        // A speed of one digit.
        const double wanted = std::clamp(m_track->length() / kComfortableMs, kSlowest, kFastest);
        const double unit = std::pow(10, std::floor(std::log10(wanted)));
        setSpeed(std::round(wanted / unit) * unit);
        showTime();
    }
}

double ReplayBar::speed() const
{
    return m_speed->value();
}

void ReplayBar::setSpeed(double speed)
{
    m_speed->setValue(speed);
}

void ReplayBar::setPlaying(bool on)
{
    if (!on || !m_track) {
        m_frame.stop();
    } else if (!m_frame.isActive()) {
        if (m_at >= m_track->length()) {
            moveToBeginning();
        }
        m_since.start();
        m_frame.start();
    }
    showPlaying();
}

void ReplayBar::showPlaying()
{
    const QString name = isPlaying() ? tr("Pause") : tr("Play");
    if (m_play->accessibleName() != name) {
        m_play->setIcon(m_theme.icon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("run")));
        m_play->setToolTip(name);
        m_play->setAccessibleName(name);
    }
}

void ReplayBar::advance(double ms)
{
    if (!m_track) {
        return;
    }
    const double to = std::min(m_at + ms * speed(), m_track->length());
    moveTo(to);
    if (to >= m_track->length()) {
        setPlaying(false);
        Q_EMIT announced(tr("The replay has ended."));
    }
}

void ReplayBar::step(int by)
{
    if (!m_track || m_track->size() == 0) {
        return;
    }
    setPlaying(false);
    const auto now = m_track->position();
    if (by > 0 && now < m_track->size()) {
        moveTo(m_track->at(now));
    } else if (by > 0) {
        moveTo(m_track->length());
    } else if (now > 0) {
        // All that happened at once is one change.
        const double last = m_track->at(now - 1);
        const auto first = m_track->positionAt(std::nextafter(last, -1.0));
        if (first == 0) {
            moveToBeginning();
        } else {
            moveTo(m_track->at(first - 1));
        }
    }
    Q_EMIT announced(timeText());
}

// Before what happened at the very beginning.
void ReplayBar::moveToBeginning()
{
    m_at = 0;
    m_track->moveTo(0);
    showTime();
    Q_EMIT moved();
}

void ReplayBar::moveTo(double onTrack)
{
    m_at = std::clamp(onTrack, 0.0, m_track->length());
    m_track->moveTo(m_track->positionAt(m_at));
    showTime();
    Q_EMIT moved();
}

QString ReplayBar::timeText() const
{
    if (!m_track) {
        return {};
    }
    return tr("%1 of %2, change %3 of %4")
        .arg(runs::durationText(m_track->runTime(m_at)), runs::durationText(m_track->runLength()))
        .arg(m_track->position())
        .arg(m_track->size());
}

void ReplayBar::showTime()
{
    m_quiet = true;
    m_slider->setValue(static_cast<int>(std::lround(m_at / m_track->length() * kTicks)));
    m_quiet = false;
    m_slider->setAccessibleDescription(timeText());
    m_time->setText(tr("%1 / %2").arg(runs::durationText(m_track->runTime(m_at)), runs::durationText(m_track->runLength())));
    m_time->setToolTip(timeText());
}

bool ReplayBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_slider && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent *>(event)->key();
        const bool isMirrored = layoutDirection() == Qt::RightToLeft;
        switch (key) {
        case Qt::Key_Space: setPlaying(!isPlaying()); return true;
        case Qt::Key_Left: step(isMirrored ? 1 : -1); return true;
        case Qt::Key_Right: step(isMirrored ? -1 : 1); return true;
        case Qt::Key_Down: step(-1); return true;
        case Qt::Key_Up: step(1); return true;
        case Qt::Key_Escape: Q_EMIT closed(); return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ReplayBar::hideEvent(QHideEvent *event)
{
    setPlaying(false);
    QWidget::hideEvent(event);
}

void ReplayBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Window));
    painter.fillRect(0, 0, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui
