// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_palette.h"

#include "ui/canvas/type_rows_p.h"
#include "ui/widgets/fuzzy.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::canvas {

namespace {

constexpr int kWidth = 380;
constexpr int kMostRows = 9;
constexpr int kMostRecent = 6;

} // namespace

std::vector<const TypeInfo *> rankTypes(const Catalogue &catalogue, const QString &typed, const QStringList &recent, const std::function<bool(const TypeInfo &)> &filter)
{
    std::vector<std::pair<int, const TypeInfo *>> ranked;
    for (const auto &type : catalogue.all()) {
        if (filter && !filter(type)) {
            continue;
        }
        const auto title = ui::fuzzyMatch(typed, type.title);
        const auto id = ui::fuzzyMatch(typed, QString::fromStdString(type.id));
        int score = std::max(title ? std::max(title->score / 2, 0) : -1, id ? std::max(id->score / 2 - 4, 0) : -1);
        if (score < 0 && type.summary.contains(typed, Qt::CaseInsensitive)) {
            score = 0;
        }
        if (score < 0) {
            continue;
        }
        const auto used = recent.indexOf(QString::fromStdString(type.id));
        if (used >= 0) {
            score += typed.isEmpty() ? 100 - static_cast<int>(used) : 6 - static_cast<int>(used);
        }
        ranked.emplace_back(score, &type);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second->title.compare(b.second->title, Qt::CaseInsensitive) < 0; });
    std::vector<const TypeInfo *> types;
    for (const auto &entry : ranked) {
        types.push_back(entry.second);
    }
    return types;
}

NodePalette::NodePalette(const ui::Theme &theme, QWidget *parent)
    : QFrame(parent, Qt::Popup), m_theme(theme), m_input(new QLineEdit(this)), m_list(new QListWidget(this)), m_help(new QLabel(this))
{
    setObjectName(QStringLiteral("nodePalette"));
    setFrameShape(QFrame::StyledPanel);
    setFixedWidth(kWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(ui::space::kM, ui::space::kM, ui::space::kM, ui::space::kM);
    column->setSpacing(ui::space::kM);
    column->addWidget(m_input);
    column->addWidget(m_list);
    column->addWidget(m_help);
    m_input->setPlaceholderText(tr("Add a node…"));
    m_input->setAccessibleName(tr("Find a type of node"));
    m_input->setClearButtonEnabled(true);
    m_input->installEventFilter(this);
    showTypeRows(*m_list, theme);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_help->setWordWrap(true);
    m_help->setText(tr("Nothing fits. Try another word."));
    m_help->hide();
    connect(m_input, &QLineEdit::textChanged, this, &NodePalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    connect(m_list, &QListWidget::itemEntered, this, [this](QListWidgetItem *item) { m_list->setCurrentItem(item); });
}

void NodePalette::open(const Catalogue &catalogue, Filter filter, const QPoint &global, const QString &typed)
{
    if (isVisible()) {
        m_input->insert(typed); // typed before the popup had the keyboard
        return;
    }
    m_catalogue = &catalogue;
    m_filter = std::move(filter);
    {
        const QSignalBlocker quiet(m_input);
        m_input->setText(typed);
    }
    refill();
    QPoint corner = global - QPoint(kWidth / 6, 24);
    const auto *screen = parentWidget() ? parentWidget()->screen() : QApplication::primaryScreen();
    const QRect area = screen->availableGeometry();
    corner.setX(std::clamp(corner.x(), area.left(), std::max(area.left(), area.right() - width())));
    corner.setY(std::clamp(corner.y(), area.top(), std::max(area.top(), area.bottom() - 460)));
    move(corner);
    show();
    m_input->setFocus(Qt::PopupFocusReason);
    m_input->end(false);
}

void NodePalette::refill()
{
    m_list->clear();
    if (!m_catalogue) {
        return;
    }
    for (const auto *type : rankTypes(*m_catalogue, m_input->text().trimmed(), m_recent, m_filter)) {
        addTypeRow(*m_list, *type);
    }
    m_list->setCurrentRow(0);
    const int rows = std::clamp(m_list->count(), 1, kMostRows);
    m_list->setFixedHeight(rows * kTypeRowHeight + 2);
    m_list->setVisible(m_list->count() > 0);
    m_help->setVisible(m_list->count() == 0);
    adjustSize();
}

void NodePalette::choose(int row)
{
    const auto *item = m_list->item(row);
    if (!item) {
        return;
    }
    const QString type = typeOfRow(item);
    m_recent.removeAll(type);
    m_recent.prepend(type);
    while (m_recent.size() > kMostRecent) {
        m_recent.removeLast();
    }
    Q_EMIT chosen(type);
    hide();
}

bool NodePalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down || key == Qt::Key_Tab ? 1 : key == Qt::Key_Up || key == Qt::Key_Backtab ? -1 : key == Qt::Key_PageDown ? kMostRows : key == Qt::Key_PageUp ? -kMostRows : 0;
        if (step != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_list->currentRow());
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void NodePalette::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    Q_EMIT closed();
}

} // namespace signalbox::canvas
