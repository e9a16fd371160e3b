// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/shell/action_registry.h"
#include "ui/theme/style.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace signalbox::ui {

namespace {

// Looks like a field, because it leads to one.
class FindButton : public QPushButton
{
    Q_OBJECT
public:
    FindButton(const Theme &theme, ActionRegistry &actions)
        : m_theme(theme)
        , m_actions(actions)
    {
        setAccessibleName(tr("Find a command or a flow"));
        setToolTip(tr("Find a command or a flow"));
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setMinimumWidth(80);
        setMaximumWidth(420);
    }

    QSize sizeHint() const override { return QSize(360, m_theme.controlHeight()); }
    QSize minimumSizeHint() const override { return QSize(80, m_theme.controlHeight()); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool focused = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
        painter.setPen(QPen(m_theme.color(focused ? Role::Focus : underMouse() ? Role::ControlBorder : Role::Border), focused ? 2 : 1));
        painter.setBrush(m_theme.color(Role::Field));
        const double half = focused ? 1 : 0.5;
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), radius::kM, radius::kM);
        const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
        m_theme.icon(QStringLiteral("search"), Role::TextMuted).paint(&painter, mirrored(QRect(space::kM + 2, (height() - size::kIcon) / 2, size::kIcon, size::kIcon)));
        const auto keys = m_actions.shortcuts(QStringLiteral("help.palette"));
        const QString note = keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText);
        painter.setFont(m_theme.font(TextStyle::Caption));
        painter.setPen(m_theme.color(Role::TextMuted));
        int noteWidth = painter.fontMetrics().horizontalAdvance(note);
        if (width() > noteWidth + 160) {
            painter.drawText(mirrored(QRect(width() - noteWidth - space::kL, 0, noteWidth + 2, height())), Qt::AlignVCenter | Qt::AlignLeading, note);
        } else {
            noteWidth = 0;
        }
        painter.setFont(m_theme.font(TextStyle::Body));
        const int left = space::kM + size::kIcon + space::kM + 2;
        const int room = width() - left - noteWidth - 2 * space::kL;
        painter.drawText(mirrored(QRect(left, 0, room, height())), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(tr("Find a command or a flow"), Qt::ElideRight, room));
    }

private:
    const Theme &m_theme;
    ActionRegistry &m_actions;
};

} // namespace

TopBar::TopBar(const Theme &theme, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_menus(new QMenuBar)
    , m_find(new FindButton(theme, actions))
    , m_buttons(new QHBoxLayout)
    , m_runButtons(new QHBoxLayout)
    , m_run(new QPushButton)
{
    setAccessibleName(tr("Main bar"));
    auto *logo = new QLabel;
    logo->setAccessibleName(tr("Signalbox"));
    logo->setPixmap(theme.pixmap(QStringLiteral("signalbox"), 22, devicePixelRatioF(), theme.color(Role::Icon)));
    m_menus->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_menus->setAccessibleName(tr("Menus"));
    m_menus->setAutoFillBackground(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kL, 0, space::kM, 0);
    layout->setSpacing(space::kM);
    layout->addWidget(logo);
    layout->addWidget(m_menus, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    layout->addWidget(m_find, 6);
    layout->addStretch(1);
    m_buttons->setSpacing(space::kXs);
    layout->addLayout(m_buttons);
    m_runButtons->setSpacing(space::kXs);
    layout->addLayout(m_runButtons);
    layout->addWidget(m_run);
    m_run->hide();
    connect(m_find, &QPushButton::clicked, this, &TopBar::paletteRequested);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (auto *action = m_actions.find(runCommand())) {
            action->trigger();
        }
    });
    for (const auto &id : actions.ids()) {
        addButton(id);
    }
    connect(&actions, &ActionRegistry::added, this, &TopBar::addButton);
    connect(&theme, &Theme::changed, this, [this] { setMinimumHeight(std::max(size::kToolBar, m_theme.controlHeight() + space::kL)); });
    setMinimumHeight(std::max(size::kToolBar, theme.controlHeight() + space::kL));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QMenu *TopBar::addMenu(const QString &id, const QString &title, std::function<void(QMenu &)> extra)
{
    auto *menu = m_menus->addMenu(title);
    menu->setAccessibleName(ActionRegistry::plainText(title));
    connect(menu, &QMenu::aboutToShow, this, [this, menu, id, extra = std::move(extra)] {
        menu->clear();
        fill(*menu, id);
        if (extra) {
            extra(*menu);
        }
    });
    return menu;
}

void TopBar::fill(QMenu &menu, const QString &id)
{
    int group = -1;
    for (const auto &action : m_actions.idsOfMenu(id)) {
        const auto *spec = m_actions.spec(action);
        if (group != -1 && spec->group != group) {
            menu.addSeparator();
        }
        group = spec->group;
        menu.addAction(m_actions.find(action));
    }
}

void TopBar::addButton(const QString &id)
{
    const auto *spec = m_actions.spec(id);
    if (id == QLatin1String("run.pause") || id == QLatin1String("run.step") || id == QLatin1String("run.stop")) {
        m_runButtons->addWidget(makeButton(id));
    }
    if (id == QLatin1String("run.start") || id == QLatin1String("run.stop")) {
        bindRun();
        return;
    }
    if (spec && spec->toolbar) {
        m_buttons->addWidget(makeButton(id));
    }
}

QToolButton *TopBar::makeButton(const QString &id)
{
    auto *button = new QToolButton;
    button->setObjectName(id);
    button->setDefaultAction(m_actions.find(id));
    button->setAutoRaise(true);
    button->setIconSize(QSize(size::kIconLarge - 2, size::kIconLarge - 2));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(ActionRegistry::plainText(m_actions.spec(id)->text));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString TopBar::runCommand() const
{
    return m_running == Running::No ? QStringLiteral("run.start") : m_running == Running::Yes ? QStringLiteral("run.stop") : QStringLiteral("run.resume");
}

void TopBar::setRunning(Running running)
{
    m_running = running;
    bindRun();
}

void TopBar::bindRun()
{
    auto *action = m_actions.find(runCommand());
    disconnect(m_runChanges);
    for (int i = 0; i < m_runButtons->count(); ++i) {
        auto *button = m_runButtons->itemAt(i)->widget();
        const bool isPause = button->objectName() == QLatin1String("run.pause");
        button->setVisible(isPause ? m_running == Running::Yes : m_running == Running::Paused);
    }
    m_run->setVisible(action != nullptr);
    if (!action) {
        return;
    }
    const auto update = [this, action] {
        m_run->setText(ActionRegistry::plainText(action->text()));
        m_run->setToolTip(action->toolTip());
        m_run->setEnabled(action->isEnabled());
        m_run->setIcon(m_theme.icon(m_running == Running::Yes ? QStringLiteral("stop-filled") : QStringLiteral("run-filled")));
    };
    setButtonKind(m_run, m_running == Running::Yes ? ButtonKind::Normal : ButtonKind::Primary);
    m_run->setIconSize(QSize(size::kIcon - 2, size::kIcon - 2));
    update();
    m_runChanges = connect(action, &QAction::changed, this, update);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_menus->setMaximumHeight(m_theme.controlHeight());
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Divider));
}

} // namespace signalbox::ui

#include "top_bar.moc"
