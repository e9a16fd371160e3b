// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace signalbox::ui {

namespace {

Role inkOf(Banner::Kind kind)
{
    return kind == Banner::Kind::Info ? Role::Info : kind == Banner::Kind::Warning ? Role::Warning : Role::Danger;
}

Role groundOf(Banner::Kind kind)
{
    return kind == Banner::Kind::Info ? Role::InfoSoft : kind == Banner::Kind::Warning ? Role::WarningSoft : Role::DangerSoft;
}

} // namespace

Banner::Banner(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_text(new TextLabel(theme, QString()))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_message(new QHBoxLayout)
    , m_buttonRow(new QHBoxLayout)
{
    m_text->setWordWrap(true);
    m_layout->setContentsMargins(space::kL, space::kM, space::kM, space::kM);
    m_layout->setSpacing(space::kM);
    m_message->setSpacing(space::kM);
    m_message->addWidget(m_icon, 0, Qt::AlignVCenter);
    m_message->addWidget(m_text, 1);
    m_buttonRow->setSpacing(space::kM);
    m_layout->addLayout(m_message, 1);
    m_layout->addLayout(m_buttonRow);
    connect(&theme, &Theme::changed, this, &Banner::paintIcon);
    hide();
}

void Banner::setButtons(Buttons place)
{
    const bool isBelow = place == Buttons::Below;
    m_layout->setDirection(isBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_layout->setAlignment(m_buttonRow, isBelow ? Qt::AlignLeading : Qt::Alignment());
    m_message->setAlignment(m_icon, isBelow ? Qt::AlignTop : Qt::AlignVCenter);
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::say(Kind kind, const QString &text, const QStringList &buttons)
{
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    for (auto *old : m_buttons) {
        old->deleteLater();
    }
    m_buttons.clear();
    for (int i = 0; i < buttons.size(); ++i) {
        auto *button = new QPushButton(buttons[i]);
        button->setAutoDefault(false); // Return in a field of a dialog is no answer to this
        m_buttonRow->addWidget(button, 0, Qt::AlignVCenter);
        m_buttons.push_back(button);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT chosen(i); });
    }
    paintIcon();
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Banner::paintIcon()
{
    const QString name = m_kind == Kind::Info ? QStringLiteral("info") : m_kind == Kind::Warning ? QStringLiteral("warning") : QStringLiteral("danger");
    m_icon->setPixmap(m_theme.pixmap(name, size::kIconLarge, devicePixelRatioF(), m_theme.color(inkOf(m_kind))));
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(groundOf(m_kind)));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui
