// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/layouts.h"

#include "ui/shell/state_file.h"

#include <QJsonObject>
#include <QMainWindow>
#include <QTabBar>

namespace signalbox::ui {

namespace {

constexpr QLatin1String kLayouts("layouts");
/// Raised when arrangements of before can no longer be used.
constexpr int kVersion = 1;

Qt::DockWidgetArea areaOf(PaneArea area)
{
    const bool mirrored = QGuiApplication::isRightToLeft();
    switch (area) {
    case PaneArea::Start: return mirrored ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea;
    case PaneArea::End: return mirrored ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
    case PaneArea::Bottom: return Qt::BottomDockWidgetArea;
    }
    return Qt::RightDockWidgetArea;
}

} // namespace

Layouts::Layouts(QMainWindow &window, StateFile &state, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_state(state)
{
}

PaneDock *Layouts::add(PaneDock *dock)
{
    m_docks.push_back(dock);
    m_window.addDockWidget(areaOf(dock->spec().area), dock);
    connect(dock, &QDockWidget::dockLocationChanged, this, &Layouts::scheduleTabs);
    connect(dock, &QDockWidget::visibilityChanged, this, &Layouts::scheduleTabs);
    connect(dock, &QDockWidget::topLevelChanged, this, &Layouts::scheduleTabs);
    return dock;
}

PaneDock *Layouts::find(const QString &pane) const
{
    const auto found = std::find_if(m_docks.begin(), m_docks.end(), [&](const PaneDock *dock) { return dock->spec().id == pane; });
    return found == m_docks.end() ? nullptr : *found;
}

bool Layouts::isInFront(const PaneDock *dock) const
{
    // The window puts what is behind outside of itself.
    return !dock->isHidden() && (dock->isFloating() || m_window.rect().intersects(dock->geometry()));
}

void Layouts::applyDefault()
{
    m_beforeFocus.clear();
    for (auto *dock : m_docks) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
    for (auto *dock : m_docks) {
        m_window.addDockWidget(areaOf(dock->spec().area), dock);
    }
    QList<QDockWidget *> wide;
    QList<int> widths;
    QList<QDockWidget *> high;
    QList<int> heights;
    for (auto *dock : m_docks) {
        const auto &spec = dock->spec();
        if (auto *other = find(spec.tabbedWith)) {
            m_window.tabifyDockWidget(other, dock);
        } else if (spec.area == PaneArea::Bottom) {
            high << dock;
            heights << spec.extent;
        } else {
            wide << dock;
            widths << spec.extent;
        }
        dock->setVisible(spec.shown);
    }
    // The first of each shared place is in front.
    for (auto *dock : m_docks) {
        if (dock->spec().tabbedWith.isEmpty() && dock->spec().shown) {
            dock->raise();
        }
    }
    m_window.resizeDocks(wide, widths, Qt::Horizontal);
    m_window.resizeDocks(high, heights, Qt::Vertical);
    scheduleTabs();
}

void Layouts::toggleFocusMode()
{
    if (isFocused()) {
        restore(std::exchange(m_beforeFocus, {}));
        return;
    }
    m_beforeFocus = m_window.saveState(kVersion);
    for (auto *dock : m_docks) {
        dock->hide();
    }
}

QStringList Layouts::names() const
{
    return m_state.value(kLayouts).toObject().keys();
}

void Layouts::save(const QString &name)
{
    QJsonObject all = m_state.value(kLayouts).toObject();
    all.insert(name, QString::fromLatin1(current().toBase64()));
    m_state.set(kLayouts, all);
}

bool Layouts::apply(const QString &name)
{
    const auto stored = m_state.value(kLayouts).toObject().value(name).toString();
    m_beforeFocus.clear();
    return !stored.isEmpty() && restore(QByteArray::fromBase64(stored.toLatin1()));
}

void Layouts::remove(const QString &name)
{
    QJsonObject all = m_state.value(kLayouts).toObject();
    all.remove(name);
    m_state.set(kLayouts, all);
}

void Layouts::rename(const QString &name, const QString &to)
{
    QJsonObject all = m_state.value(kLayouts).toObject();
    all.insert(to, all.take(name));
    m_state.set(kLayouts, all);
}

QByteArray Layouts::current() const
{
    return isFocused() ? m_beforeFocus : m_window.saveState(kVersion);
}

bool Layouts::restore(const QByteArray &arrangement)
{
    const bool restored = m_window.restoreState(arrangement, kVersion);
    scheduleTabs();
    return restored;
}

void Layouts::scheduleTabs()
{
    if (!std::exchange(m_tabsScheduled, true)) {
        QMetaObject::invokeMethod(this, &Layouts::updateTabs, Qt::QueuedConnection);
    }
}

void Layouts::updateTabs()
{
    m_tabsScheduled = false;
    for (auto *dock : m_docks) {
        const auto others = m_window.tabifiedDockWidgets(dock);
        const bool shared = std::any_of(others.begin(), others.end(), [](const QDockWidget *other) { return !other->isHidden(); });
        dock->setTabbed(shared && !dock->isFloating());
    }
    // The window makes these bars itself.
    for (auto *bar : m_window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setAccessibleName(tr("Panes"));
        bar->setExpanding(false);
        bar->setDrawBase(false);
        bar->setFocusPolicy(Qt::TabFocus);
        bar->setElideMode(Qt::ElideRight);
    }
}

} // namespace signalbox::ui
