// SPDX-License-Identifier: GPL-3.0-or-later
// A message at the top of a pane that stays until it is dealt with: a conflict, a broken connection.
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace signalbox::ui {

class TextLabel;

class Banner : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Info, Warning, Danger };
    enum class Buttons { Beside, Below };
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    /// Below the text is where it is long.
    void setButtons(Buttons place);

    /// Shows the message with these buttons; what they do is the caller's.
    void say(Kind kind, const QString &text, const QStringList &buttons = {});
    QString text() const;

Q_SIGNALS:
    /// The button at that place was pressed.
    void chosen(int button);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintIcon();

    const Theme &m_theme;
    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    TextLabel *m_text;
    QBoxLayout *m_layout;
    QHBoxLayout *m_message;
    QHBoxLayout *m_buttonRow;
    QList<QWidget *> m_buttons;
};

} // namespace signalbox::ui
