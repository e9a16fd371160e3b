// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person writes a message: as tall as it needs to be, with commands completed as they are typed.
#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>

class QCompleter;
class QStringListModel;

namespace signalbox::ui {

class Composer : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit Composer(const Theme &theme, QWidget *parent = nullptr);

    /// What a command may be about, behind its name.
    void setFlows(const QStringList &flows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void submitted(const QString &text);
    /// Up in an empty field: what was said last.
    void recallRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    /// Tab takes what is offered before it goes on.
    bool focusNextPrevChild(bool next) override;

private:
    void offer();
    void complete(const QString &text);
    int heightOfLines(int lines) const;

    const Theme &m_theme;
    QStringList m_flows;
    QStringListModel *m_offers;
    QCompleter *m_completer;
};

} // namespace signalbox::ui
