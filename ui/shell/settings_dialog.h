// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting in one place, found by typing, each with its own way back to the default.
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

#include <functional>

class QListWidget;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace signalbox::ui {

class EmptyState;
class SearchField;
class SettingRow;
class Settings;
class TextLabel;

/// A page of the settings that is more than settings of the window, and a command that leads there.
struct SettingsPageSpec
{
    QString id;      ///< "retention"
    QString title;   ///< "Retention"
    QString words;   ///< found by the search, too
    QString command; ///< "How long history is kept": in the palette; an ampersand marks the mnemonic
    QString icon;    ///< of the command
    /// Makes the page, the first time that the settings are opened.
    std::function<QWidget *()> create;
};

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const Theme &theme, Settings &settings, QWidget *parent);

    /// A page that is more than settings (shortcuts). `words` are found by the search, too.
    void addPage(const QString &id, const QString &title, const QString &icon, const QString &words, QWidget *page);
    void showPage(const QString &id);
    /// Ids of the settings that are shown now.
    QStringList shownSettings() const;

private:
    void fill();
    void showSelected();
    void search(const QString &typed);

    struct Page
    {
        QString id;
        QString title;
        QString words;
        QWidget *widget = nullptr; ///< null: a page of settings
    };

    const Theme &m_theme;
    Settings &m_settings;
    SearchField *m_search;
    QListWidget *m_pages;
    QStackedWidget *m_stack;
    QScrollArea *m_scroll;
    QVBoxLayout *m_rows;
    EmptyState *m_nothing;
    QList<Page> m_pageList;
    QList<SettingRow *> m_settingRows;
    QList<TextLabel *> m_headings;
};

} // namespace signalbox::ui
