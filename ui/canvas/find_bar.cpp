// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace signalbox::canvas {

FindBar::FindBar(CanvasView &view, QWidget *parent)
    : QFrame(parent), m_view(view), m_input(new QLineEdit(this)), m_count(new QLabel(this)), m_previous(new QToolButton(this)), m_next(new QToolButton(this)),
      m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(ui::space::kM, ui::space::kS, ui::space::kM, ui::space::kS);
    row->setSpacing(ui::space::kS);
    m_input->setPlaceholderText(tr("Find in this flow"));
    m_input->setAccessibleName(tr("Find in this flow"));
    m_input->setMinimumWidth(220);
    m_input->installEventFilter(this);
    m_count->setMinimumWidth(64);
    m_count->setAlignment(Qt::AlignCenter);
    const auto button = [this](QToolButton *tool, const char *icon, const QString &name) {
        tool->setIcon(m_view.theme().icon(QString::fromLatin1(icon)));
        tool->setAutoRaise(true);
        tool->setToolTip(name);
        tool->setAccessibleName(name);
    };
    button(m_previous, "chevron-up", tr("Previous hit"));
    button(m_next, "chevron-down", tr("Next hit"));
    button(m_close, "close", tr("Close"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_input, m_count, m_previous, m_next, m_close}) {
        row->addWidget(part);
    }
    connect(m_input, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::closeBar);
    hide();
}

void FindBar::open()
{
    show();
    raise();
    m_input->setFocus(Qt::ShortcutFocusReason);
    m_input->selectAll();
    search();
}

void FindBar::closeBar()
{
    m_view.setFound({});
    hide();
    m_view.setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

QString FindBar::countText() const
{
    return m_count->text();
}

void FindBar::search()
{
    const auto found = m_view.findNodes(m_input->text());
    m_hits.clear();
    for (const auto node : found) {
        m_hits.push_back(m_view.scene().nodes()[node].id);
    }
    m_view.setFound(found);
    m_at = 0;
    if (m_hits.empty()) {
        m_count->setText(m_input->text().isEmpty() ? QString() : tr("Nothing"));
    } else {
        step(0);
    }
    m_previous->setEnabled(m_hits.size() > 1);
    m_next->setEnabled(m_hits.size() > 1);
}

void FindBar::step(int by)
{
    if (m_hits.empty()) {
        return;
    }
    const auto count = m_hits.size();
    m_at = (m_at + count + static_cast<std::size_t>(by + static_cast<int>(count))) % count;
    m_count->setText(tr("%1 of %2").arg(m_at + 1).arg(count));
    m_view.goToNode(m_hits[m_at]);
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            closeBar();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            step((key->modifiers() & Qt::ShiftModifier) || key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace signalbox::canvas
