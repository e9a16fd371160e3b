// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/shell/action_registry.h"
#include "ui/shell/palette_model_p.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QListView>
#include <QPainter>

#include <algorithm>

namespace signalbox::ui {

namespace {

constexpr int kWidest = 640;
constexpr int kMostRows = 11;
constexpr int kShadow = 16;

} // namespace

CommandPalette::CommandPalette(const Theme &theme, ActionRegistry &actions, QWidget &window)
    : QWidget(&window)
    , m_theme(theme)
    , m_actions(actions)
    , m_window(window)
    , m_field(new SearchField(theme, tr("Type a command or the name of a flow")))
    , m_list(new QListView)
    , m_model(new PaletteModel(this))
    , m_nothing(new TextLabel(theme, tr("Nothing matches. Try fewer letters."), TextStyle::Body, Role::TextMuted))
{
    hide();
    setAccessibleName(tr("Command palette"));
    setFocusProxy(m_field);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(theme, RowDelegate::Lines::One, m_list));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    static_cast<QLabel *>(m_nothing)->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kShadow + space::kM, kShadow + space::kM, kShadow + space::kM, kShadow + space::kM);
    layout->setSpacing(space::kM);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_model->filter(typed);
        m_list->setCurrentIndex(m_model->index(0));
        place();
    });
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_field, &SearchField::left, this, &CommandPalette::dismiss);
    connect(m_field, &SearchField::stepped, this, &CommandPalette::step);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    window.installEventFilter(this);
}

void CommandPalette::addSource(PaletteSource source)
{
    m_sources.push_back(std::move(source));
}

void CommandPalette::open()
{
    if (isVisible()) {
        dismiss();
        return;
    }
    std::vector<PaletteItem> items;
    // What was used lately comes first, then everything in the order of its menus.
    QStringList ids = m_actions.recent();
    for (const auto &id : m_actions.ids()) {
        if (!ids.contains(id)) {
            ids << id;
        }
    }
    for (const auto &id : ids) {
        const auto *spec = m_actions.spec(id);
        auto *action = m_actions.find(id);
        if (!spec || !spec->inPalette || !action->isVisible()) {
            continue;
        }
        const auto keys = m_actions.shortcuts(id);
        QString title = ActionRegistry::plainText(action->text());
        if (action->isCheckable() && action->isChecked()) {
            title = tr("%1 (on)").arg(title);
        }
        items.push_back({title, spec->category, keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText),
                         spec->icon.isEmpty() ? m_theme.icon(QStringLiteral("command"), Role::TextMuted) : action->icon(),
                         [action = QPointer(action)] {
                             if (action) {
                                 action->trigger();
                             }
                         },
                         true, action->isEnabled()});
    }
    for (const auto &source : m_sources) {
        auto more = source();
        std::move(more.begin(), more.end(), std::back_inserter(items));
    }
    m_model->setItems(std::move(items));
    m_field->clear();
    m_model->filter(QString());
    m_list->setCurrentIndex(m_model->index(0));
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
}

void CommandPalette::dismiss()
{
    if (!isVisible()) {
        return;
    }
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_before) {
        m_before->setFocus(Qt::PopupFocusReason);
    }
}

int CommandPalette::rowCount() const
{
    return m_model->rowCount();
}

QString CommandPalette::titleAt(int row) const
{
    return m_model->index(row).data().toString();
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows > 0) {
        const int row = m_list->currentIndex().row() + by;
        const int next = std::abs(by) == 1 ? (row + rows) % rows : std::clamp(row, 0, rows - 1);
        m_list->setCurrentIndex(m_model->index(next));
    }
}

void CommandPalette::runCurrent()
{
    const auto index = m_list->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled)) {
        return;
    }
    const auto run = m_model->item(index.row()).run;
    dismiss();
    run();
}

void CommandPalette::place()
{
    const int rows = std::min(m_model->rowCount(), kMostRows);
    m_list->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
    m_list->setFixedHeight(rows * (m_theme.rowHeight() + space::kXs));
    m_nothing->setFixedHeight(2 * m_theme.rowHeight());
    const int width = std::min(kWidest, m_window.width() - 2 * space::kXl) + 2 * kShadow;
    setGeometry((m_window.width() - width) / 2, std::max(space::kM, m_window.height() / 9 - kShadow), width, sizeHint().height());
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (isVisible() && event->type() == QEvent::MouseButtonPress) {
        auto *target = qobject_cast<QWidget *>(watched);
        if (target && target->window() == window() && target != this && !isAncestorOf(target)) {
            dismiss();
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(kShadow, kShadow, -kShadow, -kShadow);
    QColor shadow = m_theme.color(Role::Shadow);
    shadow.setAlpha(shadow.alpha() / 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shadow);
    for (int ring = kShadow - 4; ring > 0; ring -= 2) {
        painter.drawRoundedRect(box.adjusted(-ring, -ring + 4, ring, ring + 4), radius::kXl + ring, radius::kXl + ring);
    }
    painter.setBrush(m_theme.color(Role::Raised));
    painter.setPen(m_theme.color(Role::Border));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius::kXl, radius::kXl);
}

} // namespace signalbox::ui
