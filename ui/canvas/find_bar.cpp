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
constexpr qsizetype kLeastLetters = 2; ///< for which data and other graphs are looked through
constexpr std::size_t kMostElsewhere = 500;

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
    m_where->setAccessibleName(tr("Where it was found"));
    m_where->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        lookElsewhere();
        Q_EMIT dataWanted(m_input->text());
    });
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
    m_at = 0;
    m_isThere = true;
    for (const auto node : found) {
        m_hits.push_back({m_view.editor() ? m_view.editor()->scope() : std::vector<std::string>(), m_view.scene().nodes()[node].id});
    }
    m_view.setFound(found);
    if (m_input->text().trimmed().size() >= kLeastLetters) {
        m_pause.start();
    } else {
        m_pause.stop();
        Q_EMIT dataWanted({});
    }
    goTo(0);
}

// Nobody is taken to another graph while typing.
void FindBar::lookElsewhere()
{
    if (!m_view.editor()) {
        return;
    }
    m_isThere = !m_hits.empty();
    for (auto &hit : findElsewhere(*m_view.editor(), m_input->text(), kMostElsewhere)) {
        if (std::find(m_hits.begin(), m_hits.end(), hit) == m_hits.end()) {
            m_hits.push_back(std::move(hit));
        }
    }
    told();
}

bool FindBar::isSeen(const GraphHit &hit) const
{
    return m_view.editor() && m_view.editor()->scope() == hit.scope;
}

void FindBar::markSeen()
{
    std::vector<std::uint32_t> found;
    for (const auto &hit : m_hits) {
        if (const auto node = isSeen(hit) ? m_view.scene().find(hit.node) : Scene::kNone; node != Scene::kNone) {
            found.push_back(node);
        }
    }
    m_view.setFound(std::move(found));
}

void FindBar::setDataHits(const QString &text, std::vector<DataHit> hits, Extent extent)
{
    if (text != m_input->text() || isHidden()) {
        return;
    }
    // Behind what is found in the graph that is seen, and before what is in others.
    const auto lastSeen = std::find_if(m_hits.rbegin(), m_hits.rend(), [this](const GraphHit &hit) { return isSeen(hit); });
    const bool hadNone = lastSeen == m_hits.rend();
    const auto first = m_hits.rend() - lastSeen;
    auto end = first;
    m_data = std::move(hits);
    m_extent = extent;
    const auto scope = m_view.editor() ? m_view.editor()->scope() : std::vector<std::string>();
    for (const auto &hit : m_data) {
        const GraphHit here{scope, hit.node};
        if (m_view.scene().find(hit.node) != Scene::kNone && std::find(m_hits.begin(), m_hits.end(), here) == m_hits.end()) {
            m_hits.insert(m_hits.begin() + end++, here);
        }
    }
    markSeen();
    // What a person looks at already stays.
    if (hadNone && end > first) {
        goTo(static_cast<std::size_t>(first));
        return;
    }
    if (!hadNone && m_at >= static_cast<std::size_t>(first)) {
        m_at += static_cast<std::size_t>(end - first);
    }
    told();
}

void FindBar::goTo(std::size_t at)
{
    m_at = at;
    m_isThere = true;
    if (!m_hits.empty()) {
        const auto hit = m_hits[m_at];
        if (!isSeen(hit) && m_view.editor() && m_view.editor()->setScope(hit.scope)) {
            markSeen();
        }
        if (isSeen(hit)) {
            m_view.goToNode(hit.node);
        }
    }
    told();
}

void FindBar::told()
{
    m_count->setText(!m_hits.empty() ? tr("%1 of %2").arg(m_at + 1).arg(m_hits.size()) : m_input->text().isEmpty() ? QString() : tr("Nothing"));
    m_count->setToolTip(m_extent == Extent::Part ? tr("The run has more data than were looked through.") : QString());
    const bool canStep = m_hits.size() > 1 || (!m_hits.empty() && !m_isThere);
    m_previous->setEnabled(canStep);
    m_next->setEnabled(canStep);
    QString where;
    if (!m_hits.empty() && !m_isThere) {
        QStringList graphs;
        for (std::size_t i = 1; i < m_hits[m_at].scope.size(); i += 2) {
            graphs << QString::fromStdString(m_hits[m_at].scope[i]);
        }
        where = graphs.isEmpty() ? tr("In the flow around this. Enter goes there.") : tr("In %1. Enter goes there.").arg(graphs.join(QStringLiteral(" › ")));
    } else if (!m_hits.empty() && isSeen(m_hits[m_at])) {
        const auto hit = std::find_if(m_data.begin(), m_data.end(), [this](const DataHit &each) { return each.node == m_hits[m_at].node; });
        where = hit == m_data.end() ? QString() : tr("In its data: %1").arg(hit->excerpt);
    }
    m_where->setText(where);
    m_where->setVisible(!where.isEmpty());
    adjustSize();
}

void FindBar::step(int by)
{
    if (m_hits.empty()) {
        return;
    }
    if (!m_isThere) {
        goTo(m_at);
        return;
    }
    const auto count = m_hits.size();
    goTo((m_at + count + static_cast<std::size_t>(by + static_cast<int>(count))) % count);
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
