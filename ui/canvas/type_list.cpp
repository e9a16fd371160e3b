// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/type_list.h"

#include "ui/canvas/node_palette.h"
#include "ui/canvas/type_rows_p.h"

#include <QDrag>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>

namespace signalbox::canvas {

namespace {

class Rows : public QListWidget
{
public:
    Rows(const ui::Theme &theme, QWidget *parent) : QListWidget(parent), m_theme(theme) {}

protected:
    // Beside the pointer and small, so that the edge below it is seen.
    void startDrag(Qt::DropActions actions) override
    {
        auto *mime = mimeData(selectedItems());
        if (!mime) {
            return;
        }
        auto *drag = new QDrag(this);
        drag->setMimeData(mime);
        drag->setPixmap(typeTile(m_theme, *selectedItems().front(), devicePixelRatioF()));
        drag->setHotSpot(QPoint(-12, -12));
        drag->exec(actions, Qt::CopyAction);
    }
    QStringList mimeTypes() const override { return {QString::fromLatin1(kTypeMime)}; }
    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override
    {
        if (items.isEmpty()) {
            return nullptr;
        }
        auto *mime = new QMimeData;
        mime->setData(QString::fromLatin1(kTypeMime), typeOfRow(items.front()).toUtf8());
        return mime;
    }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }

private:
    const ui::Theme &m_theme;
};

} // namespace

TypeList::TypeList(const ui::Theme &theme, QWidget *parent) : QWidget(parent), m_input(new QLineEdit(this)), m_list(new Rows(theme, this)), m_help(new QLabel(this))
{
    setAccessibleName(tr("Nodes"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, ui::space::kM, 0, 0);
    column->setSpacing(ui::space::kM);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(ui::space::kM, 0, ui::space::kM, 0);
    head->addWidget(m_input);
    head->addWidget(m_help);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    m_input->setPlaceholderText(tr("Find a type of node"));
    m_input->setAccessibleName(tr("Find a type of node"));
    m_input->setClearButtonEnabled(true);
    m_input->installEventFilter(this);
    showTypeRows(*m_list, theme);
    m_list->setAccessibleDescription(tr("Enter adds one to the flow; or drag it onto the canvas, onto an edge to insert it there."));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setDropIndicatorShown(false); // a dot in its corner while something is dragged away
    m_list->installEventFilter(this);
    m_help->setWordWrap(true);
    m_help->setText(tr("Nothing fits. Try another word."));
    m_help->hide();
    connect(m_input, &QLineEdit::textChanged, this, &TypeList::refill);
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem *item) { Q_EMIT chosen(typeOfRow(item)); });
    setFocusProxy(m_input);
}

void TypeList::setCatalogue(const Catalogue *catalogue)
{
    m_catalogue = catalogue;
    refill();
}

void TypeList::refill()
{
    m_list->clear();
    const QString typed = m_input->text().trimmed();
    auto types = m_catalogue ? rankTypes(*m_catalogue, typed, {}, {}) : std::vector<const TypeInfo *>();
    if (typed.isEmpty()) {
        std::stable_sort(types.begin(), types.end(), [](const auto *a, const auto *b) { return a->family < b->family; });
    }
    for (const auto *type : types) {
        addTypeRow(*m_list, *type);
    }
    m_list->setCurrentRow(0);
    m_help->setVisible(m_catalogue && m_list->count() == 0);
}

bool TypeList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            if (const auto type = typeOfRow(m_list->currentItem()); !type.isEmpty()) {
                Q_EMIT chosen(type);
            }
            return true;
        }
        if (watched == m_input && (key == Qt::Key_Down || key == Qt::Key_Up)) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1), 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace signalbox::canvas
