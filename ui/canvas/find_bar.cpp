// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/find_bar.h"

#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr int kPauseMs = 250;
constexpr qsizetype kLeastLetters = 2; ///< for which data are looked through

} // namespace

FindBar::FindBar(CanvasView &view, QWidget *parent)
    : QFrame(parent), m_view(view), m_input(new QLineEdit(this)), m_count(new QLabel(this)), m_previous(new QToolButton(this)), m_next(new QToolButton(this)),
      m_close(new QToolButton(this)), m_where(new ui::ElidedLabel(view.theme(), QString(), ui::TextStyle::Small, ui::Role::TextMuted))
{
    setObjectName(QStringLiteral("findBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(ui::space::kM, ui::space::kS, ui::space::kM, ui::space::kS);
    column->setSpacing(ui::space::kXs);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    column->addWidget(m_where);
    m_where->setAccessibleName(tr("Where in the data"));
    m_where->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT dataWanted(m_input->text()); });
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
    QFrame::show();
    raise();
    m_input->setFocus(Qt::ShortcutFocusReason);
    m_input->selectAll();
    search();
}

// Whoever hides it has no use for what is found any more.
void FindBar::hideEvent(QHideEvent *event)
{
    m_pause.stop();
    QFrame::hideEvent(event);
}

void FindBar::closeBar()
{
    m_view.setFound({});
    m_pause.stop();
    Q_EMIT dataWanted({});
    hide();
    m_view.setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

QString FindBar::countText() const
{
    return m_count->text();
}

QString FindBar::whereText() const
{
    return m_where->isHidden() ? QString() : m_where->text();
}

void FindBar::search()
{
    m_data.clear();
    m_extent = Extent::All;
    const auto found = m_view.findNodes(m_input->text());
    m_hits.clear();
    for (const auto node : found) {
        m_hits.push_back(m_view.scene().nodes()[node].id);
    }
    m_view.setFound(found);
    if (m_input->text().trimmed().size() >= kLeastLetters) {
        m_pause.start();
    } else {
        m_pause.stop();
        Q_EMIT dataWanted({});
    }
    show(0);
}

void FindBar::setDataHits(const QString &text, std::vector<DataHit> hits, Extent extent)
{
    if (text != m_input->text() || isHidden()) {
        return;
    }
    const bool hadNone = m_hits.empty();
    m_data = std::move(hits);
    m_extent = extent;
    std::vector<std::uint32_t> found;
    for (const auto &id : m_hits) {
        found.push_back(m_view.scene().find(id));
    }
    for (const auto &hit : m_data) {
        const auto node = m_view.scene().find(hit.node);
        if (node != Scene::kNone && std::find(m_hits.begin(), m_hits.end(), hit.node) == m_hits.end()) {
            m_hits.push_back(hit.node);
            found.push_back(node);
        }
    }
    std::erase(found, Scene::kNone);
    m_view.setFound(std::move(found));
    // What a person looks at already stays.
    if (hadNone) {
        show(0);
    } else {
        told();
    }
}

void FindBar::show(std::size_t at)
{
    m_at = at;
    if (!m_hits.empty()) {
        m_view.goToNode(m_hits[m_at]);
    }
    told();
}

void FindBar::told()
{
    m_count->setText(!m_hits.empty() ? tr("%1 of %2").arg(m_at + 1).arg(m_hits.size()) : m_input->text().isEmpty() ? QString() : tr("Nothing"));
    m_count->setToolTip(m_extent == Extent::Part ? tr("The run has more data than were looked through.") : QString());
    m_previous->setEnabled(m_hits.size() > 1);
    m_next->setEnabled(m_hits.size() > 1);
    const auto hit = m_hits.empty() ? m_data.end() : std::find_if(m_data.begin(), m_data.end(), [this](const DataHit &each) { return each.node == m_hits[m_at]; });
    m_where->setText(hit == m_data.end() ? QString() : tr("In its data: %1").arg(hit->excerpt));
    m_where->setVisible(hit != m_data.end());
    adjustSize();
}

void FindBar::step(int by)
{
    if (m_hits.empty()) {
        return;
    }
    const auto count = m_hits.size();
    show((m_at + count + static_cast<std::size_t>(by + static_cast<int>(count))) % count);
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
