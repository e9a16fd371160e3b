// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/pane_dock.h"

#include "ui/widgets/pane_tools.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QGuiApplication>
#include <QPainter>
#include <QPointer>
#include <QToolButton>

namespace signalbox::ui {

namespace {

QToolButton *titleButton(const Theme &theme, const QString &icon, const QString &name)
{
    auto *button = iconButton(theme, icon, name);
    button->setFixedSize(size::kControlCompact, size::kControlCompact);
    return button;
}

} // namespace

PaneTitleBar::PaneTitleBar(const Theme &theme, PaneDock &dock)
    : QWidget(&dock)
    , m_theme(theme)
    , m_dock(dock)
    , m_layout(new QHBoxLayout(this))
{
    const bool mirrored = QGuiApplication::isRightToLeft();
    m_layout->setContentsMargins(mirrored ? space::kS : space::kL, 0, mirrored ? space::kL : space::kS, 0);
    m_layout->setSpacing(space::kXs);
    auto *title = new ElidedLabel(theme, dock.spec().title, TextStyle::Strong);
    title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_layout->addWidget(title, 1);
    auto *floating = titleButton(theme, QStringLiteral("float"), tr("Detach “%1”").arg(dock.spec().title));
    connect(floating, &QToolButton::clicked, &dock, [&dock] { dock.setFloating(!dock.isFloating()); });
    connect(&dock, &QDockWidget::topLevelChanged, this, [this, floating, &theme](bool isFloating) {
        floating->setIcon(theme.icon(isFloating ? QStringLiteral("dock") : QStringLiteral("float"), Role::TextMuted));
        const QString name = (isFloating ? tr("Attach “%1”") : tr("Detach “%1”")).arg(m_dock.spec().title);
        floating->setToolTip(name);
        floating->setAccessibleName(name);
    });
    m_layout->addWidget(floating);
    auto *closing = titleButton(theme, QStringLiteral("close"), tr("Close “%1”").arg(dock.spec().title));
    connect(closing, &QToolButton::clicked, &dock, &QDockWidget::close);
    m_layout->addWidget(closing);
}

void PaneTitleBar::insert(QWidget *widget)
{
    m_layout->insertWidget(1 + m_inserted++, widget);
}

QSize PaneTitleBar::sizeHint() const
{
    return QSize(m_layout->sizeHint().width(), std::max(size::kTitleBar, m_theme.lineHeight(TextStyle::Strong) + space::kM));
}

QSize PaneTitleBar::minimumSizeHint() const
{
    return QSize(m_layout->minimumSize().width(), sizeHint().height());
}

void PaneTitleBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Panel));
}

PaneDock::PaneDock(const Theme &theme, PaneSpec spec, QWidget *parent)
    : QDockWidget(spec.title, parent)
    , m_theme(theme)
    , m_spec(std::move(spec))
    , m_bar(new PaneTitleBar(theme, *this))
    , m_noBar(new QWidget(this))
{
    setObjectName(QStringLiteral("pane.") + m_spec.id);
    setAccessibleName(m_spec.title);
    setWindowIcon(theme.icon(m_spec.icon));
    setTitleBarWidget(m_bar);
    m_noBar->hide();
    auto *placeholder = new QWidget;
    placeholder->setMinimumSize(140, 60);
    placeholder->setAutoFillBackground(true);
    placeholder->setBackgroundRole(QPalette::Base);
    setWidget(placeholder);
}

QWidget *PaneDock::content()
{
    if (!m_content && m_spec.create) {
        QWidget *placeholder = widget();
        m_content = m_spec.create(this);
        m_content->setAutoFillBackground(true);
        m_content->setBackgroundRole(QPalette::Base);
        if (m_content->accessibleName().isEmpty()) {
            m_content->setAccessibleName(m_spec.title);
        }
        setWidget(m_content);
        placeholder->deleteLater();
    }
    return m_content;
}

void PaneDock::dropContent()
{
    delete std::exchange(m_content, nullptr);
}

void PaneDock::setTabbed(bool tabbed)
{
    QWidget *wanted = tabbed ? m_noBar : static_cast<QWidget *>(m_bar);
    if (titleBarWidget() != wanted) {
        titleBarWidget()->hide();
        setTitleBarWidget(wanted);
        wanted->show();
    }
}

void PaneDock::addTitleWidget(QWidget *widget)
{
    m_bar->insert(widget);
}

void PaneDock::showEvent(QShowEvent *event)
{
    QDockWidget::showEvent(event);
    // After the window's first paint, which nothing holds up.
    QMetaObject::invokeMethod(this, [this] {
        if (isVisible()) {
            content();
        }
    }, Qt::QueuedConnection);
}

} // namespace signalbox::ui
