// SPDX-License-Identifier: GPL-3.0-or-later
// A large button: an icon on a tinted tile, a title, a few lines of text.
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace signalbox::ui {

class CardButton : public QAbstractButton
{
    Q_OBJECT
public:
    CardButton(const Theme &theme, const QString &icon, Family family, const QString &title, const QString &detail, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_icon;
    Family m_family;
    QString m_detail;
};

} // namespace signalbox::ui
