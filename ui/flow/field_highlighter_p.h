// SPDX-License-Identifier: GPL-3.0-or-later
// Marks what is JavaScript, JSON or a template in a text field.
#pragma once

#include "ui/theme/theme.h"

#include <QSyntaxHighlighter>

namespace signalbox::ui {

class TextField;

class FieldHighlighter : public QSyntaxHighlighter
{
public:
    FieldHighlighter(const Theme &theme, TextField &field);

protected:
    void highlightBlock(const QString &text) override;

private:
    void templates(const QString &text);
    void code(const QString &text);
    void paint(int begin, int end, Role role);
    int goOn(const QString &text);
    int string(const QString &text, int from, QChar quote, int begin);
    int word(const QString &text, int from);

    const Theme &m_theme;
    TextField &m_field;
};

} // namespace signalbox::ui
