// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_page.h"

#include "ui/shell/action_registry.h"
#include "ui/theme/style.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeView>

namespace signalbox::ui {

ShortcutPage::ShortcutPage(const Theme &theme, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_search(new SearchField(theme, tr("Search commands or keys")))
    , m_list(new QTreeView)
    , m_model(new QStandardItemModel(this))
    , m_name(new TextLabel(theme, QString(), TextStyle::Strong))
    , m_keys(new QKeySequenceEdit)
    , m_assign(new QPushButton(tr("Assign")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_reset(new QPushButton(tr("Reset")))
    , m_conflict(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
{
    setAccessibleName(tr("Shortcuts"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(theme, RowDelegate::Lines::One, m_list));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_keys->setAccessibleName(tr("New shortcut"));
    for (auto *button : {m_assign, m_remove, m_reset}) {
        button->setAutoDefault(false);
    }
    m_conflict->setWordWrap(true);
    m_name->setWordWrap(true);
    auto *everything = new QPushButton(tr("Reset all"));
    everything->setAutoDefault(false);
    auto *top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(everything);
    auto *editing = new QHBoxLayout;
    editing->setSpacing(space::kM);
    editing->addWidget(m_keys, 1);
    editing->addWidget(m_assign);
    editing->addWidget(m_remove);
    editing->addWidget(m_reset);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kXxl, space::kXl, space::kXl, space::kXl);
    layout->setSpacing(space::kM);
    layout->addWidget(new TextLabel(theme, tr("Shortcuts"), TextStyle::Heading));
    layout->addSpacing(space::kS);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_name);
    layout->addLayout(editing);
    layout->addWidget(m_conflict);

    connect(m_search, &QLineEdit::textChanged, this, &ShortcutPage::filter);
    connect(m_search, &SearchField::stepped, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ShortcutPage::showSelected);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutPage::showConflict);
    connect(m_assign, &QPushButton::clicked, this, &ShortcutPage::assign);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_actions.setShortcuts(selected(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_actions.resetShortcuts(selected()); });
    connect(everything, &QPushButton::clicked, &m_actions, &ActionRegistry::resetAllShortcuts);
    connect(&m_actions, &ActionRegistry::shortcutsChanged, this, [this](const QString &id) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            auto *item = m_model->item(row);
            if (item->data(Qt::UserRole).toString() == id) {
                const auto keys = m_actions.shortcuts(id);
                item->setData(keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText), row::Note);
            }
        }
        if (id == selected()) {
            showSelected();
        }
    });
    connect(&m_actions, &ActionRegistry::added, this, &ShortcutPage::fill);
    fill();
}

void ShortcutPage::fill()
{
    const QString before = selected();
    m_model->clear();
    for (const auto &id : m_actions.ids()) {
        const auto *spec = m_actions.spec(id);
        auto *item = new QStandardItem(ActionRegistry::plainText(spec->text));
        if (!spec->icon.isEmpty()) {
            item->setIcon(m_theme.icon(spec->icon, Role::TextMuted));
        } else {
            item->setIcon(m_theme.icon(QStringLiteral("command"), Role::TextFaint));
        }
        const auto keys = m_actions.shortcuts(id);
        item->setData(spec->category, row::Detail);
        item->setData(keys.isEmpty() ? QString() : keys.front().toString(QKeySequence::NativeText), row::Note);
        item->setData(true, row::Keys);
        item->setData(id, Qt::UserRole);
        m_model->appendRow(item);
    }
    select(before.isEmpty() && m_model->rowCount() > 0 ? m_model->item(0)->data(Qt::UserRole).toString() : before);
    filter(m_search->text());
}

void ShortcutPage::filter(const QString &typed)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto *item = m_model->item(row);
        const QString words = item->text() + u' ' + item->data(row::Detail).toString() + u' ' + item->data(row::Note).toString();
        m_list->setRowHidden(row, {}, !words.contains(typed.trimmed(), Qt::CaseInsensitive));
    }
}

void ShortcutPage::select(const QString &action)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->item(row)->data(Qt::UserRole).toString() == action) {
            m_list->setCurrentIndex(m_model->index(row, 0));
        }
    }
}

QString ShortcutPage::selected() const
{
    return m_list->currentIndex().data(Qt::UserRole).toString();
}

QString ShortcutPage::conflictText() const
{
    return m_conflict->text();
}

void ShortcutPage::showSelected()
{
    const QString id = selected();
    const auto *spec = m_actions.spec(id);
    m_name->setText(spec ? ActionRegistry::plainText(spec->text) : QString());
    const auto keys = m_actions.shortcuts(id);
    const QSignalBlocker quiet(m_keys);
    m_keys->setKeySequence(keys.isEmpty() ? QKeySequence() : keys.front());
    m_remove->setEnabled(!keys.isEmpty());
    m_reset->setEnabled(!m_actions.hasDefaultShortcuts(id));
    showConflict();
}

void ShortcutPage::showConflict()
{
    const QKeySequence keys = m_keys->keySequence();
    const auto current = m_actions.shortcuts(selected());
    const QString other = m_actions.conflict(selected(), keys);
    m_assign->setEnabled(!selected().isEmpty() && !keys.isEmpty() && (current.isEmpty() || current.front() != keys));
    m_assign->setText(other.isEmpty() ? tr("Assign") : tr("Take over"));
    setButtonKind(m_assign, other.isEmpty() ? ButtonKind::Primary : ButtonKind::Danger);
    m_conflict->setRole(other.isEmpty() ? Role::TextMuted : Role::Danger);
    m_conflict->setText(other.isEmpty() ? tr("Press the keys that should run the command.")
                                        : tr("“%1” has these keys. “Take over” removes them there.").arg(ActionRegistry::plainText(m_actions.spec(other)->text)));
    m_keys->setAccessibleDescription(m_conflict->text());
}

void ShortcutPage::assign()
{
    m_actions.setShortcuts(selected(), {m_keys->keySequence()});
}

} // namespace signalbox::ui
