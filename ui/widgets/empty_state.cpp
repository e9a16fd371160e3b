// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QBoxLayout>
#include <QPushButton>

namespace signalbox::ui {

EmptyState::EmptyState(const Theme &theme, const QString &icon, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_iconName(icon)
    , m_icon(new QLabel)
    , m_title(new TextLabel(theme, title, TextStyle::Strong))
    , m_text(new TextLabel(theme, text, TextStyle::Body, Role::TextMuted))
    , m_buttons(new QHBoxLayout)
{
    const auto paint = [this] { m_icon->setPixmap(m_theme.pixmap(m_iconName, size::kIconHero - 8, devicePixelRatioF(), m_theme.color(Role::TextFaint))); };
    paint();
    connect(&theme, &Theme::changed, this, [this, paint] {
        paint();
        fit();
    });
    for (QLabel *label : {m_icon, static_cast<QLabel *>(m_title), static_cast<QLabel *>(m_text)}) {
        label->setAlignment(Qt::AlignCenter);
    }
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_buttons->setSpacing(space::kM);
    m_buttons->addStretch();
    m_buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kXxl, space::kXl, space::kXxl, space::kXl);
    layout->setSpacing(space::kS);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // fit() leaves out what there is no room for
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(space::kS);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(space::kM);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
    setAccessibleName(title);
    setAccessibleDescription(text);
}

QSize EmptyState::minimumSizeHint() const
{
    const int buttons = m_buttons->count() > 2 ? m_theme.controlHeight() + space::kM : 0;
    const int title = m_title->heightForWidth(std::max(width(), 140) - 2 * space::kXxl);
    return QSize(140, std::max(title, m_theme.lineHeight(TextStyle::Strong)) + 2 * space::kM + buttons);
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
    if (event->oldSize().width() != event->size().width()) {
        updateGeometry(); // the title may take more lines
    }
}

void EmptyState::fit()
{
    const int width = this->width() - 2 * space::kXxl;
    const int title = m_title->heightForWidth(width);
    // Where there is hardly room for the title, the margins give way first.
    const int edge = height() < title + 2 * space::kXl + space::kXl ? space::kS : space::kXl;
    if (edge != layout()->contentsMargins().top()) {
        layout()->setContentsMargins(space::kXxl, edge, space::kXxl, edge);
    }
    int room = height() - 2 * edge - title - space::kXl;
    if (m_buttons->count() > 2) {
        room -= m_theme.controlHeight() + space::kM;
    }
    const int text = m_text->heightForWidth(width) + space::kS;
    m_text->setVisible(room >= text && !m_text->text().isEmpty());
    m_icon->setVisible(room >= text + size::kIconHero + space::kM);
}

void EmptyState::setTexts(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    fit();
    updateGeometry(); // the title may take more lines
}

void EmptyState::addAction(QAction *action)
{
    auto *button = new QPushButton(action->icon(), action->text());
    button->setToolTip(action->toolTip());
    if (m_buttons->count() == 2) {
        setButtonKind(button, ButtonKind::Primary);
    }
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [action, button] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
    });
}

} // namespace signalbox::ui
