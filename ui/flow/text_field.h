// SPDX-License-Identifier: GPL-3.0-or-later
// A field for texts that may hold `{{ expressions }}`: as high as its text, expressions marked, and completion of
// what they can name.
#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>

class QCompleter;

namespace signalbox::ui {

class TextField : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Mode {
        Plain,      ///< nothing in it is marked
        Template,   ///< `{{ }}` is marked
        Expression, ///< all of it is JavaScript
        Json
    };
    TextField(const Theme &theme, Mode mode, QWidget *parent = nullptr);

    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    /// Whether Return begins a line; otherwise only with Shift.
    void setMultiLine(bool on) { m_multiLine = on; }
    /// What expressions may name: "input", "nodes.fetch.output" …
    void setNames(const QStringList &names) { m_names = names; }
    /// Sets the text without edited(), keeping the cursor where the text is the same.
    void setTextQuietly(const QString &text);
    QString text() const { return toPlainText(); }
    void setWrong(bool wrong);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();
    /// The field was left, or Return pressed in a field of one line.
    void finished();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void apply();
    void mark();
    void fitHeight();
    void complete();
    void makeCompleter();
    QString wordBeforeCursor() const;

    const Theme &m_theme;
    Mode m_mode;
    bool m_multiLine = false;
    bool m_quiet = false;
    int m_height = 0;
    class FieldHighlighter *m_highlighter;
    QCompleter *m_completer = nullptr;
    QStringList m_names;
};

} // namespace signalbox::ui
