// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr int kMost = 3;
constexpr int kShadow = 10;
constexpr int kWidest = 460;
constexpr std::chrono::seconds kPlain{5};
constexpr std::chrono::seconds kWithAction{10};

struct KindLook
{
    QString icon;
    Role role;
    QString word;
};

KindLook lookOf(ToastMessage::Kind kind)
{
    switch (kind) {
    case ToastMessage::Kind::Info: return {QStringLiteral("info"), Role::Info, Toast::tr("Information")};
    case ToastMessage::Kind::Success: return {QStringLiteral("success"), Role::Success, Toast::tr("Done")};
    case ToastMessage::Kind::Warning: return {QStringLiteral("warning"), Role::Warning, Toast::tr("Warning")};
    case ToastMessage::Kind::Danger: return {QStringLiteral("danger"), Role::Danger, Toast::tr("Problem")};
    }
    return {};
}

} // namespace

Toast::Toast(const Theme &theme, ToastMessage message, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_message(std::move(message))
    , m_timer(new QTimer(this))
{
    const KindLook look = lookOf(m_message.kind);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(look.word + QStringLiteral(": ") + m_message.text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kShadow + space::kL, kShadow + space::kS, kShadow + space::kS, kShadow + space::kS);
    layout->setSpacing(space::kM);
    auto *icon = new QLabel;
    const auto paintIcon = [this, icon, look] { icon->setPixmap(m_theme.pixmap(look.icon, size::kIconLarge, devicePixelRatioF(), m_theme.color(look.role))); };
    paintIcon();
    connect(&theme, &Theme::changed, this, paintIcon);
    layout->addWidget(icon, 0, Qt::AlignVCenter);
    auto *text = new TextLabel(theme, m_message.text);
    text->setWordWrap(true);
    layout->addWidget(text, 1);
    if (!m_message.action.isEmpty()) {
        auto *button = new QPushButton(m_message.action);
        setButtonKind(button, ButtonKind::Quiet);
        QFont strong = theme.font(TextStyle::Strong);
        button->setFont(strong);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this] {
            if (m_message.run) {
                m_message.run();
            }
            Q_EMIT done();
        });
    }
    auto *close = new QToolButton;
    close->setIcon(theme.icon(QStringLiteral("close"), Role::TextMuted));
    close->setAutoRaise(true);
    close->setToolTip(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss"));
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &Toast::done);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &Toast::done);
    restart();
}

void Toast::restart()
{
    // Problems stay until someone has seen them.
    if (m_message.kind != ToastMessage::Kind::Danger) {
        m_timer->start(m_message.action.isEmpty() ? kPlain : kWithAction);
    }
}

void Toast::enterEvent(QEnterEvent *)
{
    m_timer->stop();
}

void Toast::leaveEvent(QEvent *)
{
    restart();
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
    QColor shadow = m_theme.color(Role::Shadow);
    const int strength = shadow.alpha() / 6;
    shadow.setAlpha(strength);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shadow);
    for (int ring = kShadow - 2; ring > 0; ring -= 2) {
        painter.drawRoundedRect(box.adjusted(-ring, -ring + 3, ring, ring + 2), radius::kXl + ring, radius::kXl + ring);
    }
    painter.setBrush(m_theme.color(Role::Raised));
    painter.setPen(m_theme.color(Role::Border));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius::kXl, radius::kXl);
}

ToastStack::ToastStack(const Theme &theme, QWidget &host, int clearance)
    : QObject(&host)
    , m_theme(theme)
    , m_host(host)
    , m_clearance(clearance)
{
    host.installEventFilter(this);
}

void ToastStack::show(ToastMessage message)
{
    while (m_toasts.size() >= kMost) {
        remove(m_toasts.front());
    }
    auto *toast = new Toast(m_theme, std::move(message), &m_host);
    m_toasts.push_back(toast);
    connect(toast, &Toast::done, this, [this, toast] { remove(toast); });
    place();
    toast->show();
    toast->raise();
    QAccessibleEvent event(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ToastStack::remove(Toast *toast)
{
    if (m_toasts.removeOne(toast)) {
        toast->hide();
        toast->deleteLater();
        place();
    }
}

void ToastStack::place()
{
    int bottom = m_host.height() - m_clearance;
    for (auto toast = m_toasts.crbegin(); toast != m_toasts.crend(); ++toast) {
        const int width = std::min({kWidest, m_host.width() - 2 * space::kL, std::max(280, (*toast)->sizeHint().width())});
        const int height = std::max((*toast)->sizeHint().height(), (*toast)->heightForWidth(width));
        bottom -= height - space::kM;
        (*toast)->setGeometry((m_host.width() - width) / 2, bottom, width, height);
    }
}

bool ToastStack::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        place();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace signalbox::ui
