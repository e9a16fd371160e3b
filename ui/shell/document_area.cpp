// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/document_area.h"

#include "ui/widgets/plain_tip.h"

#include <QBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>

namespace signalbox::ui {

namespace {

// Tabs that close by the middle button, over a line that runs the whole width.
class DocumentTabs : public QTabBar
{
    Q_OBJECT
public:
    explicit DocumentTabs(const Theme &theme)
        : m_theme(theme)
    {
    }

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (event->button() == Qt::MiddleButton) {
            Q_EMIT tabCloseRequested(tabAt(event->position().toPoint()));
            return;
        }
        QTabBar::mouseReleaseEvent(event);
    }

    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.color(Role::Window));
        painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Divider));
        painter.end();
        QTabBar::paintEvent(event);
    }

private:
    const Theme &m_theme;
};

} // namespace

DocumentArea::DocumentArea(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tabs(new DocumentTabs(theme))
    , m_stack(new QStackedWidget)
{
    m_tabs->setAccessibleName(tr("Open documents"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setMovable(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_tabs->setUsesScrollButtons(true);
    m_stack->setAccessibleName(tr("Document"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (auto *document = m_tabs->tabData(index).value<Document *>()) {
            m_stack->setCurrentWidget(document);
            Q_EMIT currentChanged(document);
        }
    });
    connect(m_tabs, &QTabBar::tabCloseRequested, this, [this](int index) {
        if (auto *document = m_tabs->tabData(index).value<Document *>()) {
            close(document);
        }
    });
}

void DocumentArea::setHome(Document *home)
{
    m_home = home;
    add(home);
}

void DocumentArea::add(Document *document)
{
    m_stack->addWidget(document);
    const QSignalBlocker quiet(m_tabs);
    const int index = document == m_home ? m_tabs->insertTab(0, QString()) : m_tabs->addTab(QString());
    m_tabs->setTabData(index, QVariant::fromValue(document));
    if (document != m_home) {
        auto *closing = new QToolButton;
        closing->setAutoRaise(true);
        closing->setIcon(m_theme.icon(QStringLiteral("close"), Role::TextMuted));
        closing->setIconSize(QSize(14, 14));
        closing->setFixedSize(22, 22);
        closing->setFocusPolicy(Qt::NoFocus);
        connect(closing, &QToolButton::clicked, this, [this, document] { close(document); });
        m_tabs->setTabButton(index, QTabBar::RightSide, closing);
    }
    connect(document, &Document::titleChanged, this, [this, document] { refresh(document); });
    connect(document, &Document::commandsChanged, this, &DocumentArea::stateChanged);
    connect(document, &Document::closeRequested, this, [this, document] { close(document); });
    refresh(document);
    Q_EMIT openChanged();
    setCurrent(document);
}

void DocumentArea::refresh(Document *document)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).value<Document *>() != document) {
            continue;
        }
        QString title = document->title();
        title.replace(u'&', QStringLiteral("&&"));
        m_tabs->setTabText(i, document->isModified() ? title + QStringLiteral(" •") : title);
        m_tabs->setTabToolTip(i, plainTip(document->title()));
        m_tabs->setTabIcon(i, m_theme.icon(document->iconName(), Role::TextMuted));
        if (auto *button = m_tabs->tabButton(i, QTabBar::RightSide)) {
            button->setAccessibleName(tr("Close “%1”").arg(document->title()));
            button->setToolTip(tr("Close"));
        }
    }
    document->setAccessibleName(document->title());
    Q_EMIT stateChanged();
}

void DocumentArea::close(Document *document)
{
    if (document == m_home || !document->mayClose()) {
        return;
    }
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).value<Document *>() == document) {
            m_tabs->removeTab(i);
            break;
        }
    }
    document->leave();
    m_stack->removeWidget(document);
    document->deleteLater();
    Q_EMIT openChanged();
}

void DocumentArea::setCurrent(Document *document)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->tabData(i).value<Document *>() == document) {
            m_tabs->setCurrentIndex(i);
            m_stack->setCurrentWidget(document);
            Q_EMIT currentChanged(document);
        }
    }
}

void DocumentArea::step(int by)
{
    const int count = m_tabs->count();
    if (count > 0) {
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
    }
}

Document *DocumentArea::current() const
{
    return m_tabs->tabData(m_tabs->currentIndex()).value<Document *>();
}

QList<Document *> DocumentArea::documents() const
{
    QList<Document *> all;
    for (int i = 0; i < m_tabs->count(); ++i) {
        all << m_tabs->tabData(i).value<Document *>();
    }
    return all;
}

Document *DocumentArea::find(const QString &location) const
{
    for (auto *document : documents()) {
        if (!location.isEmpty() && document->location() == location) {
            return document;
        }
    }
    return nullptr;
}

} // namespace signalbox::ui

#include "document_area.moc"
