// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sees first: a sample that runs, the flows of late, and a new one.
#pragma once

#include "ui/shell/pane.h"
#include "ui/theme/theme.h"

class QGridLayout;
class QListView;
class QScrollArea;
class QStandardItemModel;
class QVBoxLayout;

namespace signalbox::ui {

class ActionRegistry;
class CardButton;
class EmptyState;
class TextLabel;

struct StartItem
{
    QString location; ///< as of Document::location()
    QString title;
    QString detail;
    QString note; ///< when
    QString icon = QStringLiteral("flow");
    Family family = Family::Flow;
};

class StartPage : public Document
{
    Q_OBJECT
public:
    StartPage(const Theme &theme, ActionRegistry &actions, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("home"); }
    /// What stands above the samples, where it is visible: the page owns it from now on.
    void setNotice(QWidget *notice);
    /// Brings it into sight, with the focus.
    void showNotice();
    void setSamples(const QList<StartItem> &samples);
    void setRecent(const QList<StartItem> &flows);
    /// What was edited, is not saved, and is open nowhere.
    void setUnsaved(const QList<StartItem> &flows);

Q_SIGNALS:
    void opened(const QString &location);
    /// A person wants the edits of that flow gone; nobody was asked yet.
    void discarded(const QString &location, const QString &title);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    const Theme &m_theme;
    QGridLayout *m_cards;
    QList<CardButton *> m_samples;
    QList<CardButton *> m_commands;
    QGridLayout *m_commandCards;
    QStandardItemModel *m_recent;
    QListView *m_list;
    QWidget *m_unsaved;
    QVBoxLayout *m_unsavedRows;
    TextLabel *m_nothing;
    TextLabel *m_samplesTitle;
    QWidget *m_page;
    QScrollArea *m_scroll;
    QVBoxLayout *m_noticePlace;
    QWidget *m_notice = nullptr;
};

} // namespace signalbox::ui
