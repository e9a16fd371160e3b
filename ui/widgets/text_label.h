// SPDX-License-Identifier: GPL-3.0-or-later
// A label in a text style and a colour role, which follows the theme.
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>
#include <QVarLengthArray>

namespace signalbox::ui {

class TextLabel : public QLabel
{
    Q_OBJECT
public:
    TextLabel(const Theme &theme, const QString &text, TextStyle style = TextStyle::Body, Role role = Role::Text, QWidget *parent = nullptr);

    void setRole(Role role);
    /// Of wrapped text. Layouts ask the same again and again, and each answer of QLabel shapes the whole text anew.
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void apply();

    struct Height
    {
        int width;
        int height;
        int margin;
        QMargins margins;
    };
    static constexpr qsizetype kHeightsKept = 4;

    const Theme &m_theme;
    TextStyle m_style;
    Role m_role;
    mutable QString m_measured; ///< the text of m_heights
    mutable QVarLengthArray<Height, kHeightsKept> m_heights;
};

/// One line that is cut with an ellipsis where it does not fit; the whole text is its tool tip then.
class ElidedLabel : public TextLabel
{
    Q_OBJECT
public:
    using TextLabel::TextLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace signalbox::ui
