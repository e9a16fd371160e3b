// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/field_highlighter_p.h"

#include "ui/flow/text_field.h"

namespace signalbox::ui {

namespace {

// What goes on in the next line.
enum Open { Nothing, Expression, Comment, TemplateText };

const QList<QStringView> &words()
{
    static const QList<QStringView> list = {u"true", u"false", u"null", u"undefined", u"new", u"typeof", u"in", u"of", u"return"};
    return list;
}

const QList<QStringView> &statements()
{
    static const QList<QStringView> list = {u"async", u"await", u"break", u"case", u"catch", u"class", u"const", u"continue", u"default", u"delete", u"do", u"else", u"extends", u"finally", u"for",
                                            u"function", u"if", u"instanceof", u"let", u"static", u"super", u"switch", u"this", u"throw", u"try", u"var", u"void", u"while", u"yield"};
    return list;
}

const QList<QStringView> &roots()
{
    static const QList<QStringView> list = {u"input", u"ports", u"nodes", u"run", u"vars", u"item", u"index", u"loop", u"output", u"secrets"};
    return list;
}

} // namespace

FieldHighlighter::FieldHighlighter(const Theme &theme, TextField &field) : QSyntaxHighlighter(field.document()), m_theme(theme), m_field(field) {}

void FieldHighlighter::highlightBlock(const QString &text)
{
    setCurrentBlockState(Nothing);
    const auto mode = m_field.mode();
    if (mode == TextField::Mode::Template) {
        templates(text);
    } else if (mode != TextField::Mode::Plain) {
        code(text);
    }
}

void FieldHighlighter::templates(const QString &text)
{
    // An expression may go on in the next line.
    int at = 0;
    bool inside = previousBlockState() == Expression;
    while (at < text.size()) {
        const int begin = inside ? at : static_cast<int>(text.indexOf(QStringLiteral("{{"), at));
        if (begin < 0) {
            break;
        }
        if (!inside && begin > 0 && text[begin - 1] == u'\\') {
            at = begin + 2;
            continue;
        }
        const int closing = static_cast<int>(text.indexOf(QStringLiteral("}}"), inside ? begin : begin + 2));
        const int end = closing < 0 ? static_cast<int>(text.size()) : closing + 2;
        QTextCharFormat ground;
        ground.setBackground(m_theme.mixed(Role::Field, Role::SyntaxExpression, 0.12));
        ground.setForeground(m_theme.color(Role::SyntaxExpression));
        setFormat(begin, end - begin, ground);
        inside = closing < 0;
        at = end;
    }
    setCurrentBlockState(inside ? Expression : Nothing);
}

void FieldHighlighter::paint(int begin, int end, Role role)
{
    QTextCharFormat format;
    format.setForeground(m_theme.color(role));
    setFormat(begin, end - begin, format);
}

// Up to the end of what began in a line before; nothing where it goes on.
int FieldHighlighter::goOn(const QString &text)
{
    const int size = static_cast<int>(text.size());
    if (previousBlockState() == Comment) {
        const auto closing = text.indexOf(QStringLiteral("*/"));
        const int end = closing < 0 ? size : static_cast<int>(closing) + 2;
        paint(0, end, Role::SyntaxComment);
        setCurrentBlockState(closing < 0 ? Comment : Nothing);
        return end;
    }
    if (previousBlockState() == TemplateText) {
        return string(text, 0, u'`', 0);
    }
    return 0;
}

// A string that `quote` ends, from `from`, whose text begins at `begin`.
int FieldHighlighter::string(const QString &text, int from, QChar quote, int begin)
{
    const int size = static_cast<int>(text.size());
    int end = begin;
    while (end < size && text[end] != quote) {
        end += text[end] == u'\\' ? 2 : 1;
    }
    setCurrentBlockState(end >= size && quote == u'`' ? TemplateText : Nothing);
    end = std::min(end + 1, size);
    int next = end;
    while (next < size && text[next].isSpace()) {
        ++next;
    }
    const bool isKey = m_field.mode() == TextField::Mode::Json && next < size && text[next] == u':';
    paint(from, end, isKey ? Role::SyntaxKey : Role::SyntaxString);
    return end;
}

int FieldHighlighter::word(const QString &text, int from)
{
    const int size = static_cast<int>(text.size());
    int end = from + 1;
    while (end < size && (text[end].isLetterOrNumber() || text[end] == u'_' || text[end] == u'$')) {
        ++end;
    }
    const auto found = QStringView(text).mid(from, end - from);
    const auto mode = m_field.mode();
    if (from == 0 || text[from - 1] != u'.') {
        if (words().contains(found) || (mode == TextField::Mode::Code && statements().contains(found))) {
            paint(from, end, Role::SyntaxKeyword);
        } else if (mode != TextField::Mode::Json && roots().contains(found)) {
            paint(from, end, Role::SyntaxExpression);
        }
    }
    return end;
}

void FieldHighlighter::code(const QString &text)
{
    const int size = static_cast<int>(text.size());
    const bool hasComments = m_field.mode() == TextField::Mode::Code;
    for (int i = goOn(text); i < size;) {
        const QChar c = text[i];
        const QChar after = i + 1 < size ? text[i + 1] : QChar();
        if (c == u'"' || c == u'\'' || c == u'`') {
            i = string(text, i, c, i + 1);
        } else if (hasComments && c == u'/' && after == u'/') {
            paint(i, size, Role::SyntaxComment);
            return;
        } else if (hasComments && c == u'/' && after == u'*') {
            const auto closing = text.indexOf(QStringLiteral("*/"), i + 2);
            const int end = closing < 0 ? size : static_cast<int>(closing) + 2;
            paint(i, end, Role::SyntaxComment);
            setCurrentBlockState(closing < 0 ? Comment : Nothing);
            i = end;
        } else if (c.isDigit()) {
            int end = i + 1;
            while (end < size && (text[end].isLetterOrNumber() || text[end] == u'.')) {
                ++end;
            }
            paint(i, end, Role::SyntaxNumber);
            i = end;
        } else if (c.isLetter() || c == u'_' || c == u'$') {
            i = word(text, i);
        } else {
            ++i;
        }
    }
}

} // namespace signalbox::ui
