// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_dialog.h"

#include "ui/shell/setting_row_p.h"
#include "ui/shell/settings.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace signalbox::ui {

SettingsDialog::SettingsDialog(const Theme &theme, Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_search(new SearchField(theme, tr("Search settings")))
    , m_pages(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_scroll(new QScrollArea)
    , m_nothing(new EmptyState(theme, QStringLiteral("search"), tr("No setting matches"), tr("Try another word.")))
{
    setWindowTitle(tr("Settings"));
    setAccessibleName(tr("Settings"));
    resize(860, 600);
    m_pages->setAccessibleName(tr("Pages of settings"));
    m_pages->setFixedWidth(200);
    m_pages->setFrameShape(QFrame::NoFrame);
    m_pages->viewport()->setAutoFillBackground(false);
    m_stack->setAccessibleName(tr("Settings of the page"));
    auto *column = new QWidget;
    m_rows = new QVBoxLayout(column);
    m_rows->setContentsMargins(space::kXxl, space::kXl, space::kXl, space::kXxl);
    m_rows->setSpacing(0);
    m_scroll->setWidget(column);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setBackgroundRole(QPalette::Base);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setAutoFillBackground(true);
    m_nothing->setBackgroundRole(QPalette::Base);
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_nothing);
    auto *side = new QVBoxLayout;
    side->setContentsMargins(space::kL, space::kL, space::kL, space::kL);
    side->setSpacing(space::kL);
    side->addWidget(m_search);
    side->addWidget(m_pages, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(side);
    layout->addWidget(m_stack, 1);
    fill();
    connect(m_pages, &QListWidget::currentRowChanged, this, [this] {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
        showSelected();
    });
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(m_search, &SearchField::left, this, &QDialog::close);
    connect(&settings, &Settings::declared, this, [this] { fill(); });
    m_pages->setCurrentRow(0);
    m_search->setFocus();
}

void SettingsDialog::fill()
{
    for (const auto &spec : m_settings.specs()) {
        const bool known = std::any_of(m_settingRows.begin(), m_settingRows.end(), [&](const auto *row) { return row->id() == spec.id; });
        if (known) {
            continue;
        }
        const bool pageKnown = std::any_of(m_pageList.begin(), m_pageList.end(), [&](const Page &page) { return page.title == spec.page; });
        if (!pageKnown) {
            auto *heading = new TextLabel(m_theme, spec.page, TextStyle::Heading);
            m_headings << heading;
            m_rows->addWidget(heading);
            m_pageList.push_back({spec.id.section(u'.', 0, 0), spec.page, {}, nullptr});
            m_pages->addItem(spec.page);
        }
        auto *row = new SettingRow(m_theme, m_settings, spec);
        m_settingRows << row;
        // Behind the last of its page.
        int place = m_rows->count();
        for (int i = 0; i < m_rows->count(); ++i) {
            const auto *widget = m_rows->itemAt(i)->widget();
            const auto *other = qobject_cast<const SettingRow *>(widget);
            const auto *heading = qobject_cast<const TextLabel *>(widget);
            if ((other && other->page() == spec.page) || (heading && heading->text() == spec.page)) {
                place = i + 1;
            }
        }
        m_rows->insertWidget(place, row);
    }
    if (m_rows->count() > 0 && m_rows->itemAt(m_rows->count() - 1)->widget()) {
        m_rows->addStretch();
    }
    showSelected();
}

void SettingsDialog::addPage(const QString &id, const QString &title, const QString &, const QString &words, QWidget *page)
{
    m_pageList.push_back({id, title, words + u' ' + title, page});
    m_pages->addItem(title);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    m_stack->addWidget(page);
}

void SettingsDialog::showPage(const QString &id)
{
    for (int i = 0; i < m_pageList.size(); ++i) {
        if (m_pageList[i].id == id) {
            m_pages->setCurrentRow(i);
        }
    }
}

void SettingsDialog::showSelected()
{
    const int at = m_pages->currentRow();
    if (at < 0 || at >= m_pageList.size()) {
        return;
    }
    const Page &page = m_pageList[at];
    if (page.widget) {
        m_stack->setCurrentWidget(page.widget);
        return;
    }
    for (auto *row : m_settingRows) {
        row->setVisible(row->page() == page.title);
    }
    for (auto *heading : m_headings) {
        heading->setVisible(heading->text() == page.title);
    }
    m_stack->setCurrentWidget(m_scroll);
}

void SettingsDialog::search(const QString &typed)
{
    if (typed.trimmed().isEmpty()) {
        showSelected();
        return;
    }
    bool found = false;
    QStringList pages;
    for (auto *row : m_settingRows) {
        const bool matches = row->matches(typed);
        row->setVisible(matches);
        found = found || matches;
        if (matches) {
            pages << row->page();
        }
    }
    for (auto *heading : m_headings) {
        heading->setVisible(pages.contains(heading->text()));
    }
    if (found) {
        m_stack->setCurrentWidget(m_scroll);
        return;
    }
    for (const auto &page : m_pageList) {
        if (page.widget && page.words.contains(typed.trimmed(), Qt::CaseInsensitive)) {
            m_stack->setCurrentWidget(page.widget);
            return;
        }
    }
    m_stack->setCurrentWidget(m_nothing);
}

QStringList SettingsDialog::shownSettings() const
{
    QStringList ids;
    if (m_stack->currentWidget() == m_scroll) {
        for (const auto *row : m_settingRows) {
            if (!row->isHidden()) {
                ids << row->id();
            }
        }
    }
    return ids;
}

} // namespace signalbox::ui
