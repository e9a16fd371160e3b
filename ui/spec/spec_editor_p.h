// SPDX-License-Identifier: GPL-3.0-or-later
// The text widget of the spec pane: QScintilla with the theme's looks, whose undo is the flow's.
#pragma once

#include "ui/spec/scintilla.h"
#include "ui/theme/theme.h"

namespace signalbox::ui {

class SpecEditor : public QsciScintilla
{
    Q_OBJECT
public:
    enum Indicator { ErrorMark = 8, WarningMark = 9, ExpressionMark = 10, SelectionMark = 11, FoundMark = 12 };
    enum Marker { ErrorLine = 1, WarningLine = 2 };

    explicit SpecEditor(const Theme &theme, QWidget *parent = nullptr);

    /// Colours and fonts of the theme, also for the lexer.
    void dress(QsciLexerJSON &lexer);
    std::string bytes() const;
    /// Makes the text another one by changing only what differs; the cursor stays where it was in the text.
    void change(const std::string &from, const std::string &to);
    void mark(Indicator indicator, std::size_t begin, std::size_t end);
    void unmark(Indicator indicator);
    /// Marks `{{ expressions }}` in what is seen.
    void markExpressions();
    /// Shows the bracket at the cursor together with the one that belongs to it, where it is not too far away.
    void markBrackets();
    long send(unsigned message, unsigned long w = 0, long l = 0) const { return SendScintilla(message, w, l); }

Q_SIGNALS:
    void undoRequested(bool redo);
    void searchRequested();
    void hovered(int position, const QPoint &at);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace signalbox::ui
