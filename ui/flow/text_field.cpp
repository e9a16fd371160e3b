// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/text_field.h"

#include "flow/template.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QEvent>
#include <QKeyEvent>
#include <QStyleOption>
#include <QSyntaxHighlighter>

#include <cmath>

namespace signalbox::ui {

namespace {

constexpr int kMostLines = 10;

bool isWordLetter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'.' || c == u'-' || c == u'\'' || c == u'[' || c == u']';
}

} // namespace

/// Marks what is JavaScript in a text.
class FieldHighlighter : public QSyntaxHighlighter
{
public:
    FieldHighlighter(const Theme &theme, TextField &field) : QSyntaxHighlighter(field.document()), m_theme(theme), m_field(field) {}

protected:
    void highlightBlock(const QString &text) override
    {
        setCurrentBlockState(0);
        if (m_field.mode() == TextField::Mode::Plain) {
            return;
        }
        if (m_field.mode() != TextField::Mode::Template) {
            code(text, 0, static_cast<int>(text.size()));
            return;
        }
        // An expression may go on in the next line.
        int at = 0;
        bool inside = previousBlockState() == 1;
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
        setCurrentBlockState(inside ? 1 : 0);
    }

private:
    void code(const QString &text, int from, int to)
    {
        const auto paint = [this](int begin, int length, Role role) {
            QTextCharFormat format;
            format.setForeground(m_theme.color(role));
            setFormat(begin, length, format);
        };
        for (int i = from; i < to;) {
            const QChar c = text[i];
            if (c == u'"' || c == u'\'' || c == u'`') {
                int end = i + 1;
                while (end < to && text[end] != c) {
                    end += text[end] == u'\\' ? 2 : 1;
                }
                end = std::min(end + 1, to);
                int next = end;
                while (next < to && text[next].isSpace()) {
                    ++next;
                }
                const bool isKey = m_field.mode() == TextField::Mode::Json && next < to && text[next] == u':';
                paint(i, end - i, isKey ? Role::SyntaxKey : Role::SyntaxString);
                i = end;
            } else if (c.isDigit()) {
                int end = i + 1;
                while (end < to && (text[end].isLetterOrNumber() || text[end] == u'.')) {
                    ++end;
                }
                paint(i, end - i, Role::SyntaxNumber);
                i = end;
            } else if (c.isLetter() || c == u'_') {
                int end = i + 1;
                while (end < to && (text[end].isLetterOrNumber() || text[end] == u'_')) {
                    ++end;
                }
                const auto word = QStringView(text).mid(i, end - i);
                static const QList<QStringView> roots = {u"input", u"ports", u"nodes", u"run", u"vars", u"item", u"index", u"loop", u"output", u"secrets"};
                static const QList<QStringView> words = {u"true", u"false", u"null", u"undefined", u"new", u"typeof", u"in", u"of", u"return"};
                if (i == 0 || text[i - 1] != u'.') {
                    if (words.contains(word)) {
                        paint(i, end - i, Role::SyntaxKeyword);
                    } else if (m_field.mode() == TextField::Mode::Expression && roots.contains(word)) {
                        paint(i, end - i, Role::SyntaxExpression);
                    }
                }
                i = end;
            } else {
                ++i;
            }
        }
    }

    const Theme &m_theme;
    TextField &m_field;
};

TextField::TextField(const Theme &theme, Mode mode, QWidget *parent) : QPlainTextEdit(parent), m_theme(theme), m_mode(mode), m_highlighter(new FieldHighlighter(theme, *this))
{
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(space::kS, 0, space::kS, 0);
    viewport()->setAutoFillBackground(false);
    setAttribute(Qt::WA_Hover);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        fitHeight();
        if (!m_quiet) {
            Q_EMIT edited();
            complete();
        }
    });
    connect(&theme, &Theme::changed, this, &TextField::apply);
    apply();
}

void TextField::apply()
{
    // Another font is a change of the document to Qt, but nobody has edited anything.
    const bool wasQuiet = std::exchange(m_quiet, true);
    setFont(m_theme.font(m_mode == Mode::Expression || m_mode == Mode::Json ? TextStyle::Code : TextStyle::Body));
    document()->setDocumentMargin(std::max(2.0, (m_theme.controlHeight() - fontMetrics().lineSpacing()) / 2.0));
    mark();
    fitHeight();
    m_quiet = wasQuiet;
}

void TextField::mark()
{
    const bool wasQuiet = std::exchange(m_quiet, true);
    m_highlighter->rehighlight();
    m_quiet = wasQuiet;
}

void TextField::setMode(Mode mode)
{
    if (m_mode != mode) {
        m_mode = mode;
        apply();
    }
}

void TextField::makeCompleter()
{
    m_completer = new QCompleter(m_names, this);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setMaxVisibleItems(8);
    m_completer->popup()->setAccessibleName(tr("Names"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &chosen) {
        auto cursor = textCursor();
        cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(wordBeforeCursor().size()));
        cursor.insertText(chosen);
        setTextCursor(cursor);
    });
}

QString TextField::wordBeforeCursor() const
{
    const auto cursor = textCursor();
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    auto begin = line.size();
    while (begin > 0 && isWordLetter(line[begin - 1])) {
        --begin;
    }
    return line.mid(begin);
}

void TextField::complete()
{
    if (m_names.isEmpty() || !hasFocus()) {
        return;
    }
    if (!m_completer) {
        makeCompleter();
    }
    bool inExpression = m_mode == Mode::Expression;
    if (m_mode == Mode::Template) {
        const QString before = toPlainText().left(textCursor().position());
        inExpression = before.lastIndexOf(QStringLiteral("{{")) > before.lastIndexOf(QStringLiteral("}}"));
    }
    const QString word = wordBeforeCursor();
    m_completer->setCompletionPrefix(word);
    const bool only = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (!inExpression || word.isEmpty() || m_completer->completionCount() == 0 || only) {
        m_completer->popup()->hide();
        return;
    }
    QRect place = cursorRect();
    place.setWidth(std::max(220, m_completer->popup()->sizeHintForColumn(0) + 24));
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    m_completer->complete(place.translated(viewport()->pos()));
}

void TextField::setTextQuietly(const QString &text)
{
    if (text == toPlainText()) {
        return;
    }
    m_quiet = true;
    const int position = textCursor().position();
    setPlainText(text);
    auto cursor = textCursor();
    cursor.setPosition(std::min<int>(position, static_cast<int>(text.size())));
    setTextCursor(cursor);
    m_quiet = false;
}

void TextField::setWrong(bool wrong)
{
    if (property("signalboxWrong").toBool() != wrong) {
        setProperty("signalboxWrong", wrong);
        update();
        viewport()->update();
    }
}

void TextField::fitHeight()
{
    const auto *layout = document()->documentLayout();
    const int lines = std::max(1, static_cast<int>(std::lround(layout->documentSize().height())));
    const bool all = lines <= kMostLines;
    setVerticalScrollBarPolicy(all ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    const double margins = document()->documentMargin() * 2;
    const int least = m_mode == Mode::Json || m_multiLine ? 2 : 1;
    const int height = std::max(m_theme.controlHeight(), static_cast<int>(std::ceil(std::clamp(lines, least, kMostLines) * fontMetrics().lineSpacing() + margins)));
    if (height != m_height) {
        m_height = height;
        setFixedHeight(height);
        updateGeometry();
    }
}

QSize TextField::sizeHint() const
{
    return {160, m_height};
}

QSize TextField::minimumSizeHint() const
{
    return {60, m_height};
}

bool TextField::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        // The box of a line of text around however many there are.
        QPainter painter(this);
        QStyleOptionFrame option;
        option.initFrom(this);
        option.lineWidth = 1;
        option.state.setFlag(QStyle::State_HasFocus, hasFocus());
        option.state.setFlag(QStyle::State_MouseOver, underMouse());
        style()->drawPrimitive(QStyle::PE_FrameLineEdit, &option, &painter, this);
        return true;
    }
    // Undo is the flow's, not the field's: every change is a step of it already.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QPlainTextEdit::event(event);
}

void TextField::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_completer && m_completer->popup()->isVisible()) {
        // The list has these.
        if (isReturn || event->key() == Qt::Key_Escape || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) {
            event->ignore();
            return;
        }
    }
    if (isReturn && !m_multiLine && m_mode != Mode::Json && !(event->modifiers() & Qt::ShiftModifier)) {
        Q_EMIT finished();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void TextField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    update();
}

void TextField::focusOutEvent(QFocusEvent *event)
{
    update();
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        Q_EMIT finished();
    }
}

void TextField::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void TextField::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitHeight();
    }
}

} // namespace signalbox::ui
