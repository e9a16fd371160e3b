// SPDX-License-Identifier: GPL-3.0-or-later
// One setting in the dialog: its words, its control, and the way back.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QToolButton;

namespace signalbox::ui {

class Settings;
struct SettingSpec;

class SettingRow : public QWidget
{
    Q_OBJECT
public:
    SettingRow(const Theme &theme, Settings &settings, const SettingSpec &spec);

    QString id() const { return m_id; }
    QString page() const { return m_page; }
    bool matches(const QString &typed) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeControl(const SettingSpec &spec);
    void refresh();

    const Theme &m_theme;
    Settings &m_settings;
    QString m_id;
    QString m_page;
    QString m_words;
    std::function<void()> m_show;
    QWidget *m_control;
    QToolButton *m_reset;
};

} // namespace signalbox::ui
