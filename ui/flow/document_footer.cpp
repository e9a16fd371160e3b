// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/document_footer.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <cmath>

namespace signalbox::ui {

DocumentFooter::DocumentFooter(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_badge(new Badge(theme, State::Idle))
    , m_run(button(QString(), tr("Result of the run")))
    , m_note(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_forecast(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_zoom(button(QString(), tr("Actual size")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kS, space::kXs, space::kS, space::kXs);
    layout->setSpacing(space::kXs);
    m_run->setToolButtonStyle(Qt::ToolButtonTextOnly);
    layout->addWidget(m_badge);
    layout->addWidget(m_run);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(m_forecast);
    layout->addSpacing(space::kM);
    auto *out = button(QStringLiteral("zoom-out"), tr("Zoom out"));
    auto *in = button(QStringLiteral("zoom-in"), tr("Zoom in"));
    auto *fit = button(QStringLiteral("fit"), tr("Zoom to fit"));
    m_zoom->setToolButtonStyle(Qt::ToolButtonTextOnly);
    for (auto *each : {out, m_zoom, in, fit}) {
        layout->addWidget(each);
    }
    connect(m_run, &QToolButton::clicked, this, &DocumentFooter::resultRequested);
    connect(out, &QToolButton::clicked, this, &DocumentFooter::zoomOut);
    connect(in, &QToolButton::clicked, this, &DocumentFooter::zoomIn);
    connect(m_zoom, &QToolButton::clicked, this, &DocumentFooter::zoomActual);
    connect(fit, &QToolButton::clicked, this, &DocumentFooter::zoomFit);
    setRun(State::Idle, {});
    setZoom(1);
    setForecast({}, {});
}

QToolButton *DocumentFooter::button(const QString &icon, const QString &name)
{
    auto *made = new QToolButton(this);
    if (!icon.isEmpty()) {
        made->setIcon(m_theme.icon(icon));
    }
    made->setAutoRaise(true);
    made->setToolTip(name);
    made->setAccessibleName(name);
    return made;
}

void DocumentFooter::setRun(State state, const QString &text)
{
    m_badge->setVisible(state != State::Idle);
    m_run->setVisible(state != State::Idle);
    if (state != State::Idle) {
        m_badge->setState(state);
        m_run->setText(text);
        m_run->setAccessibleName(tr("Result of the run: %1, %2").arg(stateText(state), text));
    }
}

void DocumentFooter::setZoom(double zoom)
{
    m_zoom->setText(tr("%1 %").arg(static_cast<int>(std::lround(zoom * 100))));
}

void DocumentFooter::setNote(const QString &text)
{
    m_note->setText(text);
}

void DocumentFooter::setForecast(const QString &text, const QString &details)
{
    m_forecast->setText(text);
    m_forecast->setToolTip(plainTip(details));
    m_forecast->setAccessibleDescription(details);
    m_forecast->setVisible(!text.isEmpty());
}

void DocumentFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Window));
    painter.fillRect(0, 0, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui
