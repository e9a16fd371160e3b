// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_details.h"

#include "ui/events/event_delegate.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QBoxLayout>
#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

namespace signalbox::ui {

EventDetails::EventDetails(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_sign(new QLabel)
    , m_topic(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_facts(new ElidedLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_buttons(new QHBoxLayout)
    , m_json(new JsonView(theme, tr("Data")))
{
    m_topic->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *closing = new QToolButton;
    closing->setAutoRaise(true);
    closing->setIcon(theme.icon(QStringLiteral("close"), Role::TextMuted));
    closing->setToolTip(tr("Close details"));
    closing->setAccessibleName(closing->toolTip());
    connect(closing, &QToolButton::clicked, this, &EventDetails::closed);

    m_buttons->setSpacing(space::kXs);
    m_buttons->setContentsMargins(space::kL, space::kS, space::kS, 0);
    m_buttons->addWidget(m_sign);
    m_topic->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_buttons->addWidget(m_topic, 1);
    m_buttons->addWidget(closing);
    auto *facts = new QHBoxLayout;
    facts->setContentsMargins(space::kL, 0, space::kL, space::kS);
    m_facts->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    facts->addWidget(m_facts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_buttons);
    layout->addLayout(facts);
    layout->addWidget(m_json, 1);
}

void EventDetails::addButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setAutoRaise(true);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(action->text());
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void EventDetails::setEvent(const EventRecord &event)
{
    const QString topic = QString::fromUtf8(event.topic.data(), qsizetype(event.topic.size()));
    const QString source = QString::fromUtf8(event.source.data(), qsizetype(event.source.size()));
    m_topic->setText(topic);
    const QString icon = severityIcon(event.severity);
    m_sign->setPixmap(icon.isEmpty() ? QPixmap() : m_theme.pixmap(icon, size::kIcon, devicePixelRatioF(), m_theme.color(severityRole(event.severity))));
    m_sign->setVisible(!icon.isEmpty());
    m_sign->setAccessibleName(severityText(event.severity));
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.time);
    QStringList facts{QLocale().toString(time.date(), QLocale::ShortFormat) + u' ' + eventTimeText(event.time)};
    facts << (event.seq > 0 ? tr("number %1").arg(event.seq) : tr("not kept (transient)"));
    if (!source.isEmpty()) {
        facts << tr("from %1").arg(source);
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    auto value = json::parse(event.data.empty() ? std::string_view("null") : event.data);
    m_json->setValue(std::make_shared<const json::Value>(value ? std::move(*value) : json::Value(nullptr)));
    setAccessibleName(tr("Details of %1").arg(topic));
}

} // namespace signalbox::ui
