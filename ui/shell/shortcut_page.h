// SPDX-License-Identifier: GPL-3.0-or-later
// Where shortcuts are changed: every command with its keys; a shortcut that another command has is said and can be
// taken over.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QKeySequenceEdit;
class QPushButton;
class QStandardItemModel;
class QTreeView;

namespace signalbox::ui {

class ActionRegistry;
class SearchField;
class TextLabel;

class ShortcutPage : public QWidget
{
    Q_OBJECT
public:
    ShortcutPage(const Theme &theme, ActionRegistry &actions, QWidget *parent = nullptr);

    void select(const QString &action);
    QString selected() const;
    /// What stands below the field: who has the keys now, or nothing.
    QString conflictText() const;

private:
    void fill();
    void filter(const QString &typed);
    void showSelected();
    void showConflict();
    void assign();

    const Theme &m_theme;
    ActionRegistry &m_actions;
    SearchField *m_search;
    QTreeView *m_list;
    QStandardItemModel *m_model;
    TextLabel *m_name;
    QKeySequenceEdit *m_keys;
    QPushButton *m_assign;
    QPushButton *m_remove;
    QPushButton *m_reset;
    TextLabel *m_conflict;
};

} // namespace signalbox::ui
