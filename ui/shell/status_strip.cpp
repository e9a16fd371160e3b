// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "ui/widgets/plain_tip.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace signalbox::ui {

namespace {
constexpr std::chrono::seconds kShown{8};
constexpr int kSign = 14;
}

StatusStrip::StatusStrip(const Theme &theme, QWidget *parent)
    : QStatusBar(parent)
    , m_theme(theme)
    , m_backendButton(makeButton(tr("Backend")))
    , m_runsButton(makeButton(tr("Runs")))
    , m_inboxButton(makeButton(tr("Inbox")))
    , m_problemsButton(makeButton(tr("Problems")))
    , m_pausedButton(makeButton(tr("Paused")))
    , m_message(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_end(new QHBoxLayout)
    , m_fade(new QTimer(this))
{
    setSizeGripEnabled(false);
    setContentsMargins(0, 0, 0, 0);
    setAccessibleName(tr("Status"));
    auto *strip = new QWidget;
    auto *layout = new QHBoxLayout(strip);
    layout->setContentsMargins(space::kS, 1, space::kM, 0);
    layout->setSpacing(space::kXs);
    layout->addWidget(m_backendButton);
    layout->addWidget(m_runsButton);
    layout->addWidget(m_inboxButton);
    layout->addWidget(m_problemsButton);
    layout->addWidget(m_pausedButton);
    layout->addSpacing(space::kM);
    layout->addWidget(m_message, 1);
    layout->addLayout(m_end);
    addWidget(strip, 1);
    m_message->setAccessibleName(tr("Last message"));
    m_message->setAlignment(Qt::AlignVCenter | Qt::AlignTrailing);
    connect(m_backendButton, &QToolButton::clicked, this, &StatusStrip::backendClicked);
    connect(m_runsButton, &QToolButton::clicked, this, &StatusStrip::runsClicked);
    connect(m_inboxButton, &QToolButton::clicked, this, &StatusStrip::inboxClicked);
    connect(m_problemsButton, &QToolButton::clicked, this, &StatusStrip::problemsClicked);
    connect(m_pausedButton, &QToolButton::clicked, this, &StatusStrip::pausedClicked);
    m_fade->setSingleShot(true);
    connect(m_fade, &QTimer::timeout, m_message, &QLabel::clear);
    connect(&theme, &Theme::changed, this, &StatusStrip::refresh);
    setBackend(BackendState::None, QString());
}

QToolButton *StatusStrip::makeButton(const QString &name)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize(QSize(kSign, kSign));
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void StatusStrip::setBackend(BackendState state, const QString &name, const QString &reason)
{
    m_backend = state;
    m_backendName = name;
    m_backendButton->setToolTip(reason.isEmpty() ? tr("Choose the backend") : plainTip(reason));
    m_backendButton->setAccessibleDescription(reason);
    refresh();
}

void StatusStrip::setRuns(const RunCounts &counts)
{
    if (counts != m_runs) {
        m_runs = counts;
        refresh();
    }
}

void StatusStrip::setProblems(int errors, int warnings)
{
    if (m_hasProblems && m_errors == errors && m_warnings == warnings) {
        return;
    }
    m_hasProblems = true;
    m_errors = errors;
    m_warnings = warnings;
    refresh();
}

void StatusStrip::clearProblems()
{
    m_hasProblems = false;
    refresh();
}

void StatusStrip::setPaused(const QString &next)
{
    if (next != m_paused || next.isNull() != m_paused.isNull()) {
        m_paused = next;
        refresh();
    }
}

void StatusStrip::refresh()
{
    for (auto *button : {m_backendButton, m_runsButton, m_inboxButton, m_problemsButton, m_pausedButton}) {
        button->setFont(m_theme.font(TextStyle::Small));
        button->setFixedHeight(std::max(size::kStatusBar - 4, m_theme.lineHeight(TextStyle::Small) + space::kS));
    }
    const QString name = m_backendName.isEmpty() ? tr("No backend") : m_backendName;
    switch (m_backend) {
    case BackendState::None:
        m_backendButton->setIcon(m_theme.icon(QStringLiteral("disconnect"), Role::TextMuted));
        m_backendButton->setText(name);
        break;
    case BackendState::Connecting:
        m_backendButton->setIcon(m_theme.icon(QStringLiteral("state-running"), State::Running));
        m_backendButton->setText(tr("%1 · connecting").arg(name));
        break;
    case BackendState::Connected:
        m_backendButton->setIcon(m_theme.icon(QStringLiteral("connect"), State::Succeeded));
        m_backendButton->setText(name);
        break;
    case BackendState::Waiting:
        m_backendButton->setIcon(m_theme.icon(QStringLiteral("state-waiting"), State::Waiting));
        m_backendButton->setText(tr("%1 · trying again").arg(name));
        break;
    case BackendState::Closed:
        m_backendButton->setIcon(m_theme.icon(QStringLiteral("disconnect"), State::Failed));
        m_backendButton->setText(tr("%1 · not connected").arg(name));
        break;
    }
    showRuns();
    showProblems();
    m_pausedButton->setVisible(!m_paused.isNull());
    m_pausedButton->setIcon(m_theme.icon(QStringLiteral("pause"), State::Waiting));
    m_pausedButton->setText(m_paused.isEmpty() ? tr("Paused") : tr("Paused before %1").arg(m_paused));
    m_pausedButton->setToolTip(tr("Show what comes next"));
    for (auto *button : {m_backendButton, m_runsButton, m_inboxButton, m_problemsButton, m_pausedButton}) {
        button->setAccessibleName(button->text());
    }
}

void StatusStrip::showRuns()
{
    QStringList runs;
    QIcon sign = m_theme.icon(QStringLiteral("runs"), Role::TextMuted);
    if (m_runs.running > 0) {
        runs << tr("%n running", nullptr, m_runs.running);
        sign = m_theme.icon(QStringLiteral("state-running"), State::Running);
    }
    if (m_runs.waiting > 0) {
        runs << tr("%n waiting", nullptr, m_runs.waiting);
        sign = m_runs.running > 0 ? sign : m_theme.icon(QStringLiteral("state-waiting"), State::Waiting);
    }
    if (m_runs.inDoubt > 0) {
        runs << tr("%n in doubt", nullptr, m_runs.inDoubt);
        sign = m_theme.icon(QStringLiteral("state-in-doubt"), State::InDoubt);
    }
    m_runsButton->setIcon(sign);
    m_runsButton->setText(runs.isEmpty() ? tr("Nothing runs") : runs.join(QStringLiteral(" · ")));
    m_runsButton->setToolTip(tr("Show the runs"));
    m_runsButton->setVisible(m_backend == BackendState::Connected || m_backend == BackendState::Waiting);
    QStringList inbox;
    if (m_runs.approvals > 0) {
        inbox << tr("%n to approve", nullptr, m_runs.approvals);
    }
    if (m_runs.letters > 0) {
        inbox << tr("%n dead letter(s)", nullptr, m_runs.letters);
    }
    m_inboxButton->setIcon(m_theme.icon(QStringLiteral("inbox"), m_runs.approvals > 0 ? State::Waiting : State::Failed));
    m_inboxButton->setText(inbox.join(QStringLiteral(" · ")));
    m_inboxButton->setToolTip(tr("Show what waits for a person"));
    m_inboxButton->setVisible(!inbox.isEmpty() && (m_backend == BackendState::Connected || m_backend == BackendState::Waiting));
}

void StatusStrip::showProblems()
{
    m_problemsButton->setVisible(m_hasProblems);
    QStringList problems;
    if (m_errors > 0) {
        problems << tr("%n errors", nullptr, m_errors);
    }
    if (m_warnings > 0) {
        problems << tr("%n warnings", nullptr, m_warnings);
    }
    m_problemsButton->setIcon(m_errors > 0 ? m_theme.icon(QStringLiteral("danger"), Role::Danger)
                                  : m_warnings > 0 ? m_theme.icon(QStringLiteral("warning"), Role::Warning)
                                  : m_errors < 0   ? m_theme.icon(QStringLiteral("problems"), Role::TextMuted)
                                                   : m_theme.icon(QStringLiteral("success"), Role::Success));
    m_problemsButton->setText(m_errors < 0 ? tr("Checking…") : problems.isEmpty() ? tr("No problems") : problems.join(QStringLiteral(" · ")));
    m_problemsButton->setToolTip(tr("Show the problems"));
}

void StatusStrip::announce(const QString &text)
{
    m_message->setText(text);
    // Qt 6.4 has no announcement; a changed name is read out.
    m_message->setAccessibleName(text);
    QAccessibleEvent event(m_message, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
    m_fade->start(kShown);
}

QString StatusStrip::announcement() const
{
    return m_message->text();
}

void StatusStrip::addEndWidget(QWidget *widget)
{
    m_end->addWidget(widget);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Window));
    painter.fillRect(0, 0, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui
